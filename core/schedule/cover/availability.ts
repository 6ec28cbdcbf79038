import type { Interval } from '../../time/instant.ts';
import { intersect, merge } from '../../time/interval.ts';
import { isAway, type Away } from '../leave.ts';
import type { MemberId, TeamId } from '../model.ts';
import { runsOf, sameId, type Duty, type Schedule } from '../schedule.ts';

/** Whether someone could take a time: `elsewhere` is on call in another team then. */
export type Availability = 'free' | 'on-call' | 'elsewhere' | 'on-leave';

/** What stands against a member taking some time of a team, the weightiest; sorted, merged time. */
export function availability(
  schedule: Schedule,
  teamId: TeamId,
  memberId: MemberId,
  time: readonly Interval[],
  away: readonly Away[],
): Availability {
  if (time.some((it) => isAway(away, memberId, it))) return 'on-leave';
  const busy = dutiesOf(schedule, memberId).filter((duty) => within(duty, time).length > 0);
  if (busy.some((duty) => isOf(duty, teamId))) return 'on-call';
  return busy.length > 0 ? 'elsewhere' : 'free';
}

/** The part of some time at which a member is on call in another team; sorted, merged time. */
export function timeElsewhere(
  schedule: Schedule,
  teamId: TeamId,
  memberId: MemberId,
  time: readonly Interval[],
): Interval[] {
  const others = dutiesOf(schedule, memberId).filter((duty) => !isOf(duty, teamId));
  return merge(others.flatMap((duty) => within(duty, time)));
}

function dutiesOf(schedule: Schedule, memberId: MemberId): Duty[] {
  return schedule.duties.filter((duty) => sameId(duty.memberId) === sameId(memberId));
}

function isOf(duty: Duty, teamId: TeamId): boolean {
  return duty.teamId !== null && sameId(duty.teamId) === sameId(teamId);
}

function within(duty: Duty, time: readonly Interval[]): Interval[] {
  const [start, end] = [time[0]?.start, time.at(-1)?.end];
  if (start === undefined || end === undefined) return [];
  return intersect(runsOf(duty, { start, end }), time);
}
