/** A request body as read, or why it is none; `duplicates` are paths of keys given twice. */
export type JsonBody =
  | {
      readonly kind: 'object';
      readonly fields: Readonly<Record<string, unknown>>;
      readonly duplicates: readonly string[];
    }
  | { readonly kind: 'invalid'; readonly reason: string };

const deepest = 8;

/**
 * Reads a JSON object from raw bytes. Strict where `JSON.parse` is not: no byte order mark, only
 * valid UTF-8, at most 8 levels, and every key given twice is named (`JSON.parse` keeps the last).
 */
export function readJsonBody(bytes: Uint8Array): JsonBody {
  const text = decode(bytes);
  if (text === null) return invalid('it is not valid UTF-8');
  if (text.startsWith('\uFEFF')) return invalid('it begins with a byte order mark');
  if (text.trim() === '') return invalid('it is empty');
  const value = parse(text);
  if (value === undefined) return invalid('it is not valid JSON');
  if (!isObject(value)) return invalid('it is not an object');
  const { depth, duplicates } = scan(text);
  if (depth > deepest) return invalid(`it is nested deeper than ${String(deepest)} levels`);
  return { kind: 'object', fields: value, duplicates };
}

function invalid(reason: string): JsonBody {
  return { kind: 'invalid', reason };
}

function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

interface Level {
  /** Keys seen so far; null in an array. */
  readonly keys: Set<string> | null;
  readonly path: string;
  /** Key or index of the value that comes next. */
  at: string;
  expectsKey: boolean;
}

/** Depth and repeated keys of a text that is known to be valid JSON. */
function scan(text: string): { readonly depth: number; readonly duplicates: readonly string[] } {
  const levels: Level[] = [];
  const duplicates: string[] = [];
  let depth = 0;
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\],:]/g)) {
    const level = levels.at(-1);
    if (token === '{' || token === '[') {
      levels.push(open(token, level));
      depth = Math.max(depth, levels.length);
    } else if (token === '}' || token === ']') levels.pop();
    else if (level !== undefined) step(level, token, duplicates);
  }
  return { depth, duplicates };
}

function open(token: '{' | '[', parent: Level | undefined): Level {
  const path = parent === undefined ? '' : pathIn(parent);
  return token === '{'
    ? { keys: new Set(), path, at: '', expectsKey: true }
    : { keys: null, path, at: '0', expectsKey: false };
}

function step(level: Level, token: string, duplicates: string[]): void {
  if (token === ',') {
    if (level.keys === null) level.at = String(Number(level.at) + 1);
    else level.expectsKey = true;
  } else if (token !== ':' && level.keys !== null && level.expectsKey) {
    level.at = String(JSON.parse(token));
    level.expectsKey = false;
    if (level.keys.has(level.at)) duplicates.push(pathIn(level));
    level.keys.add(level.at);
  }
}

function pathIn(level: Level): string {
  return `${level.path}${pointer(level.at)}`;
}

/** One step of a JSON Pointer. */
export function pointer(key: string): string {
  return `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
