import { coverage } from '../../../core/schedule/coverage.ts';
import type { MemberId } from '../../../core/schedule/model.ts';
import { currentShift, nextChange, onCallInTeam } from '../../../core/schedule/oncall.ts';
import type { Schedule } from '../../../core/schedule/schedule.ts';
import type { Shift } from '../../../core/schedule/shifts.ts';
import { minuteMs, type Instant } from '../../../core/time/instant.ts';
import type { WatchedTeam } from '../../../core/tray/workspace.ts';

/** How a team stands at an instant. */
export interface Standing {
  readonly shifts: readonly Shift[];
  /** Who comes after that: the first moment with somebody new, looking past people who only leave. */
  readonly next: { readonly at: Instant; readonly memberIds: readonly MemberId[] } | null;
  /** Uncovered now although the team promised cover. */
  readonly gapNow: boolean;
}

/** Who is on call in a team, until when, and who is next. */
export function standingOf(schedule: Schedule, team: WatchedTeam, now: Instant): Standing {
  const here = onCallInTeam(schedule, team.id, now);
  const shifts = here.flatMap((id) => currentShift(schedule, id, team.id, now) ?? []);
  const moment = { start: now, end: now + 1 };
  return {
    shifts,
    next: nextArrival(schedule, team, here, now),
    gapNow: coverage(schedule, team.id, moment, team.contract).gaps.length > 0,
  };
}

const mostChanges = 16;

function nextArrival(
  schedule: Schedule,
  team: WatchedTeam,
  here: readonly MemberId[],
  now: Instant,
): Standing['next'] {
  let before = new Set(here);
  let after = now;
  for (let i = 0; i < mostChanges; i += 1) {
    const change = nextChange(schedule, team.id, after);
    if (change === null) return null;
    const arrived = change.memberIds.filter((id) => !before.has(id));
    if (arrived.length > 0) return { at: change.at, memberIds: arrived };
    before = new Set(change.memberIds);
    after = change.at;
  }
  return null;
}

/** The whole minute an instant is in. */
export function minuteOf(at: Instant): Instant {
  return Math.floor(at / minuteMs) * minuteMs;
}
