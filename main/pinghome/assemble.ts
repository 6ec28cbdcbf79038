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
  const teamsOf = teamsByMember(context.teams);
  const found = new Map<string, Entry>();
  for (const list of lists) {
    const here = new Map<string, Entry>();
    for (const entry of list) {
      const settled = settle(entry, teamsOf, context);
      const twin = here.get(settled.id);
      here.set(settled.id, twin === undefined ? settled : lastOf(twin, settled));
    }
    for (const [id, entry] of here) found.set(id, entry);
  }
  return withoutTeamlessTwins([...found.values()]);
}

function settle(entry: Entry, teamsOf: ReadonlyMap<string, string[]>, context: Assembly): Entry {
  const member = entry.memberId === null ? null : sameId(entry.memberId);
  const teams = member === null ? [] : (teamsOf.get(member) ?? []);
  const guessed = entry.teamId === null ? (teams.length === 1 ? teams[0] : undefined) : undefined;
  const teamId = entry.teamId ?? guessed ?? null;
  const extraNotes = notesOf(entry.rule, context.interpretation);
  if (guessed !== undefined) extraNotes.push('team-from-membership');
  if (context.everyone && member !== null && teams.length === 0) extraNotes.push('unknown-member');
  const notes = extraNotes.length === 0 ? entry.notes : [...entry.notes, ...extraNotes];
  const readOnly = whyReadOnly(entry, teamId, teams.length, context.interpretation);
  return { ...entry, id: idOf(entry, teamId), teamId, notes, readOnly };
}

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
    return `${teamId === null ? '-' : sameId(teamId)}/${sameId(memberId)}/${createdAt}`;
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

function notesOf(rule: Rule, interpretation: Interpretation): ReadingNote[] {
  const lastWeek = interpretation.weekOfMonth === 'block' ? 5 : 6;
  const filters = [
    outside(rule.monthsOfYear, (month) => month >= 1 && month <= 12),
    outside(rule.weeksOfMonth, (week) => week !== 0 && Math.abs(week) <= lastWeek),
    outside(rule.weekDays, (day) => day >= 0 && day <= 6),
  ];
  const notes: ReadingNote[] = [];
  if (filters.some((filter) => filter !== 'none')) notes.push('values-out-of-range');
  if (filters.includes('all') || endsBeforeStart(rule)) notes.push('never-active');
  return notes;
}

function outside(values: readonly number[], fits: (value: number) => boolean) {
  if (values.every(fits)) return 'none';
  const wrong = values.filter((value) => !fits(value)).length;
  return wrong === values.length ? 'all' : 'some';
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
