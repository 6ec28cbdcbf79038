import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readCacheSync } from '../../../main/cache.ts';
import { temporaryFolder } from '../../support/watched.ts';

const child = fileURLToPath(new URL('../../support/cache-child.ts', import.meta.url));
const kills = process.env['WATCHBILL_DEEP'] === '1' ? 50 : 5;

let place: { path: string; remove: () => void };
beforeEach(() => {
  place = temporaryFolder();
});
afterEach(() => {
  place.remove();
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
