import type { Instant, Interval } from '../../time/instant.ts';
import {
  dayMs,
  firstInstant,
  hourMs,
  lastInstant,
  minuteMs,
  secondMs,
} from '../../time/instant.ts';
import type { ZoneTable } from '../../time/zone.ts';
import { instantOf } from '../../time/zone.ts';
import type { Interpretation, Rule, WallTime } from '../model.ts';
import { allMonths, allWeekDays, allWeeks, passes } from '../month-days.ts';
import { effectiveEnd } from '../recurrence.ts';
import { runAt, windowOn, type Shape } from './cells.ts';
import type { Layer, Segment } from './layer.ts';

/** Everything writing a rule for a member needs to know. */
export interface Writing {
  readonly table: ZoneTable;
  readonly interpretation: Interpretation;
  /** All the time the member is wanted, merged. */
  readonly runs: readonly Interval[];
}

/** A rule for exactly one stretch of time; null where its end has no way to be written. */
export function datedRule({ start, end }: Interval): Rule | null {
  if (start < firstInstant || !isWritableEnd(end)) return null;
  return {
    monthsOfYear: [],
    weeksOfMonth: [],
    weekDays: [],
    startTime: null,
    endTime: null,
    startDate: start,
    endDate: end,
  };
}

/** Whether an `endDate` can mean this instant: a seconds field of 59 always means a second more. */
export function isWritableEnd(end: Instant): boolean {
  return end < lastInstant && effectiveEnd(end) === end;
}

/** The rule of a segment, with the plainest fields that say the same. */
export function ruleOf(writing: Writing, layer: Layer, segment: Segment): Rule | null {
  const { shape } = layer;
  const everyDay = isEveryDay(layer, segment);
  const range = dateRange(writing, layer, segment);
  if (range === null) return null;
  const wholeDays = shape.endMs - shape.startMs === dayMs && (everyDay || shape.startMs === 0);
  return {
    monthsOfYear: everyDay ? [] : bitNumbers(segment.months, allMonths, (bit) => bit + 1),
    weeksOfMonth: everyDay ? [] : bitNumbers(segment.weeks, allWeeks, weekNumber),
    weekDays: everyDay ? [] : weekDayNumbers(segment.weekDays, writing.interpretation),
    startTime: wholeDays ? null : wallTime(shape.startMs),
    endTime: wholeDays ? null : wallTime(shape.endMs),
    startDate: range.start,
    endDate: range.end,
  };
}

/** Whether the filters leave out nothing between the segment's ends that is not wanted anyway. */
function isEveryDay(layer: Layer, segment: Segment): boolean {
  if (segment.last - segment.first > 366) {
    return (
      segment.months === allMonths && segment.weekDays === allWeekDays && segment.weeks === allWeeks
    );
  }
  for (let day = segment.first; day <= segment.last; day += 1) if (layer.isBad(day)) return false;
  return true;
}

/**
 * Hours within one date get the dates' midnights as their range; hours over midnight get their own
 * first start and last end, so that no night is cut. Where the next date's hours are wanted only
 * in part, the range reaches as far into them as it may.
 */
function dateRange(writing: Writing, layer: Layer, segment: Segment): Interval | null {
  const { table } = writing;
  const { shape } = layer;
  const { first, last } = segment;
  const sameDay = shape.endMs <= dayMs;
  const whole = shape.endMs - shape.startMs === dayMs;
  const from = sameDay && !whole ? 0 : shape.startMs;
  const to = sameDay && !whole ? dayMs : shape.endMs;
  const start = partBefore(writing, layer, segment) ?? instantOf(table, first * dayMs + from);
  const end = partAfter(writing, layer, segment) ?? instantOf(table, last * dayMs + to);
  if (start < firstInstant || end >= lastInstant) return null;
  return { start, end };
}

function partBefore(writing: Writing, layer: Layer, segment: Segment): Instant | null {
  const window = neighbour(writing, layer, segment, segment.first - 1);
  const run = window === null ? null : runAt(writing.runs, window.end - 1);
  if (window === null || run === null || run.start <= window.start) return null;
  const goesOn = windowOn(writing.table, segment.first, layer.shape)?.start === window.end;
  return run.end === window.end || goesOn ? run.start : null;
}

function partAfter(writing: Writing, layer: Layer, segment: Segment): Instant | null {
  const window = neighbour(writing, layer, segment, segment.last + 1);
  const run = window === null ? null : runAt(writing.runs, window.start);
  if (window === null || run === null || run.end >= window.end) return null;
  const goesOn = windowOn(writing.table, segment.last, layer.shape)?.end === window.start;
  return (run.start === window.start || goesOn) && isWritableEnd(run.end) ? run.end : null;
}

function neighbour(
  { table }: Writing,
  layer: Layer,
  segment: Segment,
  day: number,
): Interval | null {
  if (!layer.isBad(day)) return null;
  const lets =
    isEveryDay(layer, segment) || passes({ ...segment, weekOfMonth: 'block' }, layer.bits(day));
  return lets ? windowOn(table, day, layer.shape) : null;
}

/** The rule for one piece named by wall times on its own date. */
export function ruleOfCell(table: ZoneTable, day: number, shape: Shape): Rule {
  const over = shape.endMs > dayMs;
  return {
    monthsOfYear: [],
    weeksOfMonth: [],
    weekDays: [],
    startTime: wallTime(shape.startMs),
    endTime: wallTime(shape.endMs),
    startDate: instantOf(table, day * dayMs + (over ? shape.startMs : 0)),
    endDate: instantOf(table, day * dayMs + (over ? shape.startMs : 0) + dayMs),
  };
}

/** `HH:mm:ss` after midnight; the end of a day is written 23:59:59, as the API does. */
export function wallTime(ms: number): WallTime {
  if (ms === dayMs) return '23:59:59';
  const rest = ms % dayMs;
  return [rest / hourMs, (rest / minuteMs) % 60, (rest / secondMs) % 60]
    .map((part) => String(Math.floor(part)).padStart(2, '0'))
    .join(':');
}

/** A week of the month as a rule writes it, from its bit. */
export function weekNumber(bit: number): number {
  return bit < 6 ? bit + 1 : 5 - bit;
}

/** Week days as a rule writes them, from bits with Sunday first. */
export function weekDayNumbers(bits: number, { weekdayZero }: Interpretation): number[] {
  const shift = weekdayZero === 'sunday' ? 0 : 6;
  return bitNumbers(bits, allWeekDays, (bit) => (bit + shift) % 7);
}

/** The numbers of the bits set, sorted; none where all are set, which is how a rule says "all". */
export function bitNumbers(bits: number, all: number, numberOf: (bit: number) => number): number[] {
  if (bits === all) return [];
  const found: number[] = [];
  for (let bit = 0; bit < 12; bit += 1) if ((bits >> bit) & 1) found.push(numberOf(bit));
  return found.sort((a, b) => a - b);
}
