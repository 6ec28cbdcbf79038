import type { Failure } from '../contract/failure.ts';
import type { WriteResult } from '../contract/ipc.ts';
import type { PendingWrite } from '../contract/snapshot.ts';
import type { MemberId } from '../schedule/model.ts';
import { secondMs, type Instant } from '../time/instant.ts';
import { failureText, quoting, type FailureText } from './failure.ts';

/** Words for what became of one write; `at` as for `failureText`. */
export function writeResultText(result: WriteResult, at: (instant: number) => string): FailureText {
  switch (result.kind) {
    case 'saved':
      return { title: 'Saved', sentence: 'PingHome shows the change.', remedy: '' };
    case 'waiting':
      return {
        title: 'Saved, not shown yet',
        sentence: 'PingHome accepted the change but does not show it yet.',
        remedy: 'Nothing to do: Watchbill keeps looking for it.',
      };
    case 'already-gone':
      return { title: 'Already gone', sentence: 'The entry was deleted before.', remedy: '' };
    case 'conflict':
      return {
        title: 'Changed meanwhile',
        sentence:
          result.theirs === null
            ? 'Someone deleted the entry since it was read; nothing was written.'
            : 'Someone changed the entry since it was read; nothing was written.',
        remedy: 'Compare both versions and decide which to keep.',
      };
    case 'twice':
      return {
        title: 'Saved twice?',
        sentence:
          'Two new entries have exactly these fields, and one of them may be someone else’s.',
        remedy: 'Look at both and delete the one that is too many.',
      };
    case 'unknown':
      return {
        title: 'Not known whether saved',
        sentence: `${failureText(result.failure, at).sentence} The change is not to be seen so far.`,
        remedy: 'Refresh before you save again: the change may still appear.',
      };
  }
}

/** What the status line says once a save from the inspector left its form. */
export function settledText(
  kind: 'saved' | 'waiting' | 'twice' | 'already-gone',
  what: 'save' | 'delete',
): string {
  const done = what === 'save' ? 'Saved' : 'Deleted';
  switch (kind) {
    case 'saved':
      return `${done}.`;
    case 'waiting':
      return `${done}, waiting for PingHome to show it.`;
    case 'twice':
      return 'Two new entries could be yours: look at the schedule and delete one of them.';
    case 'already-gone':
      return 'It was already gone.';
  }
}

/**
 * Words for a write that failed for certain: nothing was changed, and nothing is sent again. `again`
 * is what the person does to have it after all.
 */
export function writeFailureText(
  failure: Failure,
  at: (instant: number) => string,
  again: 'save again' | 'try again' = 'save again',
): FailureText {
  const text = failureText(failure, at);
  switch (failure.kind) {
    case 'offline':
    case 'timeout':
    case 'server-error':
    case 'too-large':
    case 'unreadable':
      return { ...text, remedy: `Nothing was changed in PingHome; ${again} when it is back.` };
    case 'rate-limited':
      return { ...text, remedy: `Nothing was changed in PingHome; ${again} then.` };
    case 'conflict':
      // That the entry was changed meanwhile is a result of its own: a 409 alone does not say so.
      return {
        title: 'Not accepted',
        sentence: quoting('PingHome refused the change as it stands now (409).', failure.detail),
        remedy: `Nothing was changed in PingHome; refresh, look at the entry, and ${again}.`,
      };
    default:
      return text;
  }
}

/** Which words a write that is not settled is told with; `at` as for `failureText`. */
export interface PendingWords {
  readonly nameOf: (memberId: MemberId) => string;
  readonly at: (instant: number) => string;
  /** Part of a step that waits to be resumed or rolled back; that is offered beside it. */
  readonly stopped: boolean;
}

const changeOf = { create: 'A new entry', update: 'A change', delete: 'A deletion' } as const;

/** What became of a write that is not settled; null while that is only a matter of moments. */
export function pendingText(write: PendingWrite, words: PendingWords): FailureText | null {
  const what = `${changeOf[write.kind]} for ${words.nameOf(write.memberId)}`;
  const sent = `${what}, sent at ${words.at(write.since)}`;
  switch (write.state) {
    case 'sending':
    case 'waiting':
      return null;
    case 'not-visible-yet':
      return {
        title: 'Saved, not shown yet',
        sentence: `${sent}, was accepted by PingHome, which does not show it yet.`,
        remedy: 'Watchbill keeps looking for it; dismiss this to look no more.',
      };
    case 'unknown':
      return {
        title: 'Not known whether saved',
        sentence: `${sent}, got no answer, and PingHome shows no sign of it.`,
        remedy: words.stopped
          ? 'It is not sent again by itself: resume to send it again, or keep what is there.'
          : 'It is not sent again by itself: refresh, look at the schedule, and save it again if it is missing.',
      };
    case 'twice':
      return {
        title: 'Perhaps saved twice',
        sentence: `${what}: PingHome shows two new entries with exactly its fields, and one may be someone else’s.`,
        remedy: 'Look at both and delete the one that is too many.',
      };
  }
}

/** Until PingHome may be asked again, for windows that tick only: `2 min 5 s`; empty once it is. */
export function countdown(until: Instant, now: Instant): string {
  const seconds = Math.ceil((until - now) / secondMs);
  if (seconds <= 0) return '';
  const minutes = Math.floor(seconds / 60);
  return minutes === 0 ? `${seconds} s` : `${minutes} min ${seconds % 60} s`;
}
