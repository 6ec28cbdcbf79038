import { civilFromDays } from '../time/civil.ts';
import { offsetLabel, zoneCity } from '../time/format.ts';
import { dayMs, minuteMs, secondMs, type Instant } from '../time/instant.ts';
import { instantOf, wallOf, zoneTable, type ZoneTable } from '../time/zone.ts';
import type { Interpretation, Rule, WallTime } from './model.ts';
import { compileRule, effectiveEnd } from './recurrence.ts';

const dayNames = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const monthNames =
  'January February March April May June July August September October November December'.split(
    ' ',
  );

/**
 * One plain English sentence that says exactly when a rule is active, under an interpretation:
 * `Tuesday and Wednesday, 09:00 to 09:00 the next day (Lisbon time), in the 2nd and 4th week of
 * November and December (7-day weeks from the 1st), until the end of 31 Dec 2026.`
 * Values that never match are left out. Throws RangeError for an unknown zone.
 */
export function explainRule(rule: Rule, interpretation: Interpretation): string {
  const parts = {
    days: filterOf(rule.weekDays, (day) => dayIndex(day, interpretation), 7),
    months: filterOf(rule.monthsOfYear, (month) => month - 1, 12),
    weeks: weeksOf(rule.weeksOfMonth, interpretation.weekOfMonth),
  };
  const never = whyNever(rule, parts, interpretation);
  if (never !== null) return `Never on call: ${never}.`;
  const clauses = [
    daysText(parts.days),
    `${timeText(rule)} (${zoneText(interpretation.zone)})`,
    ...monthClause(parts, interpretation.weekOfMonth),
    ...rangeClauses(rule, zoneTable(interpretation.zone)),
  ];
  return `${clauses.join(', ')}.`;
}

/** Null stands for "all". */
type Filter = readonly number[] | null;

interface Filters {
  readonly days: Filter;
  readonly months: Filter;
  readonly weeks: Filter;
}

/** 0 = Monday. */
function dayIndex(day: number, { weekdayZero }: Interpretation): number {
  if (day < 0 || day > 6) return -1;
  return weekdayZero === 'monday' ? day : (day + 6) % 7;
}

function filterOf(
  values: readonly number[],
  indexOf: (value: number) => number,
  size: number,
): Filter {
  if (values.length === 0) return null;
  const indexes = values.map(indexOf).filter((it) => Number.isInteger(it) && it >= 0 && it < size);
  const all = [...new Set(indexes)].sort((a, b) => a - b);
  return all.length === size ? null : all;
}

/** Weeks that can match, forwards then backwards; null where every date is in one of them. */
function weeksOf(values: readonly number[], reading: Interpretation['weekOfMonth']): Filter {
  if (values.length === 0) return null;
  const most = reading === 'block' ? 5 : 6;
  const weeks = values.filter((week) => Number.isInteger(week) && Math.abs(week) <= most);
  const forwards = weeks.filter((week) => week > 0);
  const backwards = weeks.filter((week) => week < 0);
  if (forwards.length === most || backwards.length === most) return null;
  return [...forwards, ...backwards];
}

function whyNever(
  rule: Rule,
  { days, months, weeks }: Filters,
  reading: Interpretation,
): string | null {
  if (days?.length === 0) return 'no week day it names exists';
  if (months?.length === 0) return 'no month it names exists';
  if (weeks?.length === 0) return 'no week it names exists';
  const compiled = compileRule(rule, reading);
  if (compiled.months === 0) return 'its times can’t be read';
  return compiled.from >= compiled.to ? 'it ends before it starts' : null;
}

function daysText(days: Filter): string {
  return days === null ? 'Every day' : runsText(days, dayNames);
}

/** `Monday to Friday`, `Tuesday, Thursday and Saturday`, `November to February`. */
function runsText(indexes: readonly number[], names: readonly string[]): string {
  const has = new Set(indexes);
  const size = names.length;
  const starts = indexes.filter((it) => !has.has((it + size - 1) % size));
  const run = (start: number): string[] => {
    const days: string[] = [];
    for (let i = start; has.has(i % size); i += 1) days.push(names[i % size] ?? '');
    return days;
  };
  const pieces = starts.flatMap((start) => {
    const all = run(start);
    return all.length < 3 ? all : [`${all[0] ?? ''} to ${all.at(-1) ?? ''}`];
  });
  return joined(pieces);
}

