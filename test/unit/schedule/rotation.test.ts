import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultInterpretation, type Interpretation } from '../../../core/schedule/model.ts';
import { compileRule, occurrences } from '../../../core/schedule/recurrence.ts';
import { buildRotation, wantedBy, type BuiltRotation } from '../../../core/schedule/rotation.ts';
import type { RotationPlan } from '../../../core/schedule/rotation/plan.ts';
import { civilFromDays, dateText, daysFromCivil, weekdayOf } from '../../../core/time/civil.ts';
import { dayMs, hourMs, type Interval } from '../../../core/time/instant.ts';
import { merge } from '../../../core/time/interval.ts';
import { parseInstant } from '../../../core/time/iso.ts';
import { wallOf, zoneTable } from '../../../core/time/zone.ts';
import { aReading, runs } from '../../support/arbitrary.ts';
import { leastEntries } from '../../support/least-entries.ts';
import { workedPlans } from '../../support/worked-plans.ts';

type Built = Extract<BuiltRotation, { kind: 'built' }>;

function build(plan: RotationPlan, interpretation: Interpretation): Built {
  const built = buildRotation(plan, interpretation);
  if (built.kind !== 'built') throw new Error(JSON.stringify(built.problems));
  return built;
}

/** What the entries put on call, by member, over the whole of the plan and far around it. */
function rosterOf(built: Built, interpretation: Interpretation): Record<string, Interval[]> {
  const all: Record<string, Interval[]> = {};
  const far = { start: Date.UTC(2000, 0, 1), end: Date.UTC(2045, 0, 1) };
  for (const { memberId, rule } of built.entries)
    (all[memberId] ??= []).push(...occurrences(compileRule(rule, interpretation), far));
  return Object.fromEntries(Object.entries(all).map(([id, list]) => [id, merge(list)]));
}

const basic: RotationPlan = {
  watch: { kind: 'always', members: ['A', 'B', 'C'] },
  turn: { kind: 'weeks', weeks: 1, weekDay: 1 },
  handoffTime: '09:00:00',
  from: '2026-01-05',
  to: '2026-03-01',
  holidays: [],
  leave: [],
};
const berlin: Interpretation = { ...defaultInterpretation, zone: 'Europe/Berlin' };

describe('the worked plans', () => {
  test.each(workedPlans)(
    '$name: $entries entries',
    ({ plan, interpretation, turns, entries, apart, shown }) => {
      const built = build(plan, interpretation);
      expect(built.turns.filter((it) => it.memberId !== null)).toHaveLength(turns);
      expect(built.entries).toHaveLength(entries);
      const witnesses = apart.map((text) => parseInstant(text) ?? 0);
      const least = wantedBy(built.turns)
        .map((it) => leastEntries(merge(it.intervals), interpretation, witnesses))
        .reduce((sum, n) => sum + n, 0);
      expect(least, 'no rules at all could say it in fewer').toBe(shown);
    },
  );

  test.each(workedPlans)('$name: the entries expand to the turns', ({ plan, interpretation }) => {
    const built = build(plan, interpretation);
    const wanted = Object.fromEntries(
      wantedBy(built.turns).map((it) => [it.memberId, merge(it.intervals)]),
    );
    expect(rosterOf(built, interpretation)).toEqual(wanted);
  });
});

