import type { Entry, ReadingNote, Rule } from '../../core/schedule/model.ts';
import { readDate, readWallTime } from './dates.ts';
import { duplicateMark, isObject, type JsonObject } from './json.ts';

type Field =
  | 'member'
  | 'team'
  | 'createdAt'
  | 'startDate'
  | 'endDate'
  | 'months'
  | 'weeks'
  | 'days'
  | 'startTime'
  | 'endTime'
  | 'timeRange'
  | 'etag';

/** Every name a field may have, the likelier first; camel case is added below. */
const names: Readonly<Record<Field, readonly string[]>> = {
  member: ['team_member_id', 'customer_id', 'member_id'],
  team: ['team_id', 'team'],
  createdAt: ['created_at'],
  startDate: ['start_date'],
  endDate: ['end_date'],
  months: ['months_of_year'],
  weeks: ['weeks_of_month'],
  days: ['week_days'],
  startTime: ['start_time'],
  endTime: ['end_time'],
  timeRange: ['time_range'],
  etag: ['etag'],
};

const camel = (name: string) => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
const spellings = (field: Field) => names[field].flatMap((name) => [name, camel(name)]);
const known = new Set(Object.keys(names).flatMap((field) => spellings(field as Field)));
const ruleNames = (
  ['startDate', 'endDate', 'months', 'weeks', 'days', 'startTime', 'endTime', 'timeRange'] as const
).flatMap(spellings);
const aliases: ReadonlyMap<Field, readonly string[]> = new Map(
  (Object.keys(names) as Field[]).map((field) => [field, [...new Set(spellings(field))]]),
);
const aliasesOf = (field: Field) => aliases.get(field) ?? [];

/** Whether an object speaks of when someone is on call. */
export function hasRuleFields(row: JsonObject): boolean {
  return ruleNames.some((name) => Object.hasOwn(row, name));
}

export function hasKeyFields(row: JsonObject): boolean {
  return [...aliasesOf('member'), ...aliasesOf('createdAt')].some((name) =>
    Object.hasOwn(row, name),
  );
}

/** A value that is not plainly understood: the whole entry is skipped and counted. */
const strange = Symbol('not understood');
type Read<T> = T | typeof strange;

/**
 * One row of a reply, or null when any part of it is not plainly understood. What depends on
 * other rows, teams or the interpretation is settled later, in `assemble`.
 */
export function readEntry(value: unknown, groupTeam: string | null): Entry | null {
  if (!isObject(value) || !hasRuleFields(value)) return null;
  const notes: ReadingNote[] = Object.hasOwn(value, duplicateMark) ? ['duplicate-json-key'] : [];
  const memberId = readId(valueOf(value, 'member'));
  const teamId = readTeam(valueOf(value, 'team'));
  const createdAt = readId(valueOf(value, 'createdAt'));
  const etag = readId(valueOf(value, 'etag'));
  const rule = readRule(value, notes);
  if (memberId === strange || teamId === strange || createdAt === strange) return null;
  if (rule === null) return null;
  return {
    id: '',
    teamId: teamId ?? groupTeam,
    memberId,
    createdAt,
    rule,
    readOnly: null,
    notes,
    extra: extraOf(value),
    etag: etag === strange ? null : etag,
  };
}

function readRule(row: JsonObject, notes: ReadingNote[]): Rule | null {
  const range = readRange(valueOf(row, 'timeRange'));
  if (range === strange) return null;
  const startTime = readTime(valueOf(row, 'startTime') ?? range.start, 'start');
  const endTime = readTime(valueOf(row, 'endTime') ?? range.end, 'end');
  const monthsOfYear = readNumbers(valueOf(row, 'months'));
  const weeksOfMonth = readNumbers(valueOf(row, 'weeks'));
  const weekDays = readNumbers(valueOf(row, 'days'));
  const startDate = readInstant(valueOf(row, 'startDate'), 'start', notes);
  const endDate = readInstant(valueOf(row, 'endDate'), 'end', notes);
  if (startTime === strange || endTime === strange) return null;
  if (monthsOfYear === strange || weeksOfMonth === strange || weekDays === strange) return null;
  if (startDate === strange || endDate === strange) return null;
  return { monthsOfYear, weeksOfMonth, weekDays, startTime, endTime, startDate, endDate };
}

/** The first of a field's names that holds something. */
function valueOf(row: JsonObject, field: Field): unknown {
  for (const name of aliasesOf(field)) {
    const value = row[name];
    if (value !== undefined && value !== null) return value;
  }
  return null;
}

/** Ids and `created_at` are opaque texts; numbers are not understood. */
function readId(value: unknown): Read<string | null> {
  if (value === null || value === '') return null;
  return typeof value === 'string' ? value : strange;
}

/** A team by its id, or as an object that holds it. */
export function readTeam(value: unknown): Read<string | null> {
  if (isObject(value)) return readId(value['id'] ?? value['team_id'] ?? value['teamId'] ?? null);
  return readId(value);
}

/** The team a group of rows belongs to, or null. */
export function teamOfGroup(group: JsonObject): string | null {
  const team = readTeam(valueOf(group, 'team'));
  return team === strange ? null : team;
}

export function memberOf(row: unknown): string | null {
  if (!isObject(row)) return null;
  const member = readId(valueOf(row, 'member'));
  return member === strange ? null : member;
}

function readRange(value: unknown): Read<{ start: unknown; end: unknown }> {
  if (value === null) return { start: null, end: null };
  if (!isObject(value)) return strange;
  return {
    start: value['start'] ?? value['start_time'] ?? value['startTime'] ?? null,
    end: value['end'] ?? value['end_time'] ?? value['endTime'] ?? null,
  };
}

function readTime(value: unknown, role: 'start' | 'end'): Read<string | null> {
  if (value === null) return null;
  if (typeof value !== 'string') return strange;
  return readWallTime(value, role) ?? strange;
}

function readInstant(
  value: unknown,
  role: 'start' | 'end',
  notes: ReadingNote[],
): Read<number | null> {
  if (value === null) return null;
  const date = typeof value === 'string' ? readDate(value, role) : null;
  if (date === null) return strange;
  if (date.note !== null && !notes.includes(date.note)) notes.push(date.note);
  return date.at;
}

const none: readonly number[] = [];

/** Sorted and without repeats; values out of range stay, for they never match. */
function readNumbers(value: unknown): Read<readonly number[]> {
  if (value === null) return none;
  if (!Array.isArray(value)) return strange;
  const numbers: number[] = [];
  for (const item of value as unknown[]) {
    const number = typeof item === 'string' && /^[+-]?\d+$/.test(item) ? Number(item) : item;
    if (typeof number !== 'number' || !Number.isSafeInteger(number)) return strange;
    if (!numbers.includes(number)) numbers.push(number === 0 ? 0 : number);
    if (numbers.length > 1_000) return strange;
  }
  return numbers.sort((a, b) => a - b);
}

const nothing: JsonObject = Object.freeze({});

function extraOf(row: JsonObject): JsonObject {
  const unknown = Object.entries(row).filter(
    ([name]) => !known.has(name) && name !== duplicateMark,
  );
  return unknown.length === 0 ? nothing : Object.fromEntries(unknown);
}
