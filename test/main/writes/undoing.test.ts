import { describe, expect, test } from 'vitest';
import { status } from '../../support/misbehaving/server.ts';
import { workspaceId } from '../../support/watched.ts';
import { seen, stage } from '../../support/writes-stage.ts';

const s = stage();
const { creates, cancelled, removal, made, truth } = s;
const stopped = () => s.app.writes.unfinished()[0]?.stepId ?? '';

describe('a step that was cut short', () => {
  test('cannot be undone before it is resumed, rolled back or kept, so nothing comes back twice', async () => {
    const doomed = await made([5]);
    await cancelled([removal(doomed), ...creates(3)], 2);
    expect(await truth()).toEqual(['ana 1']);
    expect(await s.app.writes.undo(workspaceId)).toMatchObject({
      ok: false,
      failure: { kind: 'not-allowed' },
    });
    expect(s.app.writes.overview(workspaceId).undo).toMatchObject({ deleted: 1 });
    await s.app.writes.rollBack(stopped());
    expect(await truth()).toEqual(['ana 5']);
    expect(s.app.writes.history(workspaceId)).toEqual({ canUndo: true, canRedo: false });
    await s.app.writes.undo(workspaceId);
    expect(await truth()).toEqual([]);
  });

  test('that was kept as it is can be undone as far as it went', async () => {
    const doomed = await made([5]);
    await cancelled([removal(doomed), ...creates(3)], 2);
    await s.app.writes.leave(stopped());
    await s.app.writes.undo(workspaceId);
    expect(await truth()).toEqual(['ana 5']);
  });

  test('an undo cut short and rolled back never was: it can be undone again, and not redone', async () => {
    const [first, second] = [await made([4]), await made([5])];
    await s.app.writes.bulk(workspaceId, [removal(first), removal(second)]);
    s.server.next('createEntry', [], status(401));
    expect(await s.app.writes.undo(workspaceId)).toMatchObject({ value: { state: 'stopped' } });
    expect(await truth()).toHaveLength(1);
    await s.app.writes.rollBack(stopped());
    expect(await truth()).toEqual([]);
    expect(s.app.writes.history(workspaceId)).toEqual({ canUndo: true, canRedo: false });
    await s.app.writes.undo(workspaceId);
    expect(await truth()).toEqual(['ana 4', 'ana 5']);
    await s.app.writes.redo(workspaceId);
    expect(await truth()).toEqual([]);
  });

  test('its roll-back, cut short in its turn, goes on under either id', async () => {
    const [first, second] = [await made([4]), await made([5])];
    await cancelled([removal(first), removal(second), ...creates(2)], 3);
    s.server.next('createEntry', [], status(401));
    const back = await s.app.writes.rollBack(stopped());
    expect(back).toMatchObject({ value: { state: 'stopped' } });
    expect(s.app.writes.unfinished()).toMatchObject([{ rollingBack: true }]);
    // The window knows the report of the roll-back, the next start only the step.
    await s.app.writes.resume(back.ok ? back.value.stepId : '');
    expect(await truth()).toEqual(['ana 4', 'ana 5']);
    expect(s.app.writes.unfinished()).toEqual([]);
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
    const entry = await made([1]);
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
    expect(seen(entry).key.memberId).toBe(s.server.ids.ana);
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

describe('a roll-back under reads that lag', () => {
  test('is not over while PingHome does not show what it accepted, and then takes back exactly that', async () => {
    s.server.lagReads(60_000);
    const cut = await cancelled(creates(5), 4);
    expect(cut).toMatchObject({ value: { state: 'stopped' } });
    const id = stopped();
    expect(await s.app.writes.rollBack(id)).toMatchObject({
      value: { state: 'stopped', failure: { kind: 'not-allowed' } },
    });
    expect(s.app.writes.unfinished()).toMatchObject([{ stepId: id }]);
    s.server.lagReads(0);
    await s.app.sync.refresh(workspaceId);
    expect(await truth()).toHaveLength(4);
    expect(await s.app.writes.rollBack(id)).toMatchObject({ value: { state: 'done' } });
    expect(await truth()).toEqual([]);
    expect(s.app.writes.unfinished()).toEqual([]);
  });

  test('a second roll-back takes back only what the first one could not see', async () => {
    const doomed = await made([5]);
    await s.app.writes.bulk(workspaceId, [removal(doomed), ...creates(2)]);
    const [record] = s.app.journal.records().slice(-1);
    const id = record?.step.id ?? '';
    // As after a crash: the last create was accepted, and no read has shown it.
    await s.app.journal.note(id, 2, { state: 'accepted', newKey: null }, true);
    await s.app.journal.end(id, 'stopped');
    const shown = record?.items[2]?.newKey;
    s.server.always('readSchedule', status(500));
    expect(await s.app.writes.rollBack(id)).toMatchObject({ ok: false });
    s.server.heal();
    await s.app.writes.rollBack(id);
    expect(shown).not.toBeNull();
    expect(await truth()).toEqual(['ana 5']);
    expect(s.app.writes.unfinished()).toEqual([]);
  });

  test('a lost change that turns up after its step was rolled back asks again', async () => {
    s.server.lagReads(60_000);
    s.server.next('createEntry', { kind: 'drop', effect: 'done' });
    await s.app.writes.bulk(workspaceId, creates(1));
    const id = stopped();
    s.server.lagReads(60_000);
    expect(await s.app.writes.rollBack(id)).toMatchObject({ value: { state: 'done' } });
    expect(s.app.writes.unfinished()).toEqual([]);
    s.server.lagReads(0);
    await s.app.sync.refresh(workspaceId);
    await expect.poll(() => s.app.writes.unfinished()).toHaveLength(1);
    await s.app.writes.rollBack(id);
    expect(await truth()).toEqual([]);
    expect(s.app.writes.unfinished()).toEqual([]);
  });
});
