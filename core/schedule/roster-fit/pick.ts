import { allMonths, allWeeks } from '../month-days.ts';
import type { Layer, Segment } from './layer.ts';

// The search looks at every set of week days; beyond these sizes it would be felt while typing.
const mostDates = 1_200;
const mostDays = 8_000;
const mostWork = 12_000_000;

/** Required dates `from` to `to` (indices) that pass a set of week days, free of bad dates. */
interface Candidate {
  readonly weekDays: number;
  readonly dates: readonly number[];
}

/**
 * Covers a layer with overlapping stretches of different week days, always taking the one that
 * adds most dates: "every Tuesday" stays one rule though one Monday comes in between.
 * Null where that takes more than `most` rules or the layer is too large to try.
 */
export function pickGreedily(layer: Layer, most: number): readonly Segment[] | null {
  const { required } = layer;
  const first = required[0] ?? 0;
  const span = (required.at(-1) ?? 0) - first + 1;
  if (required.length > mostDates || span > mostDays) return null;
  const candidates = candidatesOf(layer, first, span);
  const uncovered = new Set(required);
  const picked: Segment[] = [];
  let work = 0;
  while (uncovered.size > 0) {
    if (picked.length === most || work > mostWork) return null;
    let best: { candidate: Candidate; dates: readonly number[] } | null = null;
    for (const candidate of candidates) {
      if (best !== null && candidate.dates.length <= best.dates.length) continue;
      work += candidate.dates.length;
      const dates = candidate.dates.filter((day) => uncovered.has(day));
      if (dates.length > (best?.dates.length ?? 0)) best = { candidate, dates };
    }
    if (best === null) return null;
    picked.push(segmentOf(layer, best.dates));
    for (const day of best.dates) uncovered.delete(day);
  }
  return picked.sort((a, b) => a.first - b.first || a.last - b.last);
}

function segmentOf(layer: Layer, dates: readonly number[]): Segment {
  let weekDays = 0;
  for (const day of dates) weekDays |= layer.bits(day).weekDays;
  const first = dates[0] ?? 0;
  return { first, last: dates.at(-1) ?? first, months: allMonths, weekDays, weeks: allWeeks };
}

function candidatesOf(layer: Layer, first: number, span: number): Candidate[] {
  const bits = layer.required.map((day) => layer.bits(day).weekDays);
  const seen = bits.reduce((all, bit) => all | bit, 0);
  const badDays = Array.from({ length: span }, (_, n) => first + n).filter((day) =>
    layer.isBad(day),
  );
  const badBits = badDays.map((day) => layer.bits(day).weekDays);
  const candidates: Candidate[] = [];
  for (let weekDays = 1; weekDays <= seen; weekDays += 1) {
    if ((weekDays & seen) !== weekDays) continue;
    let dates: number[] = [];
    let bad = 0;
    layer.required.forEach((day, n) => {
      if (!(weekDays & (bits[n] ?? 0))) return;
      let broken = false;
      for (; (badDays[bad] ?? day) < day; bad += 1)
        if (weekDays & (badBits[bad] ?? 0)) broken = true;
      if (broken && dates.length > 0) {
        candidates.push({ weekDays, dates });
        dates = [];
      }
      dates.push(day);
    });
    if (dates.length > 0) candidates.push({ weekDays, dates });
  }
  return candidates.sort((a, b) => b.dates.length - a.dates.length);
}
