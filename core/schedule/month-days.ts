import { civilFromDays, daysInMonth, weekdayOf } from '../time/civil.ts';
import type { Interpretation } from './model.ts';

type Reading = Interpretation['weekOfMonth'];

/**
 * The three filters of a rule as sets of bits. Months: bit 0 = January. Week days: bit 0 = Sunday.
 * Weeks: bits 0–5 = weeks 1 to 6 of the month, bits 6–11 = weeks -1 to -6.
 */
export interface DateFilter {
  readonly months: number;
  readonly weekDays: number;
  readonly weeks: number;
  readonly weekOfMonth: Reading;
}

/** The one bit of each filter a date stands for; of `weeks` the two, from either end. */
export type DateBits = Pick<DateFilter, 'months' | 'weekDays' | 'weeks'>;

export const allMonths = 0xfff;
export const allWeekDays = 0x7f;
export const allWeeks = 0xfff;

function weekBits(reading: Reading, day: number, firstWeekday: number, length: number): number {
  if (reading === 'block')
    return (1 << Math.floor((day - 1) / 7)) | (1 << (6 + Math.floor((length - day) / 7)));
  // How many days of the first printed row belong to the month before.
  const before = reading === 'row-sunday' ? firstWeekday : (firstWeekday + 6) % 7;
  const row = Math.floor((day - 1 + before) / 7);
  const lastRow = Math.floor((length - 1 + before) / 7);
  return (1 << row) | (1 << (6 + lastRow - row));
}

/** The bits of a date, given in days since 1970-01-01. */
export function dateBits(days: number, reading: Reading): DateBits {
  const { year, month, day } = civilFromDays(days);
  const first = weekdayOf(days - day + 1);
  return {
    months: 1 << (month - 1),
    weekDays: 1 << weekdayOf(days),
    weeks: weekBits(reading, day, first, daysInMonth(year, month)),
  };
}

/** Whether a date passes all three filters. */
export function passes(filter: DateFilter, date: DateBits): boolean {
  return (
    (filter.months & date.months) !== 0 &&
    (filter.weekDays & date.weekDays) !== 0 &&
    (filter.weeks & date.weeks) !== 0
  );
}

/** A set of days of one month, bit 0 = the 1st. */
function daySet(length: number, has: (day: number) => boolean): number {
  let set = 0;
  for (let day = 1; day <= length; day += 1) if (has(day)) set |= 1 << (day - 1);
  return set;
}

const readings: readonly Reading[] = ['block', 'row-monday', 'row-sunday'];

// By first weekday (7) and set of week days (128).
const daysByWeekDays = Int32Array.from({ length: 7 * 128 }, (_, i) =>
  daySet(31, (day) => ((i >> ((Math.floor(i / 128) + day - 1) % 7)) & 1) === 1),
);

// By reading (3), first weekday (7), length (4) and bit of the weeks filter (12).
const daysByWeek = Int32Array.from({ length: 3 * 7 * 4 * 12 }, (_, i) => {
  const reading = readings[Math.floor(i / 336)] ?? 'block';
  const length = 28 + (Math.floor(i / 12) % 4);
  const first = Math.floor(i / 48) % 7;
  return daySet(length, (day) => ((weekBits(reading, day, first, length) >> (i % 12)) & 1) === 1);
});

/** The days of a month whose week days and weeks pass; months are the caller's to ask. */
export function daysOfMonth(filter: DateFilter, firstWeekday: number, length: number): number {
  const byWeekDay = daysByWeekDays[firstWeekday * 128 + filter.weekDays] ?? 0;
  const days = byWeekDay & (0x7fffffff >> (31 - length));
  if (filter.weeks === allWeeks) return days;
  const row = ((readings.indexOf(filter.weekOfMonth) * 7 + firstWeekday) * 4 + length - 28) * 12;
  let byWeek = 0;
  for (let bit = 0; bit < 12; bit += 1)
    if ((filter.weeks >> bit) & 1) byWeek |= daysByWeek[row + bit] ?? 0;
  return days & byWeek;
}
