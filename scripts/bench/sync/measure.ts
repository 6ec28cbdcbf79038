import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { serialize } from 'node:v8';
import { done } from '../../../core/contract/failure.ts';
import { pushOf } from '../../../core/contract/snapshot-push.ts';
import { createCache } from '../../../main/cache.ts';
import { breathe, sleepOn, systemClock } from '../../../main/clock.ts';
import { createClient } from '../../../main/pinghome/client.ts';
import { createNotices } from '../../../main/notices.ts';
import { createPresence } from '../../../main/presence.ts';
import { createStore } from '../../../main/store.ts';
import { createSync } from '../../../main/sync.ts';
import { neverRead } from '../../../main/sync/schedule.ts';

/** What a fresh process says of itself. */
export interface Measured {
  readonly firstCpuMs: number;
  /** For comparison: what JSON.parse alone would take in a process just started. */
  readonly parseCpuMs: number;
  /** The most of the main thread's time that one turn of the loop took. */
  readonly firstTurnMs: number;
  /** The same by the clock on the wall, other programs' turns on this machine included. */
  readonly firstBlockedMs: number;
  readonly againCpuMs: number;
  readonly againTurnMs: number;
  readonly unchangedCpuMs: number;
  /** For comparison: what it takes to fetch the same answer, and nothing else, as seldom. */
  readonly bareCpuMs: number;
  readonly pushes: number;
}

const address = process.argv[2] ?? '';
// Looking at every turn of the loop takes processor time of its own: never in the same process.
const watching = process.argv[3] === 'turns';
// A process that only looks at its turns has no use for polls.
const polls = watching ? 1 : 20;
const id = 'bench';
const folder = mkdtempSync(path.join(tmpdir(), 'watchbill-bench-sync-'));
const store = createStore({
  workspaces: [
    {
      id,
      name: 'Bench',
      kind: 'pinghome',
      sample: false,
      addresses: { read: address, write: address, roster: '', signIn: '' },
      customerIds: ['c'],
      interpretation: { zone: 'Europe/Berlin', weekdayZero: 'sunday', weekOfMonth: 'block' },
      me: null,
      teams: [],
      members: [],
      entries: [],
      contracts: {},
      leave: [],
      names: {},
      read: neverRead,
      token: 'memory',
      pending: [],
    },
  ],
  preferences: {
    theme: 'system',
    leadMinutes: [15],
    teamLeadMinutes: {},
    quietHours: null,
    mutedUntil: null,
    gapNotices: false,
    handoffNotices: false,
    startAtLogin: false,
    shortcut: null,
  },
  attention: [],
  viewer: { zone: 'Europe/Berlin', locale: 'en-GB' },
  version: '0.0.0',
});
const client = createClient({
  addresses: { read: address, write: address, roster: '', signIn: '' },
  token: () => Promise.resolve('bench'),
  fetchRead: (request, init) => fetch(request, init),
  openWriteFetch: () => Promise.resolve((request, init) => fetch(request, init)),
  now: systemClock.now,
  monotonic: systemClock.monotonic,
  random: Math.random,
  sleep: sleepOn(systemClock),
  breathe,
});
const sync = createSync({
  store,
  cache: createCache(folder),
  clock: systemClock,
  clientFor: () => client,
  namesFor: () => ({}),
  report(error) {
    throw error;
  },
});
let pushes = 0;
let drawn = '';
store.subscribe((snapshot, before) => {
  pushes += 1;
  // A window is open: what is sent to it is copied in the same turn.
  if (watching) serialize(pushOf(snapshot, before));
});
// As in the app: notices are planned with each look, and the tray is there before the first read.
const notices = createNotices({
  store,
  clock: systemClock,
  notifier: { show: () => Promise.resolve(done(null)) },
  doNotDisturb: () => Promise.resolve(false),
  file: path.join(folder, 'notices.json'),
  open: () => undefined,
  planAgain: () => {
    presence.lookSoon();
  },
});
sync.onRead(notices.readEnded);
const presence = createPresence({
  store,
  clock: systemClock,
  viewer: () => store.read().viewer,
  draw: (view) => {
    drawn = view.tooltip;
  },
  notices: notices.plan,
  online: () => true,
  jumped: () => undefined,
});

const cpuSince = (before: NodeJS.CpuUsage) => {
  const used = process.cpuUsage(before);
  return (used.user + used.system) / 1_000;
};

/** Watches how long the turns of the loop are, by the main thread's own time and by the clock. */
function watchTurns(): () => { readonly turnMs: number; readonly blockedMs: number } {
  let turnMs = 0;
  let last = process.threadCpuUsage();
  const timer = setInterval(() => {
    const used = process.threadCpuUsage(last);
    last = process.threadCpuUsage();
    turnMs = Math.max(turnMs, (used.user + used.system) / 1_000);
  }, 1);
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  return () => {
    clearInterval(timer);
    delay.disable();
    return { turnMs, blockedMs: delay.max / 1e6 - 1 };
  };
}

const unwatched = () => () => ({ turnMs: 0, blockedMs: 0 });

async function reading(): Promise<{ cpuMs: number; blockedMs: number; turnMs: number }> {
  // What came before is done, the collecting of its garbage too.
  await sleep(200);
  const turns = (watching ? watchTurns : unwatched)();
  const before = process.cpuUsage();
  await sync.refresh(id);
  await breathe();
  const cpuMs = cpuSince(before);
  // Also what is written to disk afterwards must not block.
  await sleep(400);
  return { cpuMs, ...turns() };
}

/** The CPU of one bare fetch that is told that nothing changed, by the same clock as the polls. */
async function bareFetches(): Promise<number> {
  const url = `${address}/customer/c/schedule`;
  const known = await fetch(url);
  await known.arrayBuffer();
  const etag = known.headers.get('etag');
  const headers = etag === null ? {} : { 'if-none-match': etag };
  await sleep(200);
  const from = process.cpuUsage();
  for (let n = 0; n < polls; n += 1) {
    await sleep(1_000);
    await (await fetch(url, { headers })).arrayBuffer();
  }
  return cpuSince(from) / polls;
}

const text = await (await fetch(`${address}/customer/c/schedule`)).text();
const beforeParse = process.cpuUsage();
const parsed: unknown = JSON.parse(text);
const parseCpuMs = cpuSince(beforeParse);
if (typeof parsed !== 'object') throw new Error('not parsed');
const first = await reading();
if (store.workspace(id)?.entries.length !== 10_000) throw new Error('not all read');
if (drawn === '' || drawn.startsWith('Not known')) throw new Error('not drawn');
await fetch(`${address}/next`, { method: 'POST' });
const again = await reading();
if (pushes > 4) throw new Error('the same entries were told anew');
await sync.refresh(id);
await sleep(200);
const pushedBefore = pushes;
const before = process.cpuUsage();
for (let n = 0; n < polls; n += 1) {
  await new Promise<void>((resolve) => {
    const stop = sync.onRead(() => {
      stop();
      resolve();
    });
    sync.trigger();
  });
}
const unchangedCpuMs = cpuSince(before) / polls;
const bareCpuMs = await bareFetches();
presence.dispose();
await sync.dispose();
rmSync(folder, { recursive: true, force: true });
const measured: Measured = {
  firstCpuMs: first.cpuMs,
  parseCpuMs,
  firstTurnMs: first.turnMs,
  firstBlockedMs: first.blockedMs,
  againCpuMs: again.cpuMs,
  againTurnMs: again.turnMs,
  unchangedCpuMs,
  bareCpuMs,
  pushes: pushes - pushedBefore,
};
process.send?.(measured);
