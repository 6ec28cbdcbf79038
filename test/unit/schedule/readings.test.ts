import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Interpretation, Rule } from '../../../core/schedule/model.ts';
import { disputedDates, readings } from '../../../core/schedule/readings.ts';
import { compileRule, occurrences } from '../../../core/schedule/recurrence.ts';
import { disputedText } from '../../../core/text/readings.ts';
import { dateText, daysFromCivil } from '../../../core/time/civil.ts';
import { dayMs, hourMs, type Interval } from '../../../core/time/instant.ts';
import { instantOf, wallOf, zoneTable } from '../../../core/time/zone.ts';
import { ruleWith } from '../../support/sample-snapshot.ts';

const berlin: Interpretation = {
  zone: 'Europe/Berlin',
  weekdayZero: 'sunday',
  weekOfMonth: 'block',
};
const table = zoneTable(berlin.zone);

function days(from: [number, number, number], count: number): Interval {
  const first = daysFromCivil(...from);
  return {
    start: instantOf(table, first * dayMs),
    end: instantOf(table, (first + count) * dayMs),
  };
}

function disputed(rule: Partial<Rule>, window: Interval, reading = berlin): string[] {
  return disputedDates(ruleWith(rule), reading, window).map(
    (it) => `${dateText(it.day)} ${disputedText(it)}`,
  );
}

describe('the dates on which the readings of weeks disagree', () => {
  test('the first Monday of August 2026 is in the second row of the calendar', () => {
    const firstMonday = { weeksOfMonth: [1], weekDays: [1], startTime: '09:00:00' };
    expect(disputed(firstMonday, days([2026, 8, 1], 31))).toEqual([
      '2026-08-03 On here, off by calendar rows from Monday and by calendar rows from Sunday',
    ]);
  });

  test('a date that only another reading would take is named too', () => {
    const firstSunday = { weeksOfMonth: [1], weekDays: [0] };
    const rows: Interpretation = { ...berlin, weekOfMonth: 'row-sunday' };
    expect(disputed(firstSunday, days([2026, 8, 1], 31), rows)).toEqual([
      '2026-08-02 Off here, on by days 1–7, 8–14 … and by calendar rows from Monday',
    ]);
  });

  test('there is none where all weeks are meant, in words or by naming all five', () => {
    const august = days([2026, 8, 1], 31);
    expect(disputed({ weekDays: [1] }, august)).toEqual([]);
    expect(disputed({ weekDays: [1], weeksOfMonth: [5, 4, 3, 2, 1] }, august)).toEqual([]);
  });

  test('the last date of a window counts, though the window ends within it', () => {
    const firstMonday = { weeksOfMonth: [1], weekDays: [1], startTime: '09:00:00' };
    const { start, end } = days([2026, 8, 1], 3);
    expect(disputed(firstMonday, { start, end: end - 12 * hourMs })).toHaveLength(1);
  });

  test('a date that the zone jumped over does not count', () => {
    // Kwajalein had no 21 August 1993.
    const reading: Interpretation = { ...berlin, zone: 'Pacific/Kwajalein' };
    const window = { start: Date.UTC(1993, 7, 1), end: Date.UTC(1993, 8, 1) };
    const thirdSaturday = { weeksOfMonth: [3], weekDays: [6] };
    for (const hours of [{}, { startTime: '09:00:00', endTime: '17:00:00' }])
      expect(disputed({ ...thirdSaturday, ...hours }, window, reading)).toEqual([
        expect.stringContaining('1993-08-14'),
      ]);
  });

  test('dates outside the rule’s own range do not count', () => {
    const until = Date.UTC(2026, 7, 3);
    const rule = { weeksOfMonth: [1], weekDays: [1], startTime: '09:00:00', endDate: until };
    expect(disputed(rule, days([2026, 8, 1], 31))).toEqual([]);
  });

  test('a date of which only the first hours are asked for counts', () => {
    const { start, end } = days([2026, 8, 1], 2);
    const firstMonday = { weeksOfMonth: [1], weekDays: [1], startTime: '09:00:00' };
    expect(disputed(firstMonday, { start, end: end + 9 * hourMs })).toEqual([]);
    expect(disputed(firstMonday, { start, end: end + 9 * hourMs + 1 })).toHaveLength(1);
    expect(disputed(firstMonday, { start: end, end: start })).toEqual([]);
  });

  test.each([
    ['would reach beyond it', '09:00:00'],
    ['would end on it', '17:00:00'],
  ])('a date that its zone jumped over is none, though its shift %s', (_, endTime) => {
    const kwajalein = { ...berlin, zone: 'Pacific/Kwajalein' };
    const rule = { weeksOfMonth: [3], startTime: '09:00:00', endTime };
    const august = { start: Date.UTC(1993, 7, 18), end: Date.UTC(1993, 7, 26) };
    // The 21st was skipped; by days 1–7, 8–14 … it would have been in the third week.
    expect(disputed(rule, august, kwajalein).map((it) => it.slice(0, 10))).toEqual([
      '1993-08-17',
      '1993-08-18',
      '1993-08-19',
      '1993-08-20',
    ]);
  });

  test('no more are looked for than are asked for', () => {
    const rule = ruleWith({ weeksOfMonth: [2] });
    const year = days([2026, 1, 1], 365);
    const all = disputedDates(rule, berlin, year);
    expect(all.length).toBeGreaterThan(5);
    expect(disputedDates(rule, berlin, year, 5)).toEqual(all.slice(0, 5));
  });

  test('they are exactly where the three expansions differ', () => {
    const week = fc.constantFrom(-6, -5, -4, -3, -2, -1, 1, 2, 3, 4, 5, 6);
    fc.assert(
      fc.property(
        fc.uniqueArray(week, { minLength: 1, maxLength: 4 }),
        fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { minLength: 1 }),
        fc.uniqueArray(fc.integer({ min: 1, max: 12 })),
        fc.constantFrom(null, '00:00:00', '08:30:00', '22:00:00'),
        fc.constantFrom(...readings),
        fc.integer({ min: 2000, max: 2040 }),
        (weeksOfMonth, weekDays, monthsOfYear, startTime, weekOfMonth, year) => {
          const rule = ruleWith({ weeksOfMonth, weekDays, monthsOfYear, startTime });
          const window = days([year, 1, 1], 365);
          const begun = new Map<number, string[]>();
          for (const reading of readings) {
            const compiled = compileRule(rule, { ...berlin, weekOfMonth: reading });
            for (const { start } of occurrences(compiled, window)) {
              const day = Math.floor(wallOf(table, start) / dayMs);
              begun.set(day, [...(begun.get(day) ?? []), reading]);
            }
          }
          const differing = [...begun].filter(([, on]) => on.length < readings.length);
          const found = disputedDates(rule, { ...berlin, weekOfMonth }, window);
          expect(
            found
              .filter(({ day }) => instantOf(table, day * dayMs) >= window.start)
              .map((it) => [it.day, it.readings, it.active]),
          ).toEqual(
            differing
              .sort(([a], [b]) => a - b)
              .map(([day, on]) => [day, on, on.includes(weekOfMonth)]),
          );
        },
      ),
    );
  });
});
