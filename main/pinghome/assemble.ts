import { createHash } from 'node:crypto';
import type {
  Entry,
  Interpretation,
  ReadingNote,
  ReadOnlyReason,
  Rule,
  Team,
  TeamId,
} from '../../core/schedule/model.ts';
import { sameRule } from '../../core/schedule/same-rule.ts';
import { sameId } from '../../core/schedule/schedule.ts';
import { inOneGo, partsOf, type Steps } from '../../core/schedule/steps.ts';
import { secondMs } from '../../core/time/instant.ts';

export interface Assembly {
  readonly teams: readonly Team[];
  readonly interpretation: Interpretation;
  /** Whether the teams hold everybody, so that a member in none of them no longer exists. */
  readonly everyone: boolean;
}

/**
 * Makes one list of what several customers' reads returned, the newest read last: each entry
 * once, with its team where it can be known, and the reason where it cannot be changed.
 */
export function assemble(lists: readonly (readonly Entry[])[], context: Assembly): Entry[] {
  return inOneGo(assembleInSteps(lists, context));
}

const entriesPerStep = 250;

/** The same in steps, for whoever must not block. */
export function* assembleInSteps(
  lists: readonly (readonly Entry[])[],
  context: Assembly,
): Steps<Entry[]> {
  const teamsOf = teamsByMember(context.teams);
  const found = new Map<string, { entry: Entry; list: number }>();
  for (const [list, entries] of lists.entries()) {
    for (const part of partsOf(entries, entriesPerStep)) {
      yield;
      for (const entry of part) {
        const settled = settle(entry, teamsOf, context);
        const twin = found.get(settled.id);
        if (twin === undefined) found.set(settled.id, { entry: settled, list });
        else {
          // Within one list the same key twice is worth a note; another list is only newer.
          twin.entry = twin.list === list ? lastOf(twin.entry, settled) : settled;
          twin.list = list;
        }
      }
    }
  }
  return withoutTeamlessTwins(Array.from(found.values(), ({ entry }) => entry));
}

function settle(entry: Entry, teamsOf: ReadonlyMap<string, string[]>, context: Assembly): Entry {
  const { memberId, createdAt, rule, extra, etag } = entry;
  const { interpretation, everyone } = context;
  const teams = memberId === null ? none : (teamsOf.get(sameId(memberId)) ?? none);
  const guessed = entry.teamId === null && teams.length === 1 ? (teams[0] ?? null) : null;
  const teamId = entry.teamId ?? guessed;
  const notes = [...entry.notes, ...notesOf(rule, interpretation)];
  if (guessed !== null) notes.push('team-from-membership');
  if (everyone && memberId !== null && teams.length === 0) notes.push('unknown-member');
  const readOnly = whyReadOnly(entry, teamId, teams.length, interpretation);
  // Written out, since a copy of thousands of entries with some parts replaced takes twice as long.
  const id = idOf(entry, teamId);
  return { id, teamId, memberId, createdAt, rule, readOnly, notes, extra, etag };
}

const none: readonly never[] = [];

function whyReadOnly(
  entry: Entry,
  teamId: TeamId | null,
  teams: number,
  interpretation: Interpretation,
): ReadOnlyReason | null {
  if (entry.memberId === null) return 'no-member';
  if (entry.createdAt === null) return 'no-created-at';
  if (teamId === null) return teams > 1 ? 'ambiguous-team' : 'no-team';
  const six = entry.rule.weeksOfMonth.some((week) => Math.abs(week) === 6);
  return six && interpretation.weekOfMonth !== 'block' ? 'row-week-six' : null;
}

function idOf(entry: Entry, teamId: TeamId | null): string {
  const { memberId, createdAt } = entry;
  if (memberId !== null && createdAt !== null) {
    // Joined it is one text in memory; a template makes a tree of them, slow to compare.
    return [teamId === null ? '-' : sameId(teamId), sameId(memberId), createdAt].join('/');
  }
  const content = JSON.stringify([teamId, memberId, createdAt, entry.rule]);
  return `x${createHash('sha1').update(content).digest('hex').slice(0, 20)}`;
}

