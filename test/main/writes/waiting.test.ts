import { afterEach, expect, test } from 'vitest';
import { hourMs } from '../../../core/time/instant.ts';
import { systemClock } from '../../../main/clock.ts';
import { workspaceId } from '../../support/watched.ts';
import { stage } from '../../support/writes-stage.ts';

/** How far the wall clock was set off; the monotonic one knows nothing of it. */
let offMs = 0;
afterEach(() => {
  offMs = 0;
});
const clock = { ...systemClock, now: () => Date.now() + offMs };
const s = stage({ clock });
const pending = () => s.app.store.workspace(workspaceId)?.pending.map(({ state }) => state);
const locked = { ok: false, failure: { kind: 'not-allowed' } };

test('while PingHome lags the entry is waiting; when it shows, nothing waits any more', async () => {
  s.server.lagReads(60_000);
  const result = await s.create([1]);
  expect(result).toEqual({ ok: true, value: { kind: 'waiting' } });
  expect(s.app.store.workspace(workspaceId)?.pending).toMatchObject([
    { kind: 'create', state: 'not-visible-yet', memberId: s.server.ids.ana },
  ]);
  s.server.lagReads(0);
  await s.app.sync.refresh(workspaceId);
  await expect.poll(pending).toEqual([]);
  expect(await s.truth()).toEqual(['ana 1']);
});

test('an entry that waits cannot be edited; later it can, compared with what we last wrote', async () => {
  const entry = await s.made([1]);
  s.server.freezeReads();
  const first = s.update(entry, [2]);
  await expect.poll(pending).toEqual(['waiting']);
  expect(await s.update(entry, [3])).toMatchObject({ ok: false, failure: { kind: 'not-allowed' } });
  expect(await first).toEqual({ ok: true, value: { kind: 'waiting' } });
  s.server.lagReads(0);
  expect(await s.update(entry, [4])).toMatchObject({ value: { kind: 'saved' } });
  expect(await s.truth()).toEqual(['ana 4']);
});

test.each([
  ['forward', hourMs],
  ['back', -hourMs],
])('a clock that is set %s neither unlocks what waits to be shown', async (_, byMs) => {
  await s.restart({ limits: { visibleMs: 1_500 } });
  const entry = await s.made([1]);
  s.server.freezeReads();
  const saving = s.update(entry, [2]);
  await expect.poll(pending).toEqual(['waiting']);
  offMs = byMs;
  // Whatever happens to be read or shown meanwhile.
  await s.app.sync.refresh(workspaceId);
  expect(pending()).toEqual(['waiting']);
  expect(await s.update(entry, [3])).toMatchObject(locked);
  expect(await s.remove(entry)).toMatchObject(locked);
  // Nor keeps it locked.
  expect(await saving).toEqual({ ok: true, value: { kind: 'waiting' } });
  expect(pending()).toEqual(['not-visible-yet']);
  s.server.lagReads(0);
  expect(await s.update(entry, [4])).toMatchObject({ value: { kind: 'saved' } });
});

test('what still waited when the app quit is late in its time at the next start, read or not', async () => {
  await s.restart({ limits: { visibleMs: 1_500, leavingMs: 0 } });
  s.server.freezeReads();
  const saving = s.create([1]);
  await expect.poll(pending).toEqual(['waiting']);
  await s.app.writes.finish();
  expect(await saving).toEqual({ ok: true, value: { kind: 'waiting' } });
  await s.restart({ limits: { visibleMs: 1_500 } });
  expect(pending()).toEqual(['waiting']);
  await expect.poll(pending, { timeout: 5_000 }).toEqual(['not-visible-yet']);
  expect(s.server.seen('createEntry')).toHaveLength(1);
});

test('what was lost is told at every start until it is dismissed, and then never again', async () => {
  s.server.next('createEntry', { kind: 'drop', effect: 'none' });
  await s.create([1]);
  s.loseBesideEqual([2], s.server.ids.jonas);
  await s.create([2], s.server.ids.jonas);
  for (let start = 1; start <= 2; start += 1) {
    await s.restart();
    expect(pending()).toEqual(['unknown', 'twice']);
  }
  const told = s.app.store.workspace(workspaceId)?.pending ?? [];
  expect(told[0]).toMatchObject({ kind: 'create', rule: { weekDays: [1] } });
  for (const { stepId } of told)
    expect(await s.app.writes.leave(stepId)).toMatchObject({ ok: true });
  expect(pending()).toEqual([]);
  await s.restart();
  expect(pending()).toEqual([]);
  expect(s.server.seen('createEntry')).toHaveLength(2);
});
