import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileRule, occurrences } from '../../../core/schedule/recurrence.ts';
import { firstDifference, fitRoster, type RosterFit } from '../../../core/schedule/roster-fit.ts';
import {
  dayMs,
  firstInstant,
  hourMs,
  lastInstant,
  secondMs,
  type Interval,
} from '../../../core/time/instant.ts';
import { merge, subtract } from '../../../core/time/interval.ts';
import { aReading, aRuleOf, aWindow, enough, runs } from '../../support/arbitrary.ts';
import { aRule, inZone } from '../../support/rules.ts';

type Fitted = Extract<RosterFit, { kind: 'fitted' }>;

function fit(intervals: readonly Interval[], reading = inZone('UTC')): Fitted {
  const found = fitRoster([{ memberId: 'm1', intervals }], reading);
  if (found.kind !== 'fitted') throw new Error(JSON.stringify(found));
  return found;
}

const span = (from: string, to: string): Interval => ({
  start: Date.parse(from),
  end: Date.parse(to),
});

describe('fitting a dated roster', () => {
  test('nothing wanted needs no entry', () => {
    expect(fitRoster([], inZone('UTC'))).toEqual({ kind: 'fitted', entries: [], leftovers: [] });
    expect(fit([])).toMatchObject({ entries: [], leftovers: [] });
  });

  test('one stretch is one dated entry from start to end', () => {
    const it = span('2026-03-02T09:00:00Z', '2026-03-09T09:00:00Z');
    expect(fit([it]).entries).toEqual([
      { memberId: 'm1', rule: aRule({ startDate: it.start, endDate: it.end }) },
    ]);
  });

  test('weekday mornings over a clock change are one rule with wall times', () => {
    const days = Array.from({ length: 28 }, (_, n) => n).filter((n) => n % 7 < 5);
    const intervals = days.map((n) => {
      const offset = n < 27 ? 1 : 2;
      const midnight = Date.UTC(2026, 2, 2) + n * dayMs - (n >= 27 ? 2 : offset) * hourMs;
      return { start: midnight + 9 * hourMs, end: midnight + 12 * hourMs };
    });
    const { entries } = fit(intervals, inZone('Europe/Berlin'));
    expect(entries).toHaveLength(1);
    expect(entries[0]?.rule).toMatchObject({
      weekDays: [1, 2, 3, 4, 5],
      startTime: '09:00:00',
      endTime: '12:00:00',
    });
  });

  test('week days are numbered as the workspace reads them', () => {
    const mondays = [0, 7, 14].map((n) => {
      const start = Date.UTC(2026, 0, 5 + n, 9);
      return { start, end: start + hourMs };
    });
    const days = (weekdayZero: 'sunday' | 'monday') =>
      fit(mondays, inZone('UTC', { weekdayZero })).entries[0]?.rule.weekDays;
    expect(days('sunday')).toEqual([1]);
    expect(days('monday')).toEqual([0]);
  });

  test('the first Tuesday of each month is one rule by week of month', () => {
    const firsts = [6, 3, 3, 7, 5, 2, 7, 4].map((day, month) => {
      const start = Date.UTC(2026, month, day, 9);
      return { start, end: start + 8 * hourMs };
    });
    const { entries } = fit(firsts);
    expect(entries).toHaveLength(1);
    expect(entries[0]?.rule).toMatchObject({ weeksOfMonth: [1], weekDays: [2] });
  });

  test('weeks that fall on weeks of one month by chance stay dated', () => {
    const weeks = [1, 15].map((day) => {
      const start = Date.UTC(2026, 1, day);
      return { start, end: start + 7 * dayMs };
    });
    expect(fit(weeks).entries.map((it) => it.rule.weeksOfMonth)).toEqual([[], []]);
  });

  test('a weekly pattern with something in between keeps its one rule', () => {
    const tuesdays = Array.from({ length: 20 }, (_, n) => Date.UTC(2026, 0, 6 + 7 * n, 9));
    const monday = Date.UTC(2026, 2, 2, 9);
    const all = [...tuesdays, monday].map((start) => ({ start, end: start + 8 * hourMs }));
    expect(fit(all).entries).toHaveLength(2);
  });

  test('a weekend added to a week of office hours is one more entry, not a cut week', () => {
    const office = [0, 1, 2, 3, 4, 7, 8, 9, 10, 11].map((n) => {
      const start = Date.UTC(2026, 0, 5 + n, 9);
      return { start, end: start + 8 * hourMs };
    });
    const weekend = span('2026-01-09T17:00:00Z', '2026-01-12T09:00:00Z');
    expect(fit([...office, weekend]).entries).toHaveLength(2);
  });

  test('an end at a 59th second is said by a time of day where one can', () => {
    const it = span('2026-03-02T09:00:00Z', '2026-03-02T16:59:59Z');
    const found = fit([it]);
    expect(found.leftovers).toEqual([]);
    expect(found.entries[0]?.rule.endTime).toBe('16:59:59');
  });

  test('days that end at a 59th second are their days and a rest by time of day', () => {
    const it = span('2026-03-02T09:00:00Z', '2026-03-04T16:59:59Z');
    const found = fit([it]);
    expect(found.leftovers).toEqual([]);
    expect(found.entries.map((entry) => entry.rule)).toEqual([
      aRule({ startDate: it.start, endDate: it.start + 2 * dayMs }),
      aRule({
        startTime: '09:00:00',
        endTime: '16:59:59',
        startDate: Date.UTC(2026, 2, 4),
        endDate: Date.UTC(2026, 2, 5),
      }),
    ]);
  });

  test('what no entry can say is left over and named, the rest is fitted', () => {
    const bad = { start: Date.UTC(2026, 2, 2, 9), end: Date.UTC(2026, 2, 2, 23, 59, 59) };
    const good = span('2026-03-04T09:00:00Z', '2026-03-04T10:00:00Z');
    const found = fit([bad, good]);
    expect(found.entries).toHaveLength(1);
    expect(found.leftovers).toEqual([{ memberId: 'm1', interval: bad }]);
  });

  test('times outside the years 1 to 9999, or none at all, are left over', () => {
    const beyond = [
      { start: Number.NEGATIVE_INFINITY, end: 0 },
      { start: 0, end: 9e15 },
      { start: 0.5, end: 1.5 },
    ];
    for (const it of beyond) expect(fit([it])).toMatchObject({ entries: [], leftovers: [{}] });
    expect(fit([{ start: Number.NaN, end: Number.NaN }])).toMatchObject({ entries: [] });
  });

  test('the first and the last days of the years are left to those who draw them', () => {
    const [first, last] = [firstInstant + 3 * dayMs, lastInstant - 3 * dayMs];
    const [early, late] = [
      { start: first, end: first + hourMs },
      { start: last - hourMs, end: last },
    ];
    expect(fit([early, late])).toMatchObject({ leftovers: [], entries: [{}, {}] });
    expect(fit([{ ...early, start: first - 1 }])).toMatchObject({ entries: [], leftovers: [{}] });
    expect(fit([{ ...late, end: last + 1 }])).toMatchObject({ entries: [], leftovers: [{}] });
    for (const part of [{ start: early.start + 0.5 }, { end: early.end + 0.5 }])
      expect(fit([{ ...early, ...part }])).toMatchObject({ entries: [], leftovers: [{}] });
  });

  test('entries come in the order of their start dates', () => {
    const mornings = [0, 2, 4, 14, 16, 18].map((n) => {
      const start = Date.UTC(2026, 0, 5 + n, 9);
      return { start, end: start + 3 * hourMs };
    });
    const odd = span('2026-01-01T10:00:00Z', '2026-01-01T11:30:00Z');
    const starts = fit([...mornings, odd]).entries.map((it) => it.rule.startDate ?? 0);
    expect(starts.length).toBeGreaterThan(1);
    expect(starts).toEqual([...starts].sort((a, b) => a - b));
  });

  test('two spellings of one id are one member', () => {
    const found = fitRoster(
      [
        { memberId: 'AB', intervals: [span('2026-03-02T09:00:00Z', '2026-03-02T10:00:00Z')] },
        { memberId: 'ab', intervals: [span('2026-03-02T10:00:00Z', '2026-03-02T11:00:00Z')] },
      ],
      inZone('UTC'),
    );
    expect(found).toMatchObject({ entries: [{ memberId: 'AB' }] });
  });
});

