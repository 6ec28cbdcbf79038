import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../../core/schedule/edit/row-edit.ts';
import type { Entry, Rule } from '../../../core/schedule/model.ts';
import { anaFrom, ofAna, plan, shifts } from '../../support/moves-of-ana.ts';
import { at } from '../../support/snapshots.ts';

describe('a whole rule', () => {
  const rule = (
    entry: Entry,
    from: readonly [string, string],
    to: readonly [string, string],
    memberId = 'Ana',
  ) => plan([entry], anaFrom(...from)(...to, { memberId, scope: 'rule' }));
  const tuesdays = { weekDays: [2, 3], startTime: '09:00:00', endTime: '09:00:00' };
  const twoDays = ['2026-03-24T09:00+01:00', '2026-03-26T09:00+01:00'] as const;

  test('goes to other days and hours, also past midnight and from Saturday to Sunday', () => {
    const nights = ofAna({ weekDays: [5, 6], startTime: '22:00:00', endTime: '06:00:00' });
    expect(
      rule(
        nights,
        ['2026-03-21T22:00+01:00', '2026-03-22T06:00+01:00'],
        ['2026-03-22T00:30+01:00', '2026-03-22T08:30+01:00'],
      ),
    ).toMatchObject({
      edits: [
        { after: { rule: { weekDays: [0, 6], startTime: '00:30:00', endTime: '08:30:00' } } },
      ],
    });
  });

  test('keeps its week days where only the hours change', () => {
    expect(
      rule(ofAna(tuesdays), twoDays, ['2026-03-24T10:00+01:00', '2026-03-26T10:00+01:00']),
    ).toMatchObject({
      edits: [
        { after: { rule: { weekDays: [2, 3], startTime: '10:00:00', endTime: '10:00:00' } } },
      ],
    });
  });

  test('is given to someone else as it is', () => {
    expect(rule(ofAna(tuesdays), twoDays, twoDays, 'Bob')).toMatchObject({
      edits: [{ after: { memberId: 'Bob', rule: tuesdays } }],
    });
  });

  test('takes its date range along, so that its first and last shift stay whole', () => {
    const bounded = ofAna({
      ...tuesdays,
      startDate: at('2026-03-24T09:00+01:00'),
      endDate: at('2026-04-02T09:00+02:00'),
    });
    const moved = rule(bounded, twoDays, ['2026-03-23T08:00+01:00', '2026-03-25T08:00+01:00']);
    if (moved.kind === 'refused') throw new Error(JSON.stringify(moved.refusal));
    expect(shifts(applyEdits([bounded], moved.edits))).toEqual([
      'Ana 03-23 08:00 – 03-25 08:00',
      'Ana 03-30 08:00 – 04-01 08:00',
    ]);
  });

  test.each<[string, Partial<Rule>, readonly [string, string], readonly [string, string], object]>([
    [
      'of several days made longer',
      tuesdays,
      twoDays,
      ['2026-03-24T09:00+01:00', '2026-03-26T12:00+01:00'],
      { kind: 'rule', why: 'several-days' },
    ],
    [
      'longer than a day',
      { weekDays: [2], startTime: '09:00:00', endTime: '09:00:00' },
      ['2026-03-24T09:00+01:00', '2026-03-25T09:00+01:00'],
      ['2026-03-24T09:00+01:00', '2026-03-25T10:00+01:00'],
      { kind: 'rule', why: 'longer-than-a-day' },
    ],
    [
      'of weeks of the month, to another day',
      { weekDays: [2], weeksOfMonth: [4], startTime: '09:00:00', endTime: '17:00:00' },
      ['2026-03-24T09:00+01:00', '2026-03-24T17:00+01:00'],
      ['2026-03-25T09:00+01:00', '2026-03-25T17:00+01:00'],
      { kind: 'rule', why: 'weeks-of-month' },
    ],
    [
      'of some months, to another day',
      { weekDays: [2], monthsOfYear: [3], startTime: '09:00:00', endTime: '17:00:00' },
      ['2026-03-24T09:00+01:00', '2026-03-24T17:00+01:00'],
      ['2026-03-25T09:00+01:00', '2026-03-25T17:00+01:00'],
      { kind: 'rule', why: 'months' },
    ],
    [
      'to an hour that comes twice, the second time',
      { weekDays: [0], startTime: '01:00:00', endTime: '09:00:00' },
      ['2026-10-25T01:00+02:00', '2026-10-25T09:00+01:00'],
      ['2026-10-25T02:30+01:00', '2026-10-25T09:00+01:00'],
      { kind: 'rule', why: 'clock-change' },
    ],
  ])('%s cannot be said', (_, part, from, to, refusal) => {
    expect(rule(ofAna(part), from, to)).toEqual({ kind: 'refused', refusal });
  });

  test('is not one where two entries make the shift', () => {
    const morning = ofAna(
      { weekDays: [2], startTime: '06:00:00', endTime: '09:00:00' },
      { id: 'm' },
    );
    const from = anaFrom('2026-03-24T06:00+01:00', '2026-03-26T09:00+01:00');
    const to = from('2026-03-25T06:00+01:00', '2026-03-27T09:00+01:00', { scope: 'rule' });
    expect(plan([ofAna(tuesdays), morning], to)).toEqual({
      kind: 'refused',
      refusal: { kind: 'several-entries', count: 2 },
    });
  });
});
