import { civilFromDays, daysInMonth, weekdayOf } from '../time/civil.ts';
import type { Instant, Interval } from '../time/instant.ts';
import { dayMs, firstInstant, hourMs, lastInstant, minuteMs, secondMs } from '../time/instant.ts';
import type { Stretch } from '../time/stretch.ts';
import type { ZoneTable } from '../time/zone.ts';
import { instantOf, stretchAt, stretchOfWall, zoneTable } from '../time/zone.ts';
import type { Interpretation, Rule, WallTime } from './model.ts';
import type { DateBits, DateFilter } from './month-days.ts';
import { allMonths, allWeekDays, allWeeks, dateBits, daysOfMonth, passes } from './month-days.ts';

/** A rule made ready to ask many times. Immutable. */
export interface CompiledRule extends DateFilter {
  readonly table: ZoneTable;
  /** Milliseconds of wall time after the date's 00:00; the end may be up to 48 hours. */
  readonly startMs: number;
  readonly endMs: number;
  /** The date range as instants, half-open, the seconds field 59 already read. */
  readonly from: Instant;
  readonly to: Instant;
}

// A shift of 48 wall hours, begun before a skipped day, and an offset of 16 hours.
export const daysBack = 4;
export const daysAhead = 2;

/** The exclusive end an `endDate` means: a seconds field of 59 reaches to the end of that second. */
export function effectiveEnd(endDate: Instant): Instant {
  const seconds = Math.floor(endDate / secondMs);
  return ((seconds % 60) + 60) % 60 === 59 ? (seconds + 1) * secondMs : endDate;
}

/** Makes a rule ready. Throws RangeError for an unknown zone; an unreadable time is never active. */
export function compileRule(rule: Rule, interpretation: Interpretation): CompiledRule {
  const startMs = rule.startTime === null ? 0 : wallTimeMs(rule.startTime);
  const endOfDay = rule.endTime === null || rule.endTime === '23:59:59';
  const endTime = endOfDay ? dayMs : wallTimeMs(rule.endTime ?? '');
  const readable = startMs < dayMs && endTime <= dayMs;
  const sundayFirst = interpretation.weekdayZero === 'sunday';
  return {
    table: zoneTable(interpretation.zone),
    months: readable ? bitSet(rule.monthsOfYear, allMonths, monthBits, 0) : 0,
    weekDays: bitSet(rule.weekDays, allWeekDays, sundayFirst ? sundayBits : mondayBits, 0),
    weeks: bitSet(rule.weeksOfMonth, allWeeks, weekBits, 6),
    weekOfMonth: interpretation.weekOfMonth,
    startMs,
    endMs: endTime <= startMs ? endTime + dayMs : endTime,
    from: rule.startDate ?? firstInstant,
    to: rule.endDate === null ? lastInstant : effectiveEnd(rule.endDate),
  };
}

// Shifts begin and end at few different times of day.
const wallTimes = new Map<WallTime, number>();
const mostWallTimes = 1_000;

function wallTimeMs(time: WallTime): number {
  const known = wallTimes.get(time);
  if (known !== undefined) return known;
  const m = /^(\d\d):([0-5]\d):([0-5]\d)$/.exec(time);
  if (m === null) return Number.POSITIVE_INFINITY;
  const ms = Number(m[1]) * hourMs + Number(m[2]) * minuteMs + Number(m[3]) * secondMs;
  if (wallTimes.size < mostWallTimes) wallTimes.set(time, ms);
  return ms;
}

// The bit of each value, where it stands in its filter's list.
const monthBits = [0, ...Array.from({ length: 12 }, (_, month) => 1 << month)];
const sundayBits = Array.from({ length: 7 }, (_, day) => 1 << day);
const mondayBits = Array.from({ length: 7 }, (_, day) => 1 << ((day + 1) % 7));
// From week -6 to week 6; there is no week 0.
const weekBits = Array.from({ length: 13 }, (_, at) =>
  at === 6 ? 0 : 1 << (at > 6 ? at - 7 : 11 - at),
);

/** Values out of range set no bit, so a filter of only such values lets nothing pass. */
function bitSet(
  values: readonly number[],
  all: number,
  bitOf: readonly number[],
  offset: number,
): number {
  if (values.length === 0) return all;
  let bits = 0;
  for (const value of values) bits |= bitOf[value + offset] ?? 0;
  return bits;
}

/**
 * One interval per date of the rule that reaches into the window, clipped to it and to the rule's
 * date range, sorted by start and end, not merged. Looks at years 1 to 9999 only. They are added
 * to those of other rules where such a list is given.
 */
