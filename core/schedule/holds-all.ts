import type { Rule } from './model.ts';
import { effectiveEnd } from './recurrence.ts';
import { shapeOfTimes } from './roster-fit/cells.ts';

/**
 * Whether one rule plainly holds all of another's time, field by field. False is no proof of the
 * opposite: two rules written apart may still mean the same.
 */
export function holdsAll(wide: Rule, narrow: Rule): boolean {
  return (
    holdsSet(wide.monthsOfYear, narrow.monthsOfYear) &&
    holdsSet(wide.weeksOfMonth, narrow.weeksOfMonth) &&
    holdsSet(wide.weekDays, narrow.weekDays) &&
    holdsHours(wide, narrow) &&
    (wide.startDate ?? -Infinity) <= (narrow.startDate ?? -Infinity) &&
    endOf(wide) >= endOf(narrow)
  );
}

/** An empty filter lets all through. */
function holdsSet(wide: readonly number[], narrow: readonly number[]): boolean {
  if (wide.length === 0) return true;
  return narrow.length > 0 && narrow.every((value) => wide.includes(value));
}

function holdsHours(wide: Rule, narrow: Rule): boolean {
  const [outer, inner] = [wide, narrow].map((it) =>
    shapeOfTimes(it.startTime ?? '00:00:00', it.endTime ?? '23:59:59'),
  );
  if (outer === undefined || inner === undefined) return false;
  return outer.startMs <= inner.startMs && outer.endMs >= inner.endMs;
}

function endOf({ endDate }: Rule): number {
  return endDate === null ? Infinity : effectiveEnd(endDate);
}
