import { app } from 'electron';
import type { Instant } from '../core/time/instant.ts';
import type { TrayView } from '../core/tray/view.ts';

/** What a test may read and move in the running app. */
export interface TestSeam {
  readonly ready: boolean;
  readonly trayView: () => TrayView;
  readonly choose: (id: string) => boolean;
  /** Sets the app's clock this far from the machine's. */
  readonly shiftClock: (byMs: number) => void;
  readonly look: () => void;
}

declare global {
  var watchbillTest: TestSeam | undefined;
}

/** The app's clock; a test may start it elsewhere or move it. */
export interface Clock {
  now(): Instant;
  monotonic(): number;
}

/** A clock that follows the machine's, moved by what the environment and tests say. */
export function appClock(): Clock & { shift(byMs: number): void } {
  const asked = seamWanted() ? Number(process.env['WATCHBILL_TEST_CLOCK'] ?? '0') : 0;
  let shiftMs = Number.isFinite(asked) ? asked : 0;
  return {
    now: () => Date.now() + shiftMs,
    monotonic: () => performance.now(),
    shift(byMs) {
      shiftMs = byMs;
    },
  };
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
