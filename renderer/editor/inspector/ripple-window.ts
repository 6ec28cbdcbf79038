import { firstChange } from '../../../core/schedule/ripple.ts';
import type { Schedule } from '../../../core/schedule/schedule.ts';
import { dayMs, type Instant, type Interval } from '../../../core/time/instant.ts';

/** How many days of a change are looked at. */
export const rippleDays = 30;
const furthestDays = [rippleDays, 366, 3_653];

/**
 * The days in which to show what a change does: the next ones, or, where nothing changes in them,
 * those from its first change on, at most ten years ahead.
 */
export function rippleWindow(saved: Schedule, draft: Schedule, now: Instant): Interval {
  let start = now;
  for (const days of furthestDays) {
    const first = firstChange(saved, draft, { start: now, end: now + days * dayMs });
    if (first === null) continue;
    if (days > rippleDays) start = first;
    break;
  }
  return { start, end: start + rippleDays * dayMs };
}
