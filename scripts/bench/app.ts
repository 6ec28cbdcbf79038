import { spawn, type ChildProcess } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { buildApp } from '../build.ts';
import { startNotificationServer } from '../desktop/notification-server.ts';
import { startPrivateDesktop } from '../desktop/private-desktop.ts';
import { startTrayWatcher } from '../desktop/tray-watcher.ts';
import { electronArgs, electronPath } from '../electron.ts';
import { pssMiB, usageOf, type Usage } from './processes.ts';
import { median, report, row, type Row } from './report.ts';

const args = process.argv.slice(2);
const asked = args[0] !== undefined && !args[0].startsWith('--') ? args[0] : null;
const starts = 7;
const idleWindows = 5;
const idleMs = Number(process.env['WATCHBILL_IDLE_MS'] ?? '60000');
const settleMs = 6_000;
const bareFolder = path.join(import.meta.dirname, 'bare-app');

/** An app to measure: ours on a profile that was opened before, or the bare one. */
interface Subject {
  readonly name: 'watchbill' | 'bare';
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

await buildApp();
const desktop = await startPrivateDesktop({ keyring: true, screen: '1440x900x24' });
const notices = await startNotificationServer(desktop.busAddress);
const work = mkdtempSync(path.join(tmpdir(), 'watchbill-bench-'));
try {
  const subjects = await prepare();
  const rows: Row[] = [];
  if (wanted('tray start')) rows.push(await trayStart(subjects));
  if (wanted('memory')) rows.push(...(await memory(subjects)));
  if (wanted('idle')) rows.push(...(await idle(subjects)));
  report('app', rows, args);
} finally {
  notices.dispose();
  await desktop.dispose();
  rmSync(work, { recursive: true, force: true });
}

function wanted(name: string): boolean {
  return asked === null || asked === name.split(' ')[0];
}

/** A profile with a read behind it: start-up then shows the cached status. */
async function prepare(): Promise<{ readonly ours: Subject; readonly bare: Subject }> {
  const profile = path.join(work, 'profile');
  const ours: Subject = {
    name: 'watchbill',
    args: electronArgs([]),
    env: { WATCHBILL_PROFILE: profile, WATCHBILL_POLL_MS: '600000' },
  };
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const bare: Subject = {
    name: 'bare',
    args: [...asRoot, bareFolder],
    env: { BARE_PROFILE: path.join(work, 'bare') },
  };
  const first = start(ours, { WATCHBILL_READ_ONCE: '1' });
  const code = await ended(first);
  if (code !== 0) throw new Error(`The first read ended with code ${code}.`);
  cpSync(profile, path.join(work, 'kept'), { recursive: true });
  return { ours, bare };
}

function start(subject: Subject, extra: Readonly<Record<string, string>> = {}): ChildProcess {
  return spawn(electronPath(), subject.args, {
    stdio: 'ignore',
    env: { ...process.env, ...desktop.env, ...subject.env, ...extra },
  });
}

function ended(child: ChildProcess): Promise<number> {
  return new Promise((resolve) => {
    child.once('exit', (code) => {
      resolve(code ?? -1);
    });
  });
}

async function stop(child: ChildProcess): Promise<void> {
  const gone = ended(child);
  child.kill('SIGTERM');
  await gone;
}

/** From spawn to the moment a panel can read the icon's tooltip and menu; in turns. */
async function trayStart({ ours, bare }: Subjects): Promise<Row> {
  const times = { watchbill: [] as number[], bare: [] as number[] };
  for (let turn = 0; turn <= starts; turn += 1) {
    for (const subject of [ours, bare]) {
      const ms = await oneStart(subject);
      // The first turn warms the disk's cache.
      if (turn > 0) times[subject.name].push(ms);
    }
  }
  const floor = median(times.bare);
  return row('tray start', median(times.watchbill) / floor, '× bare', 1.3, {
    name: 'bare Electron tray (ms)',
    value: floor,
  });
}

async function oneStart(subject: Subject): Promise<number> {
  const watcher = await startTrayWatcher(desktop.busAddress);
  const began = performance.now();
  const child = start(subject);
  try {
    for (;;) {
      // An icon that is registered but not yet readable answers with an error.
      const tray = await watcher.read().catch(() => null);
      if (tray !== null && tray.menu.length > 0 && tray.tooltip !== '')
        return performance.now() - began;
      if (performance.now() - began > 30_000) throw new Error(`${subject.name} shows no tray`);
      await sleep(2);
    }
  } finally {
    await stop(child);
    watcher.dispose();
  }
}

type Subjects = Awaited<ReturnType<typeof prepare>>;

/** Memory of all processes, each app alone: idle, and after a window was opened and closed. */
async function memory({ ours, bare }: Subjects): Promise<Row[]> {
  const plain = await inTurns(ours, bare, {}, 5);
  const opened = await inTurns(ours, bare, { WINDOW: 'once', WATCHBILL_WINDOW_ONCE: '1' }, 5);
  return [
    row('memory', plain.watchbill / plain.bare, '× bare', 1.2, {
      name: 'bare Electron tray (MiB PSS)',
      value: plain.bare,
    }),
    row('memory after window', opened.watchbill / opened.bare, '× bare', 1.15, {
      name: 'bare Electron after the same (MiB PSS)',
      value: opened.bare,
    }),
  ];
}

async function inTurns(
  ours: Subject,
  bare: Subject,
  extra: Readonly<Record<string, string>>,
  turns: number,
): Promise<Record<Subject['name'], number>> {
  const found = { watchbill: [] as number[], bare: [] as number[] };
  const watcher = await startTrayWatcher(desktop.busAddress);
  for (let turn = 0; turn < turns; turn += 1) {
    for (const subject of [ours, bare]) {
      const child = start(subject, { WATCHBILL_NO_SERVICE: '1', ...extra });
      await sleep(settleMs + (extra['WINDOW'] === undefined ? 0 : 6_000));
      found[subject.name].push(pssMiB(pidOf(child)));
      await stop(child);
    }
  }
  watcher.dispose();
  return { watchbill: median(found.watchbill), bare: median(found.bare) };
}

/** Both apps left alone side by side, window by window; CPU by schedstat and context switches. */
async function idle({ ours, bare }: Subjects): Promise<Row[]> {
  const watcher = await startTrayWatcher(desktop.busAddress);
  const children = { watchbill: start(ours, { WATCHBILL_NO_SERVICE: '1' }), bare: start(bare) };
  await sleep(20_000);
  const used = { watchbill: [] as Usage[], bare: [] as Usage[] };
  for (let window = 0; window < idleWindows; window += 1) {
    const before = {
      watchbill: usageOf(pidOf(children.watchbill)),
      bare: usageOf(pidOf(children.bare)),
    };
    await sleep(idleMs);
    for (const name of ['watchbill', 'bare'] as const) {
      const after = usageOf(pidOf(children[name]));
      used[name].push({
        cpuMs: after.cpuMs - before[name].cpuMs,
        switches: after.switches - before[name].switches,
      });
    }
  }
  await stop(children.watchbill);
  await stop(children.bare);
  watcher.dispose();
  const middle = (name: Subject['name'], key: keyof Usage) =>
    median(used[name].map((one) => one[key]));
  return (['cpuMs', 'switches'] as const).map((key) =>
    row(
      key === 'cpuMs' ? 'idle' : 'idle switches',
      middle('watchbill', key),
      key === 'cpuMs' ? 'ms CPU a window' : 'a window',
      middle('bare', key) * 1.3 + (key === 'cpuMs' ? 5 : 30),
      { name: 'bare Electron tray', value: middle('bare', key) },
    ),
  );
}

function pidOf(child: ChildProcess): number {
  if (child.pid === undefined) throw new Error('The app did not start.');
  return child.pid;
}
