import { describe, expect, test } from 'vitest';
import { status } from '../../support/misbehaving/server.ts';
import { workspaceId } from '../../support/watched.ts';
import { keyOf } from '../../support/write-operations.ts';
import { mornings } from '../../support/writing.ts';
import { stage } from '../../support/writes-stage.ts';

const s = stage();
const { made, update, truth } = s;

describe('a single write', () => {
  test('a create is saved under the key that PingHome shows', async () => {
    const entry = await made([1]);
    expect(entry).toMatchObject({ memberId: s.server.ids.ana, teamId: s.server.ids.platform });
    expect(await truth()).toEqual(['ana 1']);
    expect(s.app.store.workspace(workspaceId)?.pending).toEqual([]);
  });

  test('an update and a delete do what they say', async () => {
    const entry = await made([1]);
    expect(await update(entry, [2, 3])).toEqual({
      ok: true,
      value: { kind: 'saved', key: keyOf(entry) },
    });
    expect(await truth()).toEqual(['ana 23']);
    expect(await s.remove(s.app.entry(keyOf(entry).createdAt))).toMatchObject({
      value: { kind: 'saved' },
    });
    expect(await truth()).toEqual([]);
  });

  test('an update over somebody else’s change is a conflict with both sides, and nothing is sent', async () => {
    const entry = await made([1]);
    await s.server.other.change(keyOf(entry).memberId, keyOf(entry).createdAt, { weekDays: [5] });
    const result = await update(entry, [2]);
    expect(result).toMatchObject({
      ok: true,
      value: { kind: 'conflict', base: { weekDays: [1] }, theirs: { rule: { weekDays: [5] } } },
    });
    expect(s.server.seen('updateEntry')).toEqual([]);
    expect(await s.remove(entry)).toMatchObject({ value: { kind: 'conflict' } });
    expect(s.server.seen('deleteEntry')).toEqual([]);
    expect(await truth()).toEqual(['ana 5']);
  });

  test('an entry that is gone: a delete is done, an update is a conflict with nobody', async () => {
    const entry = await made([1]);
    await s.server.other.remove(keyOf(entry).memberId, keyOf(entry).createdAt);
    // Long after our last write, when one read is proof enough.
    await s.restart();
    expect(await update(entry, [2])).toMatchObject({ value: { kind: 'conflict', theirs: null } });
    expect(await s.remove(entry)).toEqual({ ok: true, value: { kind: 'already-gone' } });
    expect(s.server.seen('deleteEntry')).toEqual([]);
  });

  test('what is as wanted already is not written again', async () => {
    const entry = await made([1]);
    await s.server.other.change(keyOf(entry).memberId, keyOf(entry).createdAt, { weekDays: [2] });
    expect(await update(entry, [2])).toMatchObject({ value: { kind: 'saved' } });
    expect(s.server.seen('updateEntry')).toEqual([]);
  });

  test('a rule that no one would accept is refused at its field before anything is sent', async () => {
    const result = await s.app.writes.create({
      workspaceId,
      teamId: s.server.ids.platform,
      memberId: s.server.ids.ana,
      rule: { ...mornings(9), startTime: '25:00:00' },
    });
    expect(result).toMatchObject({
      ok: false,
      failure: { kind: 'rejected', errors: [{ field: 'week_days' }, { field: 'start_time' }] },
    });
    expect(s.server.seen('createEntry')).toEqual([]);
  });
});

describe('a reassignment', () => {
  test('a reassignment creates, sees it, then deletes', async () => {
    const entry = await made([1]);
    const result = await update(entry, [1], s.server.ids.jonas);
    expect(result).toMatchObject({
      value: { kind: 'saved', key: { memberId: s.server.ids.jonas } },
    });
    expect(await truth()).toEqual(['jonas 1']);
  });

  test('a reassignment whose create is refused deletes nothing and leaves nothing to decide', async () => {
    const entry = await made([1]);
    s.server.next('createEntry', status(409));
    expect(await update(entry, [1], s.server.ids.jonas)).toMatchObject({
      ok: false,
      failure: { kind: 'conflict' },
    });
    expect(await truth()).toEqual(['ana 1']);
    expect(s.app.writes.unfinished()).toEqual([]);
  });

  test('a reassignment whose delete fails can be rolled back', async () => {
    const entry = await made([1]);
    s.server.next('deleteEntry', status(403));
    expect(await update(entry, [1], s.server.ids.jonas)).toMatchObject({
      ok: false,
      failure: { kind: 'forbidden' },
    });
    expect(await truth()).toEqual(['ana 1', 'jonas 1']);
    expect(s.app.writes.history(workspaceId).canUndo).toBe(true);
    await s.app.writes.undo(workspaceId);
    expect(await truth()).toEqual(['ana 1']);
  });
});
