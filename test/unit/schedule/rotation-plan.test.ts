import { describe, expect, test } from 'vitest';
import { checkPlan } from '../../../core/schedule/rotation/check-plan.ts';
import {
  businessHours,
  nights,
  type PlanProblem,
  type RotationPlan,
  type SunGroup,
} from '../../../core/schedule/rotation/plan.ts';
import { nextHandoff, turnsOf } from '../../../core/schedule/rotation/turns.ts';
import { buildRotation } from '../../../core/schedule/rotation.ts';
import { awayTimes } from '../../../core/schedule/leave.ts';
import { dateText, daysFromCivil } from '../../../core/time/civil.ts';
import { isoOf } from '../../../core/time/iso.ts';
import { inZone } from '../../support/rules.ts';

const basic: RotationPlan = {
  watch: { kind: 'always', members: ['A', 'B', 'C'] },
  turn: { kind: 'weeks', weeks: 1, weekDay: 1 },
  handoffTime: '09:00:00',
  from: '2026-01-05',
  to: '2026-03-01',
  holidays: [],
  leave: [],
};
const many = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value);
const group: SunGroup = { ...businessHours, zone: 'Asia/Tokyo', members: ['T'] };
const daily = (parts: Partial<SunGroup>) =>
  ({ watch: { kind: 'daily', members: ['A'], ...businessHours, ...parts } }) as const;
const sun = (...groups: SunGroup[]) => ({ watch: { kind: 'follow-the-sun', groups } }) as const;
const always = (members: string[]) => ({ watch: { kind: 'always', members } }) as const;
const leave = (from: string, to: string) => ({ memberId: 'A', from, to });

const noMembers = { kind: 'no-members', group: null } as const;
const noDays = { kind: 'no-days', group: null } as const;
const tooLong = { kind: 'too-long' } as const;
const badTurn = { kind: 'invalid-turn' } as const;
const badDate = (field: 'from' | 'to' | 'holidays' | 'leave') =>
  ({ kind: 'invalid-date', field }) as const;

describe('a plan is refused before it is computed', () => {
  test.each<[Partial<RotationPlan>, PlanProblem[]]>([
    [daily({ members: [] }), [noMembers]],
    [always(['A', '']), [noMembers]],
    [always(['', '']), [noMembers]],
    [always(many(1_001, 'A')), [tooLong]],
    [daily({ weekDays: [] }), [noDays]],
    [daily({ weekDays: [1, 7] }), [noDays]],
    [daily({ weekDays: [-1] }), [noDays]],
    [daily({ weekDays: [1.5] }), [noDays]],
    [daily({ startTime: '24:00:00' }), [{ kind: 'invalid-time', field: 'startTime', group: null }]],
    [daily({ endTime: '9:00:00' }), [{ kind: 'invalid-time', field: 'endTime', group: null }]],
    [sun(group, { ...group, members: [] }), [{ kind: 'no-members', group: 1 }]],
    [sun(...many(25, group)), [tooLong]],
    [{ to: 'later' }, [badDate('to')]],
    [{ from: 'soon' }, [badDate('from')]],
    [{ from: 'soon', to: '1960-01-01' }, [badDate('from')]],
    [{ from: '1960-01-01', to: 'later' }, [badDate('to')]],
    [{ from: '1950-01-01', to: 'later' }, [badDate('to')]],
    [{ from: '2026-01-01', to: '2036-01-09' }, [tooLong]],
    [{ holidays: many(10_001, '2026-01-01') }, [tooLong]],
    [{ leave: many(10_001, leave('2026-01-01', '2026-01-01')) }, [tooLong]],
    [{ holidays: ['2026-01-06', 'Easter'] }, [badDate('holidays')]],
    [{ leave: [leave('soon', '2026-01-01')] }, [badDate('leave')]],
    [{ leave: [leave('2026-01-01', 'later')] }, [badDate('leave')]],
    [{ turn: { kind: 'days', days: 367 } }, [badTurn]],
    [{ turn: { kind: 'weeks', weeks: 0, weekDay: 1 } }, [badTurn]],
    [{ turn: { kind: 'weeks', weeks: 1, weekDay: 7 } }, [badTurn]],
    [{ turn: { kind: 'weeks', weeks: 53, weekDay: 1 } }, [badTurn]],
    [{ turn: { kind: 'months', months: 13, monthDay: 1 } }, [badTurn]],
    [{ turn: { kind: 'months', months: 1, monthDay: 29 } }, [badTurn]],
  ])('%#', (change, problems) => {
    expect(checkPlan({ ...basic, ...change }, inZone('UTC'))).toEqual(problems);
  });

  test.each<Partial<RotationPlan>>([
    {},
    daily(nights),
    always(many(1_000, 'A')),
    sun(...many(24, group)),
    { from: '2026-01-01', to: '2036-01-08' },
    { from: '2026-01-01', to: '2026-01-01' },
    { holidays: many(10_000, '2026-01-01') },
    { leave: many(10_000, leave('2026-01-01', '2026-01-01')) },
    { turn: { kind: 'days', days: 366 } },
    { turn: { kind: 'weeks', weeks: 52, weekDay: 0 } },
    { turn: { kind: 'weeks', weeks: 1, weekDay: 6 } },
    { turn: { kind: 'months', months: 12, monthDay: 28 } },
  ])('but not one at its limits: %#', (change) => {
    expect(checkPlan({ ...basic, ...change }, inZone('UTC'))).toEqual([]);
  });

  test('in a zone nobody knows', () => {
    expect(checkPlan(basic, inZone('Mars/Base'))).toEqual([{ kind: 'unknown-zone', group: null }]);
  });

  test('with more hours than anyone can read', () => {
    const groups = many(24, { ...group, weekDays: [0, 1, 2, 3, 4, 5, 6] });
    const long = { ...basic, ...sun(...groups), from: '2020-01-01', to: '2030-01-07' };
    expect(buildRotation(long, inZone('UTC'))).toMatchObject({ kind: 'built' });
    const holidaysDoNotCount = { ...long, holidays: ['2026-01-06'] };
    expect(checkPlan(holidaysDoNotCount, inZone('UTC'))).toEqual([]);
  });
});

