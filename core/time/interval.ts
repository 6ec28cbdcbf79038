import type { Interval } from './instant.ts';

/** What two intervals share; null when they share nothing (touching is nothing). */
export function clip(interval: Interval, to: Interval): Interval | null {
  const start = Math.max(interval.start, to.start);
  const end = Math.min(interval.end, to.end);
  return start < end ? { start, end } : null;
}

/**
 * The union as few intervals as possible, sorted; touching ones become one, empty ones vanish, and
 * one that nothing joins is handed on as it came.
 */
export function merge(intervals: readonly Interval[]): Interval[] {
  const merged: Interval[] = [];
  let last: Interval | null = null;
  for (const it of byStart(intervals)) {
    if (it.start >= it.end) continue;
    if (last === null || it.start > last.end) merged.push((last = it));
    else if (it.end > last.end)
      merged[merged.length - 1] = last = { start: last.start, end: it.end };
  }
  return merged;
}

/** Most lists come in order: one that does is neither copied nor sorted. */
function byStart(intervals: readonly Interval[]): readonly Interval[] {
  let last = -Infinity;
  for (const { start } of intervals) {
    if (start < last) return [...intervals].sort((a, b) => a.start - b.start);
    last = start;
  }
  return intervals;
}

/** What both have. Both must be merged lists (`merge`); so is the result. */
export function intersect(a: readonly Interval[], b: readonly Interval[]): Interval[] {
  const shared: Interval[] = [];
  let i = 0;
  let j = 0;
  for (;;) {
    const x = a[i];
    const y = b[j];
    if (x === undefined || y === undefined) return shared;
    const both = clip(x, y);
    if (both !== null) shared.push(both);
    if (x.end < y.end) i += 1;
    else j += 1;
  }
}

/** What `from` has and `what` has not. Both must be merged lists (`merge`); so is the result. */
export function subtract(from: readonly Interval[], what: readonly Interval[]): Interval[] {
  const rest: Interval[] = [];
  let j = 0;
  for (const it of from) {
    let start = it.start;
    for (let hole = what[j]; hole !== undefined && hole.start < it.end; hole = what[j]) {
      if (hole.start > start) rest.push({ start, end: hole.start });
      start = Math.max(start, hole.end);
      if (hole.end > it.end) break;
      j += 1;
    }
    if (start < it.end) rest.push({ start, end: it.end });
  }
  return rest;
}

/** The sum of the lengths, in milliseconds; what overlaps counts as often as it is listed. */
export function totalMs(intervals: readonly Interval[]): number {
  let sum = 0;
  for (const it of intervals) sum += it.end - it.start;
  return sum;
}
