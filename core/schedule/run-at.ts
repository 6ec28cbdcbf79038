import type { Instant } from '../time/instant.ts';
import { firstInstant, lastInstant } from '../time/instant.ts';
import { coveredSince, coveredUntil } from './reach.ts';
import type { Duty } from './schedule.ts';
import { farMs } from './schedule.ts';

/** The shift a duty's member is in, without its entries; null where ten years show no edge. */
export interface Run {
  readonly start: Instant | null;
  readonly end: Instant | null;
}

/** A part of a run, as far as it was followed. */
interface Known {
  from: Instant;
  to: Instant;
  startsThere: boolean;
  endsThere: boolean;
}

// A run stays what it is while the duty does; of each the last one asked for is kept.
const known = new WeakMap<Duty, Known>();

/**
 * The run of a duty at an instant, null where its member is not on call then: start and end are
 * those of the shift in `shiftsIn`, open edges too. Asked again within the run, nearly free.
 */
export function runAt(duty: Duty, at: Instant): Run | null {
  const held = knownAt(duty, at);
  if (held === null) return null;
  return {
    start: startWithin(duty, held, Math.max(at - farMs, firstInstant)),
    end: endWithin(duty, held, Math.min(at + 1 + farMs, lastInstant)),
  };
}

/** When the run that holds at an instant ends, if before `limit`; else null. */
export function runEnd(duty: Duty, at: Instant, limit: Instant): Instant | null {
  const held = knownAt(duty, at);
  return held === null ? at : endWithin(duty, held, limit);
}

function knownAt(duty: Duty, at: Instant): Known | null {
  const held = known.get(duty);
  if (held !== undefined && held.from <= at && at < held.to) return held;
  const to = coveredUntil(duty, at, at + 1);
  if (to === at) return null;
  const found = { from: at, to, startsThere: false, endsThere: false };
  known.set(duty, found);
  return found;
}

function endWithin(duty: Duty, held: Known, limit: Instant): Instant | null {
  if (!held.endsThere && held.to < limit) {
    held.to = coveredUntil(duty, held.to, limit);
    held.endsThere = held.to < limit;
  }
  return held.to < limit ? held.to : null;
}

function startWithin(duty: Duty, held: Known, limit: Instant): Instant | null {
  if (!held.startsThere && held.from > limit) {
    held.from = coveredSince(duty, held.from, limit);
    held.startsThere = held.from > limit;
  }
  return held.from > limit ? held.from : null;
}
