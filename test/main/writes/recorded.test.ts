import { open } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { JournalFile } from '../../../main/journal.ts';
import { startMisbehaving, type Misbehaving } from '../../support/misbehaving/server.ts';
import { temporaryFolder, workspaceId } from '../../support/watched.ts';
import { mornings, openWriting, type Writing } from '../../support/writing.ts';

let server: Misbehaving;
let place: { path: string; remove: () => void };
let app: Writing;
/** What the journal's file was asked, in order; each sync waits to be let go. */
let asked: string[] = [];
let waiting: (() => void)[] = [];
/** How many more lines find room; the one after them is taken in part. */
let room = Infinity;

/** A disk that takes its time: what was written is safe only once `waiting` is let go. */
async function disk(path: string, isSlow: boolean): Promise<JournalFile> {
  const file = await open(path, 'a', 0o600);
  return {
    async appendFile(text) {
      const { state, kind } = parsed(String(text));
      asked.push(`write ${state ?? kind}`);
      if (room-- > 0) return file.appendFile(text);
      await file.appendFile(String(text).slice(0, 20));
      throw new Error('ENOSPC: no space left on device');
    },
    async datasync() {
      asked.push('sync');
      if (isSlow) await new Promise<void>((resolve) => waiting.push(resolve));
      await file.datasync();
      asked.push('synced');
    },
    truncate: (length) => file.truncate(length),
    close: () => file.close(),
  };
}

function parsed(line: string): { readonly kind: string; readonly state: string | undefined } {
  const { kind, item } = JSON.parse(line.slice(11)) as {
    readonly kind: string;
    readonly item?: { readonly state?: string };
  };
  return { kind, state: item?.state };
}

const letGo = async () => {
  await expect.poll(() => waiting.length).toBe(1);
  waiting.shift()?.();
};

async function start(isSlow: boolean): Promise<void> {
  const { base, token, ids } = server;
  app = await openWriting({
    base,
    token,
    folder: place.path,
    customerIds: [ids.organisation],
    openJournalFile: (path) => disk(path, isSlow),
  });
  await app.sync.refresh(workspaceId);
}

beforeEach(async () => {
  [asked, waiting, room] = [[], [], Infinity];
  server = await startMisbehaving();
  place = temporaryFolder();
});
afterEach(async () => {
  await app.end();
  await server.close();
  place.remove();
});

test('no request goes out before its line is safe on the disk, not merely written', async () => {
  await start(true);
  const { platform: teamId, ana: memberId } = server.ids;
  const saving = app.writes.create({ workspaceId, teamId, memberId, rule: mornings(1) });
  // The step itself.
  await letGo();
  // Its change: written, and handed to the disk, but not safe yet.
  await expect.poll(() => waiting.length).toBe(1);
  expect(asked).toEqual(['write step', 'sync', 'synced', 'write sent', 'sync']);
  expect(readFileSync(`${place.path}/journal.jsonl`, 'utf8')).toContain('"state":"sent"');
  // However much else goes on meanwhile.
  await app.sync.refresh(workspaceId);
  expect(server.seen('createEntry')).toEqual([]);
  await letGo();
  await expect.poll(() => server.seen('createEntry').length).toBe(1);
  // The end of the step.
  await letGo();
  expect(await saving).toMatchObject({ value: { kind: 'saved' } });
});

// The step, then for each of five changes that it is sent and accepted, what the reads show, the end.
test.each([0, 1, 2, 3, 4, 7, 10, 11, 12, 15, 16, 17])(
  'a disk that is full after %i lines stops a bulk change; with room again nothing is lost or doubled',
  async (lines) => {
    await start(false);
    const { platform: teamId, ana: memberId } = server.ids;
    const writes = [1, 2, 3, 4, 5].map((day) => ({
      ...({ kind: 'create', entryId: String(day), teamId, memberId } as const),
      rule: mornings(day),
    }));
    room = lines;
    const told = await app.writes.bulk(workspaceId, writes);
    const noJournal = { kind: 'not-allowed', detail: 'the operation journal cannot be written' };
    expect(told.ok ? told.value.failure : told.failure).toEqual(lines < 17 ? noJournal : null);
    const sent = server.seen('createEntry').length;
    room = Infinity;
    await app.end();
    await start(false);
    const [left] = app.writes.unfinished();
    if (lines === 0) {
      expect([left, sent]).toEqual([undefined, 0]);
      return;
    }
    if (left !== undefined)
      expect(await app.writes.resume(left.stepId)).toMatchObject({ value: { state: 'done' } });
    expect(server.seen('createEntry')).toHaveLength(5);
    const held = (await server.truth()).filter(({ startTime }) => startTime === '06:00:00');
    expect(held.map(({ weekDays }) => weekDays[0]).sort()).toEqual([1, 2, 3, 4, 5]);
  },
);
