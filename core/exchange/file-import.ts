import type { Command } from '../schedule/edit/command.ts';
import type { Entry, MemberId, Rule, TeamId } from '../schedule/model.ts';
import { sameRule } from '../schedule/same-rule.ts';
import { sameId } from '../schedule/schedule.ts';

/** A rule a file wants in a team. */
export interface WantedEntry {
  readonly teamId: TeamId;
  readonly memberId: MemberId;
  readonly rule: Rule;
}

/** What an import comes to. */
export interface ImportPlan {
  /** Empty where all of the file is there already. */
  readonly commands: readonly Command[];
  readonly added: number;
  /** Entries of the file that are there already. */
  readonly kept: number;
  readonly deleted: number;
}

/**
 * The commands that bring a file's entries in. An entry that is there already, for the same member
 * in the same team under an equal rule, is kept, each at most once. `replace` also deletes what the
 * file does not have, in the teams it speaks of; entries that cannot be changed are left alone.
 */
export function planImport(
  entries: readonly Entry[],
  wanted: readonly WantedEntry[],
  mode: 'add' | 'replace',
): ImportPlan {
  const free = new Map<string, Entry[]>();
  for (const entry of entries) {
    if (entry.teamId === null || entry.memberId === null) continue;
    const key = ownerKey(entry.teamId, entry.memberId);
    free.set(key, [...(free.get(key) ?? []), entry]);
  }
  const missing: WantedEntry[] = [];
  for (const it of wanted) {
    const own = free.get(ownerKey(it.teamId, it.memberId)) ?? [];
    const at = own.findIndex((entry) => sameRule(entry.rule, it.rule));
    if (at < 0) missing.push(it);
    else own.splice(at, 1);
  }
  const teams = [...new Map(wanted.map(({ teamId }) => [sameId(teamId), teamId])).values()];
  const gone = mode === 'add' ? [] : leftOf(free, new Set(teams.map(sameId)));
  const adds = teams.flatMap((teamId): Command[] => {
    const own = missing.filter((it) => sameId(it.teamId) === sameId(teamId));
    return own.length === 0 ? [] : [{ kind: 'add', teamId, entries: own }];
  });
  return {
    commands:
      gone.length === 0
        ? adds
        : [...adds, { kind: 'delete', entryIds: gone.map((entry) => entry.id) }],
    added: missing.length,
    kept: wanted.length - missing.length,
    deleted: gone.length,
  };
}

function leftOf(free: ReadonlyMap<string, readonly Entry[]>, teams: ReadonlySet<string>): Entry[] {
  return [...free.values()]
    .flat()
    .filter(({ teamId, readOnly }) => readOnly === null && teams.has(sameId(teamId ?? '')));
}

const ownerKey = (teamId: TeamId, memberId: MemberId): string =>
  `${sameId(teamId)}\u0000${sameId(memberId)}`;
