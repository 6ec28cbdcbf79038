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
