import { describe, expect, test } from 'vitest';
import { daysFromCivil } from '../../../core/time/civil.ts';
import { clockIn } from '../../../core/time/format.ts';
import { hourMs } from '../../../core/time/instant.ts';
import { zoneTable } from '../../../core/time/zone.ts';
import { fitting, shiftLabels } from '../../../renderer/editor/timeline/labels.ts';
import { coverageStrip } from '../../../renderer/editor/timeline/coverage-strip.ts';
import { rowsOf } from '../../../renderer/editor/timeline/rows.ts';
import { placed, spanOf, stepped } from '../../../renderer/editor/timeline/span.ts';
import { scrollToRow, visibleRows } from '../../../renderer/editor/timeline/visible.ts';
import { walk } from '../../../renderer/editor/timeline/walk.ts';
import { coverage } from '../../../core/schedule/coverage.ts';
import { merge } from '../../../core/time/interval.ts';
import { compileSchedule, replaceEntries } from '../../../core/schedule/schedule.ts';
import { shiftsIn, type Shift } from '../../../core/schedule/shifts.ts';
import {
  entryWith,
  largeWorkspace,
  people,
  sampleEntries,
  teams,
} from '../../support/sample-snapshot.ts';

const lisbon = zoneTable('Europe/Lisbon');
const monday = daysFromCivil(2026, 11, 23);

describe('the days on screen', () => {
  test('a week begins on the locale’s first day', () => {
    expect(spanOf(lisbon, 'week', monday + 2, 1).days[0]?.day).toBe(monday);
    expect(spanOf(lisbon, 'week', monday + 2, 7).days[0]?.day).toBe(monday - 1);
    expect(spanOf(lisbon, 'week', monday + 2, 6).days[0]?.day).toBe(monday - 2);
  });

  test('a day on which clocks change is as wide as it is long', () => {
    const week = spanOf(lisbon, 'week', daysFromCivil(2026, 10, 25), 1);
    const sunday = week.days[6];
    expect(sunday?.extraMs).toBe(hourMs);
    expect(week.end - week.start).toBe(169 * hourMs);
    if (sunday === undefined) throw new Error('no Sunday');
    expect(placed(sunday, week).width).toBeCloseTo((25 / 169) * 100, 8);
  });

  test('a date that its zone skipped is not drawn', () => {
    const apia = spanOf(zoneTable('Pacific/Apia'), 'week', daysFromCivil(2011, 12, 30), 1);
    expect(apia.days).toHaveLength(6);
    expect(apia.days.map((it) => it.day)).not.toContain(daysFromCivil(2011, 12, 30));
  });

  test('months and quarters are whole, also in February and over the year’s end', () => {
    expect(spanOf(lisbon, 'month', daysFromCivil(2028, 2, 10), 1).days).toHaveLength(29);
    expect(spanOf(lisbon, 'month', daysFromCivil(2026, 12, 31), 1).days).toHaveLength(31);
    expect(spanOf(lisbon, 'quarter', daysFromCivil(2026, 11, 30), 1).days).toHaveLength(92);
    expect(stepped('month', daysFromCivil(2027, 1, 31), 1)).toBe(daysFromCivil(2027, 2, 28));
    expect(stepped('month', daysFromCivil(2027, 1, 15), -1)).toBe(daysFromCivil(2026, 12, 15));
    expect(stepped('two-weeks', monday, -1)).toBe(monday - 14);
  });

  test('what reaches outside the span is cut and marked', () => {
    const week = spanOf(lisbon, 'week', monday, 1);
    const place = placed({ start: week.start - hourMs, end: week.end + hourMs }, week);
    expect(place).toEqual({ left: 0, width: 100, cutLeft: true, cutRight: true });
  });
});

