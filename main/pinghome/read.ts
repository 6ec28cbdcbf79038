import type { Entry } from '../../core/schedule/model.ts';
import { inOneGo, partsOf, type Steps } from '../../core/schedule/steps.ts';
import { readEntry } from './entry.ts';
import { parseJson } from './json.ts';
import { unwrap, type KnownIds } from './unwrap.ts';

/** What a schedule reply says; `unreadable` is never "no entries". */
export type ReadReply =
  | {
      readonly kind: 'read';
      readonly entries: readonly Entry[];
      /** Rows that were not plainly understood. */
      readonly skipped: number;
      readonly morePages: boolean;
    }
  | { readonly kind: 'unreadable'; readonly detail: string };

const nobodyKnown: KnownIds = { teamIds: new Set(), memberIds: new Set() };
const rowsPerStep = 250;

/** Reads the text of a schedule reply in one go. */
export function readSchedule(text: string, known: KnownIds = nobodyKnown): ReadReply {
  return inOneGo(readInSteps(text, known));
}

/** The same in steps, for whoever must not block. */
export function* readInSteps(text: string, known: KnownIds): Steps<ReadReply> {
  let value: unknown;
  try {
    value = yield* parseJson(text);
  } catch (error) {
    if (error instanceof SyntaxError) return unreadable(text);
    throw error;
  }
  const found = unwrap(value, known);
  if (found === null) return { kind: 'unreadable', detail: 'JSON of an unknown shape' };
  const entries: Entry[] = [];
  let skipped = found.skipped;
  for (const rows of partsOf(found.rows, rowsPerStep)) {
    yield;
    for (const { value: row, teamId } of rows) {
      const entry = readEntry(row, teamId);
      if (entry === null) skipped++;
      else entries.push(entry);
    }
  }
  if (entries.length === 0 && skipped > 0) {
    return { kind: 'unreadable', detail: `none of ${String(skipped)} entries could be read` };
  }
  return { kind: 'read', entries, skipped, morePages: found.morePages };
}

function unreadable(text: string): ReadReply {
  const start = text.trimStart().slice(0, 1);
  if (start === '') return { kind: 'unreadable', detail: 'an empty reply' };
  if (start === '<') return { kind: 'unreadable', detail: 'a web page instead of JSON' };
  return { kind: 'unreadable', detail: 'not valid JSON' };
}
