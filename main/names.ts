import { isObject } from './pinghome/json.ts';

/** Names by member or team id, or the line on which the text stops making sense. */
export type NamesRead =
  | { readonly kind: 'names'; readonly names: Readonly<Record<string, string>> }
  | { readonly kind: 'unreadable'; readonly line: number };

const idNames = ['id', 'customer_id', 'team_member_id', 'member_id', 'team_id'];
const nameNames = ['name', 'full_name', 'team_name'];
const most = 5_000;
/** As the settings hold them; a longer one would make the whole file unreadable. */
const longestId = 512;

/**
 * Reads names to import: JSON as a map from id to name or a list of objects, or CSV with the id
 * and the name in two columns, with or without a head line.
 */
export function readNames(text: string): NamesRead {
  const plain = text.replace(/^\ufeff/, '').trim();
  if (plain === '') return { kind: 'unreadable', line: 1 };
  return /^[[{]/.test(plain) ? ofJson(plain) : ofCsv(plain);
}

function ofJson(text: string): NamesRead {
  const value = parsed(text);
  if (isObject(value)) return named(Object.entries(value));
  if (!Array.isArray(value)) return { kind: 'unreadable', line: 1 };
  return named(value.map((row) => [firstText(row, idNames), firstText(row, nameNames)]));
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

function ofCsv(text: string): NamesRead {
  const lines = text.split(/\r\n|\r|\n/);
  const separator = (lines[0] ?? '').includes(';') ? ';' : ',';
  const rows = lines.map((line) => cells(line, separator));
  const head = (rows[0] ?? []).map((cell) => cell.toLowerCase());
  const [id, name] = [idNames, nameNames].map((wanted) =>
    head.findIndex((cell) => wanted.includes(cell)),
  );
  const hasHead = id !== undefined && id >= 0 && name !== undefined && name >= 0;
  const body = hasHead ? rows.slice(1) : rows;
  const [idAt, nameAt] = hasHead ? [id, name] : [0, 1];
  return named(
    body.map((row) => [row[idAt], row[nameAt]]),
    hasHead ? 2 : 1,
  );
}

/** The cells of one line; a quoted cell may hold the separator, and `""` for a quote. */
function cells(line: string, separator: string): string[] {
  const found: string[] = [];
  const form = new RegExp(`(?:"((?:[^"]|"")*)"|([^"${separator}]*))(${separator}|$)`, 'y');
  for (;;) {
    const match = form.exec(line);
    if (match === null) return [];
    found.push((match[1]?.replaceAll('""', '"') ?? match[2] ?? '').trim());
    if (match[3] === '') return found;
  }
}

function named(
  pairs: readonly (readonly [unknown, unknown] | readonly unknown[])[],
  first = 1,
): NamesRead {
  if (pairs.length > most) return { kind: 'unreadable', line: most };
  const names = new Map<string, string>();
  for (const [at, [id, name]] of pairs.entries()) {
    if (!isId(id) || typeof name !== 'string' || name.trim() === '') {
      return { kind: 'unreadable', line: first + at };
    }
    names.set(id, name.trim().slice(0, 200));
  }
  return { kind: 'names', names: Object.fromEntries(names) };
}

function isId(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= longestId;
}
