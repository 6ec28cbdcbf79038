import type { Failure } from '../contract/failure.ts';
import type { WriteResult } from '../contract/ipc.ts';
import { failureText, type FailureText } from './failure.ts';

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

/** Words for a write that failed for certain: nothing was changed, and nothing is sent again. */
export function writeFailureText(failure: Failure, at: (instant: number) => string): FailureText {
  const text = failureText(failure, at);
  switch (failure.kind) {
    case 'offline':
    case 'timeout':
    case 'server-error':
    case 'too-large':
    case 'unreadable':
      return { ...text, remedy: 'Nothing was changed in PingHome; save again when it is back.' };
    case 'rate-limited':
      return { ...text, remedy: 'Nothing was changed in PingHome; save again then.' };
    default:
      return text;
  }
}
