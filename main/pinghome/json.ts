import type { Steps } from '../../core/schedule/steps.ts';

/** The key put into every object that named a key twice; no reply can contain it by accident. */
export const duplicateMark = '\u0000duplicate-json-key';

/** Characters scanned between two chances to let others run. */
const stretch = 200_000;
/** Keys counted between two of them. */
const keysPerStep = 20_000;

/**
 * Parses JSON and marks each object that names a key twice, of which the language keeps only the
 * last. Throws SyntaxError. Yields now and then so that a large text need not block.
 */
export function* parseJson(text: string): Steps<unknown> {
  const value: unknown = JSON.parse(text);
  yield;
  if ((yield* keysWritten(text)) === keysHeld(value)) return value;
  yield;
  const starts = yield* objectsWithDuplicates(text);
  if (starts.length === 0) return value;
  return JSON.parse(marked(text, starts));
}

/** How many keys a text has, at most: what looks like one within a string is counted too. */
function* keysWritten(text: string): Steps<number> {
  const endOfKey = /"[ \t\n\r]*:/g;
  let count = 0;
  while (endOfKey.test(text)) {
    count += 1;
    if (count % keysPerStep === 0) yield;
  }
  return count;
}

/** Deeper than any reply has a reason to be; what is deeper still has the text scanned. */
const deepest = 20;

/** How many keys a value has, at most: as many as its text has when no object names one twice. */
function keysHeld(value: unknown, depth = 0): number {
  if (typeof value !== 'object' || value === null || depth > deepest) return 0;
  let count = 0;
  if (!Array.isArray(value)) {
    // A list of the keys would take twice as long: thousands would be made and thrown away.
    for (const name in value) count += 1 + keysHeld((value as JsonObject)[name], depth + 1);
  } else if (typeof value[0] !== 'number') {
    // Of the many lists of numbers hardly one mixes them with objects.
    for (const item of value as unknown[]) count += keysHeld(item, depth + 1);
  }
  return count;
}

function marked(text: string, starts: readonly number[]): string {
  const mark = `${JSON.stringify(duplicateMark)}:true,`;
  const parts: string[] = [];
  let from = 0;
  for (const start of [...starts].sort((a, b) => a - b)) {
    parts.push(text.slice(from, start + 1), mark);
    from = start + 1;
  }
  parts.push(text.slice(from));
  return parts.join('');
}

interface OpenObject {
  readonly start: number;
  readonly keys: Set<string>;
  twice: boolean;
}

/** Where the objects with a repeated key begin. The text is known to be valid JSON. */
function* objectsWithDuplicates(text: string): Steps<number[]> {
  const found: number[] = [];
  const open: (OpenObject | null)[] = [];
  let keyNext = false;
  let restAt = stretch;
  for (let i = 0; i < text.length; i++) {
    if (i >= restAt) {
      yield;
      restAt = i + stretch;
    }
    switch (text.charCodeAt(i)) {
      case 0x22: {
        const end = stringEnd(text, i);
        const top = open.at(-1);
        if (keyNext && top) noteKey(top, text, i + 1, end);
        keyNext = false;
        i = end;
        break;
      }
      case 0x7b:
        open.push({ start: i, keys: new Set(), twice: false });
        keyNext = true;
        break;
      case 0x5b:
        open.push(null);
        keyNext = false;
        break;
      case 0x2c:
        keyNext = open.at(-1) !== null;
        break;
      case 0x7d:
      case 0x5d: {
        const closed = open.pop();
        keyNext = false;
        if (closed?.twice === true) found.push(closed.start);
        break;
      }
      default:
    }
  }
  return found;
}

function noteKey(object: OpenObject, text: string, from: number, to: number): void {
  const raw = text.slice(from, to);
  const key = raw.includes('\\') ? String(JSON.parse(`"${raw}"`)) : raw;
  if (object.keys.has(key)) object.twice = true;
  else object.keys.add(key);
}

/** The closing quote of the string that opens at `from`. */
function stringEnd(text: string, from: number): number {
  let end = text.indexOf('"', from + 1);
  while (isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end;
}

function isEscaped(text: string, at: number): boolean {
  let slashes = 0;
  while (text.charCodeAt(at - 1 - slashes) === 0x5c) slashes++;
  return slashes % 2 === 1;
}

export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
