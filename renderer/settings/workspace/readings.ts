import { civilFromDays, daysFromCivil, daysInMonth, weekdayOf } from '../../../core/time/civil.ts';
import type { Interpretation, Rule } from '../../../core/schedule/model.ts';

type WeekOfMonth = Interpretation['weekOfMonth'];

/** Which week of its month a day is in, under a reading. */
export function weekOf(day: number, reading: WeekOfMonth): number {
  const date = civilFromDays(day);
  if (reading === 'block') return Math.floor((date.day - 1) / 7) + 1;
  const first = weekdayOf(daysFromCivil(date.year, date.month, 1));
  const shift = reading === 'row-monday' ? (first + 6) % 7 : first;
  return Math.floor((date.day - 1 + shift) / 7) + 1;
}

/** The first day from a given one on, within two months, on which the three readings differ most. */
export function tellingDay(from: number): number {
  const { year, month } = civilFromDays(from);
  const end = from + 2 * daysInMonth(year, month);
  let best = from;
  let most = 0;
  for (let day = from; day < end; day += 1) {
    const weeks = [weekOf(day, 'block'), weekOf(day, 'row-monday'), weekOf(day, 'row-sunday')];
    const kinds = weeks.filter((week, i) => weeks.indexOf(week) === i).length;
    if (kinds > most) [best, most] = [day, kinds];
  }
  return best;
}

/** How many rules a reading can move at all: a filter of nothing means every day or week. */
export function concerned(
  rules: readonly Pick<Rule, 'weekDays' | 'weeksOfMonth'>[],
  field: 'weekDays' | 'weeksOfMonth',
): number {
  return rules.filter((rule) => rule[field].length > 0).length;
}