describe('who is on call when', () => {
  test('a weekly turn begins at the handoff time in the schedule zone, summer and winter', () => {
    const built = build({ ...basic, to: '2026-04-12' }, berlin);
    const starts = built.turns.map((it) => [it.memberId, new Date(it.start).toISOString()]);
    expect(starts[0]).toEqual(['A', '2026-01-05T08:00:00.000Z']);
    expect(starts[1]).toEqual(['B', '2026-01-12T08:00:00.000Z']);
    expect(starts.at(-2)).toEqual(['A', '2026-03-30T07:00:00.000Z']);
    expect(starts.at(-1)).toEqual(['B', '2026-04-06T07:00:00.000Z']);
  });

  test('a range that begins between handoffs has a short first turn', () => {
    const built = build({ ...basic, from: '2026-01-07' }, berlin);
    expect(built.turns.slice(0, 2).map((it) => [it.memberId, it.hours.length])).toEqual([
      ['A', 5],
      ['B', 7],
    ]);
  });

  test('hours that begin before the handoff belong to the turn before', () => {
    const watch = { kind: 'daily', members: ['A', 'B'], weekDays: [1, 2, 3, 4, 5] } as const;
    const built = build(
      { ...basic, watch: { ...watch, startTime: '08:00:00', endTime: '12:00:00' } },
      berlin,
    );
    expect(new Date(built.turns[1]?.start ?? 0).toISOString()).toBe('2026-01-13T07:00:00.000Z');
  });

  test('who is away for an hour of a turn is passed over for all of it, and later turns stay', () => {
    const leave = [{ memberId: 'b', from: '2026-01-19', to: '2026-01-19' }];
    const built = build(
      { ...basic, watch: { kind: 'always', members: ['A', 'B', 'C'] }, leave },
      berlin,
    );
    // B's turn ends Monday the 19th at nine: nine hours of that day would be B's.
    expect(built.turns.slice(0, 5).map((it) => it.memberId)).toEqual(['A', 'C', 'C', 'A', 'B']);
    expect(built.turns[1]?.inOrder).toBe('B');
  });

  test('a turn nobody can take stays uncovered and is named', () => {
    const leave = ['A', 'B', 'C'].map((memberId) => ({
      memberId,
      from: '2026-01-20',
      to: '2026-01-20',
    }));
    const built = build({ ...basic, leave }, berlin);
    expect(built.unfilled.map((it) => new Date(it.start).toISOString())).toEqual([
      '2026-01-19T08:00:00.000Z',
    ]);
  });

  test('no hours begin on a holiday', () => {
    const built = build({ ...basic, holidays: ['2026-01-14'] }, berlin);
    const roster = Object.values(rosterOf(built, berlin)).flat();
    const noon = Date.parse('2026-01-14T12:00:00+01:00');
    expect(roster.some((it) => it.start <= noon && noon < it.end)).toBe(false);
    expect(roster.some((it) => it.end === Date.parse('2026-01-14T09:00:00+01:00'))).toBe(true);
  });

  test('each group keeps its own working hours through its own clock changes', () => {
    const plan = workedPlans.find((it) => it.name.startsWith('three offices'));
    if (plan === undefined) throw new Error('no such plan');
    const roster = rosterOf(build(plan.plan, plan.interpretation), plan.interpretation);
    const zones = { A: 'Europe/Berlin', B: 'America/New_York', C: 'Asia/Tokyo' };
    const begins = { A: 8, B: 9, C: 8 };
    for (const id of ['A', 'B', 'C'] as const)
      for (const { start, end } of roster[id] ?? []) {
        const table = zoneTable(zones[id]);
        const midnight = Math.floor(wallOf(table, start) / dayMs) * dayMs;
        expect(wallOf(table, start) - midnight).toBe(begins[id] * hourMs);
        expect(wallOf(table, end) - midnight).toBe((begins[id] + 8) * hourMs);
        expect(weekdayOf(midnight / dayMs) % 6).not.toBe(0);
      }
  });
});

test('a day bent by the clocks at the edge of a turn needs no entry of its own', () => {
  const watch = { kind: 'daily', members: ['A', 'B'], weekDays: [0, 1, 2, 3, 4, 5, 6] } as const;
  const hours = { startTime: '00:00:00', endTime: '09:00:00' };
  const built = build(
    {
      ...basic,
      watch: { ...watch, ...hours },
      handoffTime: '00:00:00',
      from: '2018-10-29',
      to: '2018-11-18',
    },
    { ...defaultInterpretation, zone: 'America/Sao_Paulo' },
  );
  expect(built.entries).toHaveLength(3);
});

