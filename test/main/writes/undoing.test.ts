import { describe, expect, test } from 'vitest';
import { status } from '../../support/misbehaving/server.ts';
import { workspaceId } from '../../support/watched.ts';
import { keyOf } from '../../support/write-operations.ts';
import { stage } from '../../support/writes-stage.ts';

const s = stage();
const { creates, cancelled, removal, made, update, truth } = s;
const stopped = () => s.app.writes.unfinished()[0]?.stepId ?? '';

describe('undo and redo', () => {
  test('go back and forth through creates, updates and deletes, over a restart, whatever the keys', async () => {
    const entry = await made([1]);
    await update(entry, [2]);
    await s.remove(s.app.entry(keyOf(entry).createdAt));
    const states = [[], ['ana 2'], ['ana 1'], []];
    expect(await truth()).toEqual(states[0]);
    for (const state of states.slice(1)) {
      await s.restart();
      expect(await s.app.writes.undo(workspaceId)).toMatchObject({
        ok: true,
        value: { state: 'done' },
      });
      expect(await truth()).toEqual(state);
    }
    expect(s.app.writes.history(workspaceId)).toEqual({ canUndo: false, canRedo: true });
    for (const state of [['ana 1'], ['ana 2'], []]) {
      await s.restart();
      expect(await s.app.writes.redo(workspaceId)).toMatchObject({
        ok: true,
        value: { state: 'done' },
      });
      expect(await truth()).toEqual(state);
    }
    expect(s.app.writes.history(workspaceId)).toEqual({ canUndo: true, canRedo: false });
    await s.app.writes.undo(workspaceId);
    await s.app.writes.undo(workspaceId);
    expect(await truth()).toEqual(['ana 1']);
  });

  test('a new change ends what could be redone', async () => {
    await made([1]);
    await s.app.writes.undo(workspaceId);
    await made([2]);
    expect(s.app.writes.history(workspaceId)).toEqual({ canUndo: true, canRedo: false });
  });

  test('undoing over somebody else’s change is a conflict and overwrites nothing', async () => {
    const entry = await made([1]);
    await update(entry, [2]);
    await s.server.other.change(keyOf(entry).memberId, keyOf(entry).createdAt, { weekDays: [5] });
    expect(await s.app.writes.undo(workspaceId)).toMatchObject({
      value: { items: [{ state: 'conflict' }] },
    });
    expect(await truth()).toEqual(['ana 5']);
  });

  test('a bulk change and a reassignment are each undone as one', async () => {
    const entry = await made([3]);
    await update(entry, [3], s.server.ids.mira);
    await s.app.writes.bulk(workspaceId, creates(30));
    await s.app.writes.undo(workspaceId);
    expect(await truth()).toEqual(['mira 3']);
    await s.app.writes.undo(workspaceId);
    expect(await truth()).toEqual(['ana 3']);
    await s.app.writes.redo(workspaceId);
    expect(await truth()).toEqual(['mira 3']);
  });
});

test('an undo that could not even begin leaves nothing to resume, and is there to be tried again', async () => {
  await made([4]);
  s.server.always('readSchedule', status(500));
  expect(await s.app.writes.undo(workspaceId)).toMatchObject({
    value: { state: 'done', failure: { kind: 'server-error' }, items: [{ state: 'planned' }] },
  });
  expect(s.app.writes.unfinished()).toEqual([]);
  s.server.heal();
  expect(s.app.writes.history(workspaceId)).toEqual({ canUndo: true, canRedo: false });
  await s.app.writes.undo(workspaceId);
  expect(await truth()).toEqual([]);
});

describe('asked twice at once', () => {
  test('an undo takes back one step after the other', async () => {
    const kept = await made([4]);
    await s.remove(kept);
    await Promise.all([s.app.writes.undo(workspaceId), s.app.writes.undo(workspaceId)]);
    expect(await truth()).toEqual([]);
    expect(s.server.seen('createEntry')).toHaveLength(2);
    await Promise.all([s.app.writes.redo(workspaceId), s.app.writes.redo(workspaceId)]);
    expect(await truth()).toEqual([]);
    expect(s.app.writes.history(workspaceId)).toEqual({ canUndo: true, canRedo: false });
  });

  test('a roll-back rolls back once', async () => {
    const doomed = await made([5]);
    await cancelled([removal(doomed), ...creates(3)], 2);
    const id = stopped();
    const [, second] = await Promise.all([s.app.writes.rollBack(id), s.app.writes.rollBack(id)]);
    expect(second).toMatchObject({ ok: false, failure: { kind: 'not-allowed' } });
    expect(await truth()).toEqual(['ana 5']);
  });

  test('a resume sends each change once', async () => {
    await cancelled(creates(4), 2);
    const id = stopped();
    await Promise.all([s.app.writes.resume(id), s.app.writes.resume(id)]);
    expect(await truth()).toHaveLength(4);
    expect(s.server.seen('createEntry')).toHaveLength(4);
  });
});

describe('while PingHome does not show the newest change', () => {
  test('neither undo nor redo takes another step in its place', async () => {
    await made([1]);
    s.server.lagReads(60_000);
    expect(await s.create([2])).toMatchObject({ value: { kind: 'waiting' } });
    expect(await s.app.writes.undo(workspaceId)).toMatchObject({
      ok: false,
      failure: { kind: 'not-allowed', detail: expect.stringContaining('does not show') as string },
    });
    s.server.lagReads(0);
    await s.app.sync.refresh(workspaceId);
    await expect.poll(() => s.states()).toEqual(['confirmed']);
    await s.app.writes.undo(workspaceId);
    expect(await truth()).toEqual(['ana 1']);
  });

  test('an undo that waits to be shown is not done once more', async () => {
    await s.remove(await made([4]));
    s.server.lagReads(60_000);
    await s.app.writes.undo(workspaceId);
    expect(await s.app.writes.undo(workspaceId)).toMatchObject({ ok: false });
    expect(await s.app.writes.redo(workspaceId)).toMatchObject({ ok: false });
    s.server.lagReads(0);
    expect(await truth()).toEqual(['ana 4']);
  });

  test('what was lost stands in the way until it is dismissed', async () => {
    await made([1]);
    s.server.next('createEntry', { kind: 'drop', effect: 'none' });
    await s.create([2]);
    expect(await s.app.writes.undo(workspaceId)).toMatchObject({ ok: false });
    const [write] = s.app.store.workspace(workspaceId)?.pending ?? [];
    await s.app.writes.leave(write?.id.split(':')[0] ?? '');
    await s.app.writes.undo(workspaceId);
    expect(await truth()).toEqual([]);
  });
});