describe('what stands on a shift', () => {
  const clock = clockIn('Europe/Lisbon', 'en-GB');
  const span = spanOf(lisbon, 'week', monday, 1);
  const shift = (start: number, end: number): Shift => ({
    teamId: null,
    memberId: 'm',
    start,
    end,
    openStart: false,
    openEnd: false,
    entryIds: [],
  });
  const at = (day: number, hour: number) => Date.UTC(2026, 10, day, hour);
  const width = (text: string) => text.length;

  test('the longest text that has room, and none rather than a cut one', () => {
    const labels = shiftLabels(shift(at(24, 9), at(26, 9)), clock, span, false);
    expect(fitting(labels, 40, width)).toBe('09:00 → Thu 09:00');
    expect(fitting(labels, 15, width)).toBe('09 → Thu 09');
    expect(fitting(labels, 5, width)).toBe('09–09');
    expect(fitting(labels, 1, width)).toBe('');
  });

  test('an end at midnight is the end of that day', () => {
    const labels = shiftLabels(shift(at(27, 18), at(28, 0)), clock, span, false);
    expect(labels[0]).toBe('18:00 – 24:00');
    expect(shiftLabels(shift(at(27, 0), at(28, 0)), clock, span, false)[0]).toBe('all day');
  });

  test('what runs now, or began before the span, says only until when', () => {
    const running = shift(at(23, 9), at(24, 9));
    expect(shiftLabels(running, clock, span, true)[0]).toBe('until Tue 09:00');
    const older = shift(at(22, 9), at(23, 9));
    expect(shiftLabels(older, clock, span, false)[0]).toBe('until Mon 09:00');
  });

  test('what has no end says so', () => {
    const endless = { ...shift(at(23, 9), at(24, 9)), openEnd: true };
    expect(shiftLabels(endless, clock, span, false)[0]).toBe('from Mon 09:00, no end');
  });
});

describe('the rows', () => {
  const reading = { zone: 'Europe/Lisbon', weekdayZero: 'sunday', weekOfMonth: 'block' } as const;
  const sample = compileSchedule(sampleEntries, reading);
  const platform = {
    id: teams.platform,
    name: 'Platform',
    contract: { kind: 'always', people: 1 } as const,
    memberIds: [people.sam.id, people.ana.id.toUpperCase()],
  };

  test('the team’s own order first, then whoever else has entries, each once', () => {
    const rows = rowsOf(sample, [platform]);
    expect(rows.map((row) => (row.kind === 'team' ? 'team' : row.memberId.toLowerCase()))).toEqual([
      'team',
      people.sam.id,
      people.ana.id,
      people.jonas.id,
      people.mira.id,
    ]);
  });

  test('coverage shows stretches with somebody, with too many, and the gaps against the contract', () => {
    const span = spanOf(lisbon, 'week', monday, 1);
    const strip = coverageStrip(sample, platform, span);
    expect(strip.pieces.map((it) => [it.kind, (it.end - it.start) / hourMs])).toEqual([
      ['covered', 105],
      ['covered', 16],
      ['doubled', 6],
      ['gap', 9],
      ['gap', 15],
      ['gap', 17],
    ]);
    expect(strip.gapMs).toBe(41 * hourMs);
    expect(coverageStrip(sample, { ...platform, contract: { kind: 'none' } }, span).gapCount).toBe(
      0,
    );
  });

  test('counting heads finds the same gaps and overlaps as naming everyone', () => {
    const large = largeWorkspace(40);
    const many = compileSchedule(large.entries, large.interpretation);
    const month = spanOf(lisbon, 'month', monday, 1);
    for (const contract of [
      { kind: 'none' },
      { kind: 'always', people: 2 },
      { kind: 'hours', people: 1, weekDays: [1, 6], startTime: '22:00:00', endTime: '06:30:00' },
    ] as const)
      for (const [schedule, id] of [
        [many, teams.platform],
        [sample, teams.platform],
        [sample, teams.payments],
      ] as const) {
        const { pieces } = coverageStrip(schedule, { id, contract }, month);
        const of = (kind: string) =>
          merge(pieces.filter((it) => it.kind === kind).map(({ start, end }) => ({ start, end })));
        const exact = coverage(schedule, id, month, contract);
        expect(of('gap')).toEqual(exact.gaps);
        expect(of('doubled')).toEqual(
          merge(exact.overlaps.map(({ start, end }) => ({ start, end }))),
        );
      }
  });

  test('taking drafts in and out of what was counted finds what counting anew would', () => {
    const large = largeWorkspace(60);
    const contract = { kind: 'always', people: 2 } as const;
    const week = spanOf(lisbon, 'week', monday, 1);
    const saved = compileSchedule(large.entries, large.interpretation);
    let draft = saved;
    for (const [i, entry] of large.entries.slice(0, 20).entries()) {
      const rule = { ...entry.rule, startTime: `${String(i).padStart(2, '0')}:30:00` };
      // Now and then the draft is given up, or an entry goes or changes hands.
      if (i % 5 === 4) draft = saved;
      else if (i % 7 === 6) draft = replaceEntries(draft, new Set([entry.id]), []);
      else draft = replaceEntries(draft, new Set([entry.id]), [{ ...entry, rule }]);
      const { pieces } = coverageStrip(draft, { id: teams.platform, contract }, week);
      const exact = coverage(draft, teams.platform, week, contract);
      const of = (kind: string) => pieces.filter((it) => it.kind === kind);
      const bare = (list: readonly { start: number; end: number }[]) =>
        merge(list.map(({ start, end }) => ({ start, end })));
      expect(bare(of('gap'))).toEqual(exact.gaps);
      expect(bare(of('doubled'))).toEqual(bare(exact.overlaps));
    }
  });

  test('few rows are drawn whatever the number, and those seen are among them', () => {
    for (let top = 0; top < 46_000 - 700; top += 137) {
      const { first, end } = visibleRows(top, 700, 46, 1_000);
      expect(end - first).toBeLessThanOrEqual(28);
      expect(first).toBeLessThanOrEqual(Math.floor(top / 46));
      expect(end).toBeGreaterThanOrEqual(Math.min(1_000, Math.ceil((top + 700) / 46)));
    }
    expect(visibleRows(0, 700, 46, 3)).toEqual({ first: 0, end: 3 });
    expect(visibleRows(900, 700, 46, 0)).toEqual({ first: 0, end: 0 });
  });

  test('a row out of sight is scrolled to just far enough', () => {
    expect(scrollToRow(2, 46, 0, 700, 82)).toBeNull();
    expect(scrollToRow(2, 46, 200, 700, 82)).toBe(92);
    expect(scrollToRow(20, 46, 0, 700, 82)).toBe(21 * 46 + 82 - 700);
  });
});