describe('hours that the clocks make look other than they are take no more entries than turns', () => {
  const daily = (
    weekDays: number[],
    startTime: string,
    endTime: string,
  ): RotationPlan['watch'] => ({
    kind: 'daily',
    members: ['A', 'B', 'C', 'D'],
    weekDays,
    startTime,
    endTime,
  });
  // Each was found by the property below in the deep tier.
  const found: [string, string, Partial<RotationPlan>][] = [
    [
      'days that touch after a skipped midnight',
      'America/Sao_Paulo',
      { watch: daily([0, 1, 4], '00:00:00', '00:00:00'), from: '2012-07-15', to: '2012-10-22' },
    ],
    [
      'two days, one of which begins within a gap',
      'America/New_York',
      { watch: daily([0, 6], '02:30:00', '00:00:00'), from: '2017-03-08', to: '2017-03-12' },
    ],
    [
      'two nights, one of which ends within a gap',
      'America/St_Johns',
      { watch: daily([5, 6], '18:00:00', '02:30:00'), from: '2017-03-08', to: '2017-03-11' },
    ],
    [
      'two days, one of which jumps two hours',
      'Antarctica/Troll',
      { watch: daily([0, 5], '00:00:00', '02:30:00'), from: '2012-03-21', to: '2012-03-25' },
    ],
  ];
  test.each(found)('%s', (_, zone, change) => {
    const built = build(
      { ...basic, handoffTime: '18:00:00', ...change },
      { ...defaultInterpretation, zone },
    );
    expect(built.entries).toHaveLength(built.turns.length);
  });
});

describe('plans that cannot be built', () => {
  const refusals: [string, Partial<RotationPlan>, unknown][] = [
    [
      'nobody in it',
      { watch: { kind: 'always', members: [] } },
      { kind: 'no-members', group: null },
    ],
    ['no groups', { watch: { kind: 'follow-the-sun', groups: [] } }, { kind: 'no-groups' }],
    ['a date that is none', { from: '2026-02-30' }, { kind: 'invalid-date', field: 'from' }],
    ['an end before its start', { to: '2025-12-31' }, { kind: 'before-start' }],
    ['more than ten years', { to: '2036-06-01' }, { kind: 'too-long' }],
    ['a turn of no days', { turn: { kind: 'days', days: 0 } }, { kind: 'invalid-turn' }],
    ['a turn of one and a half', { turn: { kind: 'days', days: 1.5 } }, { kind: 'invalid-turn' }],
    [
      'a time with a tail',
      { handoffTime: '09:00:00\n' },
      { kind: 'invalid-time', field: 'handoffTime', group: null },
    ],
    [
      'a holiday that is no date',
      { holidays: ['Easter'] },
      { kind: 'invalid-date', field: 'holidays' },
    ],
    [
      'only holidays',
      { from: '2026-01-05', to: '2026-01-05', holidays: ['2026-01-05'] },
      { kind: 'empty' },
    ],
  ];
  test.each(refusals)('%s', (_, change, problem) => {
    expect(buildRotation({ ...basic, ...change }, berlin)).toEqual({
      kind: 'refused',
      problems: [problem],
    });
  });

  test('a zone nobody knows', () => {
    const group = {
      zone: 'Mars/Base',
      members: ['A'],
      weekDays: [1],
      startTime: '09:00:00',
      endTime: '17:00:00',
    };
    const watch = { kind: 'follow-the-sun', groups: [group] } as const;
    expect(buildRotation({ ...basic, watch }, berlin)).toMatchObject({
      problems: [{ kind: 'unknown-zone', group: 0 }],
    });
  });

  test('a handoff at a 59th second, which an entry cannot end at', () => {
    expect(buildRotation({ ...basic, handoffTime: '08:59:59' }, berlin)).toMatchObject({
      kind: 'refused',
      problems: [
        { kind: 'not-expressible' },
        { kind: 'not-expressible' },
        { kind: 'not-expressible' },
      ],
    });
  });
});

