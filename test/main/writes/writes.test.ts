import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Entry } from '../../../core/schedule/model.ts';
import type { WriteLimits } from '../../../main/writes/ports.ts';
import type { PlannedWrite } from '../../../core/schedule/planned-writes.ts';
import {
  startMisbehaving,
  status,
  tooMany,
  type Misbehaving,
} from '../../support/misbehaving/server.ts';
import { temporaryFolder, workspaceId } from '../../support/watched.ts';
import { mornings, openWriting, type Writing } from '../../support/writing.ts';

let server: Misbehaving;
let place: { path: string; remove: () => void };
let app: Writing;

const start = async (limits: Partial<WriteLimits> = {}) => {
  app = await openWriting({
    base: server.base,
    token: server.token,
    folder: place.path,
    customerIds: [server.ids.organisation],
    limits,
  });
  await app.sync.refresh(workspaceId);
};
const restart = async (limits: Partial<WriteLimits> = {}) => {
  await app.end();
  await start(limits);
};

beforeEach(async () => {
  server = await startMisbehaving();
  place = temporaryFolder();
  await start();
});
afterEach(async () => {
  await app.end();
  await server.close();
  place.remove();
});

const create = (weekDays = [1], memberId: string = server.ids.ana) =>
  app.writes.create({
    workspaceId,
    teamId: server.ids.platform,
    memberId,
    rule: mornings(...weekDays),
  });

const keyOf = (entry: Entry) => ({
  memberId: entry.memberId ?? '',
  createdAt: entry.createdAt ?? '',
});

/** A fresh entry of Ana's, shown. */
async function made(weekDays = [1]): Promise<Entry> {
  const result = await create(weekDays);
  if (!result.ok || result.value.kind !== 'saved' || result.value.key === null) {
    throw new Error(JSON.stringify(result));
  }
  return app.entry(result.value.key.createdAt);
}

const update = (entry: Entry, weekDays: number[], memberId = entry.memberId ?? '') =>
  app.writes.update({
    workspaceId,
    teamId: entry.teamId ?? '',
    key: keyOf(entry),
    base: entry.rule,
    rule: mornings(...weekDays),
    memberId,
  });
const remove = (entry: Entry) =>
  app.writes.remove({
    workspaceId,
    teamId: entry.teamId ?? '',
    key: keyOf(entry),
    base: entry.rule,
  });

/** The entries of the tests on the server: mornings, as `member days`. */
async function truth(): Promise<string[]> {
  const names = Object.fromEntries(Object.entries(server.ids).map(([name, id]) => [id, name]));
  return (await server.truth())
    .filter((entry) => entry.startTime === '06:00:00')
    .map((entry) => `${names[entry.memberId] ?? ''} ${entry.weekDays.join('')}`)
    .sort();
}