function joined(words: readonly string[]): string {
  if (words.length < 2) return words[0] ?? '';
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}

function timeText(rule: Rule): string {
  const start = rule.startTime ?? '00:00:00';
  const end = rule.endTime === null || rule.endTime === '23:59:59' ? '24:00:00' : rule.endTime;
  const isMidnight = end === '24:00:00' || end === '00:00:00';
  if (start === '00:00:00' && isMidnight) return 'all day';
  if (isMidnight) return `${clockText(start)} to midnight`;
  const nextDay = end <= start ? ' the next day' : '';
  return `${clockText(start)} to ${clockText(end)}${nextDay}`;
}

function clockText(time: WallTime): string {
  return time.endsWith(':00') ? time.slice(0, 5) : time;
}

function zoneText(zone: string): string {
  return zone === 'UTC' ? 'UTC' : `${zoneCity(zone)} time`;
}

function monthClause({ months, weeks }: Filters, reading: Interpretation['weekOfMonth']): string[] {
  const inMonths = months === null ? 'every month' : runsText(months, monthNames);
  if (weeks === null) return months === null ? [] : [`in ${inMonths}`];
  const named = joined(weeks.map(weekText));
  return [`in the ${named} week of ${inMonths} (${weekNote(weeks, reading)})`];
}

function weekText(week: number): string {
  const nth = ['1st', '2nd', '3rd', '4th', '5th', '6th'][Math.abs(week) - 1] ?? '';
  if (week > 0) return nth;
  return week === -1 ? 'last' : `${nth}-last`;
}

function weekNote(weeks: readonly number[], reading: Interpretation['weekOfMonth']): string {
  if (reading !== 'block')
    return `calendar weeks from ${reading === 'row-monday' ? 'Monday' : 'Sunday'}`;
  if (weeks.every((week) => week > 0)) return '7-day weeks from the 1st';
  return weeks.every((week) => week < 0)
    ? '7-day weeks back from the last day'
    : '7-day weeks from either end';
}

function rangeClauses({ startDate, endDate }: Rule, table: ZoneTable): string[] {
  return [
    ...(startDate === null ? [] : [`from ${startText(startDate, table)}`]),
    ...(endDate === null ? [] : [`until ${endText(effectiveEnd(endDate), table)}`]),
  ];
}

function startText(at: Instant, table: ZoneTable): string {
  const day = Math.floor(wallOf(table, at) / dayMs);
  return instantOf(table, day * dayMs) === at ? dateText(day) : momentText(at, table);
}

/** The end is exclusive: a midnight is the end of the date before. */
function endText(at: Instant, table: ZoneTable): string {
  const day = Math.floor(wallOf(table, at) / dayMs);
  return instantOf(table, day * dayMs) === at
    ? `the end of ${dateText(day - 1)}`
    : momentText(at, table);
}

/** A date and time, with the offset where that wall time happens twice. */
function momentText(at: Instant, table: ZoneTable): string {
  const wall = wallOf(table, at);
  const day = Math.floor(wall / dayMs);
  const time = wallTimeText(wall - day * dayMs);
  const twice = instantOf(table, wall) === at ? '' : ` (${offsetLabel(table.zone, at)})`;
  return `${dateText(day)} ${time}${twice}`;
}

function wallTimeText(ms: number): string {
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  const short = `${two(ms / (60 * minuteMs))}:${two((ms / minuteMs) % 60)}`;
  if (ms % minuteMs === 0) return short;
  const long = `${short}:${two((ms / secondMs) % 60)}`;
  return ms % secondMs === 0 ? long : `${long}.${String(ms % secondMs).padStart(3, '0')}`;
}

function dateText(day: number): string {
  const date = civilFromDays(day);
  return `${date.day} ${(monthNames[date.month - 1] ?? '').slice(0, 3)} ${date.year}`;
}
