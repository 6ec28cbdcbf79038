import fc from 'fast-check';
import { expect, test } from 'vitest';
import { defaultInterpretation } from '../../../core/schedule/model.ts';
import { compileRule, occurrences } from '../../../core/schedule/recurrence.ts';
import type { RotationPlan } from '../../../core/schedule/rotation/plan.ts';
import { buildRotation } from '../../../core/schedule/rotation.ts';
import { dateText, daysFromCivil } from '../../../core/time/civil.ts';
import type { Interval } from '../../../core/time/instant.ts';
import { merge } from '../../../core/time/interval.ts';
import { enough, runs } from '../../support/arbitrary.ts';
import { naiveRoster } from '../../support/naive-roster.ts';

// No zone here skips or repeats a whole date within the years drawn.
const zone = fc.constantFrom(
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'America/Sao_Paulo',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Africa/Cairo',
);
const time = fc.constantFrom('00:00:00', '02:30:00', '09:00:00', '17:00:00', '22:00:00');
const hours = fc.record({
  weekDays: fc.subarray([0, 1, 2, 3, 4, 5, 6], { minLength: 1 }),
  startTime: time,
  endTime: fc.oneof(time, fc.constant('23:59:59')),
});
const crew = (name: string) =>
  fc.integer({ min: 1, max: 4 }).map((n) => Array.from({ length: n }, (_, i) => `${name}${i}`));
const watch = fc.oneof(
  crew('a').map((members) => ({ kind: 'always' as const, members })),
  fc.tuple(crew('d'), hours).map(([members, of]) => ({ kind: 'daily' as const, members, ...of })),
  fc.array(fc.tuple(crew('s'), hours, zone), { minLength: 2, maxLength: 3 }).map((groups) => ({
    kind: 'follow-the-sun' as const,
    groups: groups.map(([members, of, at], n) => ({
      members: members.map((it) => `${it}-${n}`),
      zone: at,
      ...of,
    })),
  })),
);
const turn = fc.oneof(
  fc.record({ kind: fc.constant('days' as const), days: fc.integer({ min: 1, max: 10 }) }),
  fc.record({
    kind: fc.constant('weeks' as const),
    weeks: fc.integer({ min: 1, max: 3 }),
    weekDay: fc.nat(6),
  }),
  fc.record({
    kind: fc.constant('months' as const),
    months: fc.integer({ min: 1, max: 4 }),
    monthDay: fc.integer({ min: 1, max: 28 }),
  }),
);
const plan: fc.Arbitrary<RotationPlan> = fc
  .record({
    watch,
    turn,
    handoffTime: time,
    from: fc.integer({ min: daysFromCivil(2014, 1, 1), max: daysFromCivil(2026, 1, 1) }),
    length: fc.integer({ min: 0, max: 150 }),
    holidays: fc.array(fc.nat(60), { maxLength: 2 }),
  })
  .map(({ from, length, holidays, ...rest }) => ({
    ...rest,
    from: dateText(from),
    to: dateText(from + length),
    holidays: holidays.map((n) => dateText(from + n)),
    leave: [],
  }));

test('daily, monthly and follow-the-sun rotations put on call whom a plain count of handoffs does', () => {
  const seen: Record<string, number> = {};
  fc.assert(
    fc.property(plan, zone, (drawn, at) => {
      const interpretation = { ...defaultInterpretation, zone: at };
      const wanted = naiveRoster(drawn, at);
      const built = buildRotation(drawn, interpretation);
      if (built.kind === 'refused') {
        expect(built.problems).toEqual([{ kind: 'empty' }]);
        expect(wanted).toEqual({});
        return;
      }
      const kind = `${drawn.watch.kind} by ${drawn.turn.kind}`;
      seen[kind] = (seen[kind] ?? 0) + 1;
      const roster: Record<string, Interval[]> = {};
      const far = { start: Date.UTC(2000, 0, 1), end: Date.UTC(2045, 0, 1) };
      for (const { memberId, rule } of built.entries)
        (roster[memberId] ??= []).push(...occurrences(compileRule(rule, interpretation), far));
      const merged = (of: Record<string, Interval[]>) =>
        Object.fromEntries(Object.entries(of).map(([id, list]) => [id, merge(list)]));
      expect(merged(roster)).toEqual(merged(wanted));
    }),
    runs(150),
  );
  for (const kind of ['always', 'daily', 'follow-the-sun'])
    for (const unit of ['days', 'weeks', 'months'])
      expect(seen[`${kind} by ${unit}`] ?? 0, `${kind} by ${unit}`).toBeGreaterThanOrEqual(
        enough(2) - 1,
      );
});
