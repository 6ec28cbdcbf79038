import { describe, expect, test } from 'vitest';
import { continuedFrom } from '../../../core/schedule/rotation/continued.ts';
import type { RotationPlan } from '../../../core/schedule/rotation/plan.ts';
import { turnsOf } from '../../../core/schedule/rotation/turns.ts';
import { dateText, parseDate } from '../../../core/time/civil.ts';
import { workedPlans } from '../../support/worked-plans.ts';

const weekly: RotationPlan = {
  watch: { kind: 'always', members: ['A', 'B', 'C'] },
  turn: { kind: 'weeks', weeks: 1, weekDay: 1 },
  handoffTime: '09:00:00',
  from: '2026-01-05',
  to: '2026-03-01',
  holidays: ['2026-01-06', '2026-02-03'],
  leave: [],
};

/** Who has which hours from an instant on. */
function hoursAfter(plan: RotationPlan, zone: string, at: number): string[] {
  return turnsOf({ ...plan, leave: [] }, zone, [])
    .flatMap((turn) => turn.hours.map(({ start, end }) => ({ start, end, who: turn.inOrder })))
    .filter((it) => it.start >= at)
    .map(({ start, end, who }) => `${start} ${end} ${who}`)
    .sort();
}

// Hours that begin before the handoff's time of day stay with the turn before, at the first
// handoff only where there is one: such a plan is never recognised.
const handedOverWithin = ['two halves'];

describe('a rotation that goes on', () => {
  test.each(workedPlans.filter((it) => !handedOverWithin.some((name) => it.name.startsWith(name))))(
    '$name: nobody’s turn moves',
    ({ plan, interpretation: { zone } }) => {
      const first = parseDate(plan.from) ?? 0;
      const last = parseDate(plan.to) ?? 0;
      for (const days of [1, 5, 8, 17, 30]) {
        if (first + days >= last) continue;
        const later = continuedFrom(plan, dateText(first + days), plan.to);
        const starts = turnsOf(later, zone, []).map((turn) => turn.start);
        const from = Math.min(...starts);
        expect(hoursAfter(later, zone, from)).toEqual(hoursAfter(plan, zone, from));
        expect(Math.abs((parseDate(later.from) ?? 0) - (first + days))).toBeLessThan(190);
      }
    },
  );

  test('begins at the next handoff, with whoever’s turn it is then', () => {
    const later = continuedFrom(weekly, '2026-01-08', '2026-12-31');
    expect(later).toMatchObject({
      from: '2026-01-12',
      to: '2026-12-31',
      watch: { members: ['B', 'C', 'A'] },
      holidays: ['2026-02-03'],
    });
  });

  test('of so many days counts them from the beginning', () => {
    const plan: RotationPlan = { ...weekly, turn: { kind: 'days', days: 5 } };
    expect(continuedFrom(plan, '2026-01-11', '2026-12-31')).toMatchObject({
      from: '2026-01-15',
      watch: { members: ['C', 'A', 'B'] },
    });
  });

  test('keeps a holiday on the date of the handoff', () => {
    const plan = { ...weekly, holidays: ['2026-01-11', '2026-01-12'] };
    expect(continuedFrom(plan, '2026-01-08', '2026-12-31').holidays).toEqual(['2026-01-12']);
  });

  test('turns the order of each group that follows the sun, and leaves their hours', () => {
    const east = { zone: 'Asia/Tokyo', startTime: '09:00:00', endTime: '17:00:00' };
    const west = { zone: 'UTC', startTime: '08:00:00', endTime: '16:00:00' };
    const groups = [
      { ...east, weekDays: [1, 2, 3], members: ['A', 'B'] },
      { ...west, weekDays: [1, 5], members: ['C', 'D', 'E'] },
    ];
    const plan: RotationPlan = { ...weekly, watch: { kind: 'follow-the-sun', groups } };
    expect(continuedFrom(plan, '2026-01-08', '2026-12-31').watch).toEqual({
      kind: 'follow-the-sun',
      groups: [
        { ...groups[0], members: ['B', 'A'] },
        { ...groups[1], members: ['D', 'E', 'C'] },
      ],
    });
  });

  test.each([
    ['the same date', '2026-01-05', '2026-01-05'],
    ['a date before', '2026-01-05', '2025-12-01'],
    ['no date', '2026-01-05', 'soon'],
    ['no date, long ago', '1966-01-03', 'soon'],
    ['a date, without a beginning of its own', 'once', '2026-01-08'],
  ])('is only told its end from %s', (_, from, on) => {
    const plan = { ...weekly, from, holidays: ['1960-01-01', '2025-11-30'] };
    expect(continuedFrom(plan, on, '2026-12-31')).toEqual({ ...plan, to: '2026-12-31' });
  });

  test('stays as it is where the date is not later, or groups never hand over together', () => {
    expect(continuedFrom(weekly, '2026-01-05', '2026-12-31').from).toBe('2026-01-05');
    const group = { zone: 'UTC', startTime: '09:00:00', endTime: '17:00:00' };
    const apart: RotationPlan = {
      ...weekly,
      turn: { kind: 'days', days: 2 },
      watch: {
        kind: 'follow-the-sun',
        groups: [
          { ...group, members: ['A', 'B'], weekDays: [1] },
          { ...group, members: ['C', 'D'], weekDays: [2] },
        ],
      },
    };
    expect(continuedFrom(apart, '2026-01-06', '2026-12-31').from).toBe('2026-01-05');
  });
});
