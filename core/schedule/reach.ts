import type { Instant } from '../time/instant.ts';
import { dayMs } from '../time/instant.ts';
import type { ZoneTable } from '../time/zone.ts';
import { instantOf, stretchOfWall, wallOf } from '../time/zone.ts';
import type { Columns } from './columns.ts';
import { hasDate, layOut } from './columns.ts';
import type { Interpretation } from './model.ts';
import { dateBits } from './month-days.ts';
import { dateExists, daysAhead, daysBack } from './recurrence.ts';
import type { Duty } from './schedule.ts';

/** A duty's rules laid out to be walked date by date. */
interface Walk {
  readonly table: ZoneTable;
  readonly reading: Interpretation['weekOfMonth'];
  readonly columns: Columns;
}

/** Coverage known to hold up to an edge, and pairs of start and end that do not touch it yet. */
interface Reach {
  edge: Instant;
  readonly apart: Instant[];
}

// An end may be 48 hours of wall time after its date's midnight.
const longestDays = 2;

/**
 * Where the coverage that holds at an instant ends, at most `limit`; the instant itself where none
 * holds. Walks date by date and lists nothing: a run of years is made of thousands of occurrences.
 */
export function coveredUntil(duty: Duty, from: Instant, limit: Instant): Instant {
  const walk = walkOf(duty);
  if (walk === null) return from;
  const reach: Reach = { edge: from, apart: [] };
  for (let day = Math.floor(wallOf(walk.table, from) / dayMs) - daysBack; ; day += 1) {
    addDate(walk, day, reach.apart);
    while (joinLater(reach));
    if (reach.edge >= limit) return limit;
    if (reach.edge < earliestAfter(walk.table, day)) return reach.edge;
  }
}

/**
 * Where the coverage that holds at an instant, or ends at it, begins, at least `limit`; the instant
 * itself where there is none.
 */
export function coveredSince(duty: Duty, from: Instant, limit: Instant): Instant {
  const walk = walkOf(duty);
  if (walk === null) return from;
  const reach: Reach = { edge: from, apart: [] };
  for (let day = Math.floor(wallOf(walk.table, from) / dayMs) + daysAhead; ; day -= 1) {
    addDate(walk, day, reach.apart);
    while (joinEarlier(reach));
    if (reach.edge <= limit) return limit;
    if (reach.edge > latestBefore(walk.table, day)) return reach.edge;
  }
}

// Duties never change; unused ones vanish with their schedule.
const walks = new WeakMap<Duty, Walk>();

function walkOf(duty: Duty): Walk | null {
  const known = walks.get(duty);
  if (known !== undefined) return known;
  const rules = duty.entries.map(({ rule }) => rule);
  const [first] = rules;
  if (first === undefined) return null;
  const walk = { table: first.table, reading: first.weekOfMonth, columns: layOut(rules) };
  walks.set(duty, walk);
  return walk;
}

/** Appends start and end of each of a date's occurrences, within the date ranges of their rules. */
function addDate({ table, reading, columns }: Walk, day: number, pairs: Instant[]): void {
  const midnight = day * dayMs;
  const stretch = stretchOfWall(table, midnight);
  const calm = midnight + longestDays * dayMs < stretch.wallTo;
  if (!calm && !dateExists(table, midnight)) return;
  const date = dateBits(day, reading);
  const { filters, startMs, endMs, from, to } = columns;
  for (let i = 0; i < filters.length; i += 1) {
    if (!hasDate(filters[i] ?? 0, date)) continue;
    const wallStart = midnight + (startMs[i] ?? 0);
    const wallEnd = midnight + (endMs[i] ?? 0);
    const start = calm ? wallStart - stretch.offset : instantOf(table, wallStart);
    const end = calm ? wallEnd - stretch.offset : instantOf(table, wallEnd);
    const first = Math.max(start, from[i] ?? 0);
    const last = Math.min(end, to[i] ?? 0);
    if (start < end && first < last) pairs.push(first, last);
  }
}

/** Moves the edge later by what touches it; true where that may let more touch it. */
function joinLater(reach: Reach): boolean {
  const { apart } = reach;
  const before = reach.edge;
  let kept = 0;
  for (let i = 0; i < apart.length; i += 2) {
    const start = apart[i] ?? 0;
    const end = apart[i + 1] ?? 0;
    if (end <= reach.edge) continue;
    if (start <= reach.edge) {
      reach.edge = end;
      continue;
    }
    apart[kept] = start;
    apart[kept + 1] = end;
    kept += 2;
  }
  apart.length = kept;
  return kept > 0 && reach.edge !== before;
}

/** Moves the edge earlier by what touches it; true where that may let more touch it. */
function joinEarlier(reach: Reach): boolean {
  const { apart } = reach;
  const before = reach.edge;
  let kept = 0;
  for (let i = 0; i < apart.length; i += 2) {
    const start = apart[i] ?? 0;
    const end = apart[i + 1] ?? 0;
    if (start >= reach.edge) continue;
    if (end >= reach.edge) {
      reach.edge = start;
      continue;
    }
    apart[kept] = start;
    apart[kept + 1] = end;
    kept += 2;
  }
  apart.length = kept;
  return kept > 0 && reach.edge !== before;
}

/** No occurrence of a later date begins before this. */
function earliestAfter(table: ZoneTable, day: number): Instant {
  const midnight = (day + 1) * dayMs;
  const { offset, to } = stretchOfWall(table, midnight);
  // A midnight that clocks skip is moved past the change, where later times of that date may be.
  return Math.min(midnight - offset, to);
}

/** No occurrence of an earlier date ends after this: no zone ever skipped more than a day. */
function latestBefore(table: ZoneTable, day: number): Instant {
  const wall = (day - 1 + longestDays) * dayMs;
  return wall - stretchOfWall(table, wall).offset + dayMs;
}
