import { dayMs, firstInstant, lastInstant, type Interval } from '../time/instant.ts';
import type { Interpretation, Rule } from './model.ts';
import type { EntryField, Problem } from './problems.ts';
import { compileRule, effectiveEnd, occurrences } from './recurrence.ts';

/** Every calendar year shape, leap years around a century included, comes up within this span. */
const longestSearchMs = 100 * 366 * dayMs;
const stepMs = 366 * dayMs;
/** 2000-01-01: where to look for a rule without any dates. */
const anyYear = 946_684_800_000;

/**
 * Whether a rule puts its member on call at no time at all: filters and date range leave no date,
 * or clock changes swallow every shift. Looks at most 100 years from the range's given end.
 */
export function isNeverActive(rule: Rule, interpretation: Interpretation): boolean {
  const compiled = compileRule(rule, interpretation);
  const range = searchRange(rule);
  for (let start = range.start; start < range.end; start += stepMs) {
    const end = Math.min(start + stepMs, range.end);
    if (occurrences(compiled, { start, end }).length > 0) return false;
  }
  return true;
}

/** The warning for a rule that is never active, at the narrowest filter. */
export function neverActive(rule: Rule): Problem {
  const field = narrowest(rule);
  return { field, path: `/${field}`, code: 'never_active', severity: 'warning' };
}

function searchRange(rule: Rule): Interval {
  const end = rule.endDate === null ? null : effectiveEnd(rule.endDate);
  const from =
    rule.startDate ?? (end === null ? anyYear : Math.max(firstInstant, end - longestSearchMs));
  return { start: from, end: Math.min(end ?? lastInstant, from + longestSearchMs, lastInstant) };
}

function narrowest(rule: Rule): EntryField {
  if (rule.weeksOfMonth.length > 0) return 'weeks_of_month';
  if (rule.monthsOfYear.length > 0) return 'months_of_year';
  return rule.weekDays.length > 0 ? 'week_days' : 'end_date';
}
