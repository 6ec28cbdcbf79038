import Holidays from 'date-holidays';
import { civilFromDays, dateText, parseDate } from '../time/civil.ts';
import { dayMs } from '../time/instant.ts';

/** A public holiday on one date of its own country. */
export interface Holiday {
  /** `YYYY-MM-DD`; a holiday of several days is listed on each. */
  readonly date: string;
  readonly name: string;
}

/** Where holidays are asked for: ISO codes, such as `DE`, `BY`. */
export interface HolidayPlace {
  readonly country: string;
  readonly state?: string;
}

const longestDays = 3_660;

/**
 * The public holidays between two dates, both inclusive, by date and name. None for a place
 * nobody knows, for dates that are none or lie more than ten years apart. Source: date-holidays.
 */
export function publicHolidays(place: HolidayPlace, from: string, to: string): Holiday[] {
  const first = parseDate(from);
  const last = parseDate(to);
  if (first === null || last === null || last < first || last - first > longestDays) return [];
  const source = new Holidays(place.country, place.state ?? '', { types: ['public'] });
  const found = new Map<string, Holiday>();
  // A holiday that begins before the first of January is listed under the year before.
  for (let year = civilFromDays(first).year - 1; year <= civilFromDays(last).year; year += 1)
    for (const { date, name, start, end } of holidaysOf(source, year))
      for (const day of daysOf(date, start, end))
        if (day >= first && day <= last) found.set(`${day} ${name}`, { date: dateText(day), name });
  return [...found.values()].sort((a, b) => (a.date + a.name < b.date + b.name ? -1 : 1));
}

function holidaysOf(source: Holidays, year: number): ReturnType<Holidays['getHolidays']> {
  // A place without data has no rules, and the source gives nothing or null for it.
  const found: ReturnType<Holidays['getHolidays']> | null = source.getHolidays(year);
  return found ?? [];
}

/** The dates a holiday covers; one that begins in the evening before counts from the next day. */
function daysOf(date: string, start: Date, end: Date): number[] {
  const first = parseDate(date.slice(0, 10));
  if (first === null) return [];
  const evening = Number(date.slice(11, 13)) >= 12 ? 1 : 0;
  const days = Math.max(1, Math.round((end.getTime() - start.getTime()) / dayMs));
  return Array.from({ length: Math.min(days, 31) }, (_, n) => first + evening + n);
}

/** Countries with known holidays: ISO code and name, by name. */
export function holidayCountries(): { readonly code: string; readonly name: string }[] {
  return named(new Holidays().getCountries('en'));
}

/** Parts of a country with holidays of their own: code and name, by name; often none. */
export function holidayStates(country: string): { readonly code: string; readonly name: string }[] {
  const states: Record<string, string> | undefined = new Holidays().getStates(country, 'en');
  return named(states ?? {});
}

function named(all: Readonly<Record<string, string>>): { code: string; name: string }[] {
  return Object.entries(all)
    .map(([code, name]) => ({ code, name }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
