import { civilFromDays, daysFromCivil, daysInMonth, weekdayOf } from '../../../core/time/civil.ts';
import type { Instant, Interval } from '../../../core/time/instant.ts';
import { dayMs } from '../../../core/time/instant.ts';
import { instantOf, wallOf, type ZoneTable } from '../../../core/time/zone.ts';

export type Zoom = 'week' | 'two-weeks' | 'month' | 'quarter';

/** One civil day as the timeline draws it: as long as it really is. */
export interface Day extends Interval {
  /** Days since 1970-01-01. */
  readonly day: number;
  readonly weekend: boolean;
  /** How much longer (or, below zero, shorter) than 24 hours. */
  readonly extraMs: number;
}

/** The stretch of days on screen. */
export interface Span extends Interval {
  readonly days: readonly Day[];
}

/** The civil day of an instant, as days since 1970-01-01. */
export function dayOf(table: ZoneTable, at: Instant): number {
  return Math.floor(wallOf(table, at) / dayMs);
}

/** The days a zoom shows around a day; weeks begin on `firstWeekday` (1 = Monday … 7 = Sunday). */
export function spanOf(table: ZoneTable, zoom: Zoom, anchor: number, firstWeekday: number): Span {
  const [first, count] = daysShown(zoom, anchor, firstWeekday);
  return spanOfDays(table, first, first + count - 1);
}

/** The days from one to another, both inclusive. */
export function spanOfDays(table: ZoneTable, first: number, last: number): Span {
  const days: Day[] = [];
  for (let day = first; day <= last; day += 1) {
    const start = instantOf(table, day * dayMs);
    const end = instantOf(table, (day + 1) * dayMs);
    // A date that the zone skipped does not exist: nothing to draw.
    if (end > start)
      days.push({ day, start, end, weekend: isWeekend(day), extraMs: end - start - dayMs });
  }
  return {
    days,
    start: instantOf(table, first * dayMs),
    end: instantOf(table, (last + 1) * dayMs),
  };
}

/** The day to look at after one step back (-1) or forth (1). */
export function stepped(zoom: Zoom, anchor: number, by: -1 | 1): number {
  if (zoom === 'week') return anchor + 7 * by;
  if (zoom === 'two-weeks') return anchor + 14 * by;
  const { year, month, day } = civilFromDays(anchor);
  const months = year * 12 + month - 1 + by * (zoom === 'month' ? 1 : 3);
  const [toYear, toMonth] = [Math.floor(months / 12), (months % 12) + 1];
  return daysFromCivil(toYear, toMonth, Math.min(day, daysInMonth(toYear, toMonth)));
}

function daysShown(zoom: Zoom, anchor: number, firstWeekday: number): [number, number] {
  const weekStart = anchor - ((weekdayOf(anchor) - (firstWeekday % 7) + 7) % 7);
  if (zoom === 'week') return [weekStart, 7];
  if (zoom === 'two-weeks') return [weekStart, 14];
  const { year, month } = civilFromDays(anchor);
  const first = daysFromCivil(year, month, 1);
  if (zoom === 'month') return [first, daysInMonth(year, month)];
  const months = year * 12 + month + 2;
  return [first, daysFromCivil(Math.floor(months / 12), (months % 12) + 1, 1) - first];
}

function isWeekend(day: number): boolean {
  const weekday = weekdayOf(day);
  return weekday === 0 || weekday === 6;
}

/** Where an instant stands in a span, in percent of its real length. */
export function placeOf(at: Instant, span: Interval): number {
  return ((at - span.start) / (span.end - span.start)) * 100;
}

/** Where an interval is drawn, in percent; what lies outside the span is cut off and marked. */
export interface Place {
  readonly left: number;
  readonly width: number;
  readonly cutLeft: boolean;
  readonly cutRight: boolean;
}

export function placed(interval: Interval, span: Interval): Place {
  const left = placeOf(Math.max(interval.start, span.start), span);
  const right = placeOf(Math.min(interval.end, span.end), span);
  return {
    left,
    width: right - left,
    cutLeft: interval.start < span.start,
    cutRight: interval.end > span.end,
  };
}
