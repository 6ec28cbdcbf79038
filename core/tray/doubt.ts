import { nextChange, onCallInTeam } from '../schedule/oncall.ts';
import { sameId } from '../schedule/schedule.ts';
import { shiftsIn } from '../schedule/shifts.ts';
import type { Instant, Interval } from '../time/instant.ts';
import { merge } from '../time/interval.ts';
import { firstAfter } from './freshness.ts';
import type { Watched, WatchedTeam } from './workspace.ts';

/**
 * When someone may be on call in a team whom the entries do not tell: while an entry without a
 * member lasts, or one without a team but of one of this team's members. Merged; an interval that
 * meets the window may reach beyond it.
 */
export function doubtsIn(
  { schedule, nameless }: Watched,
  { id, memberIds }: WatchedTeam,
  window: Interval,
): Interval[] {
  const members = membersOf(memberIds);
  const teamless = id === null ? [] : shiftsIn(schedule, window, { teamId: null });
  const unnamed =
    nameless === null
      ? []
      : placesOf(id).flatMap((it) => shiftsIn(nameless, window, { teamId: it }));
  return merge([...unnamed, ...teamless.filter((it) => members.has(sameId(it.memberId)))]);
}

/** Whether there is such a doubt at an instant, and when that may change. */
export function doubtAt(
  { schedule, nameless }: Watched,
  { id, memberIds }: WatchedTeam,
  now: Instant,
): { readonly active: boolean; readonly changesAt: Instant | null } {
  const members = membersOf(memberIds);
  const teamless = id === null ? [] : onCallInTeam(schedule, null, now);
  const unnamed =
    nameless === null ? [] : placesOf(id).flatMap((it) => onCallInTeam(nameless, it, now));
  return {
    active: unnamed.length > 0 || teamless.some((member) => members.has(sameId(member))),
    changesAt: firstAfter(
      now,
      id === null ? null : (nextChange(schedule, null, now)?.at ?? null),
      ...(nameless === null
        ? []
        : placesOf(id).map((it) => nextChange(nameless, it, now)?.at ?? null)),
    ),
  };
}

function membersOf(memberIds: readonly string[]): ReadonlySet<string> {
  return new Set(memberIds.map(sameId));
}

/** Where an entry without a member may put someone into this team. */
function placesOf(id: WatchedTeam['id']): readonly WatchedTeam['id'][] {
  return id === null ? [null] : [id, null];
}
