import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ensureBuilt } from '../build.ts';
import { startNotificationServer } from '../desktop/notification-server.ts';
import { startPrivateDesktop } from '../desktop/private-desktop.ts';
import { startTrayWatcher, type TrayWatcher } from '../desktop/tray-watcher.ts';
import {
  ended,
  pidOf,
  prepareSubjects,
  stop,
  type Subject,
  type Subjects,
} from './app/subjects.ts';
import { hasPage, pssMiB, usageOf, type Usage } from './processes.ts';
import { median, report, row, type Row } from './report.ts';

const args = process.argv.slice(2);
const asked = args[0] !== undefined && !args[0].startsWith('--') ? args[0] : null;
const starts = 9;
const memoryTurns = 5;
const idleWindows = 5;
const idleAfterMs = 60_000;
const idleMs = Number(process.env['WATCHBILL_IDLE_MS'] ?? '60000');
const settleMs = 8_000;
const longestMs = 60_000;

await ensureBuilt();
const desktop = await startPrivateDesktop({ keyring: true, screen: '1440x900x24' });
const notices = await startNotificationServer(desktop.busAddress);
const work = mkdtempSync(path.join(tmpdir(), 'watchbill-bench-'));
try {
  const subjects = await prepareSubjects(desktop, work);
  const rows: Row[] = [];
  if (wanted('tray start')) rows.push(await trayStart(subjects));
  if (wanted('command line')) rows.push(await commandLine(subjects));
  if (wanted('memory')) rows.push(...(await memory(subjects)));
  if (wanted('idle')) rows.push(...(await idle(subjects)));
  await subjects.dispose();
  report('app', rows, args);
} finally {
  notices.dispose();
  await desktop.dispose();
  rmSync(work, { recursive: true, force: true });
}

function wanted(name: string): boolean {
  return asked === null || asked === name.split(' ')[0];
}

/** From spawn to the moment a panel can read the icon's tooltip and menu; in turns. */
async function trayStart(subjects: Subjects): Promise<Row> {
  const times = { watchbill: [] as number[], bare: [] as number[] };
  for (let turn = 0; turn <= starts; turn += 1) {
    for (const subject of [subjects.ours, subjects.bare]) {
      const ms = await oneStart(subjects, subject);
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

/** From spawn to the end of `--who`, without a display, beside the start of the bare tray; in turns. */
async function commandLine(subjects: Subjects): Promise<Row> {
  const times = { who: [] as number[], bare: [] as number[] };
  const noDesktop = { DISPLAY: '', DBUS_SESSION_BUS_ADDRESS: '', XDG_RUNTIME_DIR: '' };
  for (let turn = 0; turn <= starts; turn += 1) {
    const began = performance.now();
    const who = { ...subjects.ours, args: [...subjects.ours.args, '--who'] };
    const code = await ended(subjects.start(who, noDesktop));
    const ms = performance.now() - began;
    if (code !== 0) throw new Error(`--who ended with code ${code}.`);
    const bareMs = await oneStart(subjects, subjects.bare);
    if (turn === 0) continue;
    times.who.push(ms);
    times.bare.push(bareMs);
  }
  const floor = median(times.bare);
  return row('command line', median(times.who) / floor, '× bare', 1, {
    name: 'bare Electron tray (ms)',
    value: floor,
  });
}

async function oneStart(subjects: Subjects, subject: Subject): Promise<number> {
  const watcher = await startTrayWatcher(desktop.busAddress);
  const began = performance.now();
  const child = subjects.start(subject);
  try {
    await shown(watcher, subject);
    return performance.now() - began;
  } finally {
    await stop(child);
    watcher.dispose();
  }
}

/** Waits for a tray whose tooltip and menu a panel can read. */
async function shown(watcher: TrayWatcher, subject: Subject): Promise<void> {
  await until(`${subject.name}'s tray`, 2, async () => {
    // An icon that is registered but not yet readable answers with an error.
    const tray = await watcher.read().catch(() => null);
    return tray !== null && tray.menu.length > 0 && subject.tooltip.test(tray.tooltip);
  });
}

async function until(
  what: string,
  everyMs: number,
  holds: () => boolean | Promise<boolean>,
): Promise<void> {
  const began = performance.now();
  while (!(await holds())) {
    if (performance.now() - began > longestMs) throw new Error(`${what}: not within a minute`);
    await sleep(everyMs);
  }
}

/** Memory of all processes, each app alone: idle, and after a window was opened and closed. */
async function memory(subjects: Subjects): Promise<Row[]> {
  const plain = await inTurns(subjects, false);
  const opened = await inTurns(subjects, true);
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
  subjects: Subjects,
  withWindow: boolean,
): Promise<Record<Subject['name'], number>> {
  const found = { watchbill: [] as number[], bare: [] as number[] };
  for (let turn = 0; turn < memoryTurns; turn += 1) {
    for (const subject of [subjects.ours, subjects.bare]) {
      const watcher = await startTrayWatcher(desktop.busAddress);
      const child = subjects.start(subject, withWindow ? { WATCHBILL_CLOSE_WINDOWS: '1' } : {});
      await shown(watcher, subject);
      await sleep(settleMs);
      if (withWindow) await openAndClose(watcher, subject, pidOf(child));
      found[subject.name].push(pssMiB(pidOf(child)));
      await stop(child);
      watcher.dispose();
    }
  }
  return { watchbill: median(found.watchbill), bare: median(found.bare) };
}

/** A person looks at the window once; the app closes it after two seconds. */
async function openAndClose(watcher: TrayWatcher, subject: Subject, pid: number): Promise<void> {
  if (!(await watcher.click('Open schedule…'))) throw new Error(`${subject.name} opens no window`);
  await until(`${subject.name}'s window`, 50, () => hasPage(pid));
  await until(`the end of ${subject.name}'s window`, 200, () => !hasPage(pid));
  await sleep(settleMs);
}

/** Both apps left alone, a window of one and then of the other; CPU by schedstat and switches. */
async function idle(subjects: Subjects): Promise<Row[]> {
  const watcher = await startTrayWatcher(desktop.busAddress);
  const children = {
    watchbill: subjects.start(subjects.ours),
    bare: subjects.start(subjects.bare),
  };
  await sleep(idleAfterMs);
  const used = { watchbill: [] as Usage[], bare: [] as Usage[] };
  for (let window = 0; window < idleWindows; window += 1) {
    for (const name of ['watchbill', 'bare'] as const) {
      const before = usageOf(pidOf(children[name]));
      await sleep(idleMs);
      const after = usageOf(pidOf(children[name]));
      used[name].push({
        cpuMs: after.cpuMs - before.cpuMs,
        switches: after.switches - before.switches,
      });
    }
  }
  await stop(children.watchbill);
  await stop(children.bare);
  watcher.dispose();
  return [
    idleRow('idle', 'ms CPU a window', used, (one) => one.cpuMs, 5),
    idleRow('idle switches', 'a window', used, (one) => one.switches, 30),
  ];
}

function idleRow(
  name: string,
  unit: string,
  used: Readonly<Record<Subject['name'], readonly Usage[]>>,
  part: (usage: Usage) => number,
  more: number,
): Row {
  const floor = median(used.bare.map(part));
  return row(name, median(used.watchbill.map(part)), unit, floor * 1.3 + more, {
    name: 'bare Electron tray',
    value: floor,
  });
}
