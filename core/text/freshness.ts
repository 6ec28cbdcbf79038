import type { Failure } from '../contract/failure.ts';
import type { Incompleteness } from '../contract/snapshot.ts';
import type { MemberId } from '../schedule/model.ts';
import { counted } from './time.ts';

/** The failure in two or three words, for the freshness line of the menu. */
export function failureWord(failure: Failure): string {
  switch (failure.kind) {
    case 'offline':
      return 'offline';
    case 'timeout':
      return 'PingHome does not answer';
    case 'unauthorized':
    case 'no-token':
      return 'sign in again';
    case 'forbidden':
      return 'access refused';
    case 'keychain-locked':
      return 'keychain locked';
    case 'keychain-missing':
      return 'no keychain';
    case 'rate-limited':
      return 'PingHome asks to wait';
    case 'not-found':
      return 'customer not found';
    case 'service-down':
      return 'local service stopped';
    case 'bug':
      return 'internal error';
    case 'conflict':
    case 'rejected':
    case 'server-error':
    case 'redirected':
    case 'too-large':
    case 'unreadable':
    case 'notice-refused':
    case 'not-allowed':
      return 'PingHome error';
  }
}

/** Why a read is not the whole truth, in a few words. */
export function incompletenessText(
  incomplete: Incompleteness,
  nameOf: (memberId: MemberId) => string,
): string {
  switch (incomplete.kind) {
    case 'entries-skipped':
      return `${counted(incomplete.count, 'entry', 'entries')} unreadable`;
    case 'member-refused':
      return `${nameOf(incomplete.memberId)} could not be read`;
    case 'more-pages':
      return 'PingHome sent only a part';
    case 'team-refused':
      return `who is in ${incomplete.name} could not be read`;
    case 'roster-skipped':
      return `${counted(incomplete.count, 'team or member', 'teams or members')} unreadable`;
    case 'roster-pages':
      return 'PingHome sent only a part of the teams';
    case 'people-left-out':
      return `${counted(incomplete.count, 'person', 'people')} too many to read`;
  }
}
