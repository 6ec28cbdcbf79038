import { expect, test } from 'vitest';
import { secondMs } from '../../../core/time/instant.ts';
import type { Progress } from '../../../main/writes/report.ts';
import { tooMany } from '../../support/misbehaving/server.ts';
import { workspaceId } from '../../support/watched.ts';
import { stage } from '../../support/writes-stage.ts';

const s = stage();

test('a quitting app ends a bulk change after the request under way, to be resumed at the next start', async () => {
  let asked: Promise<void> | null = null;
  const report = await s.app.writes.bulk(workspaceId, s.creates(40), {
    onProgress({ through }) {
      if (through === 5) asked ??= s.app.writes.finish();
    },
  });
  await asked;
  expect(report).toMatchObject({ value: { state: 'stopped', failure: null } });
  const sent = s.server.seen('createEntry').length;
  expect(sent).toBeLessThan(10);
  await s.restart();
  const [left] = s.app.writes.unfinished();
  await s.app.writes.resume(left?.stepId ?? '');
  expect(await s.truth()).toHaveLength(40);
  expect(s.server.seen('createEntry')).toHaveLength(40);
});

test('a quitting app does not wait out a pause that PingHome asked for', async () => {
  s.server.next('createEntry', [], tooMany('600'));
  const running = s.app.writes.bulk(workspaceId, s.creates(3));
  await expect.poll(() => s.server.seen('createEntry').length).toBe(2);
  await s.app.writes.finish();
  expect(await running).toMatchObject({ value: { state: 'stopped' } });
  expect(s.app.writes.unfinished()).toHaveLength(1);
});

test('a bulk change that PingHome asks to wait says until when, and a cancel ends the wait', async () => {
  s.server.next('createEntry', [], tooMany('600'));
  const stop = new AbortController();
  const told: Progress[] = [];
  const asked = Date.now();
  const running = s.app.writes.bulk(workspaceId, s.creates(3), {
    signal: stop.signal,
    onProgress: (progress) => told.push(progress),
  });
  await expect.poll(() => told.at(-1)?.waitsUntil ?? null).not.toBeNull();
  const until = told.at(-1)?.waitsUntil ?? 0;
  expect(until).toBeGreaterThanOrEqual(asked + 599 * secondMs);
  expect(until).toBeLessThanOrEqual(Date.now() + 600 * secondMs);
  stop.abort();
  expect(await running).toMatchObject({ value: { state: 'stopped', failure: null } });
  expect(told.at(-1)?.waitsUntil).toBeNull();
  expect(s.server.seen('createEntry')).toHaveLength(2);
  await s.app.writes.resume(s.app.writes.unfinished()[0]?.stepId ?? '');
  expect(await s.truth()).toHaveLength(3);
});

test('a single write is refused with the time that PingHome asked to wait, and never sent again', async () => {
  s.server.next('createEntry', tooMany('90'));
  const from = Date.now();
  const result = await s.create([1]);
  const failure = result.ok ? null : result.failure;
  if (failure?.kind !== 'rate-limited') throw new Error(JSON.stringify(result));
  expect(failure.retryAt).toBeGreaterThanOrEqual(from + 89 * secondMs);
  expect(failure.retryAt).toBeLessThanOrEqual(Date.now() + 90 * secondMs);
  expect(s.server.seen('createEntry')).toHaveLength(1);
  expect(s.app.store.workspace(workspaceId)?.pending).toEqual([]);
});

// Longer than a timer can be armed, longer than anybody waits.
test.each(['3000000', '90000'])(
  'a wait of %s seconds pauses a bulk change, says until when, and sends nothing meanwhile',
  async (seconds) => {
    s.server.next('createEntry', []);
    s.server.always('createEntry', tooMany(seconds));
    const report = await s.app.writes.bulk(workspaceId, s.creates(3));
    expect(report).toMatchObject({
      value: { state: 'stopped', failure: { kind: 'rate-limited' } },
    });
    expect(s.server.seen('createEntry')).toHaveLength(2);
    s.server.heal();
    expect(await s.create([2])).toMatchObject({ value: { kind: 'saved' } });
    await s.app.writes.resume(s.app.writes.unfinished()[0]?.stepId ?? '');
    expect(await s.truth()).toHaveLength(4);
  },
);

test('a quitting app waits for the answer, only briefly for PingHome to show it, and the next start goes on', async () => {
  await s.restart({ limits: { visibleMs: 60_000 } });
  s.server.lagReads(60_000);
  s.server.next('createEntry', { kind: 'delay', ms: 200 });
  const saving = s.create([1]);
  await expect.poll(() => s.server.seen('createEntry').length).toBe(1);
  await s.app.writes.finish();
  expect(await saving).toEqual({ ok: true, value: { kind: 'waiting' } });
  expect(await s.truth()).toEqual(['ana 1']);
  s.server.lagReads(0);
  await s.restart();
  await expect.poll(() => s.app.store.workspace(workspaceId)?.pending).toEqual([]);
  expect(s.app.writes.unfinished()).toEqual([]);
  expect(s.server.seen('createEntry')).toHaveLength(1);
});

test('a quitting app does not wait for a PingHome that cannot be read', async () => {
  await s.restart({ limits: { visibleMs: 60_000 } });
  s.server.lagReads(60_000);
  const saving = s.create([1]);
  await expect.poll(() => s.app.store.workspace(workspaceId)?.pending[0]?.state).toBe('waiting');
  await s.server.goAway();
  await s.app.writes.finish();
  await s.server.comeBack();
  expect(await saving).toEqual({ ok: true, value: { kind: 'waiting' } });
  expect(s.app.writes.unfinished()).toEqual([]);
});
