import { describe, expect, test } from 'vitest';
import { status } from '../../support/misbehaving/server.ts';
import { workspaceId } from '../../support/watched.ts';
import { stage } from '../../support/writes-stage.ts';

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
    expect(shown).toMatchObject({ memberId: s.server.ids.ana });
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
