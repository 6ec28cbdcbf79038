import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { plannedItem, type Item, type Step, type StepEnd, type StepRecord } from './writes/step.ts';

/** One line of the file. */
type Line =
  | { readonly kind: 'step'; readonly step: Step }
  | {
      readonly kind: 'item';
      readonly step: string;
      readonly at: number;
      readonly item: Partial<Item>;
    }
  | { readonly kind: 'end'; readonly step: string; readonly end: StepEnd };

/**
 * The operation journal: what was planned, sent and seen of every write. A line is on disk before
 * the promise of its writing ends, so a request never goes out unrecorded.
 */
export interface Journal {
  begin(step: Step): Promise<void>;
  /** `durable` waits for the disk itself; needed before a request goes out. */
  note(step: string, at: number, item: Partial<Item>, durable: boolean): Promise<void>;
  end(step: string, end: StepEnd): Promise<void>;
  record(step: string): StepRecord | null;
  /** In the order they began. */
  records(): readonly StepRecord[];
  /** Under which name a damaged journal was set aside at the start. */
  readonly setAside: string | null;
  close(): Promise<void>;
}

/** The disk refused a line, so the request it speaks of must not go out. */
export class JournalError extends Error {
  constructor(cause: unknown) {
    super('the operation journal could not be written', { cause });
  }
}

const keptSteps = 200;

/** What the journal needs of its file; a full disk is stood in for in tests. */
export type JournalFile = Pick<FileHandle, 'appendFile' | 'datasync' | 'truncate' | 'close'>;

/** Opens the journal, making what a crash left of it whole again. */
export async function openJournal(
  path: string,
  openFile: (path: string) => Promise<JournalFile> = (name) => open(name, 'a', 0o600),
): Promise<Journal> {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const { lines, damaged } = readLines(path);
  const setAside = damaged ? `${path}.damaged` : null;
  if (setAside !== null) renameSync(path, setAside);
  const records = new Map<string, StepRecord>();
  for (const line of lines) fold(records, line);
  forgetOld(records);
  const whole = [...records.values()].flatMap(linesOf).map(written).join('');
  await writeFileAtomic(path, whole, { mode: 0o600 });
  return journalOn(await openFile(path), Buffer.byteLength(whole), records, setAside);
}

function journalOn(
  file: JournalFile,
  size: number,
  records: Map<string, StepRecord>,
  setAside: string | null,
): Journal {
  let last: Promise<void> = Promise.resolve();
  // Up to here the file holds whole lines; a full disk may have taken a part of one more.
  let good = size;
  let torn = false;
  const append = (line: Line, durable: boolean) => {
    const work = last.then(async () => {
      if (torn) await file.truncate(good);
      torn = true;
      const text = written(line);
      await file.appendFile(text);
      if (durable) await file.datasync();
      torn = false;
      good += Buffer.byteLength(text);
      fold(records, line);
    });
    // A failed line fails its caller; the next one may find room again.
    last = work.catch(() => undefined);
    return work.catch((error: unknown) => {
      throw new JournalError(error);
    });
  };
  return {
    begin: (step) => append({ kind: 'step', step }, true),
    note: (step, at, item, durable) => append({ kind: 'item', step, at, item }, durable),
    end: (step, end) => append({ kind: 'end', step, end }, true),
    record: (step) => records.get(step) ?? null,
    records: () => [...records.values()],
    setAside,
    async close() {
      await last;
      await file.close();
    },
  };
}

function fold(records: Map<string, StepRecord>, line: Line): void {
  if (line.kind === 'step') {
    const items = line.step.changes.map(() => plannedItem);
    records.set(line.step.id, { step: line.step, items, end: null });
    return;
  }
  const record = records.get(line.step);
  if (record === undefined) return;
  if (line.kind === 'end') {
    records.set(line.step, { ...record, end: line.end });
    return;
  }
  const items = record.items.map((item, at) => (at === line.at ? { ...item, ...line.item } : item));
  records.set(line.step, { ...record, items });
}

/** Ended steps beyond the last ones can be neither resumed nor undone any more. */
function forgetOld(records: Map<string, StepRecord>): void {
  const ended = [...records.values()].filter(({ end }) => end !== null && end !== 'stopped');
  for (const { step } of ended.slice(0, Math.max(0, ended.length - keptSteps))) {
    records.delete(step.id);
  }
}

function linesOf({ step, items, end }: StepRecord): Line[] {
  const noted = items.flatMap((item, at): Line[] =>
    item.state === 'planned' ? [] : [{ kind: 'item', step: step.id, at, item }],
  );
  const ended: Line[] = end === null ? [] : [{ kind: 'end', step: step.id, end }];
  return [{ kind: 'step', step }, ...noted, ...ended];
}

const checksum = (text: string) => createHash('sha1').update(text).digest('hex').slice(0, 10);

function written(line: Line): string {
  const text = JSON.stringify(line);
  return `${checksum(text)} ${text}\n`;
}

/**
 * All good lines up to the first bad one. A torn last line is what a crash leaves: its request
 * never went out. Anything else bad is damage.
 */
function readLines(path: string): { lines: Line[]; damaged: boolean } {
  if (!existsSync(path)) return { lines: [], damaged: false };
  const texts = readFileSync(path, 'utf8').split('\n');
  const unfinished = texts.pop() ?? '';
  const lines: Line[] = [];
  for (const text of texts) {
    const body = text.slice(11);
    if (text.slice(0, 10) !== checksum(body)) return { lines, damaged: true };
    lines.push(JSON.parse(body) as Line);
  }
  return {
    lines,
    damaged: unfinished.length > 0 && lines.length === 0 && !/^[0-9a-f]/.test(unfinished),
  };
}
