import { app, type BrowserWindow } from 'electron';
import type { Failure } from '../core/contract/failure.ts';
import { failureText } from '../core/text/failure.ts';
import type { TrayView } from '../core/tray/view.ts';
import { systemClock, type Clock } from './clock.ts';
import { firstRead } from './first-read.ts';
import type { Store } from './store.ts';
import { pollEveryMs } from './sync/schedule.ts';

/** What a test may read and move in the running app. */
export interface TestSeam {
  readonly ready: boolean;
  readonly trayView: () => TrayView;
  readonly choose: (id: string) => boolean;
  /** Moves the app's clock, as a person who sets it would. */
  readonly shiftClock: (byMs: number) => void;
  readonly look: () => void;
}

declare global {
  var watchbillTest: TestSeam | undefined;
}

/** The machine's clock, moved by what the environment and tests say. */
export function appClock(): Clock & { shift(byMs: number): void } {
  const asked = seamWanted() ? Number(process.env['WATCHBILL_TEST_CLOCK'] ?? '0') : 0;
  let shiftMs = Number.isFinite(asked) ? asked : 0;
  return {
    ...systemClock,
    now: () => systemClock.now() + shiftMs,
    shift(byMs) {
      shiftMs += byMs;
    },
  };
}

/** How often PingHome is read; a benchmark of an idle app asks for less often. */
export function pollInterval(): (customers: number) => number {
  const asked = app.isPackaged ? NaN : Number(process.env['WATCHBILL_POLL_MS']);
  return asked > 0 ? () => asked : pollEveryMs;
}

/** Closes each window two seconds after it was loaded: a benchmark looks once and goes. */
export function closeWindowsWhenAsked(): void {
  if (app.isPackaged || process.env['WATCHBILL_CLOSE_WINDOWS'] !== '1') return;
  app.on('browser-window-created', (_event, window: BrowserWindow) => {
    window.webContents.once('did-finish-load', () => {
      setTimeout(() => {
        window.close();
      }, 2_000);
    });
  });
}

/** Opens the seam when it was asked for and the app is not a packaged one. */
export function openSeam(seam: Omit<TestSeam, 'ready'>): void {
  if (!seamWanted()) return;
  globalThis.watchbillTest = { ...seam, ready: true };
}

/** Whether a test drives this run. */
export function seamWanted(): boolean {
  return process.env['WATCHBILL_TEST'] === '1' && !app.isPackaged;
}

/** Ends the app after its first read, with 2 if that failed, for a command line that has no cache to answer from. */
export function quitAfterFirstRead({ store }: { readonly store: Store }): void {
  if (app.isPackaged || process.env['WATCHBILL_READ_ONCE'] !== '1') return;
  const end = store.subscribe((snapshot) => {
    const read = firstRead(snapshot);
    if (read === null) return;
    end();
    if (read.kind === 'failed') {
      console.error(`watchbill: the first read failed: ${reasonOf(read.failure)}`);
      app.once('will-quit', () => {
        app.exit(2);
      });
    }
    app.quit();
  });
}

function reasonOf(failure: Failure | null): string {
  if (failure === null) return 'there is no workspace to read.';
  return failureText(failure, (at) => new Date(at).toISOString()).sentence;
}
