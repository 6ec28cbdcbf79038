import { parseInstant } from '../../core/time/iso.ts';
import type { Instant, Interval } from '../../core/time/instant.ts';
import type { Entry, Interpretation } from '../../core/schedule/model.ts';
import { defaultInterpretation } from '../../core/schedule/model.ts';

/** A schedule with a question and the answer four independent engines agreed on. */
export interface VectorCase {
  readonly name: string;
  readonly interpretation: Interpretation;
  readonly entries: readonly Entry[];
  readonly window: Interval;
  readonly expect: {
    readonly shifts: readonly (Interval & { readonly member: string })[];
    readonly gaps: readonly Interval[];
    readonly overlaps: readonly (Interval & { readonly members: readonly string[] })[];
    readonly onCallAt: readonly { readonly at: Instant; readonly members: readonly string[] }[];
  };
}

/** The file is no vector file: the message says in what way. */
export class NotVectors extends Error {}

/** One case of a file: understood, or why not. */
export type ReadCase = { readonly name: string } & (
  { readonly case: VectorCase } | { readonly problem: string }
);

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Reads a file of the format `oncall-vectors/1`. Throws NotVectors for anything else. */
export function readVectors(text: string): ReadCase[] {
  let file: unknown;
  try {
    // Some editors begin a file with a mark of its encoding.
    file = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new NotVectors(
      `it is not JSON (${error instanceof Error ? error.message : 'unreadable'})`,
    );
  }
  if (!isObject(file)) throw new NotVectors('it is not a JSON object');
  if (file['format'] !== 'oncall-vectors/1')
    throw new NotVectors(
      `its format is ${JSON.stringify(file['format']) ?? 'not given'}, not "oncall-vectors/1"`,
    );
  const { cases } = file;
  if (!Array.isArray(cases)) throw new NotVectors('it has no list of cases');
  return cases.map((it: unknown, index): ReadCase => {
    const name = isObject(it) && typeof it['name'] === 'string' ? it['name'] : `case ${index + 1}`;
    try {
      return { name, case: readCase(object(it, 'the case'), name) };
    } catch (error) {
      if (!(error instanceof NotVectors)) throw error;
      return { name, problem: `cannot be read: ${error.message}` };
    }
  });
}

function readCase(it: Json, name: string): VectorCase {
  const expect = object(it['expect'], 'expect');
  return {
    name,
    interpretation: readInterpretation(it),
    entries: list(it['schedules'], 'schedules').map((row, index) => readEntry(row, index)),
    window: { start: instant(it['from'], 'from'), end: instant(it['to'], 'to') },
    expect: {
      shifts: list(expect['shifts'], 'shifts').map((row) => ({
        ...interval(row),
        member: string(row['member'], 'member'),
      })),
      gaps: list(expect['gaps'], 'gaps').map(interval),
      overlaps: list(expect['overlaps'], 'overlaps').map((row) => ({
        ...interval(row),
        members: strings(row['members']),
      })),
      onCallAt: list(expect['onCallAt'], 'onCallAt').map((row) => ({
        at: instant(row['at'], 'at'),
        members: strings(row['members']),
      })),
    },
  };
}

function readInterpretation(it: Json): Interpretation {
  const given =
    it['interpretation'] === undefined ? {} : object(it['interpretation'], 'interpretation');
  const { weekdayZero = 'sunday', weekOfMonth = 'block' } = given;
  const { zone = null } = it;
  if (zone !== null && typeof zone !== 'string') throw new NotVectors('zone is not a text');
  if (weekdayZero !== 'sunday' && weekdayZero !== 'monday')
    throw new NotVectors('weekdayZero is neither sunday nor monday');
  if (weekOfMonth !== 'block' && weekOfMonth !== 'row-monday' && weekOfMonth !== 'row-sunday')
    throw new NotVectors('weekOfMonth is not block, row-monday or row-sunday');
  return { zone: zone ?? defaultInterpretation.zone, weekdayZero, weekOfMonth };
}

function readEntry(row: Json, index: number): Entry {
  const memberId = string(row['team_member_id'], 'team_member_id');
  const date = (field: string): Instant | null =>
    row[field] === undefined || row[field] === null ? null : instant(row[field], field);
  const time = (field: string): string | null =>
    row[field] === undefined || row[field] === null ? null : string(row[field], field);
  return {
    id: `${memberId}/${index}`,
    teamId: null,
    memberId,
    createdAt: null,
    rule: {
      monthsOfYear: numbers(row['months_of_year']),
      weeksOfMonth: numbers(row['weeks_of_month']),
      weekDays: numbers(row['week_days']),
      startTime: time('start_time'),
      endTime: time('end_time'),
      startDate: date('start_date'),
      endDate: date('end_date'),
    },
    readOnly: null,
    notes: [],
    extra: {},
    etag: null,
  };
}

function object(value: unknown, what: string): Json {
  if (!isObject(value)) throw new NotVectors(`${what} is not an object`);
  return value;
}

function list(value: unknown, what: string): Json[] {
  if (!Array.isArray(value)) throw new NotVectors(`${what} is not a list`);
  return value.map((it: unknown) => object(it, `an item of ${what}`));
}

function string(value: unknown, what: string): string {
  if (typeof value !== 'string') throw new NotVectors(`${what} is not a text`);
  return value;
}

function strings(value: unknown): string[] {
  if (!Array.isArray(value)) throw new NotVectors('members is not a list');
  return value.map((it: unknown) => string(it, 'a member'));
}

/** Filters are sets; absent, null and empty are the same. */
function numbers(value: unknown): number[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw new NotVectors('a filter is not a list');
  const found = value.map((it: unknown) => {
    if (typeof it !== 'number') throw new NotVectors('a filter holds something that is no number');
    return it;
  });
  return [...new Set(found)].sort((a, b) => a - b);
}

function instant(value: unknown, what: string): Instant {
  const parsed = parseInstant(string(value, what));
  if (parsed === null) throw new NotVectors(`${what} is not a date-time with offset`);
  return parsed;
}

const interval = (row: Json): Interval => ({
  start: instant(row['start'], 'start'),
  end: instant(row['end'], 'end'),
});