describe('enormous rosters', () => {
  const spread = (count: number, gap: number, length: (n: number) => number): Interval[] =>
    Array.from({ length: count }, (_, n) => {
      const start = Date.UTC(1990, 0, 1) + n * gap;
      return { start, end: start + length(n) };
    });
  const many = enough(10_000);
  const cases: [string, Interval[]][] = [
    ['10,000 days of office hours', spread(many, dayMs, () => 8 * hourMs)],
    ['10,000 different lengths', spread(many, dayMs, (n) => (n + 1) * secondMs * 7)],
    ['10,000 crooked gaps', spread(many, dayMs + 61 * secondMs, () => 8 * hourMs)],
    ['10,000 alternate days', spread(many, 2 * dayMs, () => 8 * hourMs)],
    ['10,000 single days months apart', spread(many, 97 * dayMs, () => hourMs)],
  ];
  test.each(cases)('%s take a bounded time', (_, intervals) => {
    const { entries, leftovers } = fit(intervals, inZone('Europe/Berlin'));
    expect(entries.length).toBeLessThanOrEqual(intervals.length * 2);
    expect(leftovers.every(({ interval }) => interval.end % 60_000 === 59_000)).toBe(true);
  });

  test('more than can be handled is refused', () => {
    const tooMany = spread(100_001, dayMs, () => hourMs);
    expect(fitRoster([{ memberId: 'm1', intervals: tooMany }], inZone('UTC')).kind).toBe(
      'too_large',
    );
  });
});

