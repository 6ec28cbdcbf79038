import type { Failure } from '../../core/contract/failure.ts';
import type { Incompleteness, ReadState, WorkspaceState } from '../../core/contract/snapshot.ts';
import type { Instant } from '../../core/time/instant.ts';
import { toleratedPolls } from '../../core/tray/freshness.ts';
import { sameValue } from '../store.ts';
import { pausesPolling } from './schedule.ts';

/** What the state of reading is after a read that ended. */
export function judge(
  before: ReadState,
  failure: Failure | null,
  read: {
    readonly now: Instant;
    readonly nextAt: Instant | null;
    readonly incomplete: readonly Incompleteness[];
    readonly pollEveryMs: number;
  },
): ReadState {
  const good = failure === null;
  return {
    goodAt: good ? read.now : before.goodAt,
    incomplete: good ? read.incomplete : before.incomplete,
    failure,
    failingSince: good ? null : (before.failingSince ?? read.now),
    reading: false,
    paused: !good && pausesPolling(failure),
    pollEveryMs: read.pollEveryMs,
    nextAt: read.nextAt,
  };
}

/** Times are saved apart; writes under way have a journal of their own. */
export function isWorthSaving(old: WorkspaceState, next: WorkspaceState): boolean {
  return !sameValue({ ...old, read: null, pending: null }, { ...next, read: null, pending: null });
}

/**
 * True when nothing changed but the times, and what was known before had not grown old: then no
 * window need hear of it.
 */
export function isAsBefore(before: ReadState, next: ReadState): boolean {
  return (
    before.goodAt !== null &&
    next.goodAt !== null &&
    Math.abs(next.goodAt - before.goodAt) < toleratedPolls * before.pollEveryMs &&
    !before.reading &&
    before.failure === null &&
    next.failure === null &&
    before.paused === next.paused &&
    before.pollEveryMs === next.pollEveryMs &&
    sameReasons(before.incomplete, next.incomplete)
  );
}

function sameReasons(a: readonly Incompleteness[], b: readonly Incompleteness[]): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

const gravity = ['unauthorized', 'no-token', 'keychain-locked', 'keychain-missing', 'rate-limited'];

/** The failure that matters most of several. */
export function worst(failures: readonly Failure[]): Failure | null {
  const rank = ({ kind }: Failure) => (gravity.includes(kind) ? gravity.indexOf(kind) : 99);
  return [...failures].sort((a, b) => rank(a) - rank(b))[0] ?? null;
}