test('the hours a form offers first', () => {
  expect(businessHours).toEqual({
    weekDays: [1, 2, 3, 4, 5],
    startTime: '09:00:00',
    endTime: '17:00:00',
  });
  expect(nights).toEqual({
    weekDays: [0, 1, 2, 3, 4, 5, 6],
    startTime: '18:00:00',
    endTime: '08:00:00',
  });
});

describe('the next handoff', () => {
  const next = (turn: RotationPlan['turn'], ...date: [number, number, number]): string =>
    dateText(nextHandoff(turn, daysFromCivil(...date), new Set([1, 2, 3, 4, 5])));
  test.each<[RotationPlan['turn'], [number, number, number], string]>([
    [{ kind: 'days', days: 1 }, [2026, 1, 2], '2026-01-03'],
    [{ kind: 'days', days: 2 }, [2026, 1, 2], '2026-01-06'],
    [{ kind: 'weeks', weeks: 1, weekDay: 1 }, [2026, 1, 7], '2026-01-12'],
    [{ kind: 'weeks', weeks: 2, weekDay: 1 }, [2026, 1, 5], '2026-01-19'],
    [{ kind: 'months', months: 1, monthDay: 15 }, [2026, 1, 14], '2026-01-15'],
    [{ kind: 'months', months: 2, monthDay: 15 }, [2026, 1, 14], '2026-01-15'],
    [{ kind: 'months', months: 2, monthDay: 15 }, [2026, 1, 15], '2026-03-15'],
    [{ kind: 'months', months: 2, monthDay: 15 }, [2026, 1, 16], '2026-02-15'],
    [{ kind: 'months', months: 2, monthDay: 15 }, [2026, 11, 15], '2027-01-15'],
  ])('%j after %j', (turn, date, expected) => {
    expect(next(turn, ...date)).toBe(expected);
  });
});

describe('who takes a turn', () => {
  test('is the next in order who is free, the one after the next too', () => {
    const away = ['A', 'B'].map((memberId) => ({
      memberId,
      from: '2026-01-08',
      to: '2026-01-08',
    }));
    const turns = turnsOf(basic, 'UTC', awayTimes(away, 'UTC'));
    expect(turns.slice(0, 4).map((it) => it.memberId)).toEqual(['C', 'B', 'C', 'A']);
    expect(turns[0]?.inOrder).toBe('A');
  });

  test('ends with its last hours, whichever of its days ends last', () => {
    const [first] = turnsOf(basic, 'UTC', []);
    expect(first?.hours).toHaveLength(7);
    expect(isoOf(first?.start ?? 0)).toBe('2026-01-05T09:00:00Z');
    expect(isoOf(first?.end ?? 0)).toBe('2026-01-12T09:00:00Z');
  });

  test('has no hours on a date the zone skips, or where the clocks leave none', () => {
    const apia = turnsOf({ ...basic, from: '2011-12-26', to: '2012-01-01' }, 'Pacific/Apia', []);
    expect(apia[0]?.hours).toHaveLength(6);
  });
});
