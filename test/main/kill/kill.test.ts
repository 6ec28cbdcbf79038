import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Rule } from '../../../core/schedule/model.ts';
import type { PlannedWrite } from '../../../core/schedule/planned-writes.ts';
import type { KillOrder } from '../../support/kill-child.ts';
import { startMisbehaving, type Misbehaving } from '../../support/misbehaving/server.ts';
import { temporaryFolder } from '../../support/watched.ts';
import { clear } from '../../support/write-operations.ts';
import { mornings } from '../../support/writing.ts';

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

const writesSeen = () => server.requests.filter(({ method }) => method !== 'GET').length;

/** Runs the child to its end, or kills it with SIGKILL once so many writes have arrived. */
function run(
  order: KillOrder,
  killAfter: number | null,
): Promise<{ killed: boolean; said: string }> {
  return new Promise((resolve, reject) => {
    const from = writesSeen();
    const process_ = spawn(process.execPath, [child, JSON.stringify(order)], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    let troubles = '';
    process_.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
    process_.stderr.on('data', (chunk: Buffer) => (troubles += chunk.toString()));
    const watch = setInterval(() => {
      if (killAfter !== null && writesSeen() - from >= killAfter) process_.kill('SIGKILL');
    }, 1);
    process_.on('error', reject);
    process_.on('close', (code, signal) => {
      clearInterval(watch);
      if (signal === null && code !== 0) reject(new Error(troubles));
      else resolve({ killed: signal === 'SIGKILL', said });
    });
  });
}

interface Wanted {
  readonly writes: readonly PlannedWrite[];
  readonly before: readonly string[];
  readonly after: readonly string[];
}

const dated = (n: number, days: number[]): Rule => ({
  ...mornings(...days),
  startDate: Date.UTC(2030, 0, 1 + n),
});
const words = (member: string, rule: Rule) =>
  `${member.slice(-2)} ${new Date(rule.startDate ?? 0).toISOString().slice(0, 10)} ${rule.weekDays.join('')}`;

/** 100 changes: 40 creates, 30 updates, 30 deletes, mixed, over four members. */
async function prepare(): Promise<Wanted> {
  await clear(server, first);
  const { platform: teamId, ana, jonas, mira, tomas } = server.ids;
  const members = [ana, jonas, mira, tomas];
  const memberOf = (n: number) => members[n % members.length] ?? ana;
  const before: string[] = [];
  const after: string[] = [];
  const writes: PlannedWrite[] = [];
  for (let n = 0; n < 100; n++) {
    const memberId = memberOf(n);
    const kind = n % 10 < 4 ? 'create' : n % 10 < 7 ? 'update' : 'delete';
    const entryId = String(n);
    if (kind === 'create') {
      writes.push({ kind, entryId, teamId, memberId, rule: dated(n, [1]) });
      after.push(words(memberId, dated(n, [1])));
      continue;
    }
    const createdAt = `2026-01-01T00:00:00.${String(n).padStart(3, '0')}Z`;
    await server.other.create({
      teamId,
      memberId,
      createdAt,
      weekDays: [2],
      monthsOfYear: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
      weeksOfMonth: [1, 2, 3, 4, 5],
      startTime: '06:00:00',
      endTime: '10:00:00',
      startDate: new Date(dated(n, []).startDate ?? 0).toISOString(),
    });
    const base = dated(n, [2]);
    before.push(words(memberId, base));
    const key = { memberId, createdAt };
    if (kind === 'delete') writes.push({ kind, entryId, teamId, key, base });
    else {
      writes.push({ kind, entryId, teamId, key, base, rule: dated(n, [3]) });
      after.push(words(memberId, dated(n, [3])));
    }
  }
  return { writes, before: before.sort(), after: after.sort() };
}

async function truth(): Promise<string[]> {
  return (await server.truth())
    .filter(({ startTime }) => startTime === '06:00:00')
    .map(
      ({ memberId, startDate, weekDays }) =>
        `${memberId.slice(-2)} ${startDate?.slice(0, 10) ?? ''} ${weekDays.join('')}`,
    )
    .sort();
}

async function killedThen(
  what: 'resume' | 'roll-back',
): Promise<{ ended: string[]; wanted: Wanted }> {
  const wanted = await prepare();
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
  return { ended: await truth(), wanted };
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
