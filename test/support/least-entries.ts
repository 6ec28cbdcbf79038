import type { Interpretation } from '../../core/schedule/model.ts';
import { dateBits } from '../../core/schedule/month-days.ts';
import { dayMs, secondMs, type Instant, type Interval } from '../../core/time/instant.ts';
import { instantOf, wallOf, zoneTable, type ZoneTable } from '../../core/time/zone.ts';

/**
 * A number of entries below which nobody can say this time of one member, whatever the rules:
 * the size of a set of moments of which no two fit in one rule. Two moments fit in one rule iff
 * the narrowest rule that holds both (their months and week days, the hours and the dates between
 * them) holds nothing that is not wanted. Filters by week of month are left out of the question. The set is found greedily, so the true least
 * may be higher, never lower; `tryFirst` are moments to begin with.
 */
export function leastEntries(
  wanted: readonly Interval[],
  interpretation: Interpretation,
  tryFirst: readonly Instant[] = [],
): number {
  const table = zoneTable(interpretation.zone);
  const moments = momentsOf(wanted, table);
  const orders = [moments, [...moments].reverse(), byRarity(moments, table)];
  const given = tryFirst.filter((at) => wanted.some((it) => it.start <= at && at < it.end));
  orders.push([...given, ...moments]);
  for (let seed = 1; seed <= shuffles; seed += 1) orders.push(shuffled(moments, seed));
  const known = new Map<string, boolean>();
  const fits = (one: Instant, other: Instant): boolean => {
    const key = `${Math.min(one, other)} ${Math.max(one, other)}`;
    const answer = known.get(key) ?? fitInOne(one, other, wanted, interpretation);
    known.set(key, answer);
    return answer;
  };
  return Math.max(
    ...orders.map((order) => {
      const apart: Instant[] = [];
      for (const moment of order)
        if (!apart.some((other) => fits(moment, other))) apart.push(moment);
      return apart.length;
    }),
  );
}

const shuffles = 12;

function shuffled(moments: readonly Instant[], seed: number): Instant[] {
  const order = moments.map((at, n) => [Math.sin(seed * 1_000 + n * 7.13), at] as const);
  return order.sort((a, b) => a[0] - b[0]).map(([, at]) => at);
}

function momentsOf(wanted: readonly Interval[], table: ZoneTable): Instant[] {
  return wanted.flatMap(({ start, end }) => {
    const found: Instant[] = [];
    for (let n = 0; ; n += 1) {
      const at = instantOf(table, wallOf(table, start) + n * dayMs);
      if (at >= end) break;
      found.push(at);
    }
    return [...found, end - secondMs];
  });
}

function byRarity(moments: readonly Instant[], table: ZoneTable): Instant[] {
  const timeOf = (at: Instant): number => ((wallOf(table, at) % dayMs) + dayMs) % dayMs;
  const counts = new Map<number, number>();
  for (const at of moments) counts.set(timeOf(at), (counts.get(timeOf(at)) ?? 0) + 1);
  return [...moments].sort((a, b) => (counts.get(timeOf(a)) ?? 0) - (counts.get(timeOf(b)) ?? 0));
}

function fitInOne(
  one: Instant,
  other: Instant,
  wanted: readonly Interval[],
  { zone, weekOfMonth }: Interpretation,
): boolean {
  const table = zoneTable(zone);
  const [a, b] = one < other ? [one, other] : [other, one];
  const held = { start: a, end: b + secondMs };
  for (const [dayA, timeA] of namings(wallOf(table, a)))
    for (const [dayB, timeB] of namings(wallOf(table, b))) {
      const from = Math.min(timeA, timeB, dayMs - secondMs);
      const to = Math.max(timeA, timeB) + secondMs;
      if (to - from > dayMs) continue;
      const [bitsA, bitsB] = [dateBits(dayA, weekOfMonth), dateBits(dayB, weekOfMonth)];
      const passes = (day: number): boolean => {
        const bits = dateBits(day, weekOfMonth);
        return (
          (bits.months & (bitsA.months | bitsB.months)) !== 0 &&
          (bits.weekDays & (bitsA.weekDays | bitsB.weekDays)) !== 0
        );
      };
      if (allWanted({ first: dayA - 1, last: dayB + 1, passes, from, to }, held, wanted, table))
        return true;
    }
  return false;
}

/** The date and time a wall time belongs to: its own, or hours that began on the date before. */
function namings(wall: number): [number, number][] {
  const day = Math.floor(wall / dayMs);
  const time = wall - day * dayMs;
  return [
    [day, time],
    [day - 1, time + dayMs],
  ];
}

function allWanted(
  rule: {
    readonly first: number;
    readonly last: number;
    readonly passes: (day: number) => boolean;
    readonly from: number;
    readonly to: number;
  },
  held: Interval,
  wanted: readonly Interval[],
  table: ZoneTable,
): boolean {
  for (let day = rule.first; day <= rule.last; day += 1) {
    if (!rule.passes(day)) continue;
    const start = Math.max(instantOf(table, day * dayMs + rule.from), held.start);
    const end = Math.min(instantOf(table, day * dayMs + rule.to), held.end);
    if (start < end && !wanted.some((it) => it.start <= start && end <= it.end)) return false;
  }
  return true;
}
