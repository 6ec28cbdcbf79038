import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../../core/schedule/edit/row-edit.ts';
import type { Rule } from '../../../core/schedule/model.ts';
import { originOf } from '../../../core/schedule/move.ts';
import { compileSchedule } from '../../../core/schedule/schedule.ts';
import { shiftsIn, type Shift } from '../../../core/schedule/shifts.ts';
import {
  anaFrom,
  berlin,
  edits,
  kinds,
  ofAna,
  oneSunday,
  plan,
  shifts,
  sundays,
} from '../../support/moves-of-ana.ts';
import { at } from '../../support/snapshots.ts';

const dates = (from: string, until: string): Partial<Rule> => ({
  startDate: at(from),
  endDate: at(until),
});
const move = anaFrom('2026-03-22T01:00+01:00', '2026-03-22T09:00+01:00');
const wednesdays = ofAna(
  { weekDays: [3], startTime: '01:00:00', endTime: '09:00:00' },
  { id: 'wednesdays' },
);
const anHourMore = ofAna(dates('2026-03-22T09:00+01:00', '2026-03-22T10:00+01:00'), { id: 'more' });

describe('a shift of its own', () => {
  test('is made longer or shorter by changing its one entry', () => {
    for (const [start, end] of [
      ['2026-03-22T01:00+01:00', '2026-03-22T11:00+01:00'],
      ['2026-03-22T03:00+01:00', '2026-03-22T09:00+01:00'],
    ] as const) {
      const list = edits([oneSunday], move(start, end));
      expect(list).toMatchObject([{ kind: 'update', after: { rule: dates(start, end) } }]);
    }
  });

  test('that is nothing but its dates stays so', () => {
    const list = edits([oneSunday], move('2026-03-22T03:00+01:00', '2026-03-22T11:00+01:00'));
    expect(list).toMatchObject([
      {
        after: {
          rule: {
            ...oneSunday.rule,
            ...dates('2026-03-22T03:00+01:00', '2026-03-22T11:00+01:00'),
          },
        },
      },
    ]);
  });

  test.each<[string, Partial<Rule>, Partial<Rule>]>([
    ['a month', { monthsOfYear: [3] }, { monthsOfYear: [3] }],
    ['a week day', { weekDays: [0] }, { weekDays: [2] }],
    ['all week days', { weekDays: [0, 1, 2, 3, 4, 5, 6] }, { weekDays: [] }],
    ['a week of the month', { weeksOfMonth: [4] }, { weeksOfMonth: [4] }],
    [
      'a time it ends at',
      { startTime: '00:00:00', endTime: '09:00:00' },
      { startTime: '00:00:00', endTime: '09:00:00' },
    ],
    [
      'a time it starts at',
      { startTime: '01:00:00', endTime: '23:59:59' },
      { startTime: '01:00:00', endTime: '23:59:59' },
    ],
  ])('that is said by %s keeps it two days later', (_, said, kept) => {
    const entry = ofAna({ ...said, ...dates('2026-03-22T00:00+01:00', '2026-03-23T00:00+01:00') });
    const window = { start: at('2026-03-21T00:00Z'), end: at('2026-03-24T00:00Z') };
    const [from] = shiftsIn(compileSchedule([entry], berlin), window);
    if (from === undefined) throw new Error('no shift');
    const days = 2 * 86_400_000;
    const to = { memberId: 'Ana', start: from.start + days, end: from.end + days };
    expect(edits([entry], { teamId: 't1', from, to, scope: 'shift' })).toMatchObject([
      {
        kind: 'update',
        after: { rule: { ...kept, ...dates('2026-03-24T00:00+01:00', '2026-03-25T00:00+01:00') } },
      },
    ]);
  });

  test('is said by dates where its own words cannot say the new time', () => {
    const written = ofAna({
      startTime: '01:00:00',
      endTime: '09:00:00',
      ...dates('2026-03-22T00:00+01:00', '2026-03-23T00:00+01:00'),
    });
    const twoDays = ['2026-03-24T01:00+01:00', '2026-03-26T01:00+01:00'] as const;
    expect(edits([written], move(...twoDays))).toMatchObject([
      { kind: 'update', after: { rule: { ...oneSunday.rule, ...dates(...twoDays) } } },
    ]);
  });
});

