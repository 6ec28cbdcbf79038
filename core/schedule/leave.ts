import { parseDate } from '../time/civil.ts';
import type { Instant, Interval } from '../time/instant.ts';
import { dayMs, firstInstant } from '../time/instant.ts';
import { clip, merge, subtract } from '../time/interval.ts';
import type { ZoneTable } from '../time/zone.ts';
import { instantOf, zoneTable } from '../time/zone.ts';
import type { Entry, Interpretation, Leave, MemberId, TeamId } from './model.ts';
import type { Problem } from './problems.ts';
import { compileRule, occurrences } from './recurrence.ts';
import { compileSchedule, runsOf, type Duty, type Schedule } from './schedule.ts';

/** A member's time away as instants: from the first date's midnight to the end of the last. */
export interface Away extends Interval {
  readonly memberId: MemberId;
  readonly leave: Leave;
}

/** An entry that puts someone on call while away, with the first time it does. */
export interface LeaveConflict {
  readonly entryId: string;
  readonly leave: Leave;
  readonly first: Interval;
  readonly problem: Problem;
}

/**
 * Leave as instants in the schedule zone. One that is no pair of dates, or ends before it begins,
 * is nobody's absence and is left out.
 */
export function awayTimes(leave: readonly Leave[], zone: string): Away[] {
  const table = zoneTable(zone);
  return leave.flatMap((it) => {
    const away = awayTime(it, table);
    return away === null ? [] : [away];
  });
}

function awayTime(leave: Leave, table: ZoneTable): Away | null {
  const from = parseDate(leave.from);
  const to = parseDate(leave.to);
  if (from === null || to === null || to < from) return null;
  const start = instantOf(table, from * dayMs);
  return { memberId: leave.memberId, leave, start, end: instantOf(table, (to + 1) * dayMs) };
}

/** Whether a member is away at any time of an interval. */
export function isAway(away: readonly Away[], memberId: MemberId, during: Interval): boolean {
  return away.some((it) => isSame(it.memberId, memberId) && clip(it, during) !== null);
}

/**
 * Every entry whose time on call falls into its member's leave, once per leave, in the order of
 * the entries. A warning: the entry can be saved, and a cover be found later.
 */
export function leaveConflicts(
  entries: readonly Entry[],
  leave: readonly Leave[],
  interpretation: Interpretation,
): LeaveConflict[] {
  const byMember = new Map<string, Away[]>();
  for (const it of awayTimes(leave, interpretation.zone)) {
    const key = it.memberId.toLowerCase();
    byMember.set(key, [...(byMember.get(key) ?? []), it]);
  }
  return entries.flatMap((entry) => {
    const away = byMember.get(entry.memberId?.toLowerCase() ?? '') ?? [];
    if (away.length === 0) return [];
    const rule = compileRule(entry.rule, interpretation);
    return away.flatMap((it) => {
      const [first] = occurrences(rule, it);
      if (first === undefined) return [];
      return [{ entryId: entry.id, leave: it.leave, first, problem: duringLeave }];
    });
  });
}

/** Someone's time on call in one team while on leave. */
export interface LeaveClash {
  readonly leave: Leave;
  readonly teamId: TeamId | null;
  /** As the schedule writes the id. */
  readonly memberId: MemberId;
  /** Merged, within the leave. */
  readonly time: readonly Interval[];
}

/** Where people are on call while on leave, from an instant on; by leave, then team. */
export function leaveClashes(
  schedule: Schedule,
  leave: readonly Leave[],
  from: Instant,
): LeaveClash[] {
  const duties = new Map<string, Duty[]>();
  for (const duty of schedule.duties) {
    const key = duty.memberId.toLowerCase();
    duties.set(key, [...(duties.get(key) ?? []), duty]);
  }
  return awayTimes(leave, schedule.interpretation.zone).flatMap((away) => {
    const window = { start: Math.max(away.start, from), end: away.end };
    if (window.start >= window.end) return [];
    return (duties.get(away.memberId.toLowerCase()) ?? []).flatMap((duty) => {
      const time = runsOf(duty, window);
      const { teamId, memberId } = duty;
      return time.length === 0 ? [] : [{ leave: away.leave, teamId, memberId, time }];
    });
  });
}

/** Time on call while on leave that some entries have and others do not; by member, merged. */
export function newClashes(
  before: readonly Entry[],
  after: readonly Entry[],
  leave: readonly Leave[],
  interpretation: Interpretation,
): { readonly memberId: MemberId; readonly time: readonly Interval[] }[] {
  const concerned = new Set(leave.map((it) => it.memberId.toLowerCase()));
  const timesIn = (entries: readonly Entry[]): Map<string, Interval[]> => {
    const own = entries.filter((it) => concerned.has(it.memberId?.toLowerCase() ?? ''));
    const times = new Map<string, Interval[]>();
    for (const clash of leaveClashes(compileSchedule(own, interpretation), leave, firstInstant)) {
      const known = times.get(clash.leave.memberId.toLowerCase()) ?? [];
      times.set(clash.leave.memberId.toLowerCase(), merge([...known, ...clash.time]));
    }
    return times;
  };
  const old = timesIn(before);
  return [...timesIn(after)].flatMap(([key, times]) => {
    const time = subtract(times, old.get(key) ?? []);
    const memberId = leave.find((it) => it.memberId.toLowerCase() === key)?.memberId ?? key;
    return time.length === 0 ? [] : [{ memberId, time }];
  });
}

/** Leave with more of it: sorted by member and date, the same period once. */
export function withLeave(known: readonly Leave[], more: readonly Leave[]): Leave[] {
  const keyed = new Map<string, Leave>();
  for (const it of [...known, ...more])
    keyed.set(`${it.memberId.toLowerCase()} ${it.from} ${it.to}`, it);
  return [...keyed].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, it]) => it);
}

const duringLeave: Problem = {
  field: 'team_member_id',
  path: '/team_member_id',
  code: 'during_leave',
  severity: 'warning',
};

function isSame(a: MemberId, b: MemberId): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
