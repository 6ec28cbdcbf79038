import type { Entry, ReadingNote, Rule } from '../../core/schedule/model.ts';
import { readDate, readWallTime } from './dates.ts';
import { duplicateMark, isObject, type JsonObject } from './json.ts';
import { madeOnce } from './usual.ts';

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
const fields = Object.keys(names) as readonly Field[];

/** Each spelling with its field, and how likely it is: of two that hold something the likelier wins. */
const spellings: ReadonlyMap<string, { readonly field: Field; readonly rank: number }> = new Map(
  fields.flatMap((field) =>
    [...new Set(names[field].flatMap((name) => [name, camel(name)]))].map(
      (name, rank) => [name, { field, rank }] as const,
    ),
  ),
);
const spellingsOf = (...wanted: readonly Field[]) =>
  [...spellings].filter(([, { field }]) => wanted.includes(field)).map(([name]) => name);
const ruleNames = spellingsOf(
  'startDate',
  'endDate',
  'months',
  'weeks',
  'days',
  'startTime',
  'endTime',
  'timeRange',
);
const keyNames = spellingsOf('member', 'createdAt');
const memberNames = spellingsOf('member');
const teamNames = spellingsOf('team');

/** Whether an object speaks of when someone is on call. */
export function hasRuleFields(row: JsonObject): boolean {
  return ruleNames.some((name) => Object.hasOwn(row, name));
}

export function hasKeyFields(row: JsonObject): boolean {
  return keyNames.some((name) => Object.hasOwn(row, name));
}

type Values = Partial<Record<Field, unknown>>;

/** The values of the fields we know, in one pass over a row, and the rest. */
function pick(row: JsonObject): { readonly values: Values; readonly extra: JsonObject } {
  const values: Values = {};
  // Only of less likely spellings: nearly every row has none.
  let ranks: Partial<Record<Field, number>> | null = null;
  let extra: Record<string, unknown> | null = null;
  for (const name in row) {
    const value = row[name];
    const known = spellings.get(name);
    if (known === undefined) {
      if (name !== duplicateMark) define((extra ??= {}), name, value);
      continue;
    }
    const { field, rank } = known;
    const held = values[field] === undefined ? Infinity : (ranks?.[field] ?? 0);
    if (value === null || rank >= held) continue;
    values[field] = value;
    if (rank > 0 || ranks !== null) (ranks ??= {})[field] = rank;
  }
  return { values, extra: extra ?? nothing };
}

/** Sets a property of its own, also one that is called `__proto__`. */
function define(object: Record<string, unknown>, name: string, value: unknown): void {
  if (name !== '__proto__') object[name] = value;
  else
    Object.defineProperty(object, name, {
      value,
      enumerable: true,
      configurable: true,
      writable: true,
    });
}

const nothing: JsonObject = Object.freeze({});

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
  const { values, extra } = pick(value);
  const memberId = ofFew(readId(values.member ?? null));
  const teamId = ofFew(readTeam(values.team ?? null));
  const createdAt = readId(values.createdAt ?? null);
  const etag = readId(values.etag ?? null);
  const rule = readRule(values, notes);
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
    extra,
    etag: etag === strange ? null : etag,
  };
}

function readRule(values: Values, notes: ReadingNote[]): Rule | null {
  const range = readRange(values.timeRange ?? null);
  if (range === strange) return null;
  const startTime = readTime(values.startTime ?? range.start, 'start');
  const endTime = readTime(values.endTime ?? range.end, 'end');
  const monthsOfYear = readNumbers(values.months ?? null);
  const weeksOfMonth = readNumbers(values.weeks ?? null);
  const weekDays = readNumbers(values.days ?? null);
  const startDate = readInstant(values.startDate ?? null, 'start', notes);
  const endDate = readInstant(values.endDate ?? null, 'end', notes);
  if (startTime === strange || endTime === strange) return null;
  if (monthsOfYear === strange || weeksOfMonth === strange || weekDays === strange) return null;
  if (startDate === strange || endDate === strange) return null;
  return { monthsOfYear, weeksOfMonth, weekDays, startTime, endTime, startDate, endDate };
}

/** The first of some names that holds something. */
function firstOf(row: JsonObject, wanted: readonly string[]): unknown {
  for (const name of wanted) {
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

/** One copy of an id, where many entries have few. */
const oneCopy = madeOnce(5_000, (id: string) => id);
const ofFew = <T>(id: T) => (typeof id === 'string' ? oneCopy(id) : id);

/** A team by its id, or as an object that holds it. */
export function readTeam(value: unknown): Read<string | null> {
  if (isObject(value)) return readId(value['id'] ?? value['team_id'] ?? value['teamId'] ?? null);
  return readId(value);
}

/** The team a group of rows belongs to, or null. */
export function teamOfGroup(group: JsonObject): string | null {
  const team = readTeam(firstOf(group, teamNames));
  return team === strange ? null : team;
}

export function memberOf(row: unknown): string | null {
  if (!isObject(row)) return null;
  const member = readId(firstOf(row, memberNames));
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
  const bits = bitsOf(value);
  if (bits !== null) return listOfBits(bits);
  const numbers: number[] = [];
  for (const item of value as unknown[]) {
    const number = typeof item === 'string' && /^[+-]?\d+$/.test(item) ? Number(item) : item;
    if (typeof number !== 'number' || !Number.isSafeInteger(number)) return strange;
    if (!numbers.includes(number)) numbers.push(number === 0 ? 0 : number);
    if (numbers.length > 1_000) return strange;
  }
  return numbers.sort((a, b) => a - b);
}

// More than all months, weeks and week days anyone writes, in as many bits as a small integer has.
const least = -8;
const bitCount = 31;

/** A bit for each number of a list; null where they are not all whole and small, as nearly always. */
function bitsOf(list: readonly unknown[]): number | null {
  let bits = 0;
  for (const value of list) {
    if (typeof value !== 'number' || (value | 0) !== value) return null;
    if (value < least || value >= least + bitCount) return null;
    bits |= 1 << (value - least);
  }
  return bits;
}

// Shared by all entries that say the same.
const listOfBits = madeOnce(1_000, (bits: number): readonly number[] =>
  Object.freeze(
    Array.from({ length: bitCount }, (_, bit) => bit + least).filter(
      (value) => ((bits >> (value - least)) & 1) === 1,
    ),
  ),
);
