import type { Instant, Interval } from '../../time/instant.ts';
import { dayMs, hourMs, minuteMs, secondMs } from '../../time/instant.ts';
import type { ZoneTable } from '../../time/zone.ts';
import { instantOf, wallOf } from '../../time/zone.ts';
import type { WallTime } from '../model.ts';

/**
 * A stretch of wall time within a day of an entry: milliseconds after local midnight,
 * `startMs` < 24 h, `endMs` in (startMs, startMs + 24 h].
 */
export interface Shape {
  readonly startMs: number;
  readonly endMs: number;
}

/** A piece of a run that one date of one rule could stand for. */
export interface Cell extends Interval {
  /** Days since 1970-01-01 of the local date it starts on. */
  readonly day: number;
  /** Null where no wall times name this piece, as in the second of two repeated hours. */
  readonly shape: Shape | null;
}

// Longer runs are one dated entry; nobody watches eleven years in daily pieces.
const mostPieces = 4_018;

/**
 * Cuts a run into pieces of at most one wall-clock day, each beginning at the wall time at which
 * the run begins, so that no night is cut at midnight. Where the clocks skipped to the run's start
 * from `usualMs` after a midnight, that is the wall time meant.
 */
export function cellsOf(run: Interval, table: ZoneTable, usualMs: number | null = null): Cell[] {
  const wallStart = wallStartOf(run, table, usualMs);
  const day = Math.floor(wallStart / dayMs);
  const startMs = wallStart - day * dayMs;
  if (run.end - run.start > mostPieces * dayMs) return [{ ...run, day, shape: null }];
  const cells: Cell[] = [];
  let { start } = run;
  for (let n = 0; start < run.end; n += 1) {
    const end = Math.min(run.end, instantOf(table, wallStart + (n + 1) * dayMs));
    // A date the zone jumped over has no piece of its own.
    if (end <= start) continue;
    cells.push({
      start,
      end,
      day: day + n,
      shape: shapeOf(table, day + n, startMs, { start, end }),
    });
    start = end;
  }
  return cells;
}

function wallStartOf({ start }: Interval, table: ZoneTable, usualMs: number | null): number {
  const shown = wallOf(table, start);
  if (usualMs === null) return shown;
  const midnight = Math.floor(shown / dayMs) * dayMs;
  const meant = [midnight, midnight - dayMs].map((it) => it + usualMs);
  return meant.find((wall) => instantOf(table, wall) === start) ?? shown;
}

function shapeOf(table: ZoneTable, day: number, startMs: number, piece: Interval): Shape | null {
  const midnight = day * dayMs;
  const full = instantOf(table, midnight + startMs + dayMs) === piece.end;
  const endMs = full ? startMs + dayMs : wallOf(table, piece.end) - midnight;
  const named =
    startMs % secondMs === 0 &&
    endMs % secondMs === 0 &&
    endMs > startMs &&
    endMs <= startMs + dayMs &&
    // 23:59:59 as an end means midnight and cannot be written for itself.
    endMs % dayMs !== dayMs - secondMs &&
    instantOf(table, midnight + startMs) === piece.start &&
    instantOf(table, midnight + endMs) === piece.end &&
    instantOf(table, midnight) < instantOf(table, midnight + dayMs);
  return named ? { startMs, endMs } : null;
}

/** The shape of two checked times; an end at or before the start is on the next day. */
export function shapeOfTimes(startTime: WallTime, endTime: WallTime): Shape {
  const startMs = msOf(startTime);
  const endMs = endTime === '23:59:59' ? dayMs : msOf(endTime);
  return { startMs, endMs: endMs <= startMs ? endMs + dayMs : endMs };
}

function msOf(time: WallTime): number {
  const [hours, minutes, seconds] = time.split(':').map(Number);
  return (hours ?? 0) * hourMs + (minutes ?? 0) * minuteMs + (seconds ?? 0) * secondMs;
}

/** When a shape holds on a date; null where the clocks leave nothing of it. */
export function windowOn(table: ZoneTable, day: number, shape: Shape): Interval | null {
  const midnight = day * dayMs;
  if (instantOf(table, midnight) >= instantOf(table, midnight + dayMs)) return null;
  const start = instantOf(table, midnight + shape.startMs);
  const end = instantOf(table, midnight + shape.endMs);
  return start < end ? { start, end } : null;
}

/** A text that two equal shapes share. */
export function shapeKey(shape: Shape): string {
  return `${shape.startMs}-${shape.endMs}`;
}

/** The run of a merged, sorted list that holds an instant; null where none does. */
export function runAt(runs: readonly Interval[], at: Instant): Interval | null {
  let low = 0;
  let high = runs.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const run = runs[middle];
    if (run === undefined) return null;
    if (at < run.start) high = middle - 1;
    else if (at >= run.end) low = middle + 1;
    else return run;
  }
  return null;
}
