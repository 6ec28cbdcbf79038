import type { Instant, Interval } from './instant.ts';
import { dayMs, secondMs } from './instant.ts';

/** Time between two neighbouring transitions, cut at most a few days outside its chunk. */
export interface Stretch {
  /** The first instant with this offset, or the edge of what was read. */
  readonly from: Instant;
  readonly to: Instant;
  /** Wall times before this, and after the stretch before, are instants `wall - offset`. */
  readonly wallTo: number;
  /** Milliseconds to add to UTC. */
  readonly offset: number;
}

// The two closest opposite changes on record are 3.99 days apart (Freetown, September 1939).
const stepMs = 3.5 * dayMs;

type Offsets = (instant: Instant) => number;

/** The stretches that cover an interval, found by asking for offsets and bisecting the changes. */
export function readStretches(offsetAt: Offsets, interval: Interval): Stretch[] {
  const changes: { at: Instant; offset: number }[] = [];
  const offsetAtStart = offsetAt(interval.start);
  let t = interval.start;
  let offset = offsetAtStart;
  while (t < interval.end) {
    const next = Math.min(t + stepMs, interval.end);
    if (offsetAt(next) === offset) {
      t = next;
      continue;
    }
    t = firstChange(offsetAt, t, next, offset);
    offset = offsetAt(t);
    changes.push({ at: t, offset });
  }
  return asStretches(interval, offsetAtStart, changes);
}

/** Bisects to the second: the offset is `offset` at `lo` and another at `hi`. */
function firstChange(offsetAt: Offsets, lo: Instant, hi: Instant, offset: number): Instant {
  while (hi - lo > secondMs) {
    const middle = lo + Math.floor((hi - lo) / 2 / secondMs) * secondMs;
    if (offsetAt(middle) === offset) lo = middle;
    else hi = middle;
  }
  return hi;
}

function asStretches(
  interval: Interval,
  offsetAtStart: number,
  changes: readonly { at: Instant; offset: number }[],
): Stretch[] {
  const stretches: Stretch[] = [];
  let { start: from } = interval;
  let offset = offsetAtStart;
  for (const change of changes) {
    // Skipped wall times and the first of repeated ones both count with the offset before.
    const wallTo = change.at + Math.max(offset, change.offset);
    stretches.push({ from, to: change.at, wallTo, offset });
    from = change.at;
    offset = change.offset;
  }
  stretches.push({ from, to: interval.end, wallTo: interval.end + offset, offset });
  return stretches;
}
