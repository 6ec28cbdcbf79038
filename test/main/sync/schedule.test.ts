import { expect, test } from 'vitest';
import type { Failure } from '../../../core/contract/failure.ts';
import { minuteMs } from '../../../core/time/instant.ts';
import { pollEveryMs, waitAfter } from '../../../main/sync/schedule.ts';

test.each([
  [0, 60_000],
  [1, 60_000],
  [30, 60_000],
  [31, 62_000],
  [500, 1_000_000],
])('%i customers are read every %i ms', (customers, everyMs) => {
  expect(pollEveryMs(customers)).toBe(everyMs);
});

const now = Date.UTC(2026, 5, 1);
const offline: Failure = { kind: 'offline', detail: 'ECONNREFUSED' };
const busy = (inMinutes: number): Failure => ({
  kind: 'server-error',
  status: 503,
  detail: 'busy',
  retryAt: now + inMinutes * minuteMs,
});

test.each<[string, Failure | null, number, number]>([
  ['a good read', null, 0, 1],
  ['a first failure', offline, 1, 1],
  ['a second', offline, 2, 2],
  ['a fourth', offline, 4, 8],
  ['a fifth, and every later one', offline, 5, 15],
  ['a hundredth', offline, 100, 15],
  ['a 503 that asks for five minutes', busy(5), 1, 5],
  ['a 503 that asks for less than a poll', busy(0.1), 1, 1],
  ['a 503 that asks for less than its turn', busy(1), 4, 8],
  ['a 503 that asks for an hour', busy(60), 1, 15],
])('after %s it waits', (_, failure, failures, minutes) => {
  expect(waitAfter(failure, failures, minuteMs, now)).toBe(minutes * minuteMs);
});

test('whoever is read more slowly than that is not read faster because it fails', () => {
  expect(waitAfter(offline, 1, pollEveryMs(500), now)).toBeGreaterThanOrEqual(pollEveryMs(500));
});
