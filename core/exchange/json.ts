import { toEntryBody, readEntryBody } from '../contract/entry-body.ts';
import type { Interpretation, Rule } from '../schedule/model.ts';
import { isoOf, parseInstant } from '../time/iso.ts';
import { clockOfZone } from './ics/zones.ts';
import { canonicalJson, depthOf, objectJson } from './canonical-json.ts';
import {
  mostCharacters,
  mostEntries,
  type FileEntry,
  type FileRead,
  type RowProblem,
} from './rows.ts';

/** Everything a JSON export holds. */
export interface JsonFile {
  readonly interpretation: Interpretation;
  readonly entries: readonly FileEntry[];
  /** Fields of the file nobody here knows. */
  readonly extra: Readonly<Record<string, unknown>>;
}

const format = 'watchbill-entries/1';
const deepest = 32;
const fileFields = ['format', 'interpretation', 'entries'];
const ownFields = [
  'team_id',
  'team_member_id',
  'created_at',
  'start_date',
  'end_date',
  'months_of_year',
  'weeks_of_month',
  'week_days',
  'start_time',
  'end_time',
];
type Fields = Readonly<Record<string, unknown>>;

/**
 * Entries as JSON, in the words of the API, fields in one order, unknown ones after them by name.
 * What `readJson` makes of the text is written as the same bytes again.
 */
export function writeJson({ interpretation, entries, extra }: JsonFile): string {
  const reading = {
    zone: interpretation.zone,
    weekday_zero: interpretation.weekdayZero,
    week_of_month: interpretation.weekOfMonth,
  };
  const rows = entries.map((entry) => `    ${entryJson(entry)}`);
  const list = rows.length === 0 ? '[]' : `[\n${rows.join(',\n')}\n  ]`;
  const others = Object.keys(extra)
    .filter((name) => !fileFields.includes(name))
    .sort()
    .map((name) => `  ${JSON.stringify(name)}: ${canonicalJson(extra[name])}`);
  const members = [
    `  "format": ${JSON.stringify(format)}`,
    `  "interpretation": ${objectJson(reading, {})}`,
    `  "entries": ${list}`,
    ...others,
  ];
  return `{\n${members.join(',\n')}\n}\n`;
}

function entryJson({ teamId, memberId, createdAt, rule, extra }: FileEntry): string {
  const fields = {
    team_id: teamId,
    team_member_id: memberId,
    created_at: createdAt,
    start_date: rule.startDate === null ? null : isoOf(rule.startDate),
    end_date: rule.endDate === null ? null : isoOf(rule.endDate),
    months_of_year: rule.monthsOfYear,
    weeks_of_month: rule.weeksOfMonth,
    week_days: rule.weekDays,
    start_time: rule.startTime,
    end_time: rule.endTime,
  };
  return objectJson(fields, extra);
}

/**
 * Reads a JSON export. Rules that could not be written to PingHome are kept and reported; rows
 * that are no entry at all are left out and reported.
 */
export function readJson(text: string): FileRead<JsonFile> {
  if (text.length > mostCharacters) return { kind: 'refused', reason: 'too_large' };
  if (depthOf(text) > deepest) return { kind: 'refused', reason: 'too_deep' };
  const file = parse(text);
  if (file === null) return { kind: 'refused', reason: 'unreadable' };
  const interpretation = readInterpretation(file['interpretation']);
  const rows = file['entries'];
  if (file['format'] !== format || interpretation === null || !Array.isArray(rows))
    return { kind: 'refused', reason: 'unknown_format' };
  if (rows.length > mostEntries) return { kind: 'refused', reason: 'too_long' };
  const entries: FileEntry[] = [];
  const problems: RowProblem[] = [];
  rows.forEach((row: unknown, n) => {
    const { entry, found } = readEntry(isFields(row) ? row : {}, interpretation);
    if (entry !== null) entries.push(entry);
    for (const problem of found) problems.push({ row: n + 1, problem });
  });
  const extra = without(file, fileFields);
  return { kind: 'read', value: { interpretation, entries, extra }, problems };
}

function parse(text: string): Fields | null {
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    return isFields(value) ? value : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function readInterpretation(raw: unknown): Interpretation | null {
  if (!isFields(raw) || typeof raw['zone'] !== 'string') return null;
  const weekdayZero = (['sunday', 'monday'] as const).find((it) => it === raw['weekday_zero']);
  const weekOfMonth = (['block', 'row-monday', 'row-sunday'] as const).find(
    (it) => it === raw['week_of_month'],
  );
  if (weekdayZero === undefined || weekOfMonth === undefined) return null;
  return raw['zone'].length <= 64 && clockOfZone(raw['zone']) !== null
    ? { zone: raw['zone'], weekdayZero, weekOfMonth }
    : null;
}

function readEntry(
  row: Fields,
  interpretation: Interpretation,
): { readonly entry: FileEntry | null; readonly found: readonly RowProblem['problem'][] } {
  const strict = readEntryBody(row, { interpretation, ids: 'opaque', emptyLists: 'means-all' });
  const rule = readRule(row);
  const ids = [row['team_id'], row['team_member_id'], row['created_at']].map(textOrNull);
  const [teamId, memberId, createdAt] = ids;
  if (rule === null || teamId === undefined || memberId === undefined || createdAt === undefined)
    return { entry: null, found: strict.problems };
  const { problems } = readEntryBody(asWritten(memberId, rule, interpretation), {
    interpretation,
    ids: 'opaque',
    emptyLists: 'means-all',
  });
  const entry = { teamId, memberId, createdAt, rule, extra: without(row, ownFields) };
  return { entry, found: problems };
}

function asWritten(memberId: string | null, rule: Rule, interpretation: Interpretation): Fields {
  return { ...toEntryBody(memberId ?? '', rule, interpretation) };
}

/** The rule of a row, values out of range kept; null where a field is not even of its kind. */
function readRule(row: Fields): Rule | null {
  const [monthsOfYear, weeksOfMonth, weekDays] = [
    row['months_of_year'],
    row['weeks_of_month'],
    row['week_days'],
  ].map(setOrNull);
  const [startTime, endTime] = [row['start_time'], row['end_time']].map(timeOrNull);
  const [startDate, endDate] = [row['start_date'], row['end_date']].map(dateOrNull);
  if (!monthsOfYear || !weeksOfMonth || !weekDays) return null;
  if (startTime === undefined || endTime === undefined) return null;
  if (startDate === undefined || endDate === undefined) return null;
  return { monthsOfYear, weeksOfMonth, weekDays, startTime, endTime, startDate, endDate };
}

function setOrNull(raw: unknown): number[] | null {
  if (raw === undefined || raw === null) return [];
  if (!Array.isArray(raw) || raw.length > 12) return null;
  const values = raw.filter((it): it is number => Number.isSafeInteger(it));
  // A sum with 0 makes one zero of two.
  return values.length === raw.length
    ? [...new Set(values.map((it) => it + 0))].sort((a, b) => a - b)
    : null;
}

function textOrNull(raw: unknown): string | null | undefined {
  return raw === undefined || raw === null ? null : typeof raw === 'string' ? raw : undefined;
}

function timeOrNull(raw: unknown): string | null | undefined {
  const text = textOrNull(raw);
  return typeof text === 'string' && !/^\d\d:\d\d:\d\d$/.test(text) ? undefined : text;
}

function dateOrNull(raw: unknown): number | null | undefined {
  const text = textOrNull(raw);
  return typeof text === 'string' ? (parseInstant(text) ?? undefined) : text;
}

function without(fields: Fields, names: readonly string[]): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)));
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
