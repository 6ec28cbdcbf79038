import { disputedDates, type DisputedDate } from '../../../core/schedule/readings.ts';
import { compileRule } from '../../../core/schedule/recurrence.ts';
import { dayMs, type Instant } from '../../../core/time/instant.ts';
import { instantOf } from '../../../core/time/zone.ts';
import type { Draft } from '../../state/draft.svelte.ts';

/** A date that readings see differently, and when its shift begins or would begin. */
export interface Disputed extends DisputedDate {
  readonly start: Instant;
}

const mostShown = 5;
const aheadDays = 366;

/** The next dates of a draft on which the readings of weeks of month disagree. */
export function disputedOf({ rule, interpretation }: Draft, now: Instant): Disputed[] {
  const start = Math.max(now, rule.startDate ?? now);
  const window = { start, end: start + aheadDays * dayMs };
  const { table, startMs } = compileRule(rule, interpretation);
  return disputedDates(rule, interpretation, window, mostShown).map((date) => ({
    ...date,
    start: instantOf(table, date.day * dayMs + startMs),
  }));
}
