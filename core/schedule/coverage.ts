import type { Interval } from '../time/instant.ts';
import { merge, subtract } from '../time/interval.ts';
import type { CoverageContract, MemberId, TeamId } from './model.ts';
import { compileRule, occurrences } from './recurrence.ts';
import type { Duty, Schedule, Tally } from './schedule.ts';
import { byCodeUnit, dutiesOfTeam, requireWindow, runsOf, sameId } from './schedule.ts';

/** A stretch with the same members on call, sorted; empty where nobody is. */
export interface Segment extends Interval {
  readonly memberIds: readonly MemberId[];
}

/** Where a team promised more people than there are, and where more are there than promised. */
export interface Coverage {
  readonly gaps: Interval[];
  readonly overlaps: Segment[];
}

/** One member's merged runs in one team. */
export interface MemberRuns {
  readonly memberId: MemberId;
  readonly runs: readonly Interval[];
}

/**
 * The merged runs of each member of a team within the window. Throws RangeError where all of them
 * together are made of more than `maxIntervals`.
 */
export function teamRuns(
  schedule: Schedule,
  teamId: TeamId | null,
  window: Interval,
): MemberRuns[] {
  requireWindow(window);
  const tally: Tally = { intervals: 0 };
  return dutiesOfTeam(schedule, teamId).map((duty) => ({
    memberId: duty.memberId,
    runs: runsOf(duty, window, tally),
  }));
}

/** The window cut where the set of members changes; neighbours always differ. */
export function segmentsOf(members: readonly MemberRuns[], window: Interval): Segment[] {
  const segments: Segment[] = [];
  if (!(window.start < window.end)) return segments;
  // By number in the order of ids: who is present then stays sorted without comparing names.
  const sorted = [...members].sort((a, b) => byCodeUnit(a.memberId, b.memberId));
  const changes = sorted.flatMap(({ runs }, member) =>
    runs.flatMap(({ start, end }) => [
      { at: start, member, on: true },
      { at: end, member, on: false },
    ]),
  );
  changes.sort((a, b) => a.at - b.at);
  const present: number[] = [];
  const idsNow = () => present.map((member) => sorted[member]?.memberId ?? '');
  let start = window.start;
  for (const { at, member, on } of changes) {
    if (at > start) {
      segments.push({ start, end: at, memberIds: idsNow() });
      start = at;
    }
    const place = placeIn(present, member);
    if (on) present.splice(place, 0, member);
    else present.splice(place, 1);
  }
  if (start < window.end) segments.push({ start, end: window.end, memberIds: idsNow() });
  return segments;
}

/** Where a number stands in a sorted list, or would. */
function placeIn(sorted: readonly number[], number: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? number) < number) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The raw facts, whatever was promised: nobody on call, and two or more members at once. */
export function rawCoverage(schedule: Schedule, teamId: TeamId | null, window: Interval): Coverage {
  return judge(teamRuns(schedule, teamId, window), window, { kind: 'none' }, [window]);
}

/**
 * What breaks a team's contract within the window. Without one there are no gaps, and overlaps are
 * two or more members at once; with one, overlaps are more members than it asks for.
 */
export function coverage(
  schedule: Schedule,
  teamId: TeamId | null,
  window: Interval,
  contract: CoverageContract,
): Coverage {
  const promised = promisedTime(schedule, window, contract);
  return judge(teamRuns(schedule, teamId, window), window, contract, promised);
}

/** When a contract wants someone on call: merged, within the window, in the schedule zone. */
export function promisedTime(
  schedule: Schedule,
  window: Interval,
  contract: CoverageContract,
): Interval[] {
  if (contract.kind === 'none' || !(window.start < window.end)) return [];
  if (contract.kind === 'always') return [window];
  const { weekDays, startTime, endTime } = contract;
  // An entry with no week day chosen means every day; a contract without days promises nothing.
  if (weekDays.length === 0) return [];
  const filters = { monthsOfYear: [], weeksOfMonth: [], weekDays };
  const rule = { ...filters, startTime, endTime, startDate: null, endDate: null };
  const reading = { ...schedule.interpretation, weekdayZero: 'sunday' } as const;
  return merge(occurrences(compileRule(rule, reading), window));
}

/** Compares who is there with who was promised; both within the window. */
export function judge(
  members: readonly MemberRuns[],
  window: Interval,
  contract: CoverageContract,
  promised: readonly Interval[],
): Coverage {
  const people = contract.kind === 'none' ? 1 : contract.people;
  const segments = segmentsOf(members, window);
  const enough = merge(segments.filter((it) => it.memberIds.length >= people));
  return {
    gaps: subtract(promised, enough),
    overlaps: segments.filter((it) => it.memberIds.length > people),
  };
}

/** Time in which one person is on call in more than one team. */
export interface DoubleDuty extends Interval {
  readonly memberId: MemberId;
  readonly teamIds: readonly (TeamId | null)[];
}

/** Where one person is on call in two or more teams at once; by member, then start. */
export function doubleDuty(schedule: Schedule, window: Interval): DoubleDuty[] {
  requireWindow(window);
  const byMember = new Map<string, Duty[]>();
  for (const duty of schedule.duties) {
    const duties = byMember.get(sameId(duty.memberId)) ?? [];
    byMember.set(sameId(duty.memberId), [...duties, duty]);
  }
  const found: DoubleDuty[] = [];
  const tally: Tally = { intervals: 0 };
  for (const [, duties] of [...byMember].sort(([a], [b]) => byCodeUnit(a, b))) {
    const [first] = duties;
    if (first === undefined || duties.length < 2) continue;
    const teams = new Map(duties.map((duty) => [duty.key, duty.teamId]));
    // Teams take the place of members here: a segment with two is double duty.
    const perTeam = duties.map((duty) => ({
      memberId: duty.key,
      runs: runsOf(duty, window, tally),
    }));
    for (const { start, end, memberIds } of segmentsOf(perTeam, window))
      if (memberIds.length > 1) {
        const teamIds = memberIds.map((key) => teams.get(key) ?? null);
        found.push({ memberId: first.memberId, teamIds, start, end });
      }
  }
  return found;
}