describe('single writes', () => {
  test('a create is saved under the key that PingHome shows', async () => {
    const entry = await made();
    expect(entry).toMatchObject({ memberId: server.ids.ana, teamId: server.ids.platform });
    expect(await truth()).toEqual(['ana 1']);
    expect(app.store.workspace(workspaceId)?.pending).toEqual([]);
  });

  test('an update and a delete do what they say', async () => {
    const entry = await made();
    expect(await update(entry, [2, 3])).toEqual({
      ok: true,
      value: { kind: 'saved', key: keyOf(entry) },
    });
    expect(await truth()).toEqual(['ana 23']);
    expect(await remove(app.entry(keyOf(entry).createdAt))).toMatchObject({
      value: { kind: 'saved' },
    });
    expect(await truth()).toEqual([]);
  });

  test('an update over somebody else’s change is a conflict with both sides, and nothing is sent', async () => {
    const entry = await made();
    await server.other.change(keyOf(entry).memberId, keyOf(entry).createdAt, { weekDays: [5] });
    const result = await update(entry, [2]);
    expect(result).toMatchObject({
      ok: true,
      value: { kind: 'conflict', base: { weekDays: [1] }, theirs: { rule: { weekDays: [5] } } },
    });
    expect(server.seen('updateEntry')).toEqual([]);
    expect(await remove(entry)).toMatchObject({ value: { kind: 'conflict' } });
    expect(server.seen('deleteEntry')).toEqual([]);
    expect(await truth()).toEqual(['ana 5']);
  });

  test('an entry changed between our read and our write is not overwritten, by its entity tag', async () => {
    const entry = await made();
    const { memberId, createdAt } = keyOf(entry);
    server.next('updateEntry', {
      kind: 'interfere',
      act: (other) => other.change(memberId, createdAt, { weekDays: [6] }),
    });
    expect(await update(entry, [2])).toMatchObject({
      value: { kind: 'conflict', theirs: { rule: { weekDays: [6] } } },
    });
    expect(await truth()).toEqual(['ana 6']);
  });

  test('an entry that is gone: a delete is done, an update is a conflict with nobody', async () => {
    const entry = await made();
    await server.other.remove(keyOf(entry).memberId, keyOf(entry).createdAt);
    // Long after our last write, when one read is proof enough.
    await restart();
    expect(await update(entry, [2])).toMatchObject({ value: { kind: 'conflict', theirs: null } });
    expect(await remove(entry)).toEqual({ ok: true, value: { kind: 'already-gone' } });
    expect(server.seen('deleteEntry')).toEqual([]);
  });

  test('what is as wanted already is not written again', async () => {
    const entry = await made();
    await server.other.change(keyOf(entry).memberId, keyOf(entry).createdAt, { weekDays: [2] });
    expect(await update(entry, [2])).toMatchObject({ value: { kind: 'saved' } });
    expect(server.seen('updateEntry')).toEqual([]);
  });

  test('a reassignment creates, sees it, then deletes', async () => {
    const entry = await made();
    const result = await update(entry, [1], server.ids.jonas);
    expect(result).toMatchObject({ value: { kind: 'saved', key: { memberId: server.ids.jonas } } });
    expect(await truth()).toEqual(['jonas 1']);
  });

  test('a reassignment whose create is refused deletes nothing and leaves nothing to decide', async () => {
    const entry = await made();
    server.next('createEntry', status(409));
    expect(await update(entry, [1], server.ids.jonas)).toMatchObject({
      ok: false,
      failure: { kind: 'conflict' },
    });
    expect(await truth()).toEqual(['ana 1']);
    expect(app.writes.unfinished()).toEqual([]);
  });

  test('a reassignment whose delete fails can be rolled back', async () => {
    const entry = await made();
    server.next('deleteEntry', status(403));
    expect(await update(entry, [1], server.ids.jonas)).toMatchObject({
      ok: false,
      failure: { kind: 'forbidden' },
    });
    expect(await truth()).toEqual(['ana 1', 'jonas 1']);
    expect(app.writes.history(workspaceId).canUndo).toBe(true);
    await app.writes.undo(workspaceId);
    expect(await truth()).toEqual(['ana 1']);
  });

  test('a rule that no one would accept is refused at its field before anything is sent', async () => {
    const result = await app.writes.create({
      workspaceId,
      teamId: server.ids.platform,
      memberId: server.ids.ana,
      rule: { ...mornings(9), startTime: '25:00:00' },
    });
    expect(result).toMatchObject({
      ok: false,
      failure: { kind: 'rejected', errors: [{ field: 'week_days' }, { field: 'start_time' }] },
    });
    expect(server.seen('createEntry')).toEqual([]);
  });

  test('while PingHome lags the entry is waiting; when it shows, nothing waits any more', async () => {
    server.lagReads(700);
    const result = await create();
    expect(result).toEqual({ ok: true, value: { kind: 'waiting' } });
    expect(app.store.workspace(workspaceId)?.pending).toMatchObject([
      { kind: 'create', state: 'not-visible-yet', memberId: server.ids.ana },
    ]);
    await new Promise((resolve) => setTimeout(resolve, 500));
    await app.sync.refresh(workspaceId);
    await expect.poll(() => app.store.workspace(workspaceId)?.pending).toEqual([]);
    expect(await truth()).toEqual(['ana 1']);
  });

  test('an entry that waits cannot be edited; later it can, compared with what we last wrote', async () => {
    const entry = await made();
    server.freezeReads();
    const first = update(entry, [2]);
    await expect.poll(() => app.store.workspace(workspaceId)?.pending[0]?.state).toBe('waiting');
    expect(await update(entry, [3])).toMatchObject({ ok: false, failure: { kind: 'not-allowed' } });
    expect(await first).toEqual({ ok: true, value: { kind: 'waiting' } });
    server.lagReads(0);
    expect(await update(entry, [4])).toMatchObject({ value: { kind: 'saved' } });
    expect(await truth()).toEqual(['ana 4']);
  });

  test('a quitting app waits for the answer, only briefly for PingHome to show it, and the next start goes on', async () => {
    await restart({ visibleMs: 60_000 });
    server.lagReads(60_000);
    server.next('createEntry', { kind: 'delay', ms: 200 });
    const saving = create();
    await expect.poll(() => server.seen('createEntry').length).toBe(1);
    await app.writes.finish();
    expect(await saving).toEqual({ ok: true, value: { kind: 'waiting' } });
    expect(await truth()).toEqual(['ana 1']);
    server.lagReads(0);
    await restart();
    await expect.poll(() => app.store.workspace(workspaceId)?.pending).toEqual([]);
    expect(app.writes.unfinished()).toEqual([]);
    expect(server.seen('createEntry')).toHaveLength(1);
  });

  test('a quitting app does not wait for a PingHome that cannot be read', async () => {
    await restart({ visibleMs: 60_000 });
    server.lagReads(60_000);
    const saving = create();
    await expect.poll(() => app.store.workspace(workspaceId)?.pending[0]?.state).toBe('waiting');
    await server.goAway();
    await app.writes.finish();
    await server.comeBack();
    expect(await saving).toEqual({ ok: true, value: { kind: 'waiting' } });
    expect(app.writes.unfinished()).toEqual([]);
  });

  test('creates of one member run one after another', async () => {
    const results = await Promise.all([create([1]), create([1]), create([1])]);
    expect(results.map((result) => result.ok && result.value.kind)).toEqual([
      'saved',
      'saved',
      'saved',
    ]);
    expect(await truth()).toEqual(['ana 1', 'ana 1', 'ana 1']);
  });

  test('a lost answer is looked up, never sent again', async () => {
    for (const effect of ['none', 'done'] as const) {
      server.next('createEntry', { kind: 'drop', effect });
      const result = await create([effect === 'done' ? 2 : 3]);
      expect(result).toMatchObject({
        ok: true,
        value: { kind: effect === 'done' ? 'saved' : 'unknown' },
      });
    }
    expect(server.seen('createEntry')).toHaveLength(2);
    expect(await truth()).toEqual(['ana 2']);
  });

  test('an equal entry that stood there before is never taken for ours', async () => {
    await server.other.create({
      teamId: server.ids.platform,
      memberId: server.ids.ana,
      ...rowOf([1]),
    });
    server.next('createEntry', { kind: 'drop', effect: 'none' });
    expect(await create()).toMatchObject({ ok: true, value: { kind: 'unknown' } });
    server.next('createEntry', { kind: 'drop', effect: 'done' });
    expect(await create()).toMatchObject({ ok: true, value: { kind: 'saved' } });
    expect(await truth()).toEqual(['ana 1', 'ana 1']);
  });

  test('what a later create made is never taken for the lost one’s', async () => {
    server.next('createEntry', { kind: 'drop', effect: 'none' });
    expect(await create()).toMatchObject({ ok: true, value: { kind: 'unknown' } });
    expect(await create()).toMatchObject({ ok: true, value: { kind: 'saved' } });
    await app.sync.refresh(workspaceId);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(app.store.workspace(workspaceId)?.pending).toMatchObject([{ state: 'unknown' }]);
    expect(app.journal.records()[0]?.items[0]?.state).toBe('unknown');
  });

  test('two new equal entries are a question to the person', async () => {
    server.next('createEntry', [
      {
        kind: 'interfere',
        act: (other) =>
          other.create({ teamId: server.ids.platform, memberId: server.ids.ana, ...rowOf([1]) }),
      },
      { kind: 'drop', effect: 'done' },
    ]);
    expect(await create()).toMatchObject({ ok: true, value: { kind: 'twice', keys: [{}, {}] } });
  });
});