describe('walking with arrow keys', () => {
  const week = spanOf(lisbon, 'week', monday, 1);
  const rows = [people.ana.id, people.noor.id, 'nobody', people.mira.id].map((memberId) =>
    shiftsIn(
      compileSchedule(sampleEntries, {
        zone: 'Europe/Lisbon',
        weekdayZero: 'sunday',
        weekOfMonth: 'block',
      }),
      week,
      { memberId },
    ),
  );
  const go = (row: number, item: number, key: Parameters<typeof walk>[1]) =>
    walk({ row, item }, key, rows.length, (at) => rows[at] ?? []);

  test('left and right stay in the row and stop at its ends', () => {
    expect(go(0, 0, 'ArrowLeft')).toBeNull();
    expect(go(0, 0, 'ArrowRight')).toEqual({ row: 0, item: 1 });
    expect(go(0, 1, 'ArrowRight')).toBeNull();
    expect(go(1, 2, 'Home')).toEqual({ row: 1, item: 0 });
    expect(go(1, 2, 'End')).toEqual({ row: 1, item: 4 });
  });

  test('up and down go to the nearest in time, past rows with none', () => {
    expect(go(0, 1, 'ArrowDown')).toEqual({ row: 1, item: 3 });
    expect(go(1, 4, 'ArrowDown')).toEqual({ row: 3, item: 0 });
    expect(go(3, 1, 'ArrowUp')).toEqual({ row: 1, item: 4 });
    expect(go(0, 0, 'ArrowUp')).toBeNull();
  });
});

test('an entry of all days makes one shift without end', () => {
  const schedule = compileSchedule([entryWith('x', {})], {
    zone: 'UTC',
    weekdayZero: 'sunday',
    weekOfMonth: 'block',
  });
  const span = spanOf(zoneTable('UTC'), 'week', monday, 1);
  expect(shiftsIn(schedule, span)).toMatchObject([{ openStart: true, openEnd: true }]);
});
