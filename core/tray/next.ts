import type { MemberId } from '../schedule/model.ts';
import { nextChange, onCallInTeam, type NextChange } from '../schedule/oncall.ts';
import { farMs } from '../schedule/schedule.ts';
import type { Instant } from '../time/instant.ts';
import { doubtAt, doubtsIn } from './doubt.ts';
import type { Watched, WatchedTeam } from './workspace.ts';

/** Who comes on call next in a team, and when. */
export interface Arrival {
  readonly at: Instant;
  /** Those who were not on call before, sorted. */
  readonly memberIds: readonly MemberId[];
  /** False: someone whom the entries do not tell may come before. */
  readonly sure: boolean;
}

// A team whose people change this often without anyone new coming on is not a rota.
const mostChanges = 50;

/**
 * The first moment with somebody new in a team, looking past people who only leave; null where
 * none is within reach of the engine. `first` is the team's next change after `now`.
 */
export function nextArrival(
  watched: Watched,
  team: WatchedTeam,
  now: Instant,
  first: NextChange | null = nextChange(watched.schedule, team.id, now),
): Arrival | null {
  let before = onCallInTeam(watched.schedule, team.id, now);
  let change = first;
  for (let i = 0; i < mostChanges && change !== null && change.at - now < farMs; i += 1) {
    const { at, memberIds } = change;
    const here = before;
    const come = memberIds.filter((id) => !here.includes(id));
    if (come.length > 0) return { at, memberIds: come, sure: isSure(watched, team, now, at) };
    before = memberIds;
    change = nextChange(watched.schedule, team.id, at);
  }
  return null;
}

/** All was read, and up to then each entry tells whom it puts on call. */
function isSure(watched: Watched, team: WatchedTeam, now: Instant, at: Instant): boolean {
  if (watched.workspace.read.incomplete.length > 0) return false;
  // Cheap, and mostly enough: few schedules leave anything in doubt.
  const { active, changesAt } = doubtAt(watched, team, now);
  if (!active && (changesAt === null || changesAt >= at)) return true;
  return doubtsIn(watched, team, { start: now, end: at }).length === 0;
}
