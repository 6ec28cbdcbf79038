import type { RosterFound } from '../../../core/contract/ipc.ts';
import { sameId } from '../../../core/schedule/schedule.ts';
import { customerIdsOf, mostCustomers } from '../../account/customers.ts';
import { namesOf } from '../people.ts';

/** What is chosen to be watched: teams of the roster, and ids typed in. */
export interface Watching {
  readonly teamIds: ReadonlySet<string>;
  readonly typed: string;
}

export const watchingNothing: Watching = { teamIds: new Set(), typed: '' };

/** Every customer id meant, each once: the members of the chosen teams, then what was typed. */
export function watchedIds({ teamIds, typed }: Watching, roster: RosterFound | null): string[] {
  const teams = (roster?.teams ?? []).filter(({ id }) => teamIds.has(id));
  const ids = new Map<string, string>();
  for (const id of [...teams.flatMap((team) => team.memberIds), ...customerIdsOf(typed)])
    if (!ids.has(sameId(id))) ids.set(sameId(id), id);
  return [...ids.values()];
}

/** Why one cannot go on yet; null when one can. */
export function watchingError(watching: Watching, roster: RosterFound | null): string | null {
  const { length } = watchedIds(watching, roster);
  if (length > mostCustomers) return `At most ${mostCustomers} customers in one workspace.`;
  if (length > 0) return null;
  return roster === null || roster.teams.length === 0
    ? 'Give at least one customer id.'
    : 'Choose a team, or give at least one customer id.';
}

/** What is likely meant: the teams one is in oneself, or the only one there is. */
export function likelyTeams({ me, teams }: RosterFound): ReadonlySet<string> {
  const own = teams.filter(({ memberIds }) =>
    memberIds.some((id) => me !== null && sameId(id) === sameId(me)),
  );
  const likely = own.length > 0 ? own : teams.length === 1 ? teams : [];
  return new Set(likely.filter((team) => team.memberIds.length > 0).map(({ id }) => id));
}

/** The teams to choose from, each with who is in it. */
export function teamOptions({ me, teams, members }: RosterFound) {
  const names = new Map(members.map(({ id, name }) => [sameId(id), name]));
  return teams.map(({ id, name, memberIds }) => ({
    value: id,
    label: memberIds.some((it) => me !== null && sameId(it) === sameId(me))
      ? `${name} (yours)`
      : name,
    note:
      memberIds.length === 0
        ? 'Its members could not be read.'
        : namesOf(memberIds.map((it) => names.get(sameId(it)) ?? it)),
    disabled: memberIds.length === 0,
  }));
}

/** Who one may be: everybody of the roster, by name, and whoever has signed in. */
export function whoOptions(roster: RosterFound | null, me: string, locale: string) {
  const members = [...(roster?.members ?? [])].sort((a, b) => a.name.localeCompare(b.name, locale));
  const known = me === '' || members.some(({ id }) => id === me);
  return [
    { value: '', label: members.length === 0 ? 'Chosen after the first read' : 'Not chosen yet' },
    ...(known ? [] : [{ value: me, label: `Who signed in (${me})` }]),
    ...members.map(({ id, name }) => ({ value: id, label: name })),
  ];
}
