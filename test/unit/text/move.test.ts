import { describe, expect, test } from 'vitest';
import type { MoveRefusal, ShiftMove } from '../../../core/schedule/move/shift-move.ts';
import { moveTitle, rhythmOf } from '../../../core/text/move.ts';
import { refusalText } from '../../../core/text/refusal.ts';
import { clockIn } from '../../../core/time/format.ts';
import { hourMs } from '../../../core/time/instant.ts';
import { aRule } from '../../support/rules.ts';

const nameOf = (id: string) => `Name of ${id}`;
const tuesday = Date.UTC(2026, 10, 24, 9);
const place = (memberId: string, start: number) => ({ memberId, start, end: start + 8 * hourMs });

describe('words for a move', () => {
  const title = (from: ShiftMove['from'], to: ShiftMove['to']) =>
    moveTitle({ teamId: 't', from, to, scope: 'shift' }, clockIn('UTC', 'en-GB'), nameOf);

  test('a step is called by what goes where', () => {
    const from = place('a', tuesday);
    expect(title(from, place('a', tuesday + hourMs))).toBe(
      'Name of a, Tue 24 Nov 09:00 → Tue 24 Nov 10:00',
    );
    expect(title(from, place('b', tuesday))).toBe('Tue 24 Nov 09:00: Name of a → Name of b');
    expect(title(from, place('b', tuesday + hourMs))).toBe(
      'Name of a, Tue 24 Nov 09:00 → Name of b, Tue 24 Nov 10:00',
    );
  });

  test('both ends are said where a shift gets longer', () => {
    const from = place('a', tuesday);
    expect(title(from, { ...from, end: from.end + hourMs })).toBe(
      'Name of a, Tue 24 Nov 09:00 – 17:00 → Tue 24 Nov 09:00 – 18:00',
    );
  });

  test('a rule is called by how often it comes round', () => {
    expect(rhythmOf(aRule())).toBe('daily');
    expect(rhythmOf(aRule({ weekDays: [0, 1, 2, 3, 4, 5, 6] }))).toBe('daily');
    expect(rhythmOf(aRule({ weekDays: [2] }))).toBe('weekly');
    expect(rhythmOf(aRule({ weekDays: [2], weeksOfMonth: [-1, 1, 2, 3, 4, 5] }))).toBe('weekly');
    expect(rhythmOf(aRule({ weekDays: [2], weeksOfMonth: [2] }))).toBe('monthly');
  });

  test.each<[MoveRefusal, RegExp]>([
    [{ kind: 'no-such-shift', memberId: 'a', at: 5 }, /^Name of a has no such shift.*t5\.$/],
    [{ kind: 'open' }, /no beginning or no end/],
    [{ kind: 'no-time' }, /end after it starts/],
    [{ kind: 'read-only', entryIds: ['x'] }, /^1 entry of this shift cannot be changed/],
    [{ kind: 'several-entries', count: 2 }, /made by 2 entries/],
    [{ kind: 'rule', why: 'several-days' }, /same hours/],
    [{ kind: 'rule', why: 'longer-than-a-day' }, /at most 24 hours/],
    [{ kind: 'rule', why: 'weeks-of-month' }, /another week/],
    [{ kind: 'rule', why: 'months' }, /another month/],
    [{ kind: 'rule', why: 'clock-change' }, /Clocks change/],
    [{ kind: 'rule', why: 'not-writable' }, /whole seconds/],
    [{ kind: 'rule', why: 'dates' }, /dates/],
    [{ kind: 'not-writable', at: 5 }, /t5: choose another minute/],
    [{ kind: 'not-equal', difference: { start: 5, end: 6 } }, /t5, so nothing is proposed/],
  ])('%o', (refusal, text) => {
    const words = { nameOf, at: (at: number) => `t${at}` };
    expect(refusalText({ kind: 'move', refusal }, words)).toEqual([expect.stringMatching(text)]);
  });
});
