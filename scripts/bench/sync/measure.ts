import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { trayView } from '../../../core/tray/view.ts';
import { createCache } from '../../../main/cache.ts';
import { breathe, sleepOn, systemClock } from '../../../main/clock.ts';
import { createClient } from '../../../main/pinghome/client.ts';
import { createStore } from '../../../main/store.ts';
import { createSync } from '../../../main/sync.ts';
import { neverRead } from '../../../main/sync/schedule.ts';

/** What a fresh process says of itself. */
export interface Measured {
  readonly firstCpuMs: number;
  /** Of it, drawing the tray. */
  readonly drawingCpuMs: number;
  /** Of it, what JSON.parse alone would take in a process just started. */
  readonly parseCpuMs: number;
  readonly firstBlockedMs: number;
  readonly againCpuMs: number;
  readonly againBlockedMs: number;
  readonly unchangedCpuMs: number;
  readonly pushes: number;
}

const address = process.argv[2] ?? '';
const polls = 50;
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
let shown = '';
let drawing = 0;
const cpuSince = (before: NodeJS.CpuUsage) => {
  const used = process.cpuUsage(before);
  return (used.user + used.system) / 1_000;
};
store.subscribe(() => {
  pushes += 1;
  // As in the app: drawn once a turn, however many changes.
  queueMicrotask(() => {
    const before = process.cpuUsage();
    shown = trayView(store.read(), Date.now()).tooltip;
    drawing += cpuSince(before);
  });
});

async function reading(): Promise<{ cpuMs: number; blockedMs: number }> {
  // The histogram counts a wait from the turn before, so it needs a quiet one first.
  await sleep(200);
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  await sleep(20);
  delay.reset();
  const before = process.cpuUsage();
  await sync.refresh(id);
  await breathe();
  const cpuMs = cpuSince(before);
  await sleep(400);
  delay.disable();
  return { cpuMs, blockedMs: delay.max / 1e6 - 1 };
}

const text = await (await fetch(`${address}/customer/c/schedule`)).text();
const beforeParse = process.cpuUsage();
const parsed: unknown = JSON.parse(text);
const parseCpuMs = cpuSince(beforeParse);
if (typeof parsed !== 'object') throw new Error('not parsed');
const first = await reading();
const drawingCpuMs = drawing;
if (store.workspace(id)?.entries.length !== 10_000 || shown === '') throw new Error('not all read');
// The same entries in a new shape: everything is parsed and compared anew.
const again = await reading();
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
    sync.trigger('start');
  });
}
const unchangedCpuMs = cpuSince(before) / polls;
await sync.dispose();
rmSync(folder, { recursive: true, force: true });
const measured: Measured = {
  firstCpuMs: first.cpuMs,
  drawingCpuMs,
  parseCpuMs,
  firstBlockedMs: first.blockedMs,
  againCpuMs: again.cpuMs,
  againBlockedMs: again.blockedMs,
  unchangedCpuMs,
  pushes: pushes - pushedBefore,
};
process.send?.(measured);
