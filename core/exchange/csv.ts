import Papa from 'papaparse';
import { readEntryBody } from '../contract/entry-body.ts';
import type { Interpretation, Rule } from '../schedule/model.ts';
import { isoOf } from '../time/iso.ts';
import {
  mostCharacters,
  mostEntries,
  type FileEntry,
  type FileRead,
  type RowProblem,
} from './rows.ts';

const columns = [
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
] as const;
type Column = (typeof columns)[number];
type Row = Readonly<Record<string, string>>;

/** Names to show beside the ids; they are not read again. */
export interface CsvNames {
  readonly memberName: (id: string) => string;
  readonly teamName: (id: string) => string;
}

/**
 * Entries as CSV with a heading, CRLF lines, sets separated by blanks, empty for "all" and "none".
 * No cell begins like a formula: such text gets an apostrophe, which reading takes off again.
 */
export function writeCsv(entries: readonly FileEntry[], names?: CsvNames): string {
  const fields = names === undefined ? [...columns] : [...columns, 'member', 'team'];
  const rows = entries.map((entry) => [
    ...cellsOf(entry),
    ...(names === undefined ? [] : namesOf(entry, names)),
  ]);
  return tableCsv(fields, rows);
}

/** Any table as CSV with a heading, under the same rules as `writeCsv`. */
export function tableCsv(fields: readonly string[], rows: readonly (readonly string[])[]): string {
  const data = rows.map((row) => row.map(guarded));
  const text = Papa.unparse(
    { fields: [...fields], data },
    { newline: '\r\n', escapeFormulae: false },
  );
  return text.endsWith('\r\n') ? text : `${text}\r\n`;
}

function cellsOf({ teamId, memberId, createdAt, rule }: FileEntry): string[] {
  const cells: Readonly<Record<Column, string>> = {
    team_id: teamId ?? '',
    team_member_id: memberId ?? '',
    created_at: createdAt ?? '',
    start_date: rule.startDate === null ? '' : isoOf(rule.startDate),
    end_date: rule.endDate === null ? '' : isoOf(rule.endDate),
    months_of_year: rule.monthsOfYear.join(' '),
    weeks_of_month: rule.weeksOfMonth.join(' '),
    week_days: rule.weekDays.join(' '),
    ...timesOf(rule),
  };
  return columns.map((column) => cells[column]);
}

/** Both times or neither, as a write needs them. */
function timesOf({ startTime, endTime }: Rule): { start_time: string; end_time: string } {
  if (startTime === null && endTime === null) return { start_time: '', end_time: '' };
  const ends = endTime === null || endTime === '24:00:00' ? '23:59:59' : endTime;
  return { start_time: startTime ?? '00:00:00', end_time: ends };
}

function namesOf({ memberId, teamId }: FileEntry, names: CsvNames): string[] {
  return [
    memberId === null ? '' : names.memberName(memberId),
    teamId === null ? '' : names.teamName(teamId),
  ];
}

const formula = /^'*[=+\-@\t\r\n]/;

/** A cell no spreadsheet takes for a formula. */
function guarded(cell: string): string {
  return formula.test(cell) ? `'${cell}` : cell;
}

function unguarded(cell: string): string {
  return cell.startsWith("'") && formula.test(cell) ? cell.slice(1) : cell;
}

/**
 * Reads entries from CSV with a heading, columns in any order, comma, semicolon or tab between.
 * Rows with problems are left out and reported, each with all its problems. Extra columns stay
 * with the entry.
 */
export function readCsv(text: string, interpretation: Interpretation): FileRead<FileEntry[]> {
  if (text.length > mostCharacters) return { kind: 'refused', reason: 'too_large' };
  const parsed = Papa.parse<Row>(text.replace(/^\uFEFF/, ''), {
    header: true,
    skipEmptyLines: 'greedy',
    delimitersToGuess: [',', ';', '\t'],
    preview: mostEntries + 1,
  });
  const fields = parsed.meta.fields ?? [];
  if (!fields.includes('team_member_id')) return { kind: 'refused', reason: 'unknown_format' };
  if (parsed.errors.some((it) => it.type === 'Quotes'))
    return { kind: 'refused', reason: 'unreadable' };
  if (parsed.data.length > mostEntries) return { kind: 'refused', reason: 'too_long' };
  const entries: FileEntry[] = [];
  const problems: RowProblem[] = [];
  parsed.data.forEach((raw, n) => {
    const { entry, errors } = readRow(raw, interpretation);
    if (errors.length === 0) entries.push(entry);
    for (const problem of errors) problems.push({ row: n + 1, problem });
  });
  return { kind: 'read', value: entries, problems };
}

function readRow(
  raw: Row,
  interpretation: Interpretation,
): { readonly entry: FileEntry; readonly errors: readonly RowProblem['problem'][] } {
  const cell = (column: Column): string => unguarded(raw[column] ?? '');
  const body = {
    team_member_id: cell('team_member_id').trim(),
    start_date: cell('start_date').trim() || null,
    end_date: cell('end_date').trim() || null,
    months_of_year: setOf(cell('months_of_year')),
    weeks_of_month: setOf(cell('weeks_of_month')),
    week_days: setOf(cell('week_days')),
    start_time: clockOf(cell('start_time')) || null,
    end_time: clockOf(cell('end_time')) || null,
  };
  const read = readEntryBody(body, { interpretation, ids: 'opaque', emptyLists: 'means-all' });
  const entry: FileEntry = {
    teamId: cell('team_id') || null,
    memberId: read.memberId,
    createdAt: cell('created_at') || null,
    rule: read.rule,
    extra: extraOf(raw),
  };
  return { entry, errors: read.problems.filter((it) => it.severity === 'error') };
}

/** A time of day as PingHome keeps it, also where people or spreadsheets left out zeros and seconds. */
function clockOf(cell: string): string {
  const [, hours, minutes, seconds = '00'] =
    /^(\d{1,2}):(\d\d)(?::(\d\d))?$/.exec(cell.trim()) ?? [];
  if (hours === undefined || minutes === undefined) return cell.trim();
  return `${hours.padStart(2, '0')}:${minutes}:${seconds}`;
}

/** Numbers between blanks; anything else stays text, so that the check names its place. */
function setOf(cell: string): unknown[] {
  const parts = cell.trim().split(/[\s,;]+/);
  return parts
    .filter((part) => part !== '')
    .map((part) => (/^[+-]?\d{1,9}$/.test(part) ? Number(part) : part));
}

function extraOf(raw: Row): Record<string, unknown> {
  const known = new Set<string>([...columns, 'member', 'team', '__parsed_extra']);
  const extra = Object.entries(raw).filter(([name, value]) => !known.has(name) && value !== '');
  return Object.fromEntries(extra.map(([name, value]) => [name, unguarded(value)]));
}
