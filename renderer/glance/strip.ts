import { coverage, segmentsOf, teamRuns } from '../../core/schedule/coverage.ts';
import type { MemberId } from '../../core/schedule/model.ts';
import type { Schedule } from '../../core/schedule/schedule.ts';
import { hourMs, type Instant, type Interval } from '../../core/time/instant.ts';
import type { WatchedTeam } from '../../core/tray/workspace.ts';

/** One stretch of the 24-hour strip. */
export interface StripPiece extends Interval {
  readonly kind: 'on' | 'gap' | 'free';
  readonly memberIds: readonly MemberId[];
}

/** The next 24 real hours of a team: who is on call, and where its contract is not kept. */
export function stripOf(schedule: Schedule, team: WatchedTeam, now: Instant): StripPiece[] {
  const window = { start: now, end: now + 24 * hourMs };
  const { gaps } = coverage(schedule, team.id, window, team.contract);
  const isGap = (at: Instant) => gaps.some((gap) => at >= gap.start && at < gap.end);
  return segmentsOf(teamRuns(schedule, team.id, window), window)
    .flatMap((segment) => cutAt(segment, gaps))
    .map(({ start, end, memberIds }) => ({
      start,
      end,
      memberIds,
      kind: memberIds.length > 0 ? 'on' : isGap(start) ? 'gap' : 'free',
    }));
}

type Segment = Interval & { readonly memberIds: readonly MemberId[] };

/** Cuts a segment where a gap begins or ends within it: the contract may cover only a part. */
function cutAt(segment: Segment, gaps: readonly Interval[]): Segment[] {
  const edges = gaps
    .flatMap((gap) => [gap.start, gap.end])
    .filter((at) => at > segment.start && at < segment.end)
    .sort((a, b) => a - b);
  return [...edges, segment.end].map((end, i) => ({
    ...segment,
    start: edges[i - 1] ?? segment.start,
    end,
  }));
}
