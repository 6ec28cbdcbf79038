import { describe, expect, test } from 'vitest';
import type { Entry, Rule } from '../../../core/schedule/model.ts';
import type { RotationPlan } from '../../../core/schedule/rotation/plan.ts';
import {
  recogniseRotation,
  type Recognition,
  type RecognitionScope,
} from '../../../core/schedule/rotation/recognise.ts';
import { buildRotation } from '../../../core/schedule/rotation.ts';
import { newEntry } from '../../../core/schedule/edit/row-edit.ts';
import { aRule, anEntry, inZone } from '../../support/rules.ts';

const scope: RecognitionScope = { from: '2026-01-05', to: '2026-02-01' };
const at = (text: string): number => Date.parse(text);
const entry = (id: string, memberId: string, rule: Partial<Rule>, parts: Partial<Entry> = {}) =>
  anEntry({ id, memberId, rule: aRule(rule), ...parts });
const recognise = (entries: readonly Entry[], where = scope, zone = 'UTC'): Recognition =>
  recogniseRotation(entries, inZone(zone), where);

function planOf(found: Recognition): RotationPlan {
  if (found.kind !== 'rotation') throw new Error(found.reason);
  return found.plan;
}
/** What is recognised in the entries of a plan, over its own dates. */
function again(plan: Partial<RotationPlan>, zone = 'UTC', zones: string[] = []): RotationPlan {
  const whole: RotationPlan = {
    watch: { kind: 'always', members: ['A', 'B', 'C'] },
    turn: { kind: 'days', days: 1 },
    handoffTime: '09:00:00',
    from: '2026-01-05',
    to: '2026-02-01',
    holidays: [],
    leave: [],
    ...plan,
  };
  const built = buildRotation(whole, inZone(zone));
  if (built.kind !== 'built') throw new Error('not built');
  const entries = built.entries.map((it, n) => newEntry(`e${n}`, 't1', it.memberId, it.rule));
  const { from, to } = whole;
  return planOf(recogniseRotation(entries, inZone(zone), { from, to, zones }));
}
const nothing = { kind: 'irregular', reason: 'nothing' };

describe('the dates looked at', () => {
  const ana = [entry('a', 'Ana', {})];

  test.each([
    ['soon', '2026-01-05', nothing],
    ['2026-01-05', 'later', nothing],
    ['soon', 'later', nothing],
    ['2026-01-06', '2026-01-05', nothing],
    ['2016-01-01', '2026-01-08', { kind: 'irregular', reason: 'too-large' }],
  ])('%s to %s', (from, to, expected) => {
    expect(recognise(ana, { from, to })).toEqual(expected);
  });

  test('may be one, or ten years', () => {
    const one = planOf(recognise(ana, { from: '2026-01-05', to: '2026-01-05' }));
    expect(one).toMatchObject({
      from: '2026-01-05',
      to: '2026-01-05',
      watch: { kind: 'daily', members: ['Ana'], weekDays: [1] },
    });
    const decade = { from: '2016-01-01', to: '2026-01-07' };
    expect(planOf(recognise(ana, decade))).toMatchObject(decade);
  });

  test('are all that counts of what goes on beyond them', () => {
    const long = entry('a', 'Ana', {
      startDate: at('2026-01-01T00:00Z'),
      endDate: at('2026-03-01T00:00Z'),
    });
    expect(planOf(recognise([long]))).toMatchObject({ from: '2026-01-05', to: '2026-02-01' });
  });

  test('leave out who only ends a night on the first of them', () => {
    const night = { startTime: '22:00:00', endTime: '06:00:00' };
    const zed = entry('z', 'Zed', {
      ...night,
      startDate: at('2026-01-04T12:00Z'),
      endDate: at('2026-01-05T12:00Z'),
    });
    const ana = entry('a', 'Ana', { ...night, startDate: at('2026-01-05T12:00Z') });
    expect(planOf(recognise([zed, ana])).watch).toMatchObject({ kind: 'daily', members: ['Ana'] });
  });
});

test('one person in two teams, in other letters, is one person', () => {
  const found = recognise([
    entry('a', 'Ana', { weekDays: [1, 2, 3] }),
    entry('b', 'ANA', { weekDays: [0, 4, 5, 6] }, { teamId: 't2' }),
  ]);
  expect(planOf(found).watch).toEqual({ kind: 'always', members: ['Ana'] });
});

