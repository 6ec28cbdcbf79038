import { promisedTime } from '../../../core/schedule/coverage.ts';
import type { CoverageContract, MemberId } from '../../../core/schedule/model.ts';
import type { Schedule } from '../../../core/schedule/schedule.ts';
import { dutiesOfTeam } from '../../../core/schedule/schedule.ts';
import type { Instant, Interval } from '../../../core/time/instant.ts';
import { subtract, totalMs } from '../../../core/time/interval.ts';
import type { WatchedTeam } from '../../../core/tray/workspace.ts';
import { takingPart } from './bare-runs.ts';
import { edgesOf, type Edges } from './edges.ts';

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
  const duties = dutiesOfTeam(schedule, team.id);
  const people = contract.kind === 'none' ? 1 : contract.people;
  const edges = edgesOf(duties, span);
  const found = levels(edges, span, people);
  const gaps = subtract(promisedTime(schedule, span, contract), found.enough);
  const pieces: CoveragePiece[] = [
    ...found.covered.map((it) => ({ ...it, kind: 'covered' as const, memberIds: [] })),
    ...found.doubled.map((it) => ({
      ...it,
      kind: 'doubled' as const,
      memberIds: takingPart(edges.runs, it, mostNamed + 1).map((duty) => duty.memberId),
    })),
    ...gaps.map((it) => ({ ...it, kind: 'gap' as const, memberIds: [] })),
  ];
  return { pieces, gapCount: gaps.length, gapMs: totalMs(gaps), contract };
}

/** Where somebody is on call but not too many, where too many are, and where enough are. */
interface Levels {
  readonly covered: Interval[];
  readonly doubled: Interval[];
  readonly enough: Interval[];
}

function levels({ starts, ends }: Edges, span: Interval, people: number): Levels {
  const found: Levels = { covered: [], doubled: [], enough: [] };
  let nextStart = 0;
  let nextEnd = 0;
  let at = span.start;
  while (at < span.end) {
    nextStart = firstAfter(starts, at, nextStart);
    nextEnd = firstAfter(ends, at, nextEnd);
    const heads = nextStart - nextEnd;
    const end = Math.min(starts[nextStart] ?? Infinity, ends[nextEnd] ?? Infinity, span.end);
    if (heads > people) extend(found.doubled, at, end);
    else if (heads > 0) extend(found.covered, at, end);
    if (heads >= people) extend(found.enough, at, end);
    at = end;
  }
  return found;
}

/** From where on a sorted list is past an instant. */
function firstAfter(list: Float64Array, at: Instant, from: number): number {
  let i = from;
  for (let it = list[i]; it !== undefined && it <= at; it = list[i]) i += 1;
  return i;
}

/** Adds a stretch, joined to the last one where they touch. */
function extend(list: { start: number; end: number }[], start: number, end: number): void {
  const last = list.at(-1);
  if (last?.end === start) last.end = end;
  else list.push({ start, end });
}
