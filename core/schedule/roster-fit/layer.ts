import type { DateBits } from '../month-days.ts';
import { allMonths, allWeekDays, allWeeks } from '../month-days.ts';
import type { Shape } from './cells.ts';

/** The dates on which one shape is wanted, and those on which it would be too much. */
export interface Layer {
  readonly shape: Shape;
  /** Days since 1970-01-01, sorted, without repeats, at least one. */
  readonly required: readonly number[];
  /** Whether the shape on that date would put the member on call at a time not wanted. */
  isBad(day: number): boolean;
  bits(day: number): DateBits;
}

/** The dates of one rule: those between two, both inclusive, that pass three filters of bits. */
export interface Segment extends DateBits {
  readonly first: number;
  readonly last: number;
}

/** One filter left open, to be chosen; the others held at what they are. */
interface Family {
  readonly open: 'months' | 'weekDays' | 'weeks';
  readonly held: DateBits;
  /** The bits of the open filter that may be used. */
  readonly usable: number;
  /** Whether one rule must do for the whole layer. */
  readonly whole: boolean;
}

// A sixth row of a month can be read but not written.
const writableWeeks = allWeeks & ~(1 << 5) & ~(1 << 11);
// Beyond this a second rule is no loss, and the search stays short.
const longestGapDays = 3_000;

/**
 * The fewest rules this search finds for a layer, in the order of their dates. Each filter is
 * tried as the one that varies. Weeks of the month, of which the API does not say how they are
 * counted, are used only where they are plainly meant: one rule for all, over several months.
 */
export function solveLayer(layer: Layer, alternatives: readonly Solver[]): readonly Segment[] {
  let best: readonly Segment[] = cutGreedily(layer, weekDayFamily);
  for (const family of families(layer)) {
    const found = cutGreedily(layer, family);
    if (family.whole && found.length > 1) continue;
    if (found.length < best.length) best = found;
  }
  for (const solve of alternatives) {
    const found = best.length > 2 ? solve(layer, best.length - 1) : null;
    if (found !== null && found.length < best.length) best = found;
  }
  return best;
}

/** Another way to solve a layer with at most so many rules; null where it finds none. */
export type Solver = (layer: Layer, most: number) => readonly Segment[] | null;

const weekDayFamily: Family = {
  open: 'weekDays',
  held: { months: allMonths, weekDays: allWeekDays, weeks: allWeeks },
  usable: allWeekDays,
  whole: false,
};

function families(layer: Layer): Family[] {
  const seen = { months: 0, weekDays: 0 };
  for (const day of layer.required) {
    const bits = layer.bits(day);
    seen.months |= bits.months;
    seen.weekDays |= bits.weekDays;
  }
  const { held } = weekDayFamily;
  const found: Family[] = [
    { ...weekDayFamily, held: { ...held, months: seen.months } },
    {
      ...weekDayFamily,
      open: 'months',
      held: { ...held, ...seen, months: allMonths },
      usable: allMonths,
    },
  ];
  const severalMonths = (seen.months & (seen.months - 1)) !== 0;
  if (severalMonths)
    found.push({
      open: 'weeks',
      held: { ...seen, weeks: allWeeks },
      usable: writableWeeks,
      whole: true,
    });
  return found;
}

/**
 * Goes through the dates once and begins a new rule only where the running one cannot reach the
 * next date. What one rule can do for a stretch it can do for a part of it, so no other cutting
 * into consecutive stretches needs fewer.
 */
function cutGreedily(layer: Layer, family: Family): Segment[] {
  const segments: Segment[] = [];
  let at = 0;
  while (at < layer.required.length) {
    const { segment, next } = longestFrom(layer, family, at);
    segments.push(segment);
    at = next;
  }
  return segments;
}

function longestFrom(
  layer: Layer,
  family: Family,
  at: number,
): { readonly segment: Segment; readonly next: number } {
  const first = layer.required[at] ?? 0;
  const needs = new Set<number>();
  let usable = family.usable;
  let last = first;
  let next = at;
  for (; next < layer.required.length; next += 1) {
    const day = layer.required[next] ?? 0;
    const left = day - last > longestGapDays ? 0 : usableAfter(layer, family, usable, last, day);
    const need = layer.bits(day)[family.open];
    if (next > at && !(left & need && [...needs].every((it) => it & left))) break;
    usable = next === at ? family.usable : left;
    needs.add(need);
    last = day;
  }
  const chosen = fewestBits(usable, needs);
  return { segment: { ...family.held, [family.open]: chosen, first, last }, next };
}

/** The bits still usable when the dates after `from` up to `to` come to be included. */
function usableAfter(
  layer: Layer,
  { open, held }: Family,
  before: number,
  from: number,
  to: number,
): number {
  let usable = before;
  for (let day = from + 1; day <= to && usable !== 0; day += 1) {
    const bits = layer.bits(day);
    if (!(usable & bits[open])) continue;
    const lets = bits.months & held.months && bits.weekDays & held.weekDays;
    if (lets && layer.isBad(day)) usable &= ~bits[open];
  }
  return usable;
}

/**
 * One bit that meets every need, or none of which another could be spared; weeks counted from the
 * start come first, but "the last" is plainer than "the fourth or fifth".
 */
function fewestBits(usable: number, needs: ReadonlySet<number>): number {
  const meets = (bits: number): boolean => [...needs].every((need) => need & bits);
  for (let bit = 0; bit < 12; bit += 1) if (meets(usable & (1 << bit))) return 1 << bit;
  let chosen = 0;
  for (const need of needs) chosen |= need & usable;
  for (let bit = 11; bit >= 0; bit -= 1) {
    const without = chosen & ~(1 << bit);
    if (meets(without)) chosen = without;
  }
  return chosen;
}
