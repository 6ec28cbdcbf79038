import { setImmediate } from 'node:timers';
import type { Instant } from '../core/time/instant.ts';

/** Time as it comes into the main process; tests bring their own. */
export interface Clock {
  readonly now: () => Instant;
  /** Milliseconds that only ever grow, whatever happens to the wall clock. */
  readonly monotonic: () => number;
  /** Runs once after `ms`; returns the cancelling. */
  readonly setTimer: (ms: number, run: () => void) => () => void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  setTimer(ms, run) {
    const timer = setTimeout(run, ms);
    return () => {
      clearTimeout(timer);
    };
  },
};

/** Waits on a clock; an abort ends the wait early and is no error. */
export function sleepOn(clock: Clock) {
  return (ms: number, signal?: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      if (signal?.aborted === true) {
        resolve();
        return;
      }
      const end = () => {
        cancel();
        signal?.removeEventListener('abort', end);
        resolve();
      };
      const cancel = clock.setTimer(ms, end);
      signal?.addEventListener('abort', end, { once: true });
    });
}

/** Lets the event loop turn once. */
export const breathe = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });
