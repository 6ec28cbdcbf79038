import type { Interval } from '../../../core/time/instant.ts';
import { dayMs } from '../../../core/time/instant.ts';
import { wallOf, type ZoneTable } from '../../../core/time/zone.ts';

/** The time of day at which shifts begin most often, in ms after midnight; midnight without any. */
export function handoffOf(shifts: readonly Interval[], table: ZoneTable): number {
  const counts = new Map<number, number>();
  let best = 0;
  for (const { start } of shifts) {
    const wall = wallOf(table, start);
    const time = wall - Math.floor(wall / dayMs) * dayMs;
    const count = (counts.get(time) ?? 0) + 1;
    counts.set(time, count);
    if (count > (counts.get(best) ?? 0)) best = time;
  }
  return best;
}