describe('any plan', () => {
  const someDate = fc.integer({ min: daysFromCivil(2010, 1, 1), max: daysFromCivil(2027, 1, 1) });
  const time = fc.constantFrom('00:00:00', '02:30:00', '03:00:00', '09:00:00', '23:30:00');
  const members = fc.array(fc.constantFrom('A', 'B', 'C', 'D'), { minLength: 1, maxLength: 5 });
  const weekDays = fc.subarray([0, 1, 2, 3, 4, 5, 6], { minLength: 1 });
  const watch = fc.oneof(
    fc.record({ kind: fc.constant('always' as const), members }),
    fc.record({
      kind: fc.constant('daily' as const),
      members,
      weekDays,
      startTime: time,
      endTime: time,
    }),
  );
  const turn = fc.oneof(
    fc.record({ kind: fc.constant('days' as const), days: fc.integer({ min: 1, max: 7 }) }),
    fc.record({
      kind: fc.constant('weeks' as const),
      weeks: fc.constant(1),
      weekDay: fc.integer({ min: 0, max: 6 }),
    }),
    fc.record({
      kind: fc.constant('months' as const),
      months: fc.integer({ min: 1, max: 6 }),
      monthDay: fc.integer({ min: 1, max: 28 }),
    }),
  );
  const aPlan = fc
    .record({
      watch,
      turn,
      handoffTime: time,
      from: someDate,
      length: fc.integer({ min: 0, max: 200 }),
      holidays: fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 2 }),
      away: fc.array(fc.tuple(fc.constantFrom('A', 'B'), fc.nat(60), fc.nat(9)), { maxLength: 2 }),
    })
    .map(({ from, length, holidays, away, ...rest }) => ({
      ...rest,
      from: dateText(from),
      to: dateText(from + length),
      holidays: withinAWeek(rest) ? holidays.map((n) => dateText(from + n)) : [],
      leave: away.map(([memberId, at, n]) => ({
        memberId,
        from: dateText(from + at),
        to: dateText(from + at + n),
      })),
    }));

  /** Whether no turn has two dates of one day of the week, of which a holiday could take one. */
  function withinAWeek({ watch, turn }: Pick<RotationPlan, 'watch' | 'turn'>): boolean {
    const days = watch.kind === 'daily' ? watch.weekDays.length : 7;
    return turn.kind === 'weeks' || (turn.kind === 'days' && turn.days <= days);
  }

  test('expands to exactly what was wanted, in no more entries than turns', () => {
    fc.assert(
      fc.property(aPlan, aReading(), (plan, reading) => {
        const built = buildRotation(plan, reading);
        if (built.kind === 'refused') {
          expect(built.problems).toEqual([{ kind: 'empty' }]);
          return;
        }
        const wanted = Object.fromEntries(
          wantedBy(built.turns).map((it) => [it.memberId, merge(it.intervals)]),
        );
        expect(rosterOf(built, reading)).toEqual(wanted);
        const filled = built.turns.filter((it) => it.memberId !== null);
        expect(built.entries.length).toBeLessThanOrEqual(filled.length);
      }),
      runs(150),
    );
  });

  test('puts on call whom counting days puts there', () => {
    const simple = fc.record({
      from: someDate,
      turnDays: fc.integer({ min: 1, max: 10 }),
      crew: fc.integer({ min: 1, max: 5 }),
      zone: fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe'),
    });
    fc.assert(
      fc.property(simple, ({ from, turnDays, crew, zone }) => {
        const interpretation = { ...defaultInterpretation, zone };
        const members = Array.from({ length: crew }, (_, n) => `m${n}`);
        const built = build(
          {
            ...basic,
            watch: { kind: 'always', members },
            turn: { kind: 'days', days: turnDays },
            from: dateText(from),
            to: dateText(from + 59),
          },
          interpretation,
        );
        const roster = rosterOf(built, interpretation);
        for (let day = from; day < from + 60; day += 1) {
          const { year, month, day: date } = civilFromDays(day);
          // Noon is at most half a day from UTC's and never skipped.
          const noon = Date.UTC(year, month - 1, date, 12) - offsetAt(zone, day);
          const expected = members[Math.floor((day - from) / turnDays) % crew];
          const found = Object.keys(roster).filter((id) =>
            roster[id]?.some((it) => it.start <= noon && noon < it.end),
          );
          expect(found).toEqual([expected]);
        }
      }),
      runs(40),
    );
  });
});

function offsetAt(zone: string, day: number): number {
  const at = day * dayMs + dayMs / 2;
  return wallOf(zoneTable(zone), at) - at;
}
