import { weekdayOf } from '../../time/civil.ts';
import type { Interval } from '../../time/instant.ts';
import type { ZoneTable } from '../../time/zone.ts';
import { zoneTable } from '../../time/zone.ts';
import type { MemberId } from '../model.ts';
import { cellsOf, shapeKey, windowOn, type Cell, type Shape } from '../roster-fit/cells.ts';

/** The dates on which one member takes hours of one shape, read in one zone. */
export interface WatchDays {
  readonly memberId: MemberId;
  readonly zone: string;
  readonly shape: Shape;
  /** Days since 1970-01-01, sorted. */
  readonly days: readonly number[];
}

/**
 * One member's runs as dates with always the same hours, in the first of the zones in which they
 * are the same; null where there is none. Clock changes that bend a single day are seen through.
 */
export function watchDays(
  memberId: MemberId,
  runs: readonly Interval[],
  zones: readonly string[],
): WatchDays | null {
  for (const zone of zones) {
    const table = zoneTable(zone);
    const shape = usualShape(runs.flatMap((run) => cellsOf(run, table)));
    if (shape === null) continue;
    const cells = runs.flatMap((run) => cellsOf(run, table, shape.startMs));
    const days = cells.map((cell) => dayOf(table, cell, shape));
    const known = days.filter((day) => day !== null);
    if (known.length === days.length) return { memberId, zone, shape, days: known };
  }
  return null;
}

function usualShape(cells: readonly Cell[]): Shape | null {
  const counts = new Map<string, number>();
  let best: Shape | null = null;
  let most = 0;
  for (const { shape } of cells) {
    if (shape === null) continue;
    const count = (counts.get(shapeKey(shape)) ?? 0) + 1;
    counts.set(shapeKey(shape), count);
    if (count > most) [best, most] = [shape, count];
  }
  return best;
}

function dayOf(table: ZoneTable, cell: Cell, shape: Shape): number | null {
  for (const day of [cell.day, cell.day - 1]) {
    const window = windowOn(table, day, shape);
    if (window !== null && window.start === cell.start && window.end === cell.end) return day;
  }
  return null;
}

/** Members whose hours are the same in the same zone, and who takes which date. */
export interface WatchGroup {
  readonly zone: string;
  readonly shape: Shape;
  readonly memberOn: ReadonlyMap<number, MemberId>;
  /** 0 = Sunday … 6 = Saturday. */
  readonly weekDays: ReadonlySet<number>;
}

/** Groups by zone and hours; null where two members of a group take the same date. */
export function watchGroups(members: readonly WatchDays[]): WatchGroup[] | null {
  const groups = new Map<string, { zone: string; shape: Shape; memberOn: Map<number, MemberId> }>();
  for (const { memberId, zone, shape, days } of members) {
    const key = `${zone} ${shapeKey(shape)}`;
    const group = groups.get(key) ?? { zone, shape, memberOn: new Map<number, MemberId>() };
    groups.set(key, group);
    for (const day of days) {
      if (group.memberOn.has(day)) return null;
      group.memberOn.set(day, memberId);
    }
  }
  return [...groups.values()].map((group) => ({
    ...group,
    weekDays: new Set([...group.memberOn.keys()].map(weekdayOf)),
  }));
}
