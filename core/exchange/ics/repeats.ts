import { civilFromDays, daysFromCivil, daysInMonth, weekdayOf } from '../../time/civil.ts';
import { dayMs } from '../../time/instant.ts';

/** The parts of a recurrence rule (RFC 5545) that are understood; wall times as if in UTC. */
export interface Repeats {
  readonly freq: 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY';
  readonly interval: number;
  readonly count: number | null;
  /** The last wall time allowed, itself included. */
  readonly until: number | null;
  readonly months: readonly number[];
  readonly monthDays: readonly number[];
  /** 0 = Sunday … 6 = Saturday, with the n-th of month or year, 0 for every. */
  readonly weekDays: readonly { readonly nth: number; readonly day: number }[];
  readonly positions: readonly number[];
  readonly weekStart: number;
}

// A rule that never comes about must end too; no roster has more periods than this.
const mostPeriods = 40_000;

/** From where to where repeats are wanted, as wall times, and how many at most. */
export interface RepeatsScope {
  /** Repeats before it may be left out, but for the start. */
  readonly after: number;
  readonly before: number;
  readonly most: number;
  /** Told how many periods were looked through. */
  readonly spent?: (periods: number) => void;
}

/**
 * The wall times at which a rule repeats, its start the first. Work is bounded whatever the rule
 * says, and null when that bound left some out; a rule with a count is counted from its start, any
 * other is looked up where it is wanted.
 */
export function repeatsOf(start: number, rule: Repeats, scope: RepeatsScope): number[] | null {
  const firstDay = Math.floor(start / dayMs);
  const time = start - firstDay * dayMs;
  const last = Math.min(rule.until ?? Infinity, scope.before - 1);
  const found = start <= last ? [start] : [];
  const wanted = Math.min(rule.count ?? Infinity, scope.most);
  const skipped = rule.count === null ? periodsBefore(firstDay, rule, scope.after) : 0;
  let n = skipped;
  for (; found.length < wanted && n <= skipped + mostPeriods; n += 1) {
    const period = periodOf(firstDay, rule, n);
    if (period * dayMs > last) break;
    for (const day of daysIn(period, firstDay, rule)) {
      const at = day * dayMs + time;
      if (at <= start || at > last || found.length >= wanted) continue;
      found.push(at);
    }
  }
  scope.spent?.(n - skipped);
  return n > skipped + mostPeriods ? null : found;
}

/** How many periods end well before a wall time. */
function periodsBefore(firstDay: number, { freq, interval }: Repeats, after: number): number {
  const longest = { DAILY: 1, WEEKLY: 7, MONTHLY: 31, YEARLY: 366 }[freq] * interval;
  return Math.max(0, Math.floor((after / dayMs - firstDay) / longest) - 2);
}

/** The first day of the n-th period. */
function periodOf(firstDay: number, { freq, interval, weekStart }: Repeats, n: number): number {
  const { year, month } = civilFromDays(firstDay);
  switch (freq) {
    case 'DAILY':
      return firstDay + n * interval;
    case 'WEEKLY':
      return firstDay - ((weekdayOf(firstDay) - weekStart + 7) % 7) + 7 * n * interval;
    case 'MONTHLY': {
      const months = month - 1 + n * interval;
      return daysFromCivil(year + Math.floor(months / 12), (months % 12) + 1, 1);
    }
    case 'YEARLY':
      return daysFromCivil(year + n * interval, 1, 1);
  }
}

function daysIn(period: number, firstDay: number, rule: Repeats): number[] {
  const days = [...new Set(allDaysIn(period, firstDay, rule))].sort((a, b) => a - b);
  const { positions } = rule;
  if (positions.length === 0) return days;
  const chosen = positions.flatMap((n) => days[n > 0 ? n - 1 : days.length + n] ?? []);
  return [...new Set(chosen)].sort((a, b) => a - b);
}

function allDaysIn(period: number, firstDay: number, rule: Repeats): number[] {
  switch (rule.freq) {
    case 'DAILY':
      return [period].filter((day) => passes(day, rule, true));
    case 'WEEKLY': {
      const named = rule.weekDays.map((it) => it.day);
      const wanted = named.length > 0 ? named : [weekdayOf(firstDay)];
      const week = [0, 1, 2, 3, 4, 5, 6].map((n) => period + n);
      return week.filter((day) => wanted.includes(weekdayOf(day)) && passes(day, rule, false));
    }
    case 'MONTHLY':
      return passesMonth(period, rule) ? daysOfMonth(period, firstDay, rule) : [];
    case 'YEARLY':
      return daysOfYear(period, firstDay, rule);
  }
}

function daysOfYear(period: number, firstDay: number, rule: Repeats): number[] {
  const { year } = civilFromDays(period);
  const ofYear =
    rule.months.length === 0 && rule.weekDays.length > 0 && rule.monthDays.length === 0;
  if (ofYear) {
    const length = daysFromCivil(year + 1, 1, 1) - period;
    return weekDaysWithin(period, length, rule);
  }
  const named = rule.months.length > 0 || rule.monthDays.length > 0;
  const months = named ? [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] : [civilFromDays(firstDay).month];
  return months
    .map((month) => daysFromCivil(year, month, 1))
    .filter((first) => passesMonth(first, rule))
    .flatMap((first) => daysOfMonth(first, firstDay, rule));
}

function daysOfMonth(first: number, firstDay: number, rule: Repeats): number[] {
  const { year, month } = civilFromDays(first);
  const length = daysInMonth(year, month);
  const { weekDays } = rule;
  const named = rule.monthDays.length > 0 ? rule.monthDays : [civilFromDays(firstDay).day];
  const byDate = named
    .map((day) => (day > 0 ? day : length + 1 + day))
    .filter((day) => day >= 1 && day <= length)
    .map((day) => first + day - 1);
  if (weekDays.length === 0) return byDate;
  const byWeekDay = weekDaysWithin(first, length, rule);
  return rule.monthDays.length === 0 ? byWeekDay : byDate.filter((day) => byWeekDay.includes(day));
}

function weekDaysWithin(first: number, length: number, { weekDays }: Repeats): number[] {
  return weekDays.flatMap(({ nth, day }) => {
    const all: number[] = [];
    for (let at = first + ((day - weekdayOf(first) + 7) % 7); at < first + length; at += 7)
      all.push(at);
    return nth === 0 ? all : (all[nth > 0 ? nth - 1 : all.length + nth] ?? []);
  });
}

function passesMonth(day: number, { months }: Repeats): boolean {
  return months.length === 0 || months.includes(civilFromDays(day).month);
}

function passes(day: number, rule: Repeats, withWeekDay: boolean): boolean {
  const { year, month, day: date } = civilFromDays(day);
  const fromEnd = date - daysInMonth(year, month) - 1;
  const { monthDays, weekDays } = rule;
  if (!passesMonth(day, rule)) return false;
  if (monthDays.length > 0 && !monthDays.includes(date) && !monthDays.includes(fromEnd))
    return false;
  return !withWeekDay || weekDays.length === 0 || weekDays.some((it) => it.day === weekdayOf(day));
}
