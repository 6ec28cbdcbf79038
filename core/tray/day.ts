import { dayMs, type Instant } from '../time/instant.ts';
import { instantOf, wallOf, zoneTable } from '../time/zone.ts';

/** A civil date in a zone, as the instants between which it is that date. */
export interface Day {
  readonly start: Instant;
  readonly end: Instant;
  /** The start of the same week day a week later. */
  readonly weekLater: Instant;
}

/** The date it is in a zone at an instant. Dates that a zone skips have no length. */
export function dayOf(zone: string, now: Instant): Day {
  const table = zoneTable(zone);
  const midnight = Math.floor(wallOf(table, now) / dayMs) * dayMs;
  let next = midnight + dayMs;
  while (instantOf(table, next) <= now) next += dayMs;
  return {
    start: instantOf(table, midnight),
    end: instantOf(table, next),
    weekLater: instantOf(table, midnight + 7 * dayMs),
  };
}

/** The instant of a wall time on the date of `now`, or `days` later; gap: forward, twice: first. */
export function wallTimeOn(zone: string, now: Instant, days: number, timeMs: number): Instant {
  const table = zoneTable(zone);
  const midnight = Math.floor(wallOf(table, now) / dayMs) * dayMs;
  return instantOf(table, midnight + days * dayMs + timeMs);
}