describe('dates left out', () => {
  const office = { startTime: '09:00:00', endTime: '17:00:00' };
  const days = (from: number, to: number) =>
    entry(`${from}`, 'Ana', {
      ...office,
      startDate: Date.UTC(2026, 0, from),
      endDate: Date.UTC(2026, 0, to + 1),
    });

  test('are holidays up to one in eight, and no rotation beyond', () => {
    // 24 dates with hours and 3 without, then 23 and 4.
    const few = [days(5, 8), days(10, 14), days(16, 20), days(22, 31)];
    expect(planOf(recognise(few)).holidays).toEqual(['2026-01-09', '2026-01-15', '2026-01-21']);
    const many = [days(5, 8), days(10, 14), days(16, 20), days(22, 25), days(27, 31)];
    expect(recognise(many)).toEqual({ kind: 'irregular', reason: 'no-order' });
  });

  test('are sorted, and the week days and the first handoff too', () => {
    const plan = again({
      from: '2026-01-07',
      to: '2026-02-03',
      turn: { kind: 'weeks', weeks: 1, weekDay: 1 },
      holidays: ['2026-01-14', '2026-01-17', '2026-01-21'],
      watch: {
        kind: 'follow-the-sun',
        groups: [
          { zone: 'UTC', members: ['A'], weekDays: [1, 2, 3, 4, 5], ...office },
          {
            zone: 'UTC',
            members: ['B'],
            weekDays: [6, 0],
            startTime: '10:00:00',
            endTime: '12:00:00',
          },
        ],
      },
    });
    expect(plan.holidays).toEqual(['2026-01-14', '2026-01-17', '2026-01-21']);
    expect(plan.handoffTime).toBe('09:00:00');
    expect(plan.watch).toMatchObject({
      groups: [{ weekDays: [1, 2, 3, 4, 5] }, { weekDays: [0, 6] }],
    });
  });

  test('may be someone’s turn the first time round', () => {
    const plan = again({ holidays: ['2026-01-06'] });
    expect(plan.watch).toEqual({ kind: 'always', members: ['A', 'B', 'C'] });
    expect(plan.holidays).toEqual(['2026-01-06']);
  });
});

describe('the plan found', () => {
  test('has whole days, but not of the whole week, as hours', () => {
    const watch = { kind: 'daily', members: ['A'], weekDays: [1, 2, 3, 4, 5, 6] } as const;
    const hours = { startTime: '09:00:00', endTime: '09:00:00' };
    expect(again({ watch: { ...watch, ...hours } }).watch).toEqual({ ...watch, ...hours });
  });

  test('keeps the hours of one group in its own zone', () => {
    const group = { zone: 'America/New_York', members: ['A'], weekDays: [1, 2, 3, 4, 5] };
    const watch = {
      kind: 'follow-the-sun',
      groups: [{ ...group, startTime: '09:00:00', endTime: '17:00:00' }],
    } as const;
    const dates = { from: '2026-03-02', to: '2026-04-10' };
    expect(again({ ...dates, watch }, 'Europe/Berlin', ['America/New_York']).watch).toEqual(watch);
  });

  test('changes turns on a Saturday after a short first one', () => {
    const turn = { kind: 'weeks', weeks: 1, weekDay: 6 } as const;
    expect(again({ turn, to: '2026-03-01' }).turn).toEqual(turn);
  });

  test('has an order that comes twice, or once without anyone twice', () => {
    const turn = { kind: 'weeks', weeks: 1, weekDay: 1 } as const;
    const twice = { kind: 'always', members: ['A', 'B', 'A', 'C'] } as const;
    expect(again({ turn, watch: twice, to: '2026-03-01' }).watch).toEqual(twice);
    const once = { kind: 'always', members: ['A', 'B', 'C'] } as const;
    expect(again({ turn, watch: once, to: '2026-01-25' }).watch).toEqual(once);
  });
});

describe('hours', () => {
  test('that no wall clock names, or that end differently, are no rotation', () => {
    const differ = { kind: 'irregular', reason: 'hours-differ' };
    const half = { startDate: at('2026-01-06T09:00:00.500Z'), endDate: at('2026-01-06T12:00Z') };
    expect(recognise([entry('a', 'Ana', half)])).toEqual(differ);
    const early = { startTime: '09:00:00', endTime: '16:00:00', weekDays: [5] };
    const late = { startTime: '09:00:00', endTime: '17:00:00', weekDays: [1, 2, 3, 4] };
    expect(recognise([entry('a', 'Ana', early), entry('b', 'Ana', late)])).toEqual(differ);
  });

  test('are what they are on most days, not on the one the clocks bend', () => {
    const hours = { startTime: '02:30:00', endTime: '10:00:00' };
    const march = { from: '2026-03-29', to: '2026-04-11' };
    const found = recognise([entry('a', 'Ana', hours)], march, 'Europe/Berlin');
    expect(planOf(found).watch).toMatchObject(hours);
    const endingWithIt = { from: '2026-03-16', to: '2026-03-29' };
    expect(
      planOf(recognise([entry('a', 'Ana', hours)], endingWithIt, 'Europe/Berlin')).watch,
    ).toMatchObject(hours);
  });

  test('of days that touch after a skipped midnight are whole days', () => {
    const watch = {
      kind: 'daily',
      members: ['A', 'B', 'C', 'D'],
      weekDays: [0, 1, 4],
      startTime: '00:00:00',
      endTime: '23:59:59',
    } as const;
    const turn = { kind: 'weeks', weeks: 1, weekDay: 4 } as const;
    const plan = { watch, turn, from: '2012-07-19', to: '2012-10-22', handoffTime: '00:00:00' };
    expect(again(plan, 'America/Sao_Paulo')).toMatchObject({ watch, turn });
  });

  test('that a gap moves into the next date belong to the date they are written on', () => {
    const hours = { startTime: '23:30:00', endTime: '08:00:00' };
    const nuuk = { from: '2024-03-25', to: '2024-04-07' };
    const plan = planOf(recognise([entry('a', 'Ana', hours)], nuuk, 'America/Nuuk'));
    expect(plan).toMatchObject({ ...nuuk, holidays: [], watch: { kind: 'daily', ...hours } });
  });
});
