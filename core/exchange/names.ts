import Papa from 'papaparse';

/** A name for an id of a member or team, and the row of the file it stands in, from 1. */
export interface NameRow {
  readonly row: number;
  readonly id: string;
  readonly name: string;
}

/** A row that gives no name, and why. */
export interface NameProblem {
  readonly row: number;
  readonly reason: 'no-id' | 'no-name' | 'id-too-long' | 'name-too-long' | 'same-id-twice';
}

/** The rows of a file of names; a file without a single good one is not understood as a whole. */
export type NamesRead =
  | {
      readonly kind: 'names';
      readonly rows: readonly NameRow[];
      readonly problems: readonly NameProblem[];
    }
  | {
      readonly kind: 'unreadable';
      readonly reason: 'empty' | 'too-many' | 'no-names';
      readonly row: number;
    };

const idNames = ['id', 'customer_id', 'team_member_id', 'member_id', 'team_id'];
const nameNames = ['name', 'full_name', 'team_name'];
/** More rows than this are refused. */
export const mostNames = 5_000;
const longestId = 512;
const longestName = 200;

type Pair = readonly [row: number, id: unknown, name: unknown];

/**
 * Reads names to import: JSON as a map from id to name or a list of objects, or CSV (commas,
 * semicolons or tabs) with the id and the name in two columns, with or without a heading. Ids are
 * the same in capitals; the first name for one stays.
 */
export function readNames(text: string): NamesRead {
  const plain = text.replace(/^\ufeff/, '');
  if (plain.trim() === '') return { kind: 'unreadable', reason: 'empty', row: 1 };
  return named(/^\s*[[{]/.test(plain) ? pairsOfJson(plain) : pairsOfCsv(plain));
}

function named(pairs: readonly Pair[]): NamesRead {
  if (pairs.length > mostNames) return { kind: 'unreadable', reason: 'too-many', row: mostNames };
  const seen = new Set<string>();
  const rows: NameRow[] = [];
  const problems: NameProblem[] = [];
  for (const [row, id, name] of pairs) {
    const read = rowOf(row, id, name, seen);
    if ('reason' in read) problems.push(read);
    else {
      rows.push(read);
      seen.add(read.id.toLowerCase());
    }
  }
  if (rows.length > 0) return { kind: 'names', rows, problems };
  return { kind: 'unreadable', reason: 'no-names', row: problems[0]?.row ?? 1 };
}

function rowOf(
  row: number,
  id: unknown,
  name: unknown,
  seen: ReadonlySet<string>,
): NameRow | NameProblem {
  if (typeof id !== 'string' || id.trim() === '') return { row, reason: 'no-id' };
  if (typeof name !== 'string' || name.trim() === '') return { row, reason: 'no-name' };
  const read = { row, id: id.trim(), name: name.trim() };
  if (read.id.length > longestId) return { row, reason: 'id-too-long' };
  if (read.name.length > longestName) return { row, reason: 'name-too-long' };
  return seen.has(read.id.toLowerCase()) ? { row, reason: 'same-id-twice' } : read;
}

function pairsOfJson(text: string): Pair[] {
  const value = parsed(text);
  if (Array.isArray(value)) {
    return value.map((row, at) => [at + 1, firstText(row, idNames), firstText(row, nameNames)]);
  }
  if (!isObject(value)) return [[1, null, null]];
  return Object.entries(value).map(([id, name], at) => [at + 1, id, name]);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function firstText(row: unknown, wanted: readonly string[]): unknown {
  if (!isObject(row)) return null;
  return wanted.map((name) => row[name]).find((value) => typeof value === 'string') ?? null;
}

function pairsOfCsv(text: string): Pair[] {
  const { data } = Papa.parse<string[]>(text, { delimiter: separatorOf(text) });
  const head = (data[0] ?? []).map((cell) => cell.trim().toLowerCase());
  const place = (wanted: readonly string[]) => head.findIndex((cell) => wanted.includes(cell));
  const [idAt, nameAt] = [place(idNames), place(nameNames)];
  const hasHead = idAt >= 0 && nameAt >= 0;
  return data.flatMap((cells, at): Pair[] => {
    const blank = cells.every((cell) => cell.trim() === '');
    if (blank || (hasHead && at === 0)) return [];
    return [[at + 1, cells[hasHead ? idAt : 0], cells[hasHead ? nameAt : 1]]];
  });
}

/** The one of three that stands most often in the first line with anything in it. */
function separatorOf(text: string): string {
  const first = /^.*\S.*$/m.exec(text)?.[0] ?? '';
  const count = (separator: string) => first.split(separator).length;
  return [';', '\t'].reduce((best, next) => (count(next) > count(best) ? next : best), ',');
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
