import { coverage } from '../../../core/schedule/coverage.ts';
import { currentShift, onCallInTeam } from '../../../core/schedule/oncall.ts';
import type { Shift } from '../../../core/schedule/shifts.ts';
import { minuteMs, type Instant } from '../../../core/time/instant.ts';
import { nextArrival, type Arrival } from '../../../core/tray/next.ts';
import type { Watched, WatchedTeam } from '../../../core/tray/workspace.ts';

/** How a team stands at an instant. */
export interface Standing {
  readonly shifts: readonly Shift[];
  readonly next: Arrival | null;
  /** Uncovered now although the team promised cover. */
  readonly gapNow: boolean;
}

/** Who is on call in a team, until when, and who is next. */
export function standingOf(watched: Watched, team: WatchedTeam, now: Instant): Standing {
  const { schedule } = watched;
  const here = onCallInTeam(schedule, team.id, now);
  const shifts = here.flatMap((id) => currentShift(schedule, id, team.id, now) ?? []);
  const moment = { start: now, end: now + 1 };
  return {
    shifts,
    next: nextArrival(watched, team, now),
    gapNow: coverage(schedule, team.id, moment, team.contract).gaps.length > 0,
  };
}

/** The whole minute an instant is in. */
export function minuteOf(at: Instant): Instant {
  return Math.floor(at / minuteMs) * minuteMs;
}
