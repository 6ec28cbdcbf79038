import { parseInstant } from '../time/iso.ts';
import type { Instant } from '../time/instant.ts';
import type { WallTime } from './model.ts';
import type { EntryField, Problem, ProblemCode } from './problems.ts';
import { effectiveEnd } from './recurrence.ts';

/** What was understood of one field, and everything wrong with it. */
export interface Checked<T> {
  readonly value: T;
  readonly problems: readonly Problem[];
}

export type FilterField = 'months_of_year' | 'weeks_of_month' | 'week_days';

interface FilterRange {
  readonly most: number;
  readonly allows: (value: number) => boolean;
}

const filterRanges: Readonly<Record<FilterField, FilterRange>> = {
  months_of_year: { most: 12, allows: (value) => value >= 1 && value <= 12 },
  weeks_of_month: { most: 10, allows: (value) => value >= -5 && value <= 5 && value !== 0 },
  week_days: { most: 7, allows: (value) => value >= 0 && value <= 6 },
};

/** Whether an empty list means "all" (the API's words) or is a choice not yet made (a draft). */
export type EmptyList = 'means-all' | 'refused';

const wallTime = /^(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d$/;
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether a text has the plain 36-character form of a UUID, in either case. */
export function isUuid(text: string): boolean {
  return uuid.test(text);
}

/** An error at a field, or at one element of its list. */
export function errorAt(field: EntryField, code: ProblemCode, index?: number): Problem {
  const path = index === undefined ? `/${field}` : `/${field}/${String(index)}`;
  return { field, path, code, severity: 'error' };
}

/** A set of numbers; the value is sorted and without repeats. Absent and null mean "all". */
export function checkFilter(
  field: FilterField,
  raw: unknown,
  emptyList: EmptyList,
): Checked<readonly number[]> {
  if (raw === undefined || raw === null) return { value: [], problems: [] };
  if (!Array.isArray(raw)) return { value: [], problems: [errorAt(field, 'not_array')] };
  const { most, allows } = filterRanges[field];
  if (raw.length > most) return { value: [], problems: [errorAt(field, 'too_long')] };
  if (raw.length === 0 && emptyList === 'refused')
    return { value: [], problems: [errorAt(field, 'empty_list')] };
  const problems: Problem[] = [];
  const seen = new Set<number>();
  // A hole in the list is a value missing, not a place to skip.
  for (const [index, value] of (raw as readonly unknown[]).entries())
    if (!isInteger(value)) problems.push(errorAt(field, 'not_integer', index));
    else if (!allows(value)) problems.push(errorAt(field, 'out_of_range', index));
    else if (seen.has(value)) problems.push(errorAt(field, 'duplicate', index));
    else seen.add(value);
  return { value: [...seen].sort((a, b) => a - b), problems };
}

/** A member id: a text that is not empty, or only UUIDs where ids are ours. */
export function checkMemberId(raw: unknown, ids: 'uuid' | 'opaque'): Checked<string> {
  const field = 'team_member_id';
  if (raw === undefined || raw === null || raw === '')
    return { value: '', problems: [errorAt(field, 'required')] };
  if (typeof raw !== 'string')
    return {
      value: '',
      problems: [errorAt(field, ids === 'uuid' ? 'invalid_uuid' : 'not_string')],
    };
  if (ids === 'uuid' && !isUuid(raw))
    return { value: '', problems: [errorAt(field, 'invalid_uuid')] };
  return { value: raw, problems: [] };
}

/** Both times, `00:00:00` to `23:59:59`, or neither. */
export function checkTimes(
  rawStart: unknown,
  rawEnd: unknown,
): Checked<{ readonly start: WallTime | null; readonly end: WallTime | null }> {
  const start = checkTime('start_time', rawStart);
  const end = checkTime('end_time', rawEnd);
  const problems = [...start.problems, ...end.problems];
  if (isMissing(rawStart) && !isMissing(rawEnd))
    problems.push(errorAt('start_time', 'required_together'));
  if (!isMissing(rawStart) && isMissing(rawEnd))
    problems.push(errorAt('end_time', 'required_together'));
  return { value: { start: start.value, end: end.value }, problems };
}

/** Both ends of the date range, each optional, the effective end after the start. */
export function checkDates(
  rawStart: unknown,
  rawEnd: unknown,
): Checked<{ readonly start: Instant | null; readonly end: Instant | null }> {
  const start = checkDate('start_date', rawStart);
  const end = checkDate('end_date', rawEnd);
  const problems = [...start.problems, ...end.problems];
  if (start.value !== null && end.value !== null && effectiveEnd(end.value) <= start.value)
    problems.push(errorAt('end_date', 'before_start'));
  return { value: { start: start.value, end: end.value }, problems };
}

function checkTime(field: 'start_time' | 'end_time', raw: unknown): Checked<WallTime | null> {
  if (isMissing(raw)) return { value: null, problems: [] };
  if (typeof raw !== 'string') return { value: null, problems: [errorAt(field, 'not_string')] };
  if (!wallTime.test(raw)) return { value: null, problems: [errorAt(field, 'invalid_time')] };
  return { value: raw, problems: [] };
}

function checkDate(field: 'start_date' | 'end_date', raw: unknown): Checked<Instant | null> {
  if (isMissing(raw)) return { value: null, problems: [] };
  if (typeof raw !== 'string') return { value: null, problems: [errorAt(field, 'not_string')] };
  const value = parseInstant(raw);
  return { value, problems: value === null ? [errorAt(field, 'invalid_datetime')] : [] };
}

function isMissing(raw: unknown): raw is null | undefined {
  return raw === undefined || raw === null;
}

function isInteger(value: unknown): value is number {
  return Number.isInteger(value);
}
