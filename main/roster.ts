import type { Failure, Outcome } from '../core/contract/failure.ts';
import type { Incompleteness } from '../core/contract/snapshot.ts';
import type { CustomerId, Entry, Member, MemberId, Team, TeamId } from '../core/schedule/model.ts';
import { sameId } from '../core/schedule/schedule.ts';
import type { Client } from './pinghome/client.ts';
import type { MemberRow } from './pinghome/roster-read.ts';
import type { Slots } from './slots.ts';

/** Who is in which team, as far as the token may know. */
export interface Roster {
  readonly teams: readonly Team[];
  readonly members: readonly Member[];
  /** Teams whose members were refused: nobody may be called unknown then. */
  readonly refused: readonly { readonly teamId: string; readonly failure: Failure }[];
  /** Teams and members in the replies that were not understood. */
  readonly skipped: number;
  readonly morePages: boolean;
}

export const emptyRoster: Roster = {
  teams: [],
  members: [],
  refused: [],
  skipped: 0,
  morePages: false,
};

/** Whether it holds everybody there is. */
export function holdsEveryone({ teams, refused, skipped, morePages }: Roster): boolean {
  return teams.length > 0 && refused.length === 0 && skipped === 0 && !morePages;
}

/** Says nothing against the lists of entries that were read. */
export function isOfRoster({ kind }: Incompleteness): boolean {
  return ['team-refused', 'roster-skipped', 'roster-pages', 'people-left-out'].includes(kind);
}

/** What keeps it from telling whose schedules there are. A team whose members are known is no gap. */
export function rosterGaps({ teams, refused, skipped, morePages }: Roster): Incompleteness[] {
  const found: Incompleteness[] = refused.flatMap(({ teamId, failure }) => {
    const team = teams.find(({ id }) => id === teamId);
    if (team !== undefined && team.memberIds.length > 0) return [];
    return [{ kind: 'team-refused', name: team?.name ?? teamId, failure }];
  });
  if (skipped > 0) found.push({ kind: 'roster-skipped', count: skipped });
  if (morePages) found.push({ kind: 'roster-pages' });
  return found;
}

/** Reads teams, then their members, within the given slots. A refused team does not hide others. */
export async function readRoster(
  client: Pick<Client, 'listTeams' | 'listMembers'>,
  slots: Slots,
  signal?: AbortSignal,
): Promise<Outcome<Roster>> {
  const teams = await slots.run(() => client.listTeams(signal));
  if (!teams.ok) return teams;
  const read = await Promise.all(
    teams.value.rows.map(async (team) => ({
      team,
      members: await slots.run(() => client.listMembers(team.id, signal)),
    })),
  );
  const lists = read.flatMap(({ members }) => (members.ok ? [members.value] : []));
  return {
    ok: true,
    value: {
      teams: read.map(({ team, members }) => ({
        id: team.id,
        name: team.name ?? team.id,
        memberIds: members.ok ? members.value.rows.map(({ id }) => id) : [],
      })),
      members: uniqueMembers(lists.flatMap(({ rows }) => rows)),
      refused: read.flatMap(({ team, members }) =>
        members.ok ? [] : [{ teamId: team.id, failure: members.failure }],
      ),
      skipped: lists.reduce((sum, list) => sum + list.skipped, teams.value.skipped),
      morePages: teams.value.morePages || lists.some(({ morePages }) => morePages),
    },
  };
}

function uniqueMembers(rows: readonly MemberRow[]): Member[] {
  const found = new Map<string, Member>();
  for (const { id, name, email } of rows) {
    if (!found.has(sameId(id))) found.set(sameId(id), { id, name: name ?? id, email });
  }
  return [...found.values()];
}

/** Whose schedules are read, and how many more there would be. */
export interface WatchedCustomers {
  readonly ids: readonly CustomerId[];
  readonly leftOut: number;
}

/**
 * Whose schedules to read: those asked for, and everybody in a team with one of them, at most
 * `most`.
 */
export function watchedCustomers(
  asked: readonly CustomerId[],
  roster: Roster,
  most = 500,
): WatchedCustomers {
  const wanted = new Set(asked.map(sameId));
  const near = roster.teams.filter((team) => team.memberIds.some((id) => wanted.has(sameId(id))));
  const all = new Map<string, CustomerId>();
  for (const id of [...asked, ...near.flatMap((team) => team.memberIds)]) {
    if (!all.has(sameId(id))) all.set(sameId(id), id);
  }
  const ids = [...all.values()].slice(0, most);
  return { ids, leftOut: all.size - ids.length };
}

/** Teams and members with the names given by hand, and with every id that entries mention. */
export function nameEveryone(
  roster: Roster,
  entries: readonly Entry[],
  names: Readonly<Record<string, string>>,
): Pick<Roster, 'teams' | 'members'> {
  const given = new Map(Object.entries(names).map(([id, name]) => [sameId(id), name]));
  const members = new Map(roster.members.map((member) => [sameId(member.id), member]));
  const teams = new Map(roster.teams.map((team) => [sameId(team.id), team]));
  const seenIn = new Map<string, Map<string, string>>();
  for (const [teamId, memberIds] of idsOf(entries)) {
    for (const id of memberIds) {
      if (!members.has(sameId(id))) members.set(sameId(id), { id, name: id, email: null });
    }
    if (teamId === null) continue;
    const team = sameId(teamId);
    if (!teams.has(team)) teams.set(team, { id: teamId, name: teamId, memberIds: [] });
    const seen = seenIn.get(team) ?? new Map<string, string>();
    for (const id of memberIds) seen.set(sameId(id), id);
    seenIn.set(team, seen);
  }
  return {
    teams: [...teams].map(([key, team]) => ({
      ...team,
      name: given.get(key) ?? team.name,
      memberIds: withSeen(team.memberIds, seenIn.get(key)),
    })),
    members: [...members].map(([key, member]) => ({
      ...member,
      name: given.get(key) ?? member.name,
    })),
  };
}

/** The members that entries mention with each team, each id as it is written. */
function idsOf(entries: readonly Entry[]): ReadonlyMap<TeamId | null, ReadonlySet<MemberId>> {
  const found = new Map<TeamId | null, Set<MemberId>>();
  for (const { teamId, memberId } of entries) {
    const members = found.get(teamId) ?? new Set<MemberId>();
    if (memberId !== null) members.add(memberId);
    found.set(teamId, members);
  }
  return found;
}

function withSeen(ids: readonly string[], seen: ReadonlyMap<string, string> | undefined): string[] {
  const known = new Set(ids.map(sameId));
  return [...ids, ...[...(seen ?? [])].filter(([key]) => !known.has(key)).map(([, id]) => id)];
}

/** A team refused this time keeps the members it had. */
export function withKnownMembers(read: Roster, before: Roster): Roster {
  const refused = new Set(read.refused.map(({ teamId }) => teamId));
  const teams = read.teams.map((team) => {
    const known = before.teams.find(({ id }) => id === team.id);
    return refused.has(team.id) && known !== undefined
      ? { ...team, memberIds: known.memberIds }
      : team;
  });
  const kept = before.members.filter(
    (member) =>
      !read.members.some(({ id }) => sameId(id) === sameId(member.id)) &&
      teams.some((team) => team.memberIds.some((id) => sameId(id) === sameId(member.id))),
  );
  return { ...read, teams, members: [...read.members, ...kept] };
}
