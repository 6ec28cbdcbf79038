import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  heldOf,
  hundredChanges,
  writesSeen,
  type HundredChanges,
} from '../../support/hundred-changes.ts';
import type { KillOrder } from '../../support/kill-child.ts';
import { startMisbehaving, type Misbehaving } from '../../support/misbehaving/server.ts';
import { temporaryFolder } from '../../support/watched.ts';

const deep = process.env['WATCHBILL_DEEP'] === '1';
const runs = deep ? 50 : 5;
const child = fileURLToPath(new URL('../../support/kill-child.ts', import.meta.url));

let server: Misbehaving;
let first: Awaited<ReturnType<Misbehaving['truth']>> = [];
beforeAll(async () => {
  server = await startMisbehaving();
  first = await server.truth();
});
afterAll(async () => {
  await server.close();
});

/** Runs the child to its end, or kills it with SIGKILL once so many writes have arrived. */
function run(
  order: KillOrder,
  killAfter: number | null,
): Promise<{ killed: boolean; said: string }> {
  return new Promise((resolve, reject) => {
    const from = writesSeen(server);
    const process_ = spawn(process.execPath, [child, JSON.stringify(order)], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    let troubles = '';
    process_.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
    process_.stderr.on('data', (chunk: Buffer) => (troubles += chunk.toString()));
    const watch = setInterval(() => {
      if (killAfter !== null && writesSeen(server) - from >= killAfter) process_.kill('SIGKILL');
    }, 1);
    process_.on('error', reject);
    process_.on('close', (code, signal) => {
      clearInterval(watch);
      if (signal === null && code !== 0) reject(new Error(troubles));
      else resolve({ killed: signal === 'SIGKILL', said });
    });
  });
}

async function killedThen(
  what: 'resume' | 'roll-back',
): Promise<{ ended: string[]; wanted: HundredChanges }> {
  const wanted = await hundredChanges(server, first);
  const place = temporaryFolder();
  const order: KillOrder = {
    base: server.base,
    token: server.token,
    folder: place.path,
    customerId: server.ids.organisation,
    what: 'bulk',
    writes: wanted.writes,
  };
  const cut = await run(order, 1 + Math.floor(Math.random() * 98));
  expect(cut.killed).toBe(true);
  const again = { ...order, what, writes: [] };
  // One time in three the recovery is killed as well, and recovered from in its turn.
  if (Math.random() < 1 / 3) await run(again, 1 + Math.floor(Math.random() * 5));
  const last = await run(again, null);
  const told = JSON.parse(last.said.trim().split('\n').at(-1) ?? '{}') as { open?: number };
  expect(told.open).toBe(0);
  place.remove();
  return { ended: await heldOf(server), wanted };
}

describe('a bulk change of 100 entries, killed at a random point', () => {
  test.each(Array.from({ length: runs }, (_, n) => n + 1))(
    'ends with exactly the wanted entries after resuming, %i',
    async () => {
      const { ended, wanted } = await killedThen('resume');
      expect(ended).toEqual(wanted.after);
    },
  );

  test.each(Array.from({ length: runs }, (_, n) => n + 1))(
    'ends with exactly the original entries after rolling back, %i',
    async () => {
      const { ended, wanted } = await killedThen('roll-back');
      expect(ended).toEqual(wanted.before);
    },
  );
});
