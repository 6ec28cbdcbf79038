import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { minuteMs } from '../../../core/time/instant.ts';
import { readCacheSync } from '../../../main/cache.ts';
import { settle } from '../../support/clock.ts';
import { readRow, standing } from '../../support/fake-client.ts';
import { writesSeen } from '../../support/hundred-changes.ts';
import { startMisbehaving } from '../../support/misbehaving/server.ts';
import { temporaryFolder, watchedBy, workspaceId } from '../../support/watched.ts';
import { mornings, openWriting } from '../../support/writing.ts';

let place: { path: string; remove: () => void };
beforeEach(() => {
  place = temporaryFolder();
});
afterEach(() => {
  place.remove();
});

test('what cannot be saved is told once and stops no poll; later it is saved after all', async () => {
  const folder = join(place.path, 'cache');
  const fake = standing([readRow('a')]);
  const { clock, sync, store, workspace, pushes } = watchedBy(() => fake.client, { folder });
  sync.start();
  // As on a full disk, no file can be made there.
  writeFileSync(folder, '');
  await clock.advance(0);
  await settle();
  expect(workspace().entries).toHaveLength(1);
  expect(store.read().attention).toEqual([
    { kind: 'cache-unsaved', detail: expect.stringMatching(/^E[A-Z]+: [a-z ]+$/) },
  ]);
  const before = pushes.length;
  await clock.advance(3 * minuteMs);
  expect(fake.asked).toHaveLength(4);
  expect(pushes).toHaveLength(before);
  rmSync(folder);
  await clock.advance(minuteMs);
  await sync.dispose();
  expect(store.read().attention).toEqual([]);
  expect(readCacheSync(folder).accounts[0]?.workspace.entries).toHaveLength(1);
});

test('a write whose line the disk does not take never goes out', async () => {
  const server = await startMisbehaving();
  const app = await openWriting({
    base: server.base,
    token: server.token,
    folder: place.path,
    customerIds: [server.ids.organisation],
  });
  await app.sync.refresh(workspaceId);
  await app.journal.close();
  const { platform: teamId, ana: memberId } = server.ids;
  const write = { kind: 'create', entryId: 'n', teamId, memberId, rule: mornings(1) } as const;
  const refused = {
    ok: false,
    failure: { kind: 'not-allowed', detail: 'the operation journal cannot be written' },
  };
  expect(await app.writes.create({ workspaceId, teamId, memberId, rule: mornings(1) })).toEqual(
    refused,
  );
  expect(await app.writes.bulk(workspaceId, [write, write])).toEqual(refused);
  expect(writesSeen(server)).toBe(0);
  app.writes.dispose();
  await app.sync.dispose();
  await server.close();
});