const rowOf = (weekDays: number[]) => ({
  weekDays,
  monthsOfYear: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
  weeksOfMonth: [1, 2, 3, 4, 5],
  startTime: '06:00:00',
  endTime: '10:00:00',
});

function creates(count: number, memberId: string = server.ids.ana): PlannedWrite[] {
  return Array.from({ length: count }, (_, i) => ({
    kind: 'create',
    entryId: String(i),
    teamId: server.ids.platform,
    memberId,
    rule: { ...mornings(1), startDate: Date.UTC(2030, 0, 1 + i) },
  }));
}

describe('bulk changes', () => {
  test('read once before, then after every 25 writes', async () => {
    const reads = server.seen('readSchedule').length;
    const seen: number[] = [];
    const report = await app.writes.bulk(workspaceId, creates(60), {
      onProgress: ({ through }) => seen.push(through),
    });
    expect(report).toMatchObject({ ok: true, value: { state: 'done' } });
    expect(await truth()).toHaveLength(60);
    expect(server.seen('readSchedule').length - reads).toBeLessThanOrEqual(5);
    expect(seen.at(-1)).toBe(60);
  });

  test('equal creates of one member are told apart', async () => {
    const [write] = creates(1);
    if (write === undefined) throw new Error('none');
    const report = await app.writes.bulk(workspaceId, [write, write, write]);
    expect(report.ok && report.value.items.map(({ state }) => state)).toEqual([
      'confirmed',
      'confirmed',
      'confirmed',
    ]);
    const keys = report.ok ? report.value.items.map(({ newKey }) => newKey?.createdAt) : [];
    expect(new Set(keys).size).toBe(3);
    expect(await truth()).toHaveLength(3);
  });

  test('a refused item is reported and the others go on', async () => {
    server.next(
      'createEntry',
      [],
      status(422, {
        errors: [{ field: 'week_days', path: '/week_days/0', code: 'out_of_range', message: 'no' }],
      }),
    );
    const report = await app.writes.bulk(workspaceId, creates(4));
    expect(report.ok && report.value.items.map(({ state }) => state)).toEqual([
      'confirmed',
      'refused',
      'confirmed',
      'confirmed',
    ]);
    expect(report).toMatchObject({
      value: {
        state: 'done',
        items: [{}, { failure: { kind: 'rejected', errors: [{ path: '/week_days/0' }] } }, {}, {}],
      },
    });
    expect(app.writes.unfinished()).toEqual([]);
  });

  test('401 pauses everything; after signing in, resume ends with all', async () => {
    server.next('createEntry', [], [], status(401));
    const report = await app.writes.bulk(workspaceId, creates(5));
    expect(report).toMatchObject({
      value: { state: 'stopped', failure: { kind: 'unauthorized' } },
    });
    expect(await truth()).toHaveLength(2);
    const [left] = app.writes.unfinished();
    expect(left?.progress).toMatchObject({ through: 2, total: 5 });
    expect(await app.writes.resume(left?.stepId ?? '')).toMatchObject({ value: { state: 'done' } });
    expect(await truth()).toHaveLength(5);
    expect(server.seen('createEntry')).toHaveLength(6);
  });

  test('429 pauses and goes on by itself', async () => {
    server.next('createEntry', [], tooMany('0'), tooMany('0'));
    expect(await app.writes.bulk(workspaceId, creates(3))).toMatchObject({
      value: { state: 'done' },
    });
    expect(await truth()).toHaveLength(3);
  });

  test('an unknown item is set aside, the others go on, and resuming is consent to send it again', async () => {
    server.next(
      'createEntry',
      [],
      { kind: 'drop', effect: 'none' },
      { kind: 'drop', effect: 'done' },
    );
    const report = await app.writes.bulk(workspaceId, creates(4));
    expect(report.ok && report.value.items.map(({ state }) => state)).toEqual([
      'confirmed',
      'unknown',
      'confirmed',
      'confirmed',
    ]);
    expect(await truth()).toHaveLength(3);
    const [left] = app.writes.unfinished();
    expect(await app.writes.resume(left?.stepId ?? '')).toMatchObject({ value: { state: 'done' } });
    expect(await truth()).toHaveLength(4);
  });

  test('cancelled half way it can be rolled back to what was', async () => {
    const kept = await made([6]);
    const doomed = await made([5]);
    const before = await truth();
    const stop = new AbortController();
    const writes: PlannedWrite[] = [
      {
        kind: 'update',
        entryId: 'u',
        teamId: server.ids.platform,
        key: keyOf(kept),
        base: kept.rule,
        rule: mornings(2),
      },
      {
        kind: 'delete',
        entryId: 'd',
        teamId: server.ids.platform,
        key: keyOf(doomed),
        base: doomed.rule,
      },
      ...creates(10),
    ];
    const report = await app.writes.bulk(workspaceId, writes, {
      signal: stop.signal,
      onProgress: ({ through }) => {
        if (through === 6) stop.abort();
      },
    });
    expect(report).toMatchObject({ value: { state: 'stopped', failure: null } });
    expect(await truth()).not.toEqual(before);
    const [left] = app.writes.unfinished();
    expect(await app.writes.rollBack(left?.stepId ?? '')).toMatchObject({
      value: { state: 'done' },
    });
    expect(await truth()).toEqual(before);
    expect(app.writes.unfinished()).toEqual([]);
  });

  test('a conflict is reported with theirs, the others go on', async () => {
    const entry = await made([6]);
    await server.other.change(keyOf(entry).memberId, keyOf(entry).createdAt, { weekDays: [4] });
    const report = await app.writes.bulk(workspaceId, [
      {
        kind: 'update',
        entryId: 'u',
        teamId: server.ids.platform,
        key: keyOf(entry),
        base: entry.rule,
        rule: mornings(2),
      },
      ...creates(2),
    ]);
    expect(report).toMatchObject({
      value: {
        items: [
          { state: 'conflict', theirs: { rule: { weekDays: [4] } } },
          { state: 'confirmed' },
          { state: 'confirmed' },
        ],
      },
    });
  });
});

