import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  civilFromDays,
  dateText,
  daysFromCivil,
  daysInMonth,
  isLeapYear,
  parseDate,
  weekdayOf,
} from '../../../core/time/civil.ts';
import { runs } from '../../support/arbitrary.ts';

const dayMs = 86_400_000;
const firstDay = -719_162;
const lastDay = 2_932_896;

describe('civil dates', () => {
  it('agree with the runtime’s own calendar for any day of the years 1 to 9999', () => {
    const check = (days: number): void => {
      const date = new Date(days * dayMs);
      const civil = {
        year: date.getUTCFullYear(),
        month: date.getUTCMonth() + 1,
        day: date.getUTCDate(),
      };
      expect(civilFromDays(days)).toEqual(civil);
      expect(daysFromCivil(civil.year, civil.month, civil.day)).toBe(days);
      expect(weekdayOf(days)).toBe(date.getUTCDay());
      expect(dateText(days)).toBe(date.toISOString().slice(0, 10));
      expect(parseDate(dateText(days))).toBe(days);
    };
    for (const days of [firstDay, lastDay, 0, -1, 1, 11_016, 11_017]) check(days);
    fc.assert(fc.property(fc.integer({ min: firstDay, max: lastDay }), check), runs(2_000));
  });

  it('walk through four years without a missing or doubled day', () => {
    for (let days = daysFromCivil(1999, 1, 1); days < daysFromCivil(2005, 1, 1); days += 1) {
      const { year, month, day } = civilFromDays(days);
      const next = civilFromDays(days + 1);
      if (day < daysInMonth(year, month)) expect(next).toEqual({ year, month, day: day + 1 });
      else expect(next.day).toBe(1);
    }
  });

  it('know leap years', () => {
    expect([1900, 2000, 2023, 2024, 2100, 2400].map(isLeapYear)).toEqual([
      false,
      true,
      false,
      true,
      false,
      true,
    ]);
    expect([1, 2, 3, 4, 6, 9, 11, 12].map((month) => daysInMonth(2023, month))).toEqual([
      31, 28, 31, 30, 30, 30, 30, 31,
    ]);
    expect(daysInMonth(2024, 2)).toBe(29);
  });

  it.each([
    '2024-02-30',
    '2023-02-29',
    '2024-00-01',
    '2024-13-01',
    '2024-01-00',
    '2024-04-31',
    '0000-01-01',
    '2024-1-1',
    '2024-01-01T',
    ' 2024-01-01',
    '2024-01-01\n',
    '24-01-01',
    '',
  ])('refuse %j', (text) => {
    expect(parseDate(text)).toBeNull();
  });
});
