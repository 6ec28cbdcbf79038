import type { Failure } from '../contract/failure.ts';
import { cut, oneLine } from './plain.ts';
import { counted, setting } from './time.ts';

/** A failure in words: what happened, and what the person can do about it. */
export interface FailureText {
  /** At most five words, for a badge, a menu line or a heading. */
  readonly title: string;
  /** One sentence on what happened. */
  readonly sentence: string;
  /** What the person can do; empty where waiting is enough. */
  readonly remedy: string;
}

/**
 * Words for every failure. `at` turns an instant into text in the viewer's zone and locale;
 * details from outside are quoted, cut and never taken for our own words.
 */
export function failureText(failure: Failure, at: (instant: number) => string): FailureText {
  switch (failure.kind) {
    case 'offline':
    case 'timeout':
    case 'server-error':
    case 'service-down':
    case 'rate-limited':
    case 'redirected':
    case 'too-large':
    case 'unreadable':
      return transportText(failure, at);
    case 'unauthorized':
    case 'no-token':
    case 'forbidden':
    case 'keychain-locked':
    case 'keychain-missing':
      return accessText(failure);
    case 'not-found':
    case 'conflict':
    case 'rejected':
    case 'not-allowed':
    case 'notice-refused':
    case 'bug':
      return requestText(failure);
  }
}

type Of<K extends Failure['kind']> = Extract<Failure, { kind: K }>;

function transportText(
  failure: Of<
    | 'offline'
    | 'timeout'
    | 'server-error'
    | 'service-down'
    | 'rate-limited'
    | 'redirected'
    | 'too-large'
    | 'unreadable'
  >,
  at: (instant: number) => string,
): FailureText {
  switch (failure.kind) {
    case 'offline':
      return words('Offline', 'PingHome could not be reached.', failure.detail, checkNetwork);
    case 'timeout':
      return words(
        'No answer in time',
        `PingHome did not answer within ${setting(failure.afterMs)}.`,
        '',
        'Watchbill tries again by itself.',
      );
    case 'server-error':
      return words(
        'PingHome has a problem',
        `PingHome answered with error ${failure.status}.`,
        failure.detail,
        'Watchbill tries again by itself; if it lasts, look at the PingHome status page.',
      );
    case 'service-down':
      return words(
        'Local service stopped',
        'The local schedule service is not running.',
        failure.detail,
        'Watchbill starts it again by itself, at least once a minute.',
      );
    case 'rate-limited':
      return words(
        'PingHome asks to wait',
        failure.retryAt === null
          ? 'Too many requests were sent to PingHome (429).'
          : `Too many requests were sent to PingHome (429); it answers again at ${at(failure.retryAt)}.`,
        '',
        'Nothing was lost; try again then.',
      );
    case 'redirected':
      return words(
        'Address has moved',
        'The address answered with a redirect, which is not followed so that the token stays safe.',
        failure.detail,
        'Correct the addresses in the settings.',
      );
    case 'too-large':
      return words(
        'Reply too large',
        `The reply is larger than ${Math.round(failure.limitBytes / 1_048_576)} MB and was not read.`,
        '',
        'Watch fewer customers in one workspace.',
      );
    case 'unreadable':
      return words(
        'Reply not understood',
        'PingHome answered with something that is not a schedule.',
        failure.detail,
        'Check the addresses in the settings; what was read before stays on screen.',
      );
  }
}

function accessText(
  failure: Of<'unauthorized' | 'no-token' | 'forbidden' | 'keychain-locked' | 'keychain-missing'>,
): FailureText {
  switch (failure.kind) {
    case 'unauthorized':
      return words(
        'Sign in again',
        'PingHome refused the token (401): it has expired or was withdrawn.',
        '',
        'Paste a new token or sign in; drafts are kept.',
      );
    case 'no-token':
      return words(
        'Sign in needed',
        'There is no token for this workspace.',
        '',
        'Paste a token or sign in.',
      );
    case 'forbidden':
      return words(
        'Access refused',
        'The token is valid but may not do this.',
        failure.detail,
        'Ask for the right in PingHome, or use another token.',
      );
    case 'keychain-locked':
      return words(
        'Keychain locked',
        'The keychain is locked or has lost the token.',
        '',
        'Unlock the keychain and press Try again, or paste the token once more.',
      );
    case 'keychain-missing':
      return words(
        'No keychain',
        'No keychain was found, so no token is stored.',
        failure.detail,
        `Sign in again, or ${startKeyring}.`,
      );
  }
}

/** What helps where there is no keychain. */
export const startKeyring = 'install or start a keyring service (for instance gnome-keyring)';

function requestText(
  failure: Of<'not-found' | 'conflict' | 'rejected' | 'not-allowed' | 'notice-refused' | 'bug'>,
): FailureText {
  switch (failure.kind) {
    case 'not-found':
      return words(
        'Not found',
        'PingHome does not know this team, customer or entry.',
        failure.detail,
        'Check the ids in the settings, or refresh: it may have been deleted.',
      );
    case 'conflict':
      return words(
        'Changed meanwhile',
        'The entry was changed by someone else since it was read.',
        failure.detail,
        'Compare both versions and decide which to keep.',
      );
    case 'rejected':
      return words(
        'Not accepted',
        failure.errors.length === 0
          ? `PingHome refused the change (${failure.status}).`
          : `PingHome refused ${counted(failure.errors.length, 'field')} (${failure.status}).`,
        failure.detail,
        'Correct the marked fields and save again.',
      );
    case 'not-allowed':
      return words('Not possible', 'This can’t be done now.', failure.detail, '');
    case 'notice-refused':
      return words(
        'Notices can’t be shown',
        'The desktop did not take the notification.',
        failure.detail,
        'Check the notification settings of this desktop; tray and windows show what is due.',
      );
    case 'bug':
      return words(
        'Something went wrong',
        `Watchbill ran into an error of its own (${failure.reference}).`,
        '',
        'Nothing was sent. Copy the diagnostics and report it.',
      );
  }
}

const checkNetwork = 'Check the network; Watchbill goes on by itself once it is back.';
const longestDetail = 200;

function words(title: string, sentence: string, detail: string, remedy: string): FailureText {
  return { title, sentence: quoting(sentence, detail), remedy };
}

/** A sentence with what came from outside quoted behind it, cut, on one line. */
export function quoting(sentence: string, detail: string): string {
  const said = cut(oneLine(detail), longestDetail);
  return said === '' ? sentence : `${sentence} (“${said}”)`;
}
