import type { CoverageContract, MemberId } from '../../../core/schedule/model.ts';
import { promisedTime, teamRuns, type MemberRuns } from '../../../core/schedule/coverage.ts';
import type { Schedule } from '../../../core/schedule/schedule.ts';
import type { Interval } from '../../../core/time/instant.ts';
import { subtract, totalMs } from '../../../core/time/interval.ts';
import type { WatchedTeam } from '../../../core/tray/workspace.ts';

/** A stretch of one kind; who exactly is on call stands in the rows below. */
export interface CoveragePiece extends Interval {
  readonly kind: 'covered' | 'doubled' | 'gap';
  /** Of an overlap: some of those who take part, at most `mostNamed` and one more. */
  readonly memberIds: readonly MemberId[];
}

/** A team's coverage over a span: what is drawn, and what is said about it. */
export interface CoverageStrip {
  readonly pieces: readonly CoveragePiece[];
  readonly gapCount: number;
  readonly gapMs: number;
  readonly contract: CoverageContract;
}

/** How many people an overlap names. */
export const mostNamed = 3;

/**
 * What the coverage line of a team shows over a span. It counts heads instead of naming everyone
 * at each moment: a thousand people change twenty thousand times a month.
 */
export function coverageStrip(
  schedule: Schedule,
  team: Pick<WatchedTeam, 'id' | 'contract'>,
  span: Interval,
): CoverageStrip {
  const { contract } = team;
  const members = teamRuns(schedule, team.id, span);
  const people = contract.kind === 'none' ? 1 : contract.people;
  const counted = headCounts(members, span);
  const enough = withHeads(counted, (heads) => heads >= people);
  const gaps = subtract(promisedTime(schedule, span, contract), enough);
  const covered = withHeads(counted, (heads) => heads > 0 && heads <= people);
  const doubled = withHeads(counted, (heads) => heads > people);
  const pieces: CoveragePiece[] = [
    ...covered.map((it) => ({ ...it, kind: 'covered' as const, memberIds: [] })),
    ...doubled.map((it) => ({ ...it, kind: 'doubled' as const, memberIds: some(members, it) })),
    ...gaps.map((it) => ({ ...it, kind: 'gap' as const, memberIds: [] })),
  ];
  return { pieces, gapCount: gaps.length, gapMs: totalMs(gaps), contract };
}

interface Count extends Interval {
  readonly heads: number;
}

/** How many are on call in each stretch of the span, in order. */
function headCounts(members: readonly MemberRuns[], span: Interval): Count[] {
  const runs = members.flatMap((member) => member.runs);
  const starts = Float64Array.from(runs, (run) => run.start).sort();
  const ends = Float64Array.from(runs, (run) => run.end).sort();
  const counts: Count[] = [];
  let [heads, nextStart, nextEnd, at] = [0, 0, 0, span.start];
  while (at < span.end) {
    while ((starts[nextStart] ?? Infinity) <= at) [heads, nextStart] = [heads + 1, nextStart + 1];
    while ((ends[nextEnd] ?? Infinity) <= at) [heads, nextEnd] = [heads - 1, nextEnd + 1];
    const end = Math.min(starts[nextStart] ?? Infinity, ends[nextEnd] ?? Infinity, span.end);
    counts.push({ start: at, end, heads });
    at = end;
  }
  return counts;
}

/** The stretches whose head count passes, neighbours joined. */
function withHeads(counts: readonly Count[], passes: (heads: number) => boolean): Interval[] {
  const found: { start: number; end: number }[] = [];
  for (const { start, end, heads } of counts) {
    if (!passes(heads)) continue;
    const last = found.at(-1);
    if (last !== undefined && last.end === start) last.end = end;
    else found.push({ start, end });
  }
  return found;
}

function some(members: readonly MemberRuns[], during: Interval): MemberId[] {
  const ids: MemberId[] = [];
  for (const { memberId, runs } of members) {
    if (ids.length > mostNamed) break;
    if (runs.some((run) => run.start < during.end && run.end > during.start)) ids.push(memberId);
  }
  return ids;
}
