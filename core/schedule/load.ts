import { parseDate } from '../time/civil.ts';
import type { Interval } from '../time/instant.ts';
import { dayMs } from '../time/instant.ts';
import { merge, totalMs } from '../time/interval.ts';
import { instantOf } from '../time/zone.ts';
import type { MemberId, TeamId } from './model.ts';
import { compileRule, occurrences } from './recurrence.ts';
import type { Duty, Schedule, Tally } from './schedule.ts';
import { byCodeUnit, requireWindow, runsOf, sameId } from './schedule.ts';
import { dutiesFor } from './shifts.ts';

/** What is counted for each member. Times are real milliseconds: 23 or 25 hours on clock changes. */
export interface Load {
  readonly totalMs: number;
  readonly nightMs: number;
  readonly weekendMs: number;
  readonly holidayMs: number;
  /** Nights (22:00–06:00), weekends (Saturday and Sunday) and holidays with any time on call. */
  readonly nights: number;
  readonly weekends: number;
  readonly holidays: number;
}

export interface MemberLoad extends Load {
  readonly memberId: MemberId;
}

/** How unevenly one measure lies on the members. */
export interface Spread {
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  /** `max - min`. */
  readonly range: number;
}

/** Every member's load, sorted by id, and the spread of each measure over them. */
export interface LoadReport {
  readonly members: readonly MemberLoad[];
  readonly spread: Readonly<Record<keyof Load, Spread>>;
}

/** What to count, and for whom. */
export interface LoadOptions {
  /** One team only; absent = all teams, where time in two at once counts once. */
  readonly teamId?: TeamId | null;
  /** These members are listed even without any time; absent = whoever has an entry. */
  readonly memberIds?: readonly MemberId[];
  /** `YYYY-MM-DD` in the schedule zone; texts that are no date count nothing. */
  readonly holidays?: readonly string[];
}

/** Times of a window that weigh more, by the schedule zone's clock. Each list is sorted. */
export interface HardTimes {
  readonly nights: readonly Interval[];
  readonly weekends: readonly Interval[];
  readonly holidays: readonly Interval[];
}

/** The nights, weekends and holidays of a window, clipped to it. */
export function hardTimes(
  schedule: Schedule,
  window: Interval,
  holidays: readonly string[],
): HardTimes {
  requireWindow(window);
  const always = { monthsOfYear: [], weeksOfMonth: [], startDate: null, endDate: null };
  const reading = { ...schedule.interpretation, weekdayZero: 'sunday' } as const;
  const when = (weekDays: readonly number[], startTime: string, endTime: string): Interval[] =>
    occurrences(compileRule({ ...always, weekDays, startTime, endTime }, reading), window);
  return {
    nights: when([], '22:00:00', '06:00:00'),
    weekends: merge(when([6, 0], '00:00:00', '00:00:00')),
    holidays: holidayTimes(schedule, window, holidays),
  };
}

function holidayTimes(
  { table }: Schedule,
  window: Interval,
  holidays: readonly string[],
): Interval[] {
  const days = new Set(holidays.map(parseDate).filter((day) => day !== null));
  return [...days]
    .sort((a, b) => a - b)
    .map((day) => ({
      start: Math.max(instantOf(table, day * dayMs), window.start),
      end: Math.min(instantOf(table, (day + 1) * dayMs), window.end),
    }))
    .filter((it) => it.start < it.end);
}

/** Weighs merged runs against the hard times of the same window. */
export function loadOfRuns(runs: readonly Interval[], hard: HardTimes): Load {
  const night = within(runs, hard.nights);
  const weekend = within(runs, hard.weekends);
  const holiday = within(runs, hard.holidays);
  return {
    totalMs: totalMs(runs),
    nightMs: night.ms,
    weekendMs: weekend.ms,
    holidayMs: holiday.ms,
    nights: night.count,
    weekends: weekend.count,
    holidays: holiday.count,
  };
}

/** How much of the parts the runs fill, and how many parts they touch. Both lists are sorted. */
function within(
  runs: readonly Interval[],
  parts: readonly Interval[],
): { readonly ms: number; readonly count: number } {
  let ms = 0;
  let count = 0;
  let first = 0;
  for (const part of parts) {
    const before = ms;
    for (let run = runs[first]; run !== undefined && run.end <= part.start; run = runs[first])
      first += 1;
    for (let i = first; ; i += 1) {
      const run = runs[i];
      if (run === undefined || run.start >= part.end) break;
      ms += Math.min(run.end, part.end) - Math.max(run.start, part.start);
    }
    if (ms > before) count += 1;
  }
  return { ms, count };
}

/**
 * Who carries how much within a window. Throws RangeError for one longer than `maxWindowMs`, or
 * with more than `maxIntervals` in it.
 */
export function loadOf(
  schedule: Schedule,
  window: Interval,
  options: LoadOptions = {},
): LoadReport {
  const { teamId, memberIds, holidays = [] } = options;
  const hard = hardTimes(schedule, window, holidays);
  const duties = dutiesFor(schedule, teamId === undefined ? {} : { teamId });
  const byMember = new Map<string, { memberId: MemberId; duties: Duty[] }>();
  for (const memberId of memberIds ?? duties.map((duty) => duty.memberId))
    byMember.set(sameId(memberId), { memberId, duties: [] });
  for (const duty of duties) byMember.get(sameId(duty.memberId))?.duties.push(duty);
  const tally: Tally = { intervals: 0 };
  const members = [...byMember]
    .sort(([a], [b]) => byCodeUnit(a, b))
    .map(([, member]) => ({
      memberId: member.memberId,
      ...loadOfRuns(merge(member.duties.flatMap((duty) => runsOf(duty, window, tally))), hard),
    }));
  return { members, spread: spreadOf(members) };
}

function spreadOf(members: readonly Load[]): LoadReport['spread'] {
  const of = (measure: keyof Load): Spread => {
    const values = members.map((member) => member[measure]);
    if (values.length === 0) return { min: 0, max: 0, mean: 0, range: 0 };
    const min = Math.min(...values);
    const max = Math.max(...values);
    const sum = values.reduce((a, b) => a + b, 0);
    return { min, max, mean: sum / values.length, range: max - min };
  };
  return {
    totalMs: of('totalMs'),
    nightMs: of('nightMs'),
    weekendMs: of('weekendMs'),
    holidayMs: of('holidayMs'),
    nights: of('nights'),
    weekends: of('weekends'),
    holidays: of('holidays'),
  };
}
