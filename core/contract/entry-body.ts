import {
  checkDates,
  checkFilter,
  checkMemberId,
  checkTimes,
  type EmptyList,
} from '../schedule/field-checks.ts';
import type { Interpretation, MemberId, Rule } from '../schedule/model.ts';
import { isNeverActive, neverActive } from '../schedule/never-active.ts';
import type { Problem } from '../schedule/problems.ts';
import { isoOf } from '../time/iso.ts';
import type { EntryBody } from './pinghome.ts';

/** How strictly a body is judged. */
export interface BodyChecks {
  readonly interpretation: Interpretation;
  /** Our own service knows only UUIDs; PingHome's ids are opaque. */
  readonly ids: 'uuid' | 'opaque';
  readonly emptyLists: EmptyList;
}

/** What a body says, as far as it could be understood, and every problem in it. */
export interface ReadBody {
  readonly memberId: MemberId;
  readonly rule: Rule;
  readonly problems: readonly Problem[];
}

const everyMonth = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
const everyWeekDay = [0, 1, 2, 3, 4, 5, 6];
const everyWeek = [1, 2, 3, 4, 5];
/** A month may have a sixth row, and a write can name it only as the last one. */
const everyRow = [-1, 1, 2, 3, 4, 5];

/**
 * Everything wrong with a draft in the words of the API body: each field judged on its own, then
 * together, as `readEntryBody` does for a draft: ids are opaque and an empty list is refused.
 */
export function checkEntryBody(body: unknown, interpretation: Interpretation): readonly Problem[] {
  const fields = isRecord(body) ? body : {};
  return readEntryBody(fields, { interpretation, ids: 'opaque', emptyLists: 'refused' }).problems;
}

/**
 * Reads the fields of a body and reports every problem, not only the first. A warning
 * (`never_active`) is looked for only where nothing else is wrong. Unknown fields are not looked at.
 */
export function readEntryBody(
  body: Readonly<Record<string, unknown>>,
  checks: BodyChecks,
): ReadBody {
  const member = checkMemberId(body['team_member_id'], checks.ids);
  const months = checkFilter('months_of_year', body['months_of_year'], checks.emptyLists);
  const weeks = checkFilter('weeks_of_month', body['weeks_of_month'], checks.emptyLists);
  const days = checkFilter('week_days', body['week_days'], checks.emptyLists);
  const times = checkTimes(body['start_time'], body['end_time']);
  const dates = checkDates(body['start_date'], body['end_date']);
  const errors = [member, months, weeks, days, times, dates].flatMap((part) => part.problems);
  const rule: Rule = {
    monthsOfYear: months.value,
    weeksOfMonth: weeks.value,
    weekDays: days.value,
    startTime: times.value.start,
    endTime: times.value.end,
    startDate: dates.value.start,
    endDate: dates.value.end,
  };
  const warn = errors.length === 0 && isNeverActive(rule, checks.interpretation);
  return { memberId: member.value, rule, problems: warn ? [neverActive(rule)] : errors };
}

/** Everything wrong with a rule; in it an empty list means "all" and is no problem. */
export function checkRule(
  memberId: MemberId,
  rule: Rule,
  interpretation: Interpretation,
): readonly Problem[] {
  return checkEntryBody(toEntryBody(memberId, rule, interpretation), interpretation);
}

/**
 * A rule as it is sent: every field, an empty filter as all its values, a missing time as the end
 * of the day it stands for, dates in UTC. Out-of-range values are kept, so that a check finds them.
 */
export function toEntryBody(
  memberId: MemberId,
  rule: Rule,
  interpretation: Interpretation,
): EntryBody {
  const weeks = interpretation.weekOfMonth === 'block' ? everyWeek : everyRow;
  return {
    team_member_id: memberId,
    start_date: rule.startDate === null ? null : isoOf(rule.startDate),
    end_date: rule.endDate === null ? null : isoOf(rule.endDate),
    months_of_year: rule.monthsOfYear.length === 0 ? everyMonth : rule.monthsOfYear,
    weeks_of_month: rule.weeksOfMonth.length === 0 ? weeks : rule.weeksOfMonth,
    week_days: rule.weekDays.length === 0 ? everyWeekDay : rule.weekDays,
    start_time: rule.startTime ?? '00:00:00',
    end_time: rule.endTime === null || rule.endTime === '24:00:00' ? '23:59:59' : rule.endTime,
  };
}

/** Whether two rules would be sent as the same fields: `[]` and all values are the same filter. */
export function isSentAlike(one: Rule, other: Rule, interpretation: Interpretation): boolean {
  const [a, b] = [one, other].map((rule) => JSON.stringify(toEntryBody('', rule, interpretation)));
  return a === b;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
