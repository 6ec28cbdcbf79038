import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../../core/schedule/edit/row-edit.ts';
import type { Entry } from '../../../core/schedule/model.ts';
import { originOf } from '../../../core/schedule/move.ts';
import type { ShiftMove } from '../../../core/schedule/move/shift-move.ts';
import { compileSchedule } from '../../../core/schedule/schedule.ts';
import { shiftsIn, type Shift } from '../../../core/schedule/shifts.ts';
import { firstInstant, lastInstant } from '../../../core/time/instant.ts';
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

describe('a shift that ends where no entry can', () => {
  const move = anaFrom('2026-03-22T01:00+01:00', '2026-03-22T09:00+01:00');

  test('is refused, and the place is told', () => {
    const shorter = move('2026-03-22T01:00+01:00', '2026-03-22T05:00:59+01:00');
    expect(plan([sundays], shorter)).toEqual({
      kind: 'refused',
      refusal: { kind: 'not-writable', at: shorter.to.end },
    });
    const elsewhere = move('2026-03-24T10:00+01:00', '2026-03-24T23:59:59+01:00');
    expect(plan([sundays], elsewhere)).toEqual({
      kind: 'refused',
      refusal: { kind: 'not-writable', at: elsewhere.to.end },
    });
  });

  test('takes the rest of its rule along in entries of its member', () => {
    const list = edits([sundays], move('2026-03-22T03:00+01:00', '2026-03-22T07:00+01:00'));
    expect(kinds(list)).toEqual(['create', 'create', 'update']);
    for (const it of list) expect(it.kind === 'create' ? it.entry.memberId : 'Ana').toBe('Ana');
    expect(shifts(applyEdits([sundays], list))).toContain('Ana 03-22 03:00 – 03-22 07:00');
  });
});

describe('a shift of its own', () => {
  const move = anaFrom('2026-03-22T01:00+01:00', '2026-03-22T09:00+01:00');

  test('is moved by changing its one entry', () => {
    const list = edits([oneSunday], move('2026-03-23T01:00+01:00', '2026-03-23T09:00+01:00'));
    expect(kinds(list)).toEqual(['update']);
    expect(shifts(applyEdits([oneSunday], list))).toEqual(['Ana 03-23 01:00 – 03-23 09:00']);
  });

  test('can be given to someone else at another time in one go', () => {
    const to = move('2026-03-23T01:00+01:00', '2026-03-23T10:00+01:00', { memberId: 'Bob' });
    expect(shifts(applyEdits([oneSunday], edits([oneSunday], to)))).toEqual([
      'Bob 03-23 01:00 – 03-23 10:00',
    ]);
  });

  test('keeps the way it is written: week day and hours, not only dates', () => {
    const written = ofAna({
      weekDays: [0],
      startTime: '01:00:00',
      endTime: '09:00:00',
      startDate: at('2026-03-22T00:00+01:00'),
      endDate: at('2026-03-22T23:59:59+01:00'),
    });
    const [edit] = edits([written], move('2026-03-24T02:00+01:00', '2026-03-24T10:00+01:00'));
    expect(edit).toMatchObject({
      kind: 'update',
      after: { rule: { weekDays: [2], startTime: '02:00:00', endTime: '10:00:00' } },
    });
  });

  test('made of two entries becomes one', () => {
    const rest = ofAna(
      { startDate: at('2026-03-22T09:00+01:00'), endDate: at('2026-03-22T12:00+01:00') },
      { id: 'b' },
    );
    const list = edits(
      [oneSunday, rest],
      anaFrom('2026-03-22T01:00+01:00', '2026-03-22T12:00+01:00')(
        '2026-03-23T01:00+01:00',
        '2026-03-23T12:00+01:00',
      ),
    );
    expect(kinds(list)).toEqual(['delete', 'update']);
    expect(shifts(applyEdits([oneSunday, rest], list))).toEqual(['Ana 03-23 01:00 – 03-23 12:00']);
  });
});

