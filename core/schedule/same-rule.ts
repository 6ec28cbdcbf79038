import type { Rule } from './model.ts';

/** Whether two rules are written alike; rules that mean the same may still differ here. */
export function sameRule(a: Rule, b: Rule): boolean {
  return (
    a === b ||
    (a.startTime === b.startTime &&
      a.endTime === b.endTime &&
      a.startDate === b.startDate &&
      a.endDate === b.endDate &&
      sameSet(a.monthsOfYear, b.monthsOfYear) &&
      sameSet(a.weeksOfMonth, b.weeksOfMonth) &&
      sameSet(a.weekDays, b.weekDays))
  );
}

// Filters are kept sorted and without repeats.
const sameSet = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((value, i) => value === b[i]);