test('what any few rules put on call within a window is fitted exactly', () => {
  const some = fc.array(aRuleOf(), { minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(some, aWindow(120), aReading(), (rules, window, reading) => {
      const wanted = merge(rules.flatMap((it) => occurrences(compileRule(it, reading), window)));
      const found = fitRoster([{ memberId: 'm1', intervals: wanted }], reading);
      if (found.kind !== 'fitted') throw new Error(found.kind);
      const left = merge(found.leftovers.map((it) => it.interval));
      const got = found.entries.flatMap(({ rule }) =>
        occurrences(compileRule(rule, reading), { start: 0, end: Date.UTC(2100, 0, 1) }),
      );
      expect(merge(got)).toEqual(subtract(wanted, left));
      for (const { end } of left) expect(Math.floor(end / secondMs) % 60).toBe(59);
      expect(found.entries.length).toBeLessThanOrEqual(wanted.length + left.length + 1);
    }),
    runs(200),
  );
});

test('six hundred odd rosters take no more entries than they did', () => {
  const roster = fc.tuple(
    fc.array(aRuleOf(), { minLength: 1, maxLength: 4 }),
    aWindow(120),
    aReading(),
  );
  let total = 0;
  for (const [rules, window, reading] of fc.sample(roster, { numRuns: 600, seed: 7 })) {
    const wanted = rules.flatMap((it) => occurrences(compileRule(it, reading), window));
    total += fit(wanted, reading).entries.length;
  }
  // 1,104 without joining within runs, 1,097 with needless rules.
  expect(total).toBeLessThanOrEqual(1_096);
});

describe('the proof', () => {
  const rule = aRule({
    startDate: Date.UTC(2026, 0, 1),
    endDate: Date.UTC(2026, 0, 3),
  });
  const wanted = span('2026-01-01T00:00:00Z', '2026-01-03T00:00:00Z');

  test('finds no difference where there is none', () => {
    expect(firstDifference([rule], [wanted], inZone('UTC'))).toBeNull();
  });

  test('finds time too much and time too little', () => {
    const less = { ...wanted, end: wanted.end - 1 };
    const more = { ...wanted, end: wanted.end + 1 };
    expect(firstDifference([rule], [less], inZone('UTC'))).toEqual({
      start: less.end,
      end: wanted.end,
    });
    expect(firstDifference([rule], [more], inZone('UTC'))).toEqual({
      start: wanted.end,
      end: more.end,
    });
  });

  test('takes no rule without a start or an end on trust', () => {
    const always = { start: firstInstant, end: lastInstant };
    for (const part of [{ startDate: null }, { endDate: null }])
      expect(firstDifference([{ ...rule, ...part }], [wanted], inZone('UTC'))).toEqual(always);
  });
});
