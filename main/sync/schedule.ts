import type { Failure } from '../../core/contract/failure.ts';
import type { ReadState } from '../../core/contract/snapshot.ts';
import { minuteMs, secondMs, type Instant } from '../../core/time/instant.ts';

export const longestWaitMs = 15 * minuteMs;

/** max(60 s, customers × 2 s): gentle however many are watched. */
export function pollEveryMs(customers: number): number {
  return Math.max(minuteMs, customers * 2 * secondMs);
}

/** Before the first read ever. */
export const neverRead: ReadState = {
  goodAt: null,
  incomplete: [],
  failure: null,
  failingSince: null,
  reading: false,
  paused: false,
  pollEveryMs: minuteMs,
  nextAt: null,
};

/** How long after its n-th failure in a row a workspace is read again, Retry-After honoured. */
export function waitAfter(
  failure: Failure | null,
  failures: number,
  everyMs: number,
  now: Instant,
): number {
  if (failure === null) return everyMs;
  const backoffMs = Math.min(everyMs * 2 ** Math.max(0, failures - 1), longestWaitMs);
  const asked = 'retryAt' in failure ? (failure.retryAt ?? null) : null;
  const waitMs = asked === null ? backoffMs : Math.max(backoffMs, asked - now);
  // Who is many is read more slowly than that anyway, and no faster for failing.
  return Math.max(Math.min(waitMs, longestWaitMs), everyMs);
}

/** Failures that only a person can end: polling pauses until a new token is there. */
export function pausesPolling(failure: Failure): boolean {
  return failure.kind === 'unauthorized' || failure.kind === 'no-token';
}

/** Failures with which PingHome said how long it wants to be left alone. */
export function asksToWait(failure: Failure | null): boolean {
  return failure !== null && 'retryAt' in failure && (failure.retryAt ?? null) !== null;
}
