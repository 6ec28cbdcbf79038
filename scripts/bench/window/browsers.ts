import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { _electron, chromium, type CDPSession, type Page } from 'playwright';
import { startPrivateDesktop } from '../../desktop/private-desktop.ts';
import { electronPath } from '../../electron.ts';

/** A page on a fresh load, and Chromium's own figures of it. */
export interface Tab {
  readonly page: Page;
  readonly devtools: CDPSession;
}

/** A browser to measure in: one page at a time. */
export interface Measuring {
  readonly name: 'chromium' | 'electron';
  readonly version: string;
  /** Ends the page before and loads another. */
  open(url: string): Promise<Tab>;
  dispose(): Promise<void>;
}

const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
// The heap to the byte, as devices under test report it.
const flags = [...asRoot, '--enable-precise-memory-info'];

/** Debian's Chromium, or another one the environment names. */
export async function inChromium(): Promise<Measuring> {
  const browser = await chromium.launch({
    executablePath: process.env['WATCHBILL_CHROMIUM'] ?? '/usr/bin/chromium',
    args: flags,
  });
  let last: Page | null = null;
  return {
    name: 'chromium',
    version: browser.version(),
    async open(url) {
      await last?.close();
      last = await browser.newPage({ viewport: { width: 1280, height: 800 } });
      await last.goto(url);
      return { page: last, devtools: await session(last) };
    },
    dispose: () => browser.close(),
  };
}

/** The Electron the app runs on, in a visible window of a private display. */
export async function inElectron(): Promise<Measuring> {
  const desktop = await startPrivateDesktop({ keyring: false, screen: '1440x900x24' });
  const profile = mkdtempSync(path.join(tmpdir(), 'watchbill-bench-'));
  const electron = await _electron.launch({
    executablePath: electronPath(),
    args: [...flags, path.join(import.meta.dirname, 'app')],
    env: { ...(process.env as Record<string, string>), ...desktop.env, BENCH_PROFILE: profile },
  });
  const page = await electron.firstWindow();
  const devtools = await session(page);
  return {
    name: 'electron',
    version: await electron.evaluate(
      ({ app }) => `${process.versions['chrome']} ${app.getVersion()}`,
    ),
    async open(url) {
      await page.goto(url);
      return { page, devtools };
    },
    async dispose() {
      await electron.close();
      await desktop.dispose();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

async function session(page: Page): Promise<CDPSession> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
  return devtools;
}

/** Seconds of work a page has done so far, by Chromium's own count, as milliseconds. */
export async function workOf(devtools: CDPSession): Promise<{ script: number; task: number }> {
  const { metrics } = await devtools.send('Performance.getMetrics');
  const of = (name: string): number =>
    (metrics.find((metric) => metric.name === name)?.value ?? 0) * 1_000;
  return { script: of('ScriptDuration'), task: of('TaskDuration') };
}

/** Bytes in use on the page's heap after everything that can go is gone. */
export async function heapOf(devtools: CDPSession): Promise<number> {
  await devtools.send('HeapProfiler.enable');
  for (let i = 0; i < 3; i += 1) await devtools.send('HeapProfiler.collectGarbage');
  const { usedSize } = await devtools.send('Runtime.getHeapUsage');
  await devtools.send('HeapProfiler.disable');
  return usedSize;
}
