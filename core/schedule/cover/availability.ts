import type { Interval } from '../../time/instant.ts';
import { intersect } from '../../time/interval.ts';
import { isAway, type Away } from '../leave.ts';
import type { MemberId, TeamId } from '../model.ts';
import { runsOf, sameId, type Schedule } from '../schedule.ts';

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
  const [first] = time;
  const last = time.at(-1);
  if (first === undefined || last === undefined) return 'free';
  const window = { start: first.start, end: last.end };
  const busy = schedule.duties.filter(
    (duty) =>
      sameId(duty.memberId) === sameId(memberId) &&
      intersect(runsOf(duty, window), time).length > 0,
  );
  if (busy.length === 0) return 'free';
  const here = busy.some((duty) => duty.teamId !== null && sameId(duty.teamId) === sameId(teamId));
  return here ? 'on-call' : 'elsewhere';
}
