import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hardTimes, loadOf } from '../../../core/schedule/load.ts';
import type { Entry, Rule } from '../../../core/schedule/model.ts';
import { compileSchedule } from '../../../core/schedule/schedule.ts';
import { shiftsIn } from '../../../core/schedule/shifts.ts';
import { clip, merge, totalMs } from '../../../core/time/interval.ts';
import { aReading, aWindow, runs, someEntries } from '../../support/arbitrary.ts';
import { aRule, anEntry, deepFreeze, inZone } from '../../support/rules.ts';

const at = (text: string): number => Date.parse(text);
const hourMs = 3_600_000;
const entry = (id: string, rule: Partial<Rule>, parts: Partial<Entry> = {}): Entry =>
  anEntry({ id, rule: aRule(rule), ...parts });
const inBerlin = (...entries: Entry[]) => compileSchedule(entries, inZone('Europe/Berlin'));
// A week from Monday, midnight to midnight in Berlin, with the clock change of 31 March.
const week = { start: at('2024-03-24T23:00:00Z'), end: at('2024-03-31T22:00:00Z') };

describe('the load of a member', () => {
  it('counts real hours, nights, weekend and holidays of a week with a clock change', () => {
    const { members } = loadOf(inBerlin(entry('a', {})), week, { holidays: ['2024-03-29'] });
    expect(members).toEqual([
      {
        memberId: 'm1',
        totalMs: 167 * hourMs,
        // Six hours of Monday morning, six whole nights less the hour skipped, two of Sunday.
        nightMs: (6 + 6 * 8 - 1 + 2) * hourMs,
        weekendMs: 47 * hourMs,
        holidayMs: 24 * hourMs,
        nights: 8,
        weekends: 1,
        holidays: 1,
      },
    ]);
  });

  it('counts the real hours of a week with a day of 25, and of a year with both', () => {
    const autumn = { start: at('2024-10-20T22:00:00Z'), end: at('2024-10-27T23:00:00Z') };
    const { members } = loadOf(inBerlin(entry('a', {})), autumn, { holidays: ['2024-10-27'] });
    expect(members).toEqual([
      {
        memberId: 'm1',
        totalMs: 169 * hourMs,
        // As in spring, but the hour that comes twice is a night's both times.
        nightMs: (6 + 6 * 8 + 1 + 2) * hourMs,
        weekendMs: 49 * hourMs,
        holidayMs: 25 * hourMs,
        nights: 8,
        weekends: 1,
        holidays: 1,
      },
    ]);
    const year = { start: at('2023-12-31T23:00:00Z'), end: at('2024-12-31T23:00:00Z') };
    const whole = loadOf(inBerlin(entry('a', {})), year).members[0];
    expect(whole).toMatchObject({ totalMs: 366 * 24 * hourMs, nightMs: 366 * 8 * hourMs });
  });

  it('keeps office hours free of nights and weekends', () => {
    const office = { weekDays: [1, 2, 3, 4, 5], startTime: '08:00:00', endTime: '22:00:00' };
    const { members } = loadOf(inBerlin(entry('a', office)), week);
    expect(members[0]).toMatchObject({ totalMs: 70 * hourMs, nights: 0, weekends: 0, nightMs: 0 });
  });

  it('counts a night once however often it is touched, and from the first minute', () => {
    const twice = inBerlin(
      entry('a', { weekDays: [1], startTime: '21:00:00', endTime: '22:01:00' }),
      entry('b', { weekDays: [2], startTime: '05:59:00', endTime: '06:30:00' }),
    );
    const [load] = loadOf(twice, week).members;
    expect(load).toMatchObject({ nights: 1, nightMs: 2 * 60_000 });
  });

  it('reads weekends by the calendar, whatever the workspace calls 0', () => {
    const monday = compileSchedule(
      [entry('a', {})],
      inZone('Europe/Berlin', { weekdayZero: 'monday' }),
    );
    expect(loadOf(monday, week).members[0]?.weekendMs).toBe(47 * hourMs);
  });

  it('counts a holiday once, by local date, and passes over what is no date', () => {
    const holidays = [
      '2024-03-31',
      '2024-03-31',
      '2024-03-30',
      '2024-02-30',
      'Easter',
      '2025-01-01',
    ];
    const [load] = loadOf(inBerlin(entry('a', {})), week, { holidays }).members;
    expect(load).toMatchObject({ holidays: 2, holidayMs: 47 * hourMs });
  });

  it('counts time in two teams at once only once, and one team alone where asked', () => {
    const both = inBerlin(
      entry('a', { weekDays: [1], startTime: '08:00:00', endTime: '12:00:00' }),
      entry('b', { weekDays: [1], startTime: '10:00:00', endTime: '14:00:00' }, { teamId: 't2' }),
    );
    expect(loadOf(both, week).members[0]?.totalMs).toBe(6 * hourMs);
    expect(loadOf(both, week, { teamId: 't2' }).members[0]?.totalMs).toBe(4 * hourMs);
    expect(loadOf(both, week, { teamId: null }).members).toEqual([]);
  });

  it('is listed for the members asked for, idle ones too, with the spread over them', () => {
    const schedule = inBerlin(
      entry('a', { weekDays: [1], startTime: '08:00:00', endTime: '12:00:00' }),
      entry('b', { weekDays: [2], startTime: '08:00:00', endTime: '10:00:00' }, { memberId: 'm2' }),
      entry('c', {}, { memberId: 'm4' }),
    );
    const { members, spread } = loadOf(schedule, week, { memberIds: ['m3', 'M2', 'm1'] });
    expect(members.map((it) => [it.memberId, it.totalMs / hourMs])).toEqual([
      ['m1', 4],
      ['M2', 2],
      ['m3', 0],
    ]);
    expect(spread.totalMs).toEqual({
      min: 0,
      max: 4 * hourMs,
      mean: 2 * hourMs,
      range: 4 * hourMs,
    });
    expect(spread.nights).toEqual({ min: 0, max: 0, mean: 0, range: 0 });
    expect(loadOf(inBerlin(), week).spread.totalMs).toEqual({ min: 0, max: 0, mean: 0, range: 0 });
  });

  it('finds holidays given in any order among separate shifts, and none outside the window', () => {
    const mornings = { startTime: '08:00:00', endTime: '09:00:00' };
    const holidays = ['2024-03-30', '2024-03-26', '2024-03-28', '2024-03-24', '2024-04-01'];
    const [load] = loadOf(inBerlin(entry('a', mornings)), week, { holidays }).members;
    expect(load).toMatchObject({ holidays: 3, holidayMs: 3 * hourMs });
    expect(loadOf(inBerlin(entry('a', mornings)), week).members[0]?.holidays).toBe(0);
  });

  it('has a spread of every measure', () => {
    const schedule = inBerlin(
      entry('a', { weekDays: [0], startTime: '00:00:00', endTime: '23:59:59' }),
      entry('b', { weekDays: [1], startTime: '00:00:00', endTime: '02:00:00' }, { memberId: 'm2' }),
      entry('c', { weekDays: [1], startTime: '23:00:00', endTime: '23:30:00' }, { memberId: 'm2' }),
    );
    const { spread } = loadOf(schedule, week, { holidays: ['2024-03-25'] });
    const ranges = Object.entries(spread).map(([name, it]) => [name, it.min, it.max, it.range]);
    const minuteMs = 60_000;
    expect(ranges).toEqual([
      ['totalMs', 150 * minuteMs, 23 * hourMs, 20.5 * hourMs],
      ['nightMs', 150 * minuteMs, 7 * hourMs, 4.5 * hourMs],
      ['weekendMs', 0, 23 * hourMs, 23 * hourMs],
      ['holidayMs', 0, 150 * minuteMs, 150 * minuteMs],
      ['nights', 2, 2, 0],
      ['weekends', 0, 1, 1],
      ['holidays', 0, 1, 1],
    ]);
    const longer = { start: 0, end: 4e15 };
    expect(() => loadOf(schedule, longer)).toThrow(RangeError);
  });

  it('adds up, for any entries, to the time the shifts fill', () => {
    fc.assert(
      fc.property(someEntries(), aReading(), aWindow(30), (entries, reading, window) => {
        const schedule = compileSchedule(deepFreeze(entries), reading);
        for (const load of loadOf(schedule, window).members) {
          const own = shiftsIn(schedule, window, { memberId: load.memberId })
            .map((it) => clip(it, window))
            .filter((it) => it !== null);
          expect(load.totalMs).toBe(totalMs(merge(own)));
          expect(load.nightMs).toBeLessThanOrEqual(load.totalMs);
          expect(load.weekendMs).toBeLessThanOrEqual(load.totalMs);
        }
      }),
      runs(80),
    );
  });
});

describe('hard times', () => {
  it('are clipped to the window, and a text that is no date is no holiday', () => {
    const utc = compileSchedule([], inZone('UTC'));
    const window = { start: at('1969-12-31T12:00:00Z'), end: at('1970-01-03T00:00:00Z') };
    const holidays = ['1970-01-03', '1969-12-31', '1969-12-30', '1970-01-02', 'New Year'];
    expect(hardTimes(utc, window, holidays).holidays).toEqual([
      { start: window.start, end: at('1970-01-01T00:00:00Z') },
      { start: at('1970-01-02T00:00:00Z'), end: window.end },
    ]);
  });
});
