import { coverage, segmentsOf, teamRuns } from '../../core/schedule/coverage.ts';
import type { MemberId } from '../../core/schedule/model.ts';
import { hourMs, type Instant, type Interval } from '../../core/time/instant.ts';
import { doubtsIn } from '../../core/tray/doubt.ts';
import type { Watched, WatchedTeam } from '../../core/tray/workspace.ts';

/** One stretch of the 24-hour strip. */
export interface StripPiece extends Interval {
  readonly kind: 'on' | 'gap' | 'free' | 'unknown';
  readonly memberIds: readonly MemberId[];
}

/** The next 24 real hours of a team: who is on call, and where its contract is not kept. */
export function stripOf(watched: Watched, team: WatchedTeam, now: Instant): StripPiece[] {
  const { schedule } = watched;
  const window = { start: now, end: now + 24 * hourMs };
  const { gaps } = coverage(schedule, team.id, window, team.contract);
  const doubts = doubtsIn(watched, team, window);
  return segmentsOf(teamRuns(schedule, team.id, window), window)
    .flatMap((segment) => cutAt(segment, [...gaps, ...doubts]))
    .map(({ start, end, memberIds }) => ({
      start,
      end,
      memberIds,
      kind:
        memberIds.length > 0
          ? 'on'
          : meets(doubts, start)
            ? 'unknown'
            : meets(gaps, start)
              ? 'gap'
              : 'free',
    }));
}

function meets(intervals: readonly Interval[], at: Instant): boolean {
  return intervals.some((it) => at >= it.start && at < it.end);
}

type Segment = Interval & { readonly memberIds: readonly MemberId[] };

/** Cuts a segment where one of these begins or ends within it: a contract may cover only a part. */
function cutAt(segment: Segment, others: readonly Interval[]): Segment[] {
  const edges = others
    .flatMap((it) => [it.start, it.end])
    .filter((at) => at > segment.start && at < segment.end)
    .sort((a, b) => a - b);
  return [...edges, segment.end].map((end, i) => ({
    ...segment,
    start: edges[i - 1] ?? segment.start,
    end,
  }));
}
