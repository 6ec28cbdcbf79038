import type { Failure } from '../../core/contract/failure.ts';
import type { CustomerId, Entry } from '../../core/schedule/model.ts';
import type { CustomerLists } from './lists.ts';

/** What a member's entries are right now: what a write is compared with, and found by. */
export interface MemberView {
  /** Only those that the read just made has brought. */
  readonly entries: readonly Entry[];
  /** Those that older reads brought as well: whatever has the key of one of them is not new. */
  readonly known: readonly Entry[];
  /** Only then is a missing entry really missing. */
  readonly whole: boolean;
  /** Why nothing at all could be read now; null when something was. */
  readonly unread: Failure | null;
  /** Why a part was not read now; null when all of it was. */
  readonly refused: Failure | null;
}

/** Before anything was read. */
export const nothingSeen: MemberView = {
  entries: [],
  known: [],
  whole: false,
  unread: null,
  refused: null,
};

/** The view of one member, right after the customers that show their entries were asked. */
export function memberView(
  lists: CustomerLists,
  shownBy: readonly CustomerId[],
  known: readonly Entry[],
): MemberView {
  const { brought, refused, answered } = lists.readNow(shownBy);
  const whole = lists.isWhole(shownBy);
  const unread = answered ? null : refused;
  return { entries: known.filter(brought), known, whole, refused, unread };
}
