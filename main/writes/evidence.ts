import { isSentAlike } from '../../core/contract/entry-body.ts';
import type { Entry, EntryKey, Interpretation, MemberId } from '../../core/schedule/model.ts';
import { sameId } from '../../core/schedule/schedule.ts';
import type { MemberView } from '../sync/account.ts';
import { memberOf, type Change, type Item } from './step.ts';

/** What a read says about a change that was sent. */
export type Evidence =
  | { readonly kind: 'seen'; readonly key: EntryKey | null }
  | { readonly kind: 'not-seen' }
  | { readonly kind: 'twice'; readonly createdAts: readonly string[] }
  /** Someone else's content stands where ours should. */
  | { readonly kind: 'theirs'; readonly entry: Entry };

/**
 * Looks for the effect of a change among a member's entries. A create happened if and only if
 * exactly one key that was not there before, and is nobody else's, has its fields.
 */
export function evidenceOf(
  change: Change,
  item: Item,
  view: MemberView,
  claimed: ReadonlySet<string>,
  interpretation: Interpretation,
): Evidence {
  if (change.kind === 'delete') return evidenceOfDelete(change.key, view);
  const alike = (entry: Entry) =>
    isInTeam(entry, change.teamId) && isSentAlike(entry.rule, change.rule, interpretation);
  const isNew = ({ createdAt }: Entry) =>
    createdAt !== null &&
    !item.keysBefore.includes(createdAt) &&
    !claimed.has(claimOf(memberOf(change), createdAt));
  const made = view.entries.filter((entry) => isNew(entry) && alike(entry));
  if (change.kind === 'update') {
    const held = findEntry(view, change.key);
    if (held !== null && alike(held)) return { kind: 'seen', key: change.key };
    if (held === null && made.length === 1 && made[0]) return { kind: 'seen', key: keyOf(made[0]) };
    const untouched = held !== null && isSentAlike(held.rule, change.base, interpretation);
    return held === null || untouched ? { kind: 'not-seen' } : { kind: 'theirs', entry: held };
  }
  const [first, ...others] = made;
  if (first === undefined) return { kind: 'not-seen' };
  if (others.length === 0) return { kind: 'seen', key: keyOf(first) };
  return { kind: 'twice', createdAts: made.flatMap(({ createdAt }) => createdAt ?? []) };
}

function evidenceOfDelete(key: EntryKey, view: MemberView): Evidence {
  const gone = view.whole && findEntry(view, key) === null;
  return gone ? { kind: 'seen', key: null } : { kind: 'not-seen' };
}

export function findEntry(view: MemberView, key: EntryKey): Entry | null {
  const member = sameId(key.memberId);
  return (
    view.entries.find(
      ({ createdAt, memberId }) =>
        createdAt === key.createdAt && memberId !== null && sameId(memberId) === member,
    ) ?? null
  );
}

/** One member's key as a text, to remember whose it is. */
export const claimOf = (memberId: MemberId, createdAt: string) =>
  `${sameId(memberId)} ${createdAt}`;

/** The keys a member has now. */
export function keysIn(view: MemberView): string[] {
  return view.entries.flatMap(({ createdAt }) => createdAt ?? []);
}

function isInTeam({ teamId }: Entry, wanted: string): boolean {
  return teamId === null || sameId(teamId) === sameId(wanted);
}

function keyOf({ memberId, createdAt }: Entry): EntryKey | null {
  return memberId === null || createdAt === null ? null : { memberId, createdAt };
}
