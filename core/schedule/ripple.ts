import type { Instant, Interval } from '../time/instant.ts';
import { intersect, merge, subtract } from '../time/interval.ts';
import type { Coverage, MemberRuns, Segment } from './coverage.ts';
import { judge, promisedTime } from './coverage.ts';
import type { Load } from './load.ts';
import { hardTimes, loadOfRuns } from './load.ts';
import type { CoverageContract, Entry, MemberId, TeamId } from './model.ts';
import type { PlannedWrite } from './planned-writes.ts';
import { planWrites } from './planned-writes.ts';
import { sameRule } from './same-rule.ts';
import type { Duty, Schedule } from './schedule.ts';
import { byCodeUnit, dutiesOfTeam, runsOf, sameId } from './schedule.ts';
import type { Shift } from './shifts.ts';
import { shiftOfRun } from './shifts.ts';

/**
 * What a draft does to one person: over all teams, shifts with their real start and
 * end. Changes wholly outside the window make no shift lost or gained.
 */
export interface PersonRipple {
  readonly memberId: MemberId;
  readonly lost: readonly Shift[];
  readonly gained: readonly Shift[];
  readonly before: Load;
  readonly after: Load;
}

/** What a draft does to a team's coverage, judged against its contract. */
export interface TeamRipple {
  readonly teamId: TeamId | null;
  readonly gapsOpened: readonly Interval[];
  readonly gapsClosed: readonly Interval[];
  readonly overlapsOpened: readonly Segment[];
  readonly overlapsClosed: readonly Segment[];
}

/** Everything a draft changes within a window; people and teams it leaves alone are not listed. */
export interface Ripple {
  readonly people: readonly PersonRipple[];
  readonly teams: readonly TeamRipple[];
  /** The first moment someone is on call who was not, or the other way round. */
  readonly firstChange: Instant | null;
  readonly writes: readonly PlannedWrite[];
}

/** The window to compare in, what the teams promised, and which dates are holidays. */
export interface RippleOptions {
  readonly window: Interval;
  readonly contracts: Readonly<Record<TeamId, CoverageContract>>;
  readonly holidays?: readonly string[];
}

/**
 * What a draft changes against what is saved, both under the same interpretation.
 * Quickest when the draft was made from the saved schedule by `replaceEntries`.
 */
export function ripple(saved: Schedule, draft: Schedule, options: RippleOptions): Ripple {
  const changed = changedDuties(saved, draft);
  const runs = cachedRuns(options.window);
  return {
    people: peopleOf(saved, draft, changed, runs, options),
    teams: teamsOf(saved, draft, changed, runs, options),
    firstChange: firstDifference(changed, runs),
    writes: planWrites(
      changed.flatMap(({ before }) => entriesOf(before)),
      changed.flatMap(({ after }) => entriesOf(after)),
    ),
  };
}

/**
 * The first moment within a window at which someone is on call who was not, or the other way
 * round; null where nothing differs there. Throws RangeError beyond `maxIntervals`.
 */
export function firstChange(saved: Schedule, draft: Schedule, window: Interval): Instant | null {
  return firstDifference(changedDuties(saved, draft), (duty) => runsOf(duty, window));
}

/** One member in one team whose entries differ. */
interface ChangedDuty {
  readonly before: Duty | null;
  readonly after: Duty | null;
  readonly teamId: TeamId | null;
  readonly memberId: MemberId;
}

const entriesOf = (duty: Duty | null): Entry[] =>
  duty === null ? [] : duty.entries.map((it) => it.entry);

function changedDuties(saved: Schedule, draft: Schedule): ChangedDuty[] {
  const afterByKey = new Map(draft.duties.map((duty) => [duty.key, duty]));
  const savedKeys = new Set(saved.duties.map((duty) => duty.key));
  const changed: ChangedDuty[] = [];
  for (const before of saved.duties) {
    const after = afterByKey.get(before.key) ?? null;
    if (after !== null && sameDuty(before, after)) continue;
    changed.push({ before, after, teamId: before.teamId, memberId: before.memberId });
  }
  for (const after of draft.duties)
    if (!savedKeys.has(after.key))
      changed.push({ before: null, after, teamId: after.teamId, memberId: after.memberId });
  return changed;
}

function sameDuty(a: Duty, b: Duty): boolean {
  if (a === b) return true;
  if (a.entries.length !== b.entries.length) return false;
  return a.entries.every(({ entry }, i) => {
    const other = b.entries[i]?.entry;
    return other !== undefined && other.id === entry.id && sameRule(other.rule, entry.rule);
  });
}

type RunsOf = (duty: Duty) => readonly Interval[];

// Duties never change, so that with each keystroke only those of the edited member are new; what is
// kept is one window's runs of duties still in use.
const lastRuns = new WeakMap<Duty, { readonly window: Interval; readonly runs: Interval[] }>();