describe('this shift of a weekly rule', () => {
  const move = anaFrom('2026-03-29T01:00+01:00', '2026-03-29T09:00+02:00');

  test('leaves the rule around it and gets an entry of its own, in the week clocks change too', () => {
    const list = edits([sundays], move('2026-03-30T01:00+02:00', '2026-03-30T09:00+02:00'));
    expect(kinds(list)).toEqual(['create', 'create', 'update']);
    expect(shifts(applyEdits([sundays], list))).toEqual([
      'Ana 03-22 01:00 – 03-22 09:00',
      'Ana 03-30 01:00 – 03-30 09:00',
      'Ana 04-05 01:00 – 04-05 09:00',
    ]);
  });

  test('only made longer leaves the rule whole and adds what is more', () => {
    const list = edits([sundays], move('2026-03-29T01:00+01:00', '2026-03-29T11:00+02:00'));
    expect(kinds(list)).toEqual(['create']);
    expect(shifts(applyEdits([sundays], list))[1]).toBe('Ana 03-29 01:00 – 03-29 11:00');
  });

  test('only made shorter is cut by dates, without an entry more than that takes', () => {
    const list = edits([sundays], move('2026-03-29T01:00+01:00', '2026-03-29T07:00+02:00'));
    expect(kinds(list)).toEqual(['create', 'update']);
    expect(shifts(applyEdits([sundays], list))).toEqual([
      'Ana 03-22 01:00 – 03-22 09:00',
      'Ana 03-29 01:00 – 03-29 07:00',
      'Ana 04-05 01:00 – 04-05 09:00',
    ]);
  });

  test('cuts the rule at midnight where nothing happens around it', () => {
    const list = edits([sundays], move('2026-03-31T01:00+02:00', '2026-03-31T09:00+02:00'));
    const rules = applyEdits([sundays], list).map((it) => it.rule);
    expect(rules.map((it) => [it.startDate, it.endDate])).toContainEqual([
      null,
      at('2026-03-29T00:00+01:00'),
    ]);
    expect(rules.map((it) => [it.startDate, it.endDate])).toContainEqual([
      at('2026-03-30T00:00+02:00'),
      null,
    ]);
  });

  test('joined with an entry of its own takes both along', () => {
    const more = ofAna(
      { startDate: at('2026-03-29T09:00+02:00'), endDate: at('2026-03-29T12:00+02:00') },
      { id: 'b' },
    );
    const whole = anaFrom('2026-03-29T01:00+01:00', '2026-03-29T12:00+02:00');
    const list = edits(
      [sundays, more],
      whole('2026-04-01T01:00+02:00', '2026-04-01T12:00+02:00', { memberId: 'Bob' }),
    );
    expect(shifts(applyEdits([sundays, more], list))).toEqual(
      [
        'Ana 03-22 01:00 – 03-22 09:00',
        'Ana 04-05 01:00 – 04-05 09:00',
        'Bob 04-01 01:00 – 04-01 12:00',
      ].sort((a, b) => a.slice(4).localeCompare(b.slice(4))),
    );
  });
});

describe('what cannot be moved', () => {
  const to = { memberId: 'Ana', start: at('2026-03-23T01:00Z'), end: at('2026-03-23T09:00Z') };
  const from = { memberId: 'Ana', start: at('2026-03-22T00:00Z'), end: at('2026-03-22T08:00Z') };
  const move = { teamId: 't1', from, to, scope: 'shift' } as const;

  test.each<[string, Entry, ShiftMove, object]>([
    ['is read-only', { ...oneSunday, readOnly: 'no-created-at' }, move, { kind: 'read-only' }],
    [
      'is no whole shift',
      oneSunday,
      { ...move, from: { ...from, end: from.end - 1 } },
      { kind: 'no-such-shift' },
    ],
    ['is another team’s', oneSunday, { ...move, teamId: 't2' }, { kind: 'no-such-shift' }],
    [
      'would have no time',
      oneSunday,
      { ...move, to: { ...to, end: to.start } },
      { kind: 'no-time' },
    ],
    [
      'has no end',
      ofAna({}),
      { ...move, from: { memberId: 'Ana', start: firstInstant, end: lastInstant } },
      { kind: 'open' },
    ],
  ])('what %s', (_, entry, asked, refusal) => {
    expect(plan([entry], asked)).toMatchObject({ kind: 'refused', refusal });
  });
});

describe('where a shift comes from', () => {
  const first = (entries: readonly Entry[]): [ReturnType<typeof compileSchedule>, Shift] => {
    const schedule = compileSchedule(entries, berlin);
    const window = { start: at('2026-03-21T00:00Z'), end: at('2026-03-23T00:00Z') };
    const [shift] = shiftsIn(schedule, window);
    if (shift === undefined) throw new Error('no shift');
    return [schedule, shift];
  };

  test('a dated entry makes nothing else, a weekly rule does', () => {
    expect(originOf(...first([oneSunday]))).toMatchObject({ kind: 'once', entries: [{ id: 'a' }] });
    expect(originOf(...first([sundays]))).toMatchObject({ kind: 'recurring' });
  });

  test('a weekly rule whose dates leave one shift makes nothing else', () => {
    const short = ofAna({
      ...sundays.rule,
      startDate: at('2026-03-20T00:00Z'),
      endDate: at('2026-03-25T00:00Z'),
    });
    expect(originOf(...first([short]))).toMatchObject({ kind: 'once' });
  });

  test('someone always on call has no shift to move, and no origin of one', () => {
    expect(originOf(...first([ofAna({})]))).toMatchObject({ kind: 'recurring' });
  });
});
