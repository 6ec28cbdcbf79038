import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadOf } from '../../../core/schedule/load.ts';
import type { Entry, Rule } from '../../../core/schedule/model.ts';
import {
  compileSchedule,
  expandSchedule,
  replaceEntries,
  runsOf,
} from '../../../core/schedule/schedule.ts';
import { shiftsIn } from '../../../core/schedule/shifts.ts';
import { firstInstant, lastInstant } from '../../../core/time/instant.ts';
import { merge, subtract } from '../../../core/time/interval.ts';
import { isoOf } from '../../../core/time/iso.ts';
import { aReading, aWindow, runs, someEntries } from '../../support/arbitrary.ts';
import { aRule, anEntry, deepFreeze, inZone } from '../../support/rules.ts';

const at = (text: string): number => Date.parse(text);
const entry = (id: string, rule: Partial<Rule>, parts: Partial<Entry> = {}): Entry =>
  anEntry({ id, rule: aRule(rule), ...parts });
const inUtc = (...entries: Entry[]) => compileSchedule(entries, inZone('UTC'));
const dayMs = 86_400_000;
const today = { start: at('2024-05-29T10:00:00Z'), end: at('2024-05-29T10:00:01Z') };

describe('a shift', () => {
  it('is one for seven whole days, with its real start and end', () => {
    const week = inUtc(
      entry('a', { startDate: at('2024-05-27T09:00:00Z'), endDate: at('2024-06-03T09:00:00Z') }),
    );
    expect(shiftsIn(week, today)).toEqual([
      {
        teamId: 't1',
        memberId: 'm1',
        start: at('2024-05-27T09:00:00Z'),
        end: at('2024-06-03T09:00:00Z'),
        openStart: false,
        openEnd: false,
        entryIds: ['a'],
      },
    ]);
  });

  it('joins touching entries of one member and names them all', () => {
    const pair = inUtc(
      entry('b', { endTime: '12:00:00' }),
      entry('c', { startTime: '12:00:00', endTime: '15:00:00' }),
      entry('a', { startTime: '18:00:00', endTime: '19:00:00' }),
    );
    const [shift] = shiftsIn(pair, today);
    expect(isoOf(shift?.end ?? 0)).toBe('2024-05-29T15:00:00Z');
    expect(shift?.entryIds).toEqual(['b', 'c']);
  });

  it('joins what only touches outside the window', () => {
    const pair = inUtc(
      entry('a', { startDate: at('2024-05-20T00:00:00Z'), endDate: at('2024-05-22T00:00:00Z') }),
      entry('b', { startDate: at('2024-05-22T00:00:00Z'), endDate: at('2024-05-30T00:00:00Z') }),
      entry('c', { startDate: at('2024-05-30T00:00:00Z'), endDate: at('2024-07-30T00:00:00Z') }),
      entry('d', { startDate: at('2024-07-31T00:00:00Z') }),
    );
    const [shift, ...others] = shiftsIn(pair, today);
    expect(others).toEqual([]);
    expect(isoOf(shift?.start ?? 0)).toBe('2024-05-20T00:00:00Z');
    expect(isoOf(shift?.end ?? 0)).toBe('2024-07-30T00:00:00Z');
    expect(shift?.entryIds).toEqual(['a', 'b', 'c']);
  });

  it('is open where it runs farther than ten years', () => {
    const [forever] = shiftsIn(inUtc(entry('a', {})), today);
    expect(forever).toMatchObject({
      start: firstInstant,
      end: lastInstant,
      openStart: true,
      openEnd: true,
    });
    const decade = { startDate: at('2019-01-01T00:00:00Z'), endDate: at('2034-01-01T00:00:00Z') };
    expect(shiftsIn(inUtc(entry('a', decade)), today)[0]).toMatchObject({
      start: decade.startDate,
      end: decade.endDate,
      openStart: false,
      openEnd: false,
    });
    const longer = { startDate: at('2013-01-01T00:00:00Z'), endDate: at('2035-01-01T00:00:00Z') };
    expect(shiftsIn(inUtc(entry('a', longer)), today)[0]).toMatchObject({
      openStart: true,
      openEnd: true,
    });
  });

  it('is kept apart by team, whatever the case of ids', () => {
    const both = inUtc(
      entry('a', { startTime: '09:00:00', endTime: '12:00:00' }, { memberId: 'AB', teamId: 'T1' }),
      entry('b', { startTime: '12:00:00', endTime: '13:00:00' }, { memberId: 'ab', teamId: 't1' }),
      entry('c', { startTime: '09:00:00', endTime: '13:00:00' }, { memberId: 'Ab', teamId: 't2' }),
      entry('d', { startTime: '09:00:00', endTime: '13:00:00' }, { memberId: 'ab', teamId: null }),
    );
    expect(shiftsIn(both, today).map((it) => it.entryIds)).toEqual([['d'], ['a', 'b'], ['c']]);
    expect(shiftsIn(both, today, { teamId: 'T2' }).map((it) => it.entryIds)).toEqual([['c']]);
    expect(shiftsIn(both, today, { teamId: null }).map((it) => it.entryIds)).toEqual([['d']]);
    expect(shiftsIn(both, today, { memberId: 'aB' })).toHaveLength(3);
    expect(shiftsIn(both, today, { memberId: 'other' })).toEqual([]);
    expect(shiftsIn(both, today, { teamId: 't' })).toEqual([]);
  });

  it('is sorted by start, then end, then member', () => {
    const rule = { startTime: '09:00:00', endTime: '12:00:00' };
    const many = inUtc(
      entry('a', rule, { memberId: 'm2' }),
      entry('b', { ...rule, endTime: '11:00:00' }, { memberId: 'm3' }),
      entry('c', rule, { memberId: 'm1' }),
      entry('d', { ...rule, startTime: '08:00:00' }, { memberId: 'm4' }),
    );
    expect(shiftsIn(many, today).map((it) => it.memberId)).toEqual(['m4', 'm3', 'm1', 'm2']);
  });

  it('that ends where the window begins is not in it', () => {
    const morning = inUtc(entry('a', { startTime: '09:00:00', endTime: '10:00:00' }));
    expect(shiftsIn(morning, today)).toEqual([]);
    expect(shiftsIn(morning, { start: 5, end: 5 })).toEqual([]);
  });

  it('is, for any entries, a merged run of a far wider expansion', () => {
    fc.assert(
      fc.property(someEntries(), aReading(), aWindow(10), (entries, reading, window) => {
        const schedule = compileSchedule(entries, reading);
        const far = { start: window.start - 11 * 366 * dayMs, end: window.end + 11 * 366 * dayMs };
        const wide = expandSchedule(schedule, far);
        if (wide.kind === 'too_large') throw new Error('too large for this test');
        for (const duty of schedule.duties) {
          const own = wide.occurrences.filter(
            (it) => it.memberId === duty.memberId && it.teamId === duty.teamId,
          );
          const expected = merge(own)
            .filter((it) => it.end > window.start && it.start < window.end)
            .map(({ start, end }) => ({
              start: window.start - start > 3_653 * dayMs ? firstInstant : start,
              end: end - window.end > 3_653 * dayMs ? lastInstant : end,
            }));
          const found = shiftsIn(schedule, window, {
            teamId: duty.teamId,
            memberId: duty.memberId,
          });
          expect(found.map(({ start, end }) => ({ start, end }))).toEqual(expected);
        }
      }),
      runs(60),
    );
  });
});