function cachedRuns(window: Interval): RunsOf {
  return (duty) => {
    const last = lastRuns.get(duty);
    if (last?.window.start === window.start && last.window.end === window.end) return last.runs;
    const runs = runsOf(duty, window);
    lastRuns.set(duty, { window, runs });
    return runs;
  };
}

function peopleOf(
  saved: Schedule,
  draft: Schedule,
  changed: readonly ChangedDuty[],
  runs: RunsOf,
  { window, holidays = [] }: RippleOptions,
): PersonRipple[] {
  const hard = hardTimes(saved, window, holidays);
  const load = (schedule: Schedule, person: string): Load => {
    const duties = schedule.duties.filter((duty) => sameId(duty.memberId) === person);
    return loadOfRuns(merge(duties.flatMap((duty) => [...runs(duty)])), hard);
  };
  const people = new Map(changed.map((it) => [sameId(it.memberId), it.memberId]));
  return [...people]
    .sort(([a], [b]) => byCodeUnit(a, b))
    .map(([person, memberId]) => {
      const own = changed.filter((it) => sameId(it.memberId) === person);
      return {
        memberId,
        lost: own.flatMap((it) => shiftsWithout(it.before, it.after, runs, window)).sort(byStart),
        gained: own.flatMap((it) => shiftsWithout(it.after, it.before, runs, window)).sort(byStart),
        before: load(saved, person),
        after: load(draft, person),
      };
    });
}

const byStart = (a: Interval, b: Interval): number => a.start - b.start;

/** The shifts of one duty whose part inside the window the other does not have. */
function shiftsWithout(
  duty: Duty | null,
  other: Duty | null,
  runs: RunsOf,
  window: Interval,
): Shift[] {
  if (duty === null) return [];
  const known = new Set((other === null ? [] : runs(other)).map((it) => `${it.start} ${it.end}`));
  return runs(duty)
    .filter((it) => !known.has(`${it.start} ${it.end}`))
    .map((run) => shiftOfRun(duty, run, window))
    .filter((shift) => shift !== null);
}

function teamsOf(
  saved: Schedule,
  draft: Schedule,
  changed: readonly ChangedDuty[],
  runs: RunsOf,
  { window, contracts }: RippleOptions,
): TeamRipple[] {
  const promises = new Map(Object.entries(contracts).map(([id, it]) => [sameId(id), it]));
  const teams = new Map(changed.map((it) => [sameId(it.teamId ?? ''), it.teamId]));
  return [...teams].map(([team, teamId]) => {
    const contract = promises.get(team) ?? { kind: 'none' };
    // Coverage can differ only while somebody is on call who was not, or the other way round.
    const concerned = changedTime(
      changed.filter((it) => sameId(it.teamId ?? '') === team),
      runs,
    );
    const promised = intersect(promisedTime(saved, window, contract), concerned);
    const coverageOf = (schedule: Schedule): Coverage => {
      const members: MemberRuns[] = dutiesOfTeam(schedule, teamId).map((duty) => ({
        memberId: duty.memberId,
        runs: intersect(runs(duty), concerned),
      }));
      return judge(members, window, contract, promised);
    };
    const before = coverageOf(saved);
    const after = coverageOf(draft);
    return {
      teamId,
      gapsOpened: subtract(after.gaps, before.gaps),
      gapsClosed: subtract(before.gaps, after.gaps),
      overlapsOpened: segmentsWithout(after.overlaps, before.overlaps),
      overlapsClosed: segmentsWithout(before.overlaps, after.overlaps),
    };
  });
}

/** When the duties' members are on call on one side only. */
function changedTime(changed: readonly ChangedDuty[], runs: RunsOf): Interval[] {
  return merge(
    changed.flatMap(({ before, after }) => {
      const old = before === null ? [] : runs(before);
      const now = after === null ? [] : runs(after);
      return [...subtract(old, now), ...subtract(now, old)];
    }),
  );
}

/** The parts of some segments in which the other list does not show the same members, by start. */
function segmentsWithout(segments: readonly Segment[], others: readonly Segment[]): Segment[] {
  const theirs = byMembers(others);
  const parts = [...byMembers(segments)].flatMap(([members, { memberIds, list }]) =>
    subtract(list, theirs.get(members)?.list ?? []).map((part) => ({ ...part, memberIds })),
  );
  return parts.sort((a, b) => a.start - b.start);
}

interface SameMembers {
  readonly memberIds: readonly MemberId[];
  readonly list: Interval[];
}

function byMembers(segments: readonly Segment[]): Map<string, SameMembers> {
  const groups = new Map<string, SameMembers>();
  for (const { start, end, memberIds } of segments) {
    const members = memberIds.join('\u0000');
    const group = groups.get(members) ?? { memberIds, list: [] };
    group.list.push({ start, end });
    groups.set(members, group);
  }
  return groups;
}

function firstDifference(changed: readonly ChangedDuty[], runs: RunsOf): Instant | null {
  return changedTime(changed, runs)[0]?.start ?? null;
}
