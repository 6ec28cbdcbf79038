import type { Entry, EntryKey, MemberId, Rule, TeamId } from './model.ts';
import { holdsAll } from './holds-all.ts';
import { sameRule } from './same-rule.ts';
import { byCodeUnit, sameId } from './schedule.ts';

/**
 * One step of a save, in the words of the calls that do it. `entryId` is the draft's entry, of a
 * delete the saved one. A reassignment creates for the new member, reads again, then deletes.
 */
export type PlannedWrite =
  | {
      readonly kind: 'create';
      readonly entryId: string;
      readonly teamId: TeamId;
      readonly memberId: MemberId;
      readonly rule: Rule;
    }
  | {
      readonly kind: 'update';
      readonly entryId: string;
      readonly teamId: TeamId;
      readonly key: EntryKey;
      readonly base: Rule;
      readonly rule: Rule;
    }
  | {
      readonly kind: 'reassign';
      readonly entryId: string;
      readonly key: EntryKey;
      readonly base: Rule;
      readonly rule: Rule;
      readonly from: { readonly teamId: TeamId; readonly memberId: MemberId };
      readonly to: { readonly teamId: TeamId; readonly memberId: MemberId };
      readonly steps: readonly ['create', 're-read', 'delete'];
    }
  | {
      readonly kind: 'delete';
      readonly entryId: string;
      readonly teamId: TeamId;
      readonly key: EntryKey;
      readonly base: Rule;
    };

/**
 * The writes that turn the saved entries into the draft's, matched by id: first what adds time,
 * last what removes it, so that a save cut short leaves overlaps rather than gaps. Only an update
 * that moves time, adding some and removing other, can open a gap until the next write.
 * A read-only entry cannot be written; a draft that changes one is a bug, and throws.
 */
export function planWrites(saved: readonly Entry[], draft: readonly Entry[]): PlannedWrite[] {
  const before = new Map(saved.map((entry) => [entry.id, entry]));
  const kept = new Set(draft.map((entry) => entry.id));
  const writes: PlannedWrite[] = [];
  for (const entry of draft) {
    const old = before.get(entry.id);
    const write = old === undefined ? create(entry) : change(old, entry);
    if (write !== null) writes.push(write);
  }
  for (const entry of saved)
    if (!kept.has(entry.id))
      writes.push({ kind: 'delete', entryId: entry.id, ...place(entry), base: entry.rule });
  return writes.sort((a, b) => placeOf(a) - placeOf(b) || byCodeUnit(a.entryId, b.entryId));
}

function placeOf(write: PlannedWrite): number {
  switch (write.kind) {
    case 'create':
      return 0;
    case 'update':
      if (holdsAll(write.rule, write.base)) return 1;
      return holdsAll(write.base, write.rule) ? 4 : 2;
    case 'reassign':
      return 3;
    case 'delete':
      return 5;
  }
}

function create(entry: Entry): PlannedWrite {
  return { kind: 'create', entryId: entry.id, ...owner(entry), rule: entry.rule };
}

function change(old: Entry, entry: Entry): PlannedWrite | null {
  const from = owner(old);
  const to = owner(entry);
  const stays =
    sameId(from.teamId) === sameId(to.teamId) && sameId(from.memberId) === sameId(to.memberId);
  if (stays && sameRule(old.rule, entry.rule)) return null;
  const { teamId, key } = place(old);
  const parts = { entryId: entry.id, key, base: old.rule, rule: entry.rule };
  if (stays) return { kind: 'update', teamId, ...parts };
  return { kind: 'reassign', ...parts, from, to, steps: ['create', 're-read', 'delete'] };
}

function owner(entry: Entry): { readonly teamId: TeamId; readonly memberId: MemberId } {
  const { teamId, memberId } = entry;
  if (teamId === null || memberId === null) throw new Error('an entry without owner is read-only');
  return { teamId, memberId };
}

function place(entry: Entry): { readonly teamId: TeamId; readonly key: EntryKey } {
  const { teamId, memberId } = owner(entry);
  if (entry.createdAt === null) throw new Error('an entry without a key is read-only');
  return { teamId, key: { memberId, createdAt: entry.createdAt } };
}
