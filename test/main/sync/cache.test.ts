import { spawn } from 'node:child_process';
import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { failed } from '../../../core/contract/failure.ts';
import { minuteMs } from '../../../core/time/instant.ts';
import { readCacheSync } from '../../../main/cache.ts';
import { anyRule, FakeClient, offline, readRow, replyOf } from '../../support/fake-client.ts';
import { temporaryFolder, unread } from '../../support/watched.ts';
import { watching } from '../../support/watching.ts';

const child = fileURLToPath(new URL('../../support/cache-child.ts', import.meta.url));
const kills = process.env['WATCHBILL_DEEP'] === '1' ? 50 : 5;

let place: { path: string; remove: () => void };
beforeEach(() => {
  place = temporaryFolder();
});
afterEach(() => {
  place.remove();
});
const watch = watching();

describe('the cache', () => {
  test('shows the last known good at once at the next start, with its age', async () => {
    const fake = new FakeClient((id) => replyOf([readRow('a'), readRow(id)]));
    const first = watch(fake, {
      folder: place.path,
      workspaces: [unread({ customerIds: ['c1', 'c2'] })],
    });
    first.sync.start();
    await first.clock.advance(0);
    const { goodAt } = first.workspace().read;
    await first.end();
    const later = new FakeClient((id) => (id === 'c1' ? failed(offline) : replyOf([])));
    const second = watch(later, {
      folder: place.path,
      workspaces: [unread({ customerIds: ['c1', 'c2'] })],
    });
    second.sync.start();
    expect(
      second
        .workspace()
        .entries.map(({ id }) => id)
        .sort(),
    ).toEqual(['t1/m1/a', 't1/m1/c1', 't1/m1/c2']);
    expect(second.workspace().read.goodAt).toBe(goodAt);
    await second.clock.advance(0);
    expect(
      second
        .workspace()
        .entries.map(({ id }) => id)
        .sort(),
    ).toEqual(['t1/m1/a', 't1/m1/c1']);
  });

  test('keeps entries without a member apart, though they were created at one moment', async () => {
    const nameless = [1, 2, 3].map((day) =>
      readRow('a', { memberId: null, rule: { ...anyRule, weekDays: [day] } }),
    );
    const unreadTwo = () => ({
      folder: place.path,
      workspaces: [unread({ customerIds: ['c1', 'c2'] })],
    });
    const first = watch(new FakeClient((id) => replyOf(id === 'c1' ? nameless : [])), unreadTwo());
    first.sync.start();
    await first.clock.advance(0);
    await first.end();
    const later = new FakeClient((id) => (id === 'c1' ? failed(offline) : replyOf([])));
    const second = watch(later, unreadTwo());
    second.sync.start();
    await second.clock.advance(0);
    const days = second.workspace().entries.flatMap(({ rule }) => rule.weekDays);
    expect(days.sort()).toEqual([1, 2, 3]);
  });

  test('is readable by this user alone, and synchronously for the command line', async () => {
    const { clock, sync } = watch(new FakeClient(() => replyOf([readRow('a')])), {
      folder: place.path,
    });
    sync.start();
    await clock.advance(minuteMs);
    await sync.dispose();
    const files = readdirSync(place.path).filter((name) => name.endsWith('.json'));
    expect(files).toHaveLength(2);
    for (const name of files) expect(statSync(join(place.path, name)).mode & 0o777).toBe(0o600);
    const { accounts, setAside } = readCacheSync(place.path);
    expect(setAside).toEqual([]);
    expect(accounts[0]?.workspace).toMatchObject({
      id: 'w1',
      entries: [{ createdAt: 'a' }],
      read: { goodAt: clock.now() },
    });
  });

  test.each(['', '{', 'x\ny', '{"version":99}\n{}'])(
    'damaged as %j it is set aside and told',
    async (text) => {
      const fake = new FakeClient(() => replyOf([readRow('a')]));
      const first = watch(fake, { folder: place.path });
      first.sync.start();
      await first.clock.advance(0);
      await first.end();
      const [file = ''] = readdirSync(place.path).filter((name) => name.endsWith('.cache.json'));
      writeFileSync(join(place.path, file), text);
      const second = watch(fake, { folder: place.path });
      second.sync.start();
      expect(second.store.read().attention).toEqual([
        { kind: 'cache-reset', setAsideAs: `${file}.damaged` },
      ]);
      expect(second.workspace().entries).toEqual([]);
      expect(readdirSync(place.path)).toContain(`${file}.damaged`);
      await second.clock.advance(0);
      expect(second.workspace().entries).toHaveLength(1);
    },
  );

  test('one flipped letter in a name is noticed', async () => {
    const first = watch(new FakeClient(() => replyOf([readRow('a')])), { folder: place.path });
    first.sync.start();
    await first.clock.advance(0);
    await first.end();
    const [file = ''] = readdirSync(place.path).filter((name) => name.endsWith('.cache.json'));
    const path = join(place.path, file);
    writeFileSync(path, readFileSync(path, 'utf8').replace('Acme', 'Acne'));
    expect(readCacheSync(place.path)).toMatchObject({
      accounts: [],
      setAside: [`${file}.damaged`],
    });
  });
});

/** Saves without end, until it is killed a few milliseconds after it has begun the third save. */
function savesUntilKilled(folder: string, afterMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const saving = spawn(process.execPath, [child, folder], { stdio: ['ignore', 'pipe', 'pipe'] });
    let troubles = '';
    let saves = 0;
    saving.stderr.on('data', (chunk: Buffer) => (troubles += chunk.toString()));
    saving.stdout.on('data', (chunk: Buffer) => {
      saves += chunk.length;
      if (saves >= 2) setTimeout(() => saving.kill('SIGKILL'), afterMs);
    });
    saving.on('error', reject);
    saving.on('close', (_, signal) => {
      if (signal === 'SIGKILL') resolve();
      else reject(new Error(troubles));
    });
  });
}

test('an app killed while it saves leaves one whole state, the last or the one before, and no litter', async () => {
  const folder = join(place.path, 'cache');
  for (let kill = 0; kill < kills; kill++) {
    await savesUntilKilled(folder, kill * 3);
    const { accounts, setAside } = readCacheSync(folder, true);
    expect(setAside).toEqual([]);
    const [{ workspace, lists } = expect.fail('nothing was saved')] = accounts;
    expect(Number(workspace.name)).toBeGreaterThanOrEqual(1);
    expect(workspace.entries).toHaveLength(2_000);
    const saved = new Set(workspace.entries.map(({ createdAt }) => createdAt?.split('-')[0]));
    expect([...saved]).toEqual([workspace.name]);
    expect(lists.get('c1')).toHaveLength(2_000);
    expect(readdirSync(folder).filter((name) => !name.endsWith('.cache.json'))).toEqual([]);
  }
});