describe('a schedule', () => {
  it('leaves out entries without a member', () => {
    expect(inUtc(entry('a', {}, { memberId: null })).duties).toEqual([]);
  });

  it('joins the entries of one member however many there are', () => {
    const hour = (n: number): Entry =>
      entry(`e${n}`, {
        weekDays: [n % 7],
        startTime: `${String(n % 24).padStart(2, '0')}:00:00`,
        endTime: `${String((n + 1) % 24).padStart(2, '0')}:30:00`,
      });
    // Seven days and 24 hours have no common divisor: 168 of them are a whole week.
    const all = Array.from({ length: 168 * 5 }, (_, n) => hour(n));
    const window = { start: at('2024-05-27T00:00:00Z'), end: at('2024-06-24T00:00:00Z') };
    const runsWithout = (out: (n: number) => boolean) =>
      inUtc(...all.filter((_, n) => !out(n % 168))).duties.flatMap((duty) => runsOf(duty, window));
    expect(runsWithout(() => false)).toEqual([window]);
    // Without the hour from 18:00 on Wednesday half of it is left, of the hour before.
    const gaps = subtract(
      [window],
      runsWithout((n) => n % 7 === 3 && n % 24 === 18),
    );
    expect(gaps.map((it) => isoOf(it.start))).toEqual(
      ['2024-05-29', '2024-06-05', '2024-06-12', '2024-06-19'].map((day) => `${day}T18:30:00Z`),
    );
  });

  it('refuses a zone that does not exist, even when empty', () => {
    expect(() => compileSchedule([], inZone('Mars/Base'))).toThrow(RangeError);
  });

  it('answers too_large beyond a million intervals or a hundred years', () => {
    const hundredYears = { start: at('2000-01-01T00:00:00Z'), end: at('2100-01-01T00:00:00Z') };
    const many = Array.from({ length: 28 }, (_, i) => entry(`e${i}`, {}));
    expect(expandSchedule(inUtc(...many), hundredYears)).toEqual({
      kind: 'too_large',
      reason: 'intervals',
    });
    const fewer = expandSchedule(inUtc(...many.slice(0, 27)), hundredYears);
    expect(fewer.kind === 'expanded' && fewer.occurrences.length).toBe(27 * 36_525);
    const longer = { ...hundredYears, end: hundredYears.end + 1 };
    expect(expandSchedule(inUtc(), longer)).toEqual({ kind: 'too_large', reason: 'window' });
    expect(() => shiftsIn(inUtc(), longer)).toThrow(RangeError);
    expect(() => shiftsIn(inUtc(...many), hundredYears)).toThrow(RangeError);
    const members = many.map((it, n) => ({ ...it, memberId: `m${n}` }));
    expect(() => shiftsIn(inUtc(...members), hundredYears)).toThrow(RangeError);
    expect(() => loadOf(inUtc(...members), hundredYears)).toThrow(RangeError);
  });

  it('after replacing entries is the same as made anew, and shares what it can', () => {
    fc.assert(
      fc.property(someEntries(), someEntries(3), aReading(), (entries, added, reading) => {
        const before = compileSchedule(deepFreeze(entries), reading);
        const snapshot = JSON.stringify(before.duties.map((duty) => duty.entries.length));
        const removed = new Set(entries.filter((_, i) => i % 3 === 0).map((it) => it.id));
        const renamed = added.map((it) => ({ ...it, id: `new-${it.id}` }));
        const after = replaceEntries(before, removed, renamed);
        const anew = compileSchedule(
          [...entries.filter((it) => !removed.has(it.id)), ...renamed],
          reading,
        );
        const shape = (it: typeof after) =>
          it.duties.map((duty) => [duty.key, duty.entries.map(({ entry: { id } }) => id)]);
        expect(shape(after)).toEqual(shape(anew));
        expect(JSON.stringify(before.duties.map((duty) => duty.entries.length))).toBe(snapshot);
      }),
      runs(100),
    );
    const schedule = inUtc(entry('a', {}), entry('b', {}, { memberId: 'm2' }));
    const [kept] = schedule.duties;
    expect(replaceEntries(schedule, new Set(['b']), []).duties).toEqual([kept]);
    expect(replaceEntries(schedule, new Set(['b']), []).duties[0]).toBe(kept);
  });
});