export function occurrences(
  rule: CompiledRule,
  window: Interval,
  found: Interval[] = [],
): Interval[] {
  const start = Math.max(rule.from, window.start, firstInstant);
  const end = Math.min(rule.to, window.end, lastInstant);
  if (!(start < end)) return found;
  const within = { start, end };
  const firstDay = Math.floor(start / dayMs) - daysBack;
  const lastDay = Math.floor(end / dayMs) + daysAhead;
  const { day, ...first } = civilFromDays(firstDay);
  let { year, month } = first;
  for (let monthStart = firstDay - day + 1; monthStart <= lastDay;) {
    const length = daysInMonth(year, month);
    if ((rule.months >> (month - 1)) & 1) {
      let days = daysOfMonth(rule, weekdayOf(monthStart), length);
      if (monthStart < firstDay) days &= -1 << (firstDay - monthStart);
      if (monthStart + length > lastDay) days &= 0x7fffffff >> (30 - (lastDay - monthStart));
      if (days !== 0) addDays(rule, monthStart, days, within, found);
    }
    monthStart += length;
    month = month === 12 ? 1 : month + 1;
    if (month === 1) year += 1;
  }
  return found;
}

/**
 * Adds the occurrences of a set of days of one month. They come in order by themselves: starts are
 * whole days apart on the clock, and no zone skips more than one whole date.
 */
function addDays(
  rule: CompiledRule,
  monthStart: number,
  days: number,
  within: Interval,
  found: Interval[],
): void {
  const reach = Math.max(rule.endMs, dayMs);
  let stretch: Stretch = stretchOfWall(rule.table, monthStart * dayMs);
  for (let rest = days; rest !== 0; rest &= rest - 1) {
    const midnight = (monthStart + 31 - Math.clz32(rest & -rest)) * dayMs;
    if (midnight >= stretch.wallTo) stretch = stretchOfWall(rule.table, midnight);
    let start: Instant;
    let end: Instant;
    if (midnight + reach < stretch.wallTo) {
      start = midnight + rule.startMs - stretch.offset;
      end = midnight + rule.endMs - stretch.offset;
    } else {
      if (!dateExists(rule.table, midnight)) continue;
      start = instantOf(rule.table, midnight + rule.startMs);
      end = instantOf(rule.table, midnight + rule.endMs);
    }
    if (start < within.start) start = within.start;
    if (end > within.end) end = within.end;
    if (start < end) found.push({ start, end });
  }
}

/** False for a date a zone jumped over, such as 2011-12-30 in Apia. */
export function dateExists(table: ZoneTable, midnight: number): boolean {
  return instantOf(table, midnight) < instantOf(table, midnight + dayMs);
}

/** An instant with everything about its dates that all rules of one interpretation share. */
export interface Moment {
  readonly at: Instant;
  /** Milliseconds since local midnight. */
  readonly timeOfDay: number;
  readonly today: DateBits;
  readonly yesterday: DateBits;
  /** Null while no clock change has been of late; else the midnights (wall) that could matter. */
  readonly nearby: readonly { readonly midnight: number; readonly bits: DateBits }[] | null;
}

/** Prepares an instant for `isActiveIn`. */
export function momentOf(
  table: ZoneTable,
  reading: Interpretation['weekOfMonth'],
  at: Instant,
): Moment {
  const stretch = stretchAt(table, at);
  const wall = at + stretch.offset;
  const today = Math.floor(wall / dayMs);
  // A change still ahead moves no end before now, whichever way clocks go.
  const calm = at - stretch.from >= daysBack * dayMs;
  // The day before a skipped one, and the day after where midnight comes twice (St John's).
  const candidates = [today - 2, today - 1, today, today + 1];
  return {
    at,
    timeOfDay: wall - today * dayMs,
    today: dateBits(today, reading),
    yesterday: dateBits(today - 1, reading),
    nearby: calm
      ? null
      : candidates
          .map((days) => ({ midnight: days * dayMs, bits: dateBits(days, reading) }))
          .filter(({ midnight }) => dateExists(table, midnight)),
  };
}

/** Whether the rule, of the same interpretation as the moment, covers that moment. */
export function isActiveIn(rule: CompiledRule, moment: Moment): boolean {
  const { at, timeOfDay, nearby } = moment;
  if (at < rule.from || at >= rule.to) return false;
  if (nearby === null)
    return (
      (rule.startMs <= timeOfDay && timeOfDay < rule.endMs && passes(rule, moment.today)) ||
      (timeOfDay + dayMs < rule.endMs && passes(rule, moment.yesterday))
    );
  return nearby.some(
    ({ midnight, bits }) =>
      passes(rule, bits) &&
      instantOf(rule.table, midnight + rule.startMs) <= at &&
      at < instantOf(rule.table, midnight + rule.endMs),
  );
}

/** Whether the rule covers an instant; the same as a look into `occurrences`. */
export function isActiveAt(rule: CompiledRule, at: Instant): boolean {
  if (!(at >= firstInstant && at < lastInstant)) return false;
  return isActiveIn(rule, momentOf(rule.table, rule.weekOfMonth, at));
}