describe('undo and redo', () => {
  test('go back and forth through creates, updates and deletes, over a restart, whatever the keys', async () => {
    const entry = await made([1]);
    await update(entry, [2]);
    await remove(app.entry(keyOf(entry).createdAt));
    const states = [[], ['ana 2'], ['ana 1'], []];
    expect(await truth()).toEqual(states[0]);
    for (const state of states.slice(1)) {
      await restart();
      expect(await app.writes.undo(workspaceId)).toMatchObject({
        ok: true,
        value: { state: 'done' },
      });
      expect(await truth()).toEqual(state);
    }
    expect(app.writes.history(workspaceId)).toEqual({ canUndo: false, canRedo: true });
    for (const state of [['ana 1'], ['ana 2'], []]) {
      await restart();
      expect(await app.writes.redo(workspaceId)).toMatchObject({
        ok: true,
        value: { state: 'done' },
      });
      expect(await truth()).toEqual(state);
    }
    expect(app.writes.history(workspaceId)).toEqual({ canUndo: true, canRedo: false });
    await app.writes.undo(workspaceId);
    await app.writes.undo(workspaceId);
    expect(await truth()).toEqual(['ana 1']);
  });

  test('a new change ends what could be redone', async () => {
    await made([1]);
    await app.writes.undo(workspaceId);
    await made([2]);
    expect(app.writes.history(workspaceId)).toEqual({ canUndo: true, canRedo: false });
  });

  test('undoing over somebody else’s change is a conflict and overwrites nothing', async () => {
    const entry = await made([1]);
    await update(entry, [2]);
    await server.other.change(keyOf(entry).memberId, keyOf(entry).createdAt, { weekDays: [5] });
    expect(await app.writes.undo(workspaceId)).toMatchObject({
      value: { items: [{ state: 'conflict' }] },
    });
    expect(await truth()).toEqual(['ana 5']);
  });

  test('a bulk change and a reassignment are each undone as one', async () => {
    const entry = await made([3]);
    await update(entry, [3], server.ids.mira);
    await app.writes.bulk(workspaceId, creates(30));
    await app.writes.undo(workspaceId);
    expect(await truth()).toEqual(['mira 3']);
    await app.writes.undo(workspaceId);
    expect(await truth()).toEqual(['ana 3']);
    await app.writes.redo(workspaceId);
    expect(await truth()).toEqual(['mira 3']);
  });
});
