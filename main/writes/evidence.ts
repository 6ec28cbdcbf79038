import { isSentAlike } from '../../core/contract/entry-body.ts';
import type { Entry, EntryKey, Interpretation, TeamId } from '../../core/schedule/model.ts';
import { sameId } from '../../core/schedule/schedule.ts';
import type { MemberView } from '../sync/member-view.ts';
import type { Change, Item } from './step.ts';

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
  if (change.kind === 'delete') return evidenceOfDelete(change.teamId, change.key, view);
  const alike = (entry: Entry) =>
    isInTeam(entry, change.teamId) && isSentAlike(entry.rule, change.rule, interpretation);
  const wasThere = amongKeys(item.keysBefore);
  const isNew = (entry: Entry) => {
    const key = keyOf(entry);
    return key !== null && !wasThere(entry) && !claimed.has(claimOf(change.teamId, key));
  };
  const made = view.entries.filter((entry) => isNew(entry) && alike(entry));
  if (change.kind === 'update') {
    const held = findEntry(view.entries, change.teamId, change.key);
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

function evidenceOfDelete(teamId: TeamId, key: EntryKey, view: MemberView): Evidence {
  const gone = view.whole && findEntry(view.entries, teamId, key) === null;
  return gone ? { kind: 'seen', key: null } : { kind: 'not-seen' };
}

/** A team's entry under a key: several teams may each show one under the same. */
export function findEntry(entries: readonly Entry[], teamId: TeamId, key: EntryKey): Entry | null {
  const member = sameId(key.memberId);
  return (
    entries.find(
      (entry) =>
        entry.createdAt === key.createdAt &&
        entry.memberId !== null &&
        sameId(entry.memberId) === member &&
        isInTeam(entry, teamId),
    ) ?? null
  );
}

/** One entry's place as a text, to remember whose it is. */
export const claimOf = (teamId: TeamId, { memberId, createdAt }: EntryKey) =>
  `${sameId(teamId)} ${sameId(memberId)} ${createdAt}`;

/** The keys a member has, each with its team where that is known. */
export function keysIn(view: MemberView): string[] {
  return view.known.flatMap(({ teamId, createdAt }) =>
    createdAt === null ? [] : [keyText(createdAt, teamId)],
  );
}

const between = '\t';
const keyText = (createdAt: string, teamId: TeamId | null) =>
  teamId === null ? createdAt : createdAt + between + sameId(teamId);

/** Whether an entry's key is one of those; journals of older versions hold them without a team. */
function amongKeys(keys: readonly string[]): (entry: Entry) => boolean {
  const exact = new Set(keys);
  const ofAnyTeam = new Set(keys.map((key) => key.split(between)[0]));
  return ({ createdAt, teamId }) =>
    createdAt !== null &&
    (teamId === null
      ? ofAnyTeam.has(createdAt)
      : exact.has(createdAt) || exact.has(keyText(createdAt, teamId)));
}

/** An entry without a team may be anybody's, also where the roster gave it one since. */
function isInTeam({ teamId, notes }: Entry, wanted: TeamId): boolean {
  return (
    teamId === null || sameId(teamId) === sameId(wanted) || notes.includes('team-from-membership')
  );
}

function keyOf({ memberId, createdAt }: Entry): EntryKey | null {
  return memberId === null || createdAt === null ? null : { memberId, createdAt };
}
