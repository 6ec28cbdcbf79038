import type { Interpretation } from '../../../core/schedule/model.ts';
import { weekdayNumber } from './new-rule.ts';

export interface Choice {
  readonly value: number;
  /** Short, on the toggle. */
  readonly label: string;
  /** In full, for the tooltip and screen readers. */
  readonly name: string;
  /** Enough to know it by, for lists. */
  readonly short: string;
}

// 4 January 1970 was a Sunday.
const firstSunday = 3 * 86_400_000;

/** The week days in the order of the locale, with the numbers PingHome uses for them. */
export function weekdayOptions(
  locale: string,
  firstWeekday: number,
  interpretation: Interpretation,
): Choice[] {
  const narrow = new Intl.DateTimeFormat(locale, { weekday: 'narrow', timeZone: 'UTC' });
  const long = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' });
  const short = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' });
  return Array.from({ length: 7 }, (_, index) => {
    const weekday = (firstWeekday + index) % 7;
    const at = firstSunday + weekday * 86_400_000;
    return {
      value: weekdayNumber(weekday, interpretation),
      label: narrow.format(at),
      name: long.format(at),
      short: short.format(at),
    };
  });
}

/** The months of the year. */
export function monthOptions(locale: string): Choice[] {
  const short = new Intl.DateTimeFormat(locale, { month: 'short', timeZone: 'UTC' });
  const long = new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' });
  return Array.from({ length: 12 }, (_, index) => {
    const at = Date.UTC(2023, index, 15);
    const name = short.format(at);
    return { value: index + 1, label: name, name: long.format(at), short: name };
  });
}

/** The weeks of a month, and those counted from its end that are wanted or already chosen. */
export function weekOptions(chosen: readonly number[]): Choice[] {
  const names = ['1st', '2nd', '3rd', '4th', '5th'];
  const forward = names.map((name, i) => ({
    value: i + 1,
    label: name,
    name: `${name} week`,
    short: name,
  }));
  const backward = [-1, -2, -3, -4, -5]
    .filter((value) => value === -1 || chosen.includes(value))
    .map((value) => {
      const label = value === -1 ? 'Last' : `${names[-value - 1] ?? ''} last`;
      return { value, label, name: `${label} week`, short: label };
    });
  return [...forward, ...backward];
}
