import { parseDate } from '../time/civil.ts';
import type { Interval } from '../time/instant.ts';
import { dayMs } from '../time/instant.ts';
import { clip } from '../time/interval.ts';
import type { ZoneTable } from '../time/zone.ts';
import { instantOf, zoneTable } from '../time/zone.ts';
import type { Entry, Interpretation, Leave, MemberId } from './model.ts';
import type { Problem } from './problems.ts';
import { compileRule, occurrences } from './recurrence.ts';

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
