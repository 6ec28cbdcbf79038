import { describe, expect, test } from 'vitest';
import { compileSchedule } from '../../../core/schedule/schedule.ts';
import { shiftsIn } from '../../../core/schedule/shifts.ts';
import { hourMs, secondMs } from '../../../core/time/instant.ts';
import { zoneTable } from '../../../core/time/zone.ts';
import { compared, firstPicks, merged } from '../../../renderer/editor/inspector/compared.ts';
import {
  endField,
  endFrom,
  endParts,
  endsNextDay,
  startFrom,
  startParts,
  timeField,
  timeFrom,
} from '../../../renderer/editor/inspector/dates.ts';
import { ruleFor, weekdayNumber } from '../../../renderer/editor/inspector/new-rule.ts';
import { entryWith, ruleWith } from '../../support/sample-snapshot.ts';

const newYork = zoneTable('America/New_York');

describe('dates of a rule in fields', () => {
  test('a whole day is its date, both ways', () => {
    const start = startFrom({ date: '2026-11-01', time: null }, newYork);
    expect(start).toBe(Date.UTC(2026, 10, 1, 4));
    expect(startParts(start, newYork)).toEqual({ date: '2026-11-01', time: null });
    const end = endFrom({ date: '2026-11-01', time: null }, newYork);
    // The day on which clocks go back: it ends five hours after midnight UTC.
    expect(end).toBe(Date.UTC(2026, 10, 2, 5) - secondMs);
    expect(endParts(end, newYork)).toEqual({ date: '2026-11-01', time: null });
  });

  test('an exclusive midnight is shown as the day before, a time within a day as it is', () => {
    expect(endParts(Date.UTC(2026, 11, 1, 5), newYork)).toEqual({ date: '2026-11-30', time: null });
    expect(endParts(Date.UTC(2026, 11, 1, 14, 30), newYork)).toEqual({
      date: '2026-12-01',
      time: '09:30',
    });
    expect(startParts(null, newYork)).toEqual({ date: '', time: null });
    expect(startFrom({ date: '', time: null }, newYork)).toBeNull();
  });

  test('every shown bound leads back to the same end of the shift', () => {
    for (const end of [0, 1, 59, 3_600, 86_399].map((s) => Date.UTC(2026, 10, 1) + s * secondMs)) {
      const back = endFrom(endParts(end, newYork), newYork);
      const ends = [end, back].map((endDate) => {
        const entry = entryWith('m', { endDate, startDate: Date.UTC(2026, 9, 20) });
        const schedule = compileSchedule([entry], {
          zone: 'America/New_York',
          weekdayZero: 'sunday',
          weekOfMonth: 'block',
        });
        return shiftsIn(schedule, { start: Date.UTC(2026, 9, 1), end: Date.UTC(2026, 11, 1) })[0]
          ?.end;
      });
      expect(ends[1]).toBe(ends[0]);
    }
  });
});

describe('times of day in fields', () => {
  test.each([
    ['9', '09:00:00'],
    ['930', '09:30:00'],
    ['9:30', '09:30:00'],
    ['09.30', '09:30:00'],
    ['23:59:58', '23:59:58'],
    ['soon', 'soon'],
    ['', ''],
  ])('%j means %j', (text, time) => {
    expect(timeFrom(text)).toBe(time);
  });

  test('the end of the day is midnight of the next, and only as an end', () => {
    expect(endField('23:59:59')).toBe('00:00');
    expect(timeField('23:59:59')).toBe('23:59:59');
    expect(endsNextDay('00:00:00', '23:59:59')).toBe(true);
    expect(endsNextDay('09:00:00', '09:00:00')).toBe(true);
    expect(endsNextDay('09:00:00', '17:00:00')).toBe(false);
  });
});

describe('a rule for one interval', () => {
  const reading = (weekdayZero: 'sunday' | 'monday') =>
    ({ zone: 'Europe/Lisbon', weekdayZero, weekOfMonth: 'row-monday' }) as const;

  test.each([
    ['within a day', Date.UTC(2026, 10, 28, 0), Date.UTC(2026, 10, 28, 15)],
    ['over midnight', Date.UTC(2026, 10, 28, 22), Date.UTC(2026, 10, 29, 6)],
    ['a day and a night', Date.UTC(2026, 10, 28, 9), Date.UTC(2026, 10, 29, 9)],
    ['over several days', Date.UTC(2026, 10, 27, 7), Date.UTC(2026, 11, 2, 19)],
    ['over the longest day', Date.UTC(2026, 9, 24, 23), Date.UTC(2026, 9, 26, 0)],
  ])('puts its member on call exactly then: %s', (_, start, end) => {
    for (const weekdayZero of ['sunday', 'monday'] as const) {
      const rule = ruleFor({ start, end }, reading(weekdayZero));
      const schedule = compileSchedule([entryWith('m', rule)], reading(weekdayZero));
      const window = { start: start - 900 * hourMs, end: end + 900 * hourMs };
      expect(shiftsIn(schedule, window).map((it) => [it.start, it.end])).toEqual([[start, end]]);
    }
  });

  test('week days are numbered as the workspace reads them', () => {
    expect(weekdayNumber(0, reading('monday'))).toBe(6);
    expect(weekdayNumber(1, reading('monday'))).toBe(0);
    expect(weekdayNumber(1, reading('sunday'))).toBe(1);
  });
});

describe('three versions of a rule', () => {
  const reading = { zone: 'UTC', weekdayZero: 'sunday', weekOfMonth: 'block' } as const;
  const base = ruleWith({ weekDays: [1], startTime: '09:00:00', endTime: '17:00:00' });
  const mine = { ...base, weekDays: [1, 2] };
  const theirs = { ...base, weekDays: [1, 3], endTime: '18:00:00' };

  test('only what differs is shown, in words', () => {
    expect(compared(base, mine, theirs, { interpretation: reading, locale: 'en-GB' })).toEqual([
      {
        field: 'days',
        label: 'Days',
        base: 'Mon',
        mine: 'Mon and Tue',
        theirs: 'Mon and Wed',
      },
      {
        field: 'times',
        label: 'Times',
        base: '09:00 – 17:00',
        mine: '09:00 – 17:00',
        theirs: '09:00 – 18:00',
      },
    ]);
  });

  test('where few are left out, those are said', () => {
    const long = {
      monthsOfYear: [1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12],
      weekDays: [1, 2, 3, 4, 5, 6],
    };
    const less = { monthsOfYear: long.monthsOfYear.slice(2), weekDays: [1, 2, 3, 4, 5] };
    const words = { interpretation: reading, locale: 'en-GB' };
    expect(compared({ ...base, ...long }, base, { ...base, ...less }, words)).toMatchObject([
      { field: 'days', base: 'all but Sun', mine: 'Mon', theirs: 'Mon, Tue, Wed, Thu and Fri' },
      {
        field: 'months',
        base: 'all but Aug',
        mine: 'every month',
        theirs: 'Mar, Apr, May, Jun, Jul, Sept, Oct, Nov and Dec',
      },
    ]);
  });

  test('mine stays where both changed, theirs comes in where only they did', () => {
    const picks = firstPicks(base, mine, theirs, reading);
    expect(picks).toMatchObject({ days: 'mine', times: 'theirs', months: 'mine' });
    expect(merged(mine, theirs, picks)).toMatchObject({ weekDays: [1, 2], endTime: '18:00:00' });
  });

  test('an empty filter and all its values are the same', () => {
    const spelled = { ...base, monthsOfYear: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] };
    expect(compared(base, base, spelled, { interpretation: reading, locale: 'en-GB' })).toEqual([]);
  });
});
