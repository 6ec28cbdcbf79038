import { runsOf, type Duty } from '../../../core/schedule/schedule.ts';
import type { Interval } from '../../../core/time/instant.ts';

/**
 * When each of a team's duties puts its member on call in a span, as bare numbers: a thousand
 * people have twenty thousand runs a month, too many to keep as values of their own.
 */
export interface BareRuns {
  readonly duties: readonly Duty[];
  readonly span: Interval;
  /** The runs of the duty at `i` are those from `first[i]` up to `first[i + 1]`. */
  readonly first: Uint32Array;
  readonly starts: Float64Array;
  readonly ends: Float64Array;
}

/** Some runs of their own, in no order. */
export type LooseRuns = Pick<BareRuns, 'starts' | 'ends'>;

/** The runs of each duty in a span, in the duties' order. */
export function bareRuns(duties: readonly Duty[], span: Interval): BareRuns {
  return filled(duties, span, new Map(), null);
}

/** The same for other duties of the team: only those that came are asked for their runs. */
export function renewedRuns(known: BareRuns, duties: readonly Duty[]): BareRuns {
  const places = new Map(known.duties.map((duty, at) => [duty, at]));
  return filled(duties, known.span, places, known);
}

function filled(
  duties: readonly Duty[],
  span: Interval,
  places: ReadonlyMap<Duty, number>,
  known: BareRuns | null,
): BareRuns {
  const first = new Uint32Array(duties.length + 1);
  const starts: number[] = [];
  const ends: number[] = [];
  let at = 0;
  for (const duty of duties) {
    const place = known === null ? undefined : places.get(duty);
    if (known === null || place === undefined)
      for (const run of runsOf(duty, span)) {
        starts.push(run.start);
        ends.push(run.end);
      }
    else
      for (let run = firstOf(known, place); run < firstOf(known, place + 1); run += 1) {
        starts.push(known.starts[run] ?? 0);
        ends.push(known.ends[run] ?? 0);
      }
    at += 1;
    first[at] = starts.length;
  }
  return { duties, span, first, starts: new Float64Array(starts), ends: new Float64Array(ends) };
}

/** The runs of those of a team's duties that `has` lets through. */
export function runsWhere(known: BareRuns, has: (duty: Duty) => boolean): LooseRuns {
  const starts: number[] = [];
  const ends: number[] = [];
  for (const [at, duty] of known.duties.entries())
    if (has(duty)) {
      starts.push(...known.starts.subarray(firstOf(known, at), firstOf(known, at + 1)));
      ends.push(...known.ends.subarray(firstOf(known, at), firstOf(known, at + 1)));
    }
  return { starts: new Float64Array(starts), ends: new Float64Array(ends) };
}

/** Those whose member is on call at some time of a stretch, in order, at most `most`. */
export function takingPart(runs: BareRuns, during: Interval, most: number): Duty[] {
  const found: Duty[] = [];
  for (const [at, duty] of runs.duties.entries()) {
    if (found.length === most) break;
    for (let run = firstOf(runs, at); run < firstOf(runs, at + 1); run += 1) {
      if ((runs.starts[run] ?? 0) >= during.end || (runs.ends[run] ?? 0) <= during.start) continue;
      found.push(duty);
      break;
    }
  }
  return found;
}

const firstOf = (runs: BareRuns, at: number): number => runs.first[at] ?? 0;
