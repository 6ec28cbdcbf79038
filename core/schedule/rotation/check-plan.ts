import { parseDate } from '../../time/civil.ts';
import { zoneTable } from '../../time/zone.ts';
import type { Interpretation, MemberId } from '../model.ts';
import type { DailyHours, PlanProblem, RotationPlan, TurnLength } from './plan.ts';

const longestDays = 3_660;
const mostGroups = 24;
const mostMembers = 1_000;
const mostDates = 10_000;
const wallTime = /^(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d$/;

/** Everything wrong with a plan, before any of it is computed. */
export function checkPlan(plan: RotationPlan, interpretation: Interpretation): PlanProblem[] {
  const problems: PlanProblem[] = [...checkWatch(plan), ...checkDates(plan)];
  if (!isKnownZone(interpretation.zone)) problems.push({ kind: 'unknown-zone', group: null });
  if (!isTurn(plan.turn)) problems.push({ kind: 'invalid-turn' });
  if (!isWallTime(plan.handoffTime))
    problems.push({ kind: 'invalid-time', field: 'handoffTime', group: null });
  return problems;
}

function checkWatch({ watch }: RotationPlan): PlanProblem[] {
  switch (watch.kind) {
    case 'always':
      return checkMembers(watch.members, null);
    case 'daily':
      return [...checkMembers(watch.members, null), ...checkHours(watch, null)];
    case 'follow-the-sun': {
      const { groups } = watch;
      if (groups.length === 0) return [{ kind: 'no-groups' }];
      if (groups.length > mostGroups) return [{ kind: 'too-long' }];
      return groups.flatMap((group, n) => [
        ...checkMembers(group.members, n),
        ...checkHours(group, n),
        ...(isKnownZone(group.zone) ? [] : [{ kind: 'unknown-zone', group: n } as const]),
      ]);
    }
  }
}

function checkMembers(members: readonly MemberId[], group: number | null): PlanProblem[] {
  if (members.length > mostMembers) return [{ kind: 'too-long' }];
  const usable = members.length > 0 && members.every((id) => id !== '');
  return usable ? [] : [{ kind: 'no-members', group }];
}

function checkHours(hours: DailyHours, group: number | null): PlanProblem[] {
  const problems: PlanProblem[] = [];
  const known = (day: number): boolean => Number.isInteger(day) && day >= 0 && day <= 6;
  if (hours.weekDays.length === 0 || !hours.weekDays.every(known))
    problems.push({ kind: 'no-days', group });
  for (const field of ['startTime', 'endTime'] as const)
    if (!isWallTime(hours[field])) problems.push({ kind: 'invalid-time', field, group });
  return problems;
}

function checkDates(plan: RotationPlan): PlanProblem[] {
  const problems: PlanProblem[] = [];
  const from = parseDate(plan.from);
  const to = parseDate(plan.to);
  if (from === null) problems.push({ kind: 'invalid-date', field: 'from' });
  if (to === null) problems.push({ kind: 'invalid-date', field: 'to' });
  if (from !== null && to !== null) {
    if (to < from) problems.push({ kind: 'before-start' });
    if (to - from >= longestDays) problems.push({ kind: 'too-long' });
  }
  if (plan.holidays.length > mostDates || plan.leave.length > mostDates)
    return [...problems, { kind: 'too-long' }];
  if (plan.holidays.some((date) => parseDate(date) === null))
    problems.push({ kind: 'invalid-date', field: 'holidays' });
  if (plan.leave.some((it) => parseDate(it.from) === null || parseDate(it.to) === null))
    problems.push({ kind: 'invalid-date', field: 'leave' });
  return problems;
}

function isTurn(turn: TurnLength): boolean {
  const within = (value: number, least: number, most: number): boolean =>
    Number.isInteger(value) && value >= least && value <= most;
  switch (turn.kind) {
    case 'days':
      return within(turn.days, 1, 366);
    case 'weeks':
      return within(turn.weeks, 1, 52) && within(turn.weekDay, 0, 6);
    case 'months':
      return within(turn.months, 1, 12) && within(turn.monthDay, 1, 28);
  }
}

function isWallTime(text: string): boolean {
  return wallTime.test(text);
}

function isKnownZone(zone: string): boolean {
  try {
    zoneTable(zone);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