describe('this shift of a weekly rule', () => {
  test('made longer at either end leaves the rule whole and adds only what is more', () => {
    const later = ['2026-03-22T09:00+01:00', '2026-03-22T11:00+01:00'] as const;
    expect(edits([sundays], move('2026-03-22T01:00+01:00', later[1]))).toMatchObject([
      { kind: 'create', entry: { rule: dates(...later) } },
    ]);
    const sooner = ['2026-03-21T23:00+01:00', '2026-03-22T01:00+01:00'] as const;
    expect(edits([sundays], move(sooner[0], '2026-03-22T09:00+01:00'))).toMatchObject([
      { kind: 'create', entry: { rule: dates(...sooner) } },
    ]);
  });

  test('made shorter at its beginning is cut by dates alone', () => {
    const list = edits([sundays], move('2026-03-22T03:00+01:00', '2026-03-22T09:00+01:00'));
    expect(kinds(list)).toEqual(['create', 'update']);
    expect(shifts(applyEdits([sundays], list))[0]).toBe('Ana 03-22 03:00 – 03-22 09:00');
  });

  test('leaves the other rules of its member alone', () => {
    const list = edits(
      [sundays, wednesdays],
      move('2026-03-24T01:00+01:00', '2026-03-24T09:00+01:00'),
    );
    expect(kinds(list)).toEqual(['create', 'create', 'update']);
    expect(JSON.stringify(list)).not.toContain('"wednesdays"');
  });

  test('leaves what is left of the rule with its member, as the entry writes the id', () => {
    const entry = { ...sundays, memberId: 'ANA' };
    const list = edits([entry], move('2026-03-24T01:00+01:00', '2026-03-24T09:00+01:00'));
    const owners = list.map((it) => (it.kind === 'update' ? it.after : it.entry).memberId);
    expect(owners.sort()).toEqual(['ANA', 'ANA', 'Ana']);
  });
});

describe('a whole rule', () => {
  test('given to someone else takes along every rule of the shift, each as it is', () => {
    const more = ofAna(
      { weekDays: [0], startTime: '09:00:00', endTime: '10:00:00' },
      { id: 'more' },
    );
    const whole = ['2026-03-22T01:00+01:00', '2026-03-22T10:00+01:00'] as const;
    const list = edits(
      [sundays, more],
      anaFrom(...whole)(...whole, { memberId: 'Bob', scope: 'rule' }),
    );
    expect(list).toMatchObject([
      { after: { id: 'a', memberId: 'Bob', rule: sundays.rule } },
      { after: { id: 'more', memberId: 'Bob', rule: more.rule } },
    ]);
  });
});

describe('what can be moved', () => {
  test.each([
    ['a shift of its own', [oneSunday], {}],
    ['one of a weekly rule', [sundays], {}],
    ['a whole rule', [sundays], { scope: 'rule' as const }],
  ])('is planned: %s', (_, entries, part) => {
    const later = move('2026-03-22T02:00+01:00', '2026-03-22T10:00+01:00', part);
    expect(plan(entries, later)).toMatchObject({ kind: 'planned' });
  });
});

describe('what cannot be moved', () => {
  test('is the end of a shift that began before', () => {
    const late = anaFrom('2026-03-22T02:00+01:00', '2026-03-22T09:00+01:00');
    expect(plan([oneSunday], late('2026-03-23T02:00+01:00', '2026-03-23T09:00+01:00'))).toEqual({
      kind: 'refused',
      refusal: { kind: 'no-such-shift', memberId: 'Ana', at: at('2026-03-22T02:00+01:00') },
    });
  });

  test('is told by the entries that may not be changed', () => {
    const locked = { ...oneSunday, readOnly: 'no-created-at' as const };
    expect(plan([locked], move('2026-03-23T01:00+01:00', '2026-03-23T09:00+01:00'))).toEqual({
      kind: 'refused',
      refusal: { kind: 'read-only', entryIds: ['a'] },
    });
  });
});

describe('where a shift comes from', () => {
  const window = { start: at('2026-03-21T00:00Z'), end: at('2026-03-23T00:00Z') };
  const originIn = (entries: Parameters<typeof compileSchedule>[0], part: Partial<Shift> = {}) => {
    const schedule = compileSchedule(entries, berlin);
    const [shift] = shiftsIn(schedule, window);
    if (shift === undefined) throw new Error('no shift');
    return originOf(schedule, { ...shift, ...part });
  };

  test('its own entries are told, not others of its member', () => {
    expect(originIn([oneSunday, wednesdays])?.entries.map((it) => it.id)).toEqual(['a']);
    expect(originIn([oneSunday], { entryIds: ['gone'] })).toBeNull();
  });

  test('a weekly rule and an entry of its own together are no shift of its own', () => {
    expect(originIn([sundays, anHourMore])).toMatchObject({
      kind: 'recurring',
      entries: [{ id: 'a' }, { id: 'more' }],
    });
  });

  test('what was always so until a day, or is from a day on, is no shift of its own', () => {
    const day = at('2026-03-22T00:00Z');
    expect(originIn([ofAna({ endDate: day })])).toMatchObject({ kind: 'recurring' });
    expect(originIn([ofAna({ startDate: day })])).toMatchObject({ kind: 'recurring' });
  });
});