function lastOf(first: Entry, last: Entry): Entry {
  if (sameRule(first.rule, last.rule) || last.notes.includes('same-key-twice')) return last;
  return { ...last, notes: [...last.notes, 'same-key-twice'] };
}

/** Drops an entry without a team where the same one is known with its team. */
function withoutTeamlessTwins(entries: Entry[]): Entry[] {
  if (entries.every((entry) => entry.teamId !== null)) return entries;
  const twinOf = (entry: Entry) =>
    entry.createdAt === null
      ? JSON.stringify([entry.memberId, entry.rule])
      : JSON.stringify([entry.memberId === null ? null : sameId(entry.memberId), entry.createdAt]);
  const withTeam = new Set(entries.filter((entry) => entry.teamId !== null).map(twinOf));
  return entries.filter((entry) => entry.teamId !== null || !withTeam.has(twinOf(entry)));
}

function teamsByMember(teams: readonly Team[]): ReadonlyMap<string, string[]> {
  const found = new Map<string, string[]>();
  for (const team of teams) {
    for (const member of new Set(team.memberIds.map(sameId))) {
      found.set(member, [...(found.get(member) ?? []), team.id]);
    }
  }
  return found;
}

function notesOf(rule: Rule, interpretation: Interpretation): readonly ReadingNote[] {
  const { monthsOfYear, weeksOfMonth, weekDays } = rule;
  const lastWeek = interpretation.weekOfMonth === 'block' ? 5 : 6;
  const months = outside(monthsOfYear, 1, 12);
  const weeks = outside(weeksOfMonth, -lastWeek, lastWeek) + (weeksOfMonth.includes(0) ? 1 : 0);
  const days = outside(weekDays, 0, 6);
  const nothingFits =
    (months > 0 && months === monthsOfYear.length) ||
    (weeks > 0 && weeks === weeksOfMonth.length) ||
    (days > 0 && days === weekDays.length);
  const never = nothingFits || endsBeforeStart(rule);
  if (months + weeks + days === 0) return never ? ['never-active'] : none;
  return never ? ['values-out-of-range', 'never-active'] : ['values-out-of-range'];
}

/** How many values are out of range. */
function outside(values: readonly number[], least: number, most: number): number {
  let wrong = 0;
  for (const value of values) if (value < least || value > most) wrong += 1;
  return wrong;
}

/** By the effective end: seconds of 59 mean "to the end of that second". */
function endsBeforeStart({ startDate, endDate }: Rule): boolean {
  if (startDate === null || endDate === null) return false;
  const second = Math.floor(endDate / secondMs);
  const end = ((second % 60) + 60) % 60 === 59 ? (second + 1) * secondMs : endDate;
  return startDate >= end;
}

/** The new list with every entry that is as it was in its old identity; the old list if all are. */
export function keepIdentity(old: readonly Entry[], next: readonly Entry[]): readonly Entry[] {
  const before = new Map(old.map((entry) => [entry.id, entry]));
  const kept = next.map((entry) => {
    const known = before.get(entry.id);
    return known !== undefined && sameEntry(known, entry) ? known : entry;
  });
  const unchanged = kept.length === old.length && kept.every((entry, at) => entry === old[at]);
  return unchanged ? old : kept;
}

function sameEntry(a: Entry, b: Entry): boolean {
  return (
    a.teamId === b.teamId &&
    a.memberId === b.memberId &&
    a.createdAt === b.createdAt &&
    a.readOnly === b.readOnly &&
    a.etag === b.etag &&
    sameRule(a.rule, b.rule) &&
    a.notes.join() === b.notes.join() &&
    JSON.stringify(a.extra) === JSON.stringify(b.extra)
  );
}
