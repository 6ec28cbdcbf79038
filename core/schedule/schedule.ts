import type { Interval } from '../time/instant.ts';
import { dayMs } from '../time/instant.ts';
import { merge } from '../time/interval.ts';
import type { ZoneTable } from '../time/zone.ts';
import { zoneTable } from '../time/zone.ts';
import type { Entry, Interpretation, MemberId, TeamId } from './model.ts';
import type { CompiledRule } from './recurrence.ts';
import { compileRule, occurrences } from './recurrence.ts';
import { inOneGo, partsOf, type Steps } from './steps.ts';

/** An entry beside its rule made ready. */
export interface ScheduledEntry {
  readonly entry: Entry;
  readonly rule: CompiledRule;
}

/** All entries of one member in one team, sorted by id; ids are as the first entry writes them. */
export interface Duty {
  readonly key: string;
  readonly teamId: TeamId | null;
  readonly memberId: MemberId;
  readonly entries: readonly ScheduledEntry[];
}

/** Entries made ready to ask, under one reading. Immutable; sorted by team, member, entry id. */
export interface Schedule {
  readonly interpretation: Interpretation;
  readonly table: ZoneTable;
  readonly duties: readonly Duty[];
  /** The same duties by team, under the id as it is compared; '' for those without a team. */
  readonly teams: ReadonlyMap<string, readonly Duty[]>;
}

/** More intervals than this, or a longer window, are refused as `too_large`. */
export const maxIntervals = 1_000_000;
export const maxWindowMs = 36_525 * dayMs;

/** An id the way two ids are compared. */
export const sameId = (id: string): string => id.toLowerCase();

// A separator below every character of an id keeps the order by team, then member.
const dutyKey = (teamId: TeamId | null, memberId: MemberId): string =>
  `${teamId === null ? '' : sameId(teamId)}\u0000${sameId(memberId)}`;

/** The order of ids and names: by UTF-16 code unit, the same everywhere. */
export const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * Makes entries ready. Those without a member put nobody on call and are left out.
 * Throws RangeError for a zone this runtime does not know.
 */
export function compileSchedule(
  entries: readonly Entry[],
  interpretation: Interpretation,
): Schedule {
  return replaceEntries(emptySchedule(interpretation), new Set(), entries);
}

/** A schedule that puts nobody on call. Throws RangeError for an unknown zone. */
export function emptySchedule(interpretation: Interpretation): Schedule {
  const table = zoneTable(interpretation.zone);
  return { interpretation, table, duties: [], teams: new Map() };
}

/** The schedule without some entries and with others; all that is untouched is shared. */
export function replaceEntries(
  schedule: Schedule,
  removedIds: ReadonlySet<string>,
  added: readonly Entry[],
): Schedule {
  return inOneGo(replaceInSteps(schedule, removedIds, added));
}

const entriesPerStep = 250;

/** The same in steps, for whoever must not block. */
export function* replaceInSteps(
  schedule: Schedule,
  removedIds: ReadonlySet<string>,
  added: readonly Entry[],
): Steps<Schedule> {
  const duties = new Map<string, Duty>();
  for (const duty of schedule.duties) {
    const kept = without(duty, removedIds);
    if (kept !== null) duties.set(kept.key, kept);
  }
  const grown = new Map<string, Growing>();
  const growing = growingIn(grown, duties);
  for (const part of partsOf(added, entriesPerStep)) {
    yield;
    for (const entry of part) {
      const { teamId, memberId } = entry;
      if (memberId === null) continue;
      const rule = compileRule(entry.rule, schedule.interpretation);
      growing(teamId, memberId).entries.push({ entry, rule });
    }
  }
  for (const [key, { duty, entries }] of grown) {
    yield;
    entries.sort((a, b) => byCodeUnit(a.entry.id, b.entry.id));
    duties.set(key, { ...duty, entries });
  }
  const sorted = [...duties.values()].sort((a, b) => byCodeUnit(a.key, b.key));
  return { ...schedule, duties: sorted, teams: byTeam(sorted) };
}

interface Growing {
  readonly duty: Duty;
  readonly entries: ScheduledEntry[];
}

