import type { Entry, Interpretation } from '../../../core/schedule/model.ts';
import { currentShift, nextShift } from '../../../core/schedule/oncall.ts';
import { compileSchedule } from '../../../core/schedule/schedule.ts';
import type { Shift } from '../../../core/schedule/shifts.ts';
import type { Instant } from '../../../core/time/instant.ts';

/** The shift an entry makes now, if any, and the next ones; at most `count` in all. */
export function comingShifts(
  entry: Entry,
  interpretation: Interpretation,
  now: Instant,
  count: number,
): Shift[] {
  const { memberId } = entry;
  if (memberId === null) return [];
  const schedule = compileSchedule([entry], interpretation);
  const current = currentShift(schedule, memberId, null, now);
  const shifts = current === null ? [] : [current];
  let after = now;
  while (shifts.length < count) {
    const next = nextShift(schedule, memberId, null, after);
    if (next === null) break;
    shifts.push(next);
    after = next.start;
  }
  return shifts;
}
