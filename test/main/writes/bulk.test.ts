import { describe, expect, test } from 'vitest';
import { status, tooMany } from '../../support/misbehaving/server.ts';
import { workspaceId } from '../../support/watched.ts';
import { keyOf } from '../../support/write-operations.ts';
import { stage } from '../../support/writes-stage.ts';

const s = stage();
const { cancelled, change, creates, made, removal, truth } = s;

describe('a bulk change', () => {
  test('is read once before, then after every 25 writes', async () => {
    const reads = s.server.seen('readSchedule').length;
    const seen: number[] = [];
    const report = await s.app.writes.bulk(workspaceId, creates(60), {
      onProgress: ({ through }) => seen.push(through),
    });
    expect(report).toMatchObject({ ok: true, value: { state: 'done' } });
    expect(await truth()).toHaveLength(60);
    expect(s.server.seen('readSchedule').length - reads).toBe(4);
    expect(seen.at(-1)).toBe(60);
  });

  test('equal creates of one member are told apart', async () => {
    const [write] = creates(1);
    if (write === undefined) throw new Error('none');
    const report = await s.app.writes.bulk(workspaceId, [write, write, write]);
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
    s.server.next(
      'createEntry',
      [],
      status(422, {
        errors: [{ field: 'week_days', path: '/week_days/0', code: 'out_of_range', message: 'no' }],
      }),
    );
    const report = await s.app.writes.bulk(workspaceId, creates(4));
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
    expect(s.app.writes.unfinished()).toEqual([]);
  });

  test('401 pauses everything; after signing in, resume ends with all', async () => {
    s.server.next('createEntry', [], [], status(401));
    const report = await s.app.writes.bulk(workspaceId, creates(5));
    expect(report).toMatchObject({
      value: { state: 'stopped', failure: { kind: 'unauthorized' } },
    });
    expect(await truth()).toHaveLength(2);
    const [left] = s.app.writes.unfinished();
    expect(left?.progress).toMatchObject({ through: 2, total: 5 });
    expect(await s.app.writes.resume(left?.stepId ?? '')).toMatchObject({
      value: { state: 'done' },
    });
    expect(await truth()).toHaveLength(5);
    expect(s.server.seen('createEntry')).toHaveLength(6);
  });

  test('429 pauses and goes on by itself', async () => {
    s.server.next('createEntry', [], tooMany('0'), tooMany('0'));
    expect(await s.app.writes.bulk(workspaceId, creates(3))).toMatchObject({
      value: { state: 'done' },
    });
    expect(await truth()).toHaveLength(3);
    expect(s.server.seen('createEntry')).toHaveLength(5);
  });

  test('an unknown item is set aside, the others go on, and resuming is consent to send it again', async () => {
    s.server.next(
      'createEntry',
      [],
      { kind: 'drop', effect: 'none' },
      { kind: 'drop', effect: 'done' },
    );
    const report = await s.app.writes.bulk(workspaceId, creates(4));
    expect(report.ok && report.value.items.map(({ state }) => state)).toEqual([
      'confirmed',
      'unknown',
      'confirmed',
      'confirmed',
    ]);
    expect(await truth()).toHaveLength(3);
    const [left] = s.app.writes.unfinished();
    expect(await s.app.writes.resume(left?.stepId ?? '')).toMatchObject({
      value: { state: 'done' },
    });
    expect(await truth()).toHaveLength(4);
  });

  test('cancelled half way it can be rolled back to what was', async () => {
    const kept = await made([6]);
    const doomed = await made([5]);
    const before = await truth();
    const writes = [change(kept, [2]), removal(doomed), ...creates(10)];
    const report = await cancelled(writes, 6);
    expect(report).toMatchObject({ value: { state: 'stopped', failure: null } });
    expect(await truth()).not.toEqual(before);
    const [left] = s.app.writes.unfinished();
    expect(await s.app.writes.rollBack(left?.stepId ?? '')).toMatchObject({
      value: { state: 'done' },
    });
    expect(await truth()).toEqual(before);
    expect(s.app.writes.unfinished()).toEqual([]);
  });

  test('a conflict is reported with theirs, the others go on', async () => {
    const entry = await made([6]);
    await s.server.other.change(keyOf(entry).memberId, keyOf(entry).createdAt, { weekDays: [4] });
    const report = await s.app.writes.bulk(workspaceId, [change(entry, [2]), ...creates(2)]);
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

  test('equal creates are told apart however their rules are spelled', async () => {
    const [write] = creates(1);
    if (write?.kind !== 'create') throw new Error('no create');
    const all = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
    const spelled = { ...write, rule: { ...write.rule, monthsOfYear: all } };
    s.server.next('createEntry', { kind: 'drop', effect: 'done' });
    const report = await s.app.writes.bulk(workspaceId, [write, spelled]);
    expect(report.ok && report.value.items.map(({ state }) => state)).toEqual([
      'confirmed',
      'confirmed',
    ]);
  });
});
