import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { _electron, type ElectronApplication } from 'playwright';
import { startPrivateDesktop } from '../../desktop/private-desktop.ts';
import { electronArgs, electronPath } from '../../electron.ts';
import { pssMiB } from '../processes.ts';
import { row, type Row } from '../report.ts';

const warmUps = 20;
const cycles = 100;

interface Held {
  readonly heapMb: number;
  readonly pssMb: number;
}

/** What 100 times opening and closing the window leave behind in the app's main process. */
export async function openAndClose(): Promise<Row[]> {
  const desktop = await startPrivateDesktop({ keyring: true, screen: '1440x900x24' });
  const profile = mkdtempSync(path.join(tmpdir(), 'watchbill-bench-'));
  try {
    const electron = await _electron.launch({
      executablePath: electronPath(),
      args: ['--js-flags=--expose-gc', ...electronArgs([])],
      env: {
        ...(process.env as Record<string, string>),
        ...desktop.env,
        WATCHBILL_PROFILE: profile,
        WATCHBILL_POLL_MS: '3600000',
        WATCHBILL_TEST: '1',
      },
    });
    try {
      const listens = () => electron.evaluate(() => 'watchbillTest' in globalThis);
      await until(listens, 'the app listens');
      await times(electron, warmUps);
      const before = await held(electron);
      await times(electron, cycles);
      const after = await held(electron);
      return [
        row('100 windows, left on the heap of main', after.heapMb - before.heapMb, 'MB', 2),
        row('100 windows, left in memory of all processes', after.pssMb - before.pssMb, 'MB', 2),
      ];
    } finally {
      await electron.close();
    }
  } finally {
    await desktop.dispose();
    rmSync(profile, { recursive: true, force: true });
  }
}

/** Waits for something that the app does in its own time. */
async function until(holds: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const began = performance.now();
  while (!(await holds())) {
    if (performance.now() - began > 30_000) throw new Error(`It never came to be that ${what}.`);
    await sleep(20);
  }
}

async function times(electron: ElectronApplication, count: number): Promise<void> {
  for (let cycle = 0; cycle < count; cycle += 1) {
    await electron.evaluate(({ app }) => {
      app.emit('activate');
    });
    await until(() => electron.windows().length > 0, 'the window opened');
    await electron.windows()[0]?.getByRole('grid', { name: 'Timeline' }).waitFor();
    await electron.evaluate(({ BrowserWindow }) => {
      for (const it of BrowserWindow.getAllWindows()) it.close();
    });
    await until(() => electron.windows().length === 0, 'the window closed');
  }
}

/** Memory once everything that can go is gone. */
async function held(electron: ElectronApplication): Promise<Held> {
  const heap = await electron.evaluate(async () => {
    for (let i = 0; i < 5; i += 1) {
      globalThis.gc?.();
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external;
  });
  const { pid } = electron.process();
  if (pid === undefined) throw new Error('The app has ended.');
  return { heapMb: heap / 1e6, pssMb: (pssMiB(pid) * 2 ** 20) / 1e6 };
}
