import type { Failure } from '../contract/failure.ts';
import type { SignedOut } from '../contract/ipc.ts';
import { failureText, type FailureText } from './failure.ts';
import { cut, oneLine } from './plain.ts';

/** Words for a sign-in with e-mail and password that gave no token. */
export function signInText(failure: Failure, at: (instant: number) => string): FailureText {
  switch (failure.kind) {
    case 'unauthorized':
    case 'forbidden':
    case 'rejected':
      return {
        title: 'Not signed in',
        sentence: `PingHome did not accept this e-mail and password${said(failure)}.`,
        remedy: 'Check both, or paste a token instead.',
      };
    case 'not-found':
      return {
        title: 'Not signed in',
        sentence: 'There is no sign-in at this address.',
        remedy: 'Check the sign-in address, or paste a token instead.',
      };
    case 'unreadable':
      return {
        title: 'Not signed in',
        sentence: 'PingHome answered, but its reply holds no token.',
        remedy: 'Paste a token instead.',
      };
    case 'not-allowed':
      return {
        title: 'Sign-in is off',
        sentence: 'The sign-in address of this workspace is blank.',
        remedy: 'Paste a token instead.',
      };
    default:
      return failureText(failure, at);
  }
}

/** What signing out has come to. */
export function signedOutText(result: SignedOut, at: (instant: number) => string): string {
  if (result.session === 'ended') return 'Signed out. What was read before stays on screen.';
  const here = 'Signed out on this computer only';
  return result.failure.kind === 'not-allowed'
    ? `${here}: the sign-in address is blank, so PingHome was not told and may still honour the token.`
    : `${here}; PingHome may still honour the token. ${failureText(result.failure, at).sentence}`;
}

function said(failure: Failure): string {
  const detail = 'detail' in failure ? cut(oneLine(failure.detail), 200) : '';
  return detail === '' ? '' : ` (“${detail}”)`;
}