/** The duty of a member in a team that gains entries, taken over from those there are. */
function growingIn(grown: Map<string, Growing>, duties: ReadonlyMap<string, Duty>) {
  // By the ids as they are written: thousands of entries name few, and a key has to be made.
  const known = new Map<TeamId | null, Map<MemberId, Growing>>();
  return (teamId: TeamId | null, memberId: MemberId): Growing => {
    const team = known.get(teamId) ?? new Map<MemberId, Growing>();
    const held = team.get(memberId);
    if (held !== undefined) return held;
    const key = dutyKey(teamId, memberId);
    const duty = duties.get(key) ?? { key, teamId, memberId, entries: [] };
    const growing = grown.get(key) ?? { duty, entries: [...duty.entries] };
    grown.set(key, growing);
    known.set(teamId, team.set(memberId, growing));
    return growing;
  };
}

function byTeam(duties: readonly Duty[]): Map<string, readonly Duty[]> {
  const teams = new Map<string, Duty[]>();
  for (const duty of duties) {
    const team = sameId(duty.teamId ?? '');
    const own = teams.get(team);
    if (own === undefined) teams.set(team, [duty]);
    else own.push(duty);
  }
  return teams;
}

function without(duty: Duty, removedIds: ReadonlySet<string>): Duty | null {
  if (removedIds.size === 0 || !duty.entries.some((it) => removedIds.has(it.entry.id))) return duty;
  const entries = duty.entries.filter((it) => !removedIds.has(it.entry.id));
  return entries.length === 0 ? null : { ...duty, entries };
}

/** The duties of one team; null stands for the entries without a team. */
export function dutiesOfTeam(schedule: Schedule, teamId: TeamId | null): readonly Duty[] {
  return schedule.teams.get(sameId(teamId ?? '')) ?? [];
}

/** How many intervals one question has met so far, over all duties it asks about. */
export interface Tally {
  intervals: number;
}

/**
 * When a duty's member is on call within the window: merged, clipped to it.
 * Throws RangeError where the tally, of this duty alone or of several, passes `maxIntervals`.
 */
export function runsOf(duty: Duty, window: Interval, tally: Tally = { intervals: 0 }): Interval[] {
  const all: Interval[] = [];
  for (const { rule } of duty.entries) {
    const before = all.length;
    occurrences(rule, window, all);
    countIn(tally, all.length - before);
  }
  return merge(all);
}

/** One interval of the full expansion. */
export interface Occurrence extends Interval {
  readonly teamId: TeamId | null;
  readonly memberId: MemberId;
  readonly entryId: string;
}

/** A question whose answer would be larger than anyone can use. */
export interface TooLarge {
  readonly kind: 'too_large';
  readonly reason: 'window' | 'intervals';
}

/** Every occurrence of every entry, or why there would be too many. */
export type Expansion =
  { readonly kind: 'expanded'; readonly occurrences: readonly Occurrence[] } | TooLarge;

/**
 * Every occurrence of every entry, clipped to the window, sorted by start, end and member.
 * `too_large` beyond `maxIntervals` or for a window longer than `maxWindowMs`.
 */
export function expandSchedule(schedule: Schedule, window: Interval): Expansion {
  if (window.end - window.start > maxWindowMs) return { kind: 'too_large', reason: 'window' };
  const all: Occurrence[] = [];
  for (const { teamId, memberId, entries } of schedule.duties)
    for (const { entry, rule } of entries)
      for (const { start, end } of occurrences(rule, window)) {
        if (all.length === maxIntervals) return { kind: 'too_large', reason: 'intervals' };
        all.push({ teamId, memberId, entryId: entry.id, start, end });
      }
  all.sort(byTime);
  return { kind: 'expanded', occurrences: all };
}

const byTime = (a: Occurrence, b: Occurrence): number =>
  a.start - b.start || a.end - b.end || byCodeUnit(sameId(a.memberId), sameId(b.memberId));

/** Ten years, the farthest a question without a window looks. */
export const farMs = 3_653 * dayMs;

/** Throws RangeError for a window longer than `maxWindowMs`: ask `expandSchedule` where one may be. */
export function requireWindow(window: Interval): void {
  if (window.end - window.start > maxWindowMs) throw new RangeError('too_large: window');
}

/** Adds to a tally. Throws RangeError once there are more than `maxIntervals`. */
export function countIn(tally: Tally, intervals: number): void {
  tally.intervals += intervals;
  if (tally.intervals > maxIntervals) throw new RangeError('too_large: intervals');
}
