import type { Instant, Interval } from '../time/instant.ts';
import { dayMs, firstInstant, lastInstant } from '../time/instant.ts';
import type { MemberId, TeamId } from './model.ts';
import { occurrences } from './recurrence.ts';
import type { Duty, Schedule, Tally } from './schedule.ts';
import { byCodeUnit, countIn, dutiesOfTeam, farMs, requireWindow, sameId } from './schedule.ts';

/**
 * A maximal run of touching or overlapping occurrences of one member in one team.
 * A run that reaches farther than ten years beyond the window asked for has `openStart` with
 * `firstInstant`, or `openEnd` with `lastInstant`, so that its identity does not move with time.
 */
export interface Shift extends Interval {
  readonly teamId: TeamId | null;
  readonly memberId: MemberId;
  readonly openStart: boolean;
  readonly openEnd: boolean;
  /** The entries that take part, sorted. */
  readonly entryIds: readonly string[];
}

/** What to look at; a null team means the entries without a team. */
export interface ShiftFilter {
  readonly teamId?: TeamId | null;
  readonly memberId?: MemberId;
}

/**
 * The shifts that intersect the window, with their real start and end; by start, end, member.
 * Throws RangeError where `expandSchedule` would answer `too_large` for the same duties.
 */
export function shiftsIn(schedule: Schedule, window: Interval, filter: ShiftFilter = {}): Shift[] {
  requireWindow(window);
  const shifts: Shift[] = [];
  const tally: Tally = { intervals: 0 };
  for (const duty of dutiesFor(schedule, filter))
    for (const shift of shiftsOf(duty, window, tally)) shifts.push(shift);
  return shifts.sort(
    (a, b) =>
      a.start - b.start || a.end - b.end || byCodeUnit(sameId(a.memberId), sameId(b.memberId)),
  );
}

/** The duties a filter lets through, in the schedule's order. */
export function dutiesFor(schedule: Schedule, filter: ShiftFilter): readonly Duty[] {
  const { teamId, memberId } = filter;
  const ofTeam = teamId === undefined ? schedule.duties : dutiesOfTeam(schedule, teamId);
  if (memberId === undefined) return ofTeam;
  return ofTeam.filter((duty) => sameId(duty.memberId) === sameId(memberId));
}

/** The shifts of one duty that intersect the window, in order. */
export function shiftsOf(duty: Duty, window: Interval, tally?: Tally): Shift[] {
  return tracedRuns(duty, window, tally).map((run) => completed(duty, run, window));
}

/** The shift a run belongs to, one of `runsOf` the duty in the window. */
export function shiftOfRun(duty: Duty, run: Interval, window: Interval): Shift | null {
  const [traced] = tracedRuns(duty, run);
  return traced === undefined ? null : completed(duty, traced, window);
}

function completed(duty: Duty, run: TracedRun, window: Interval): Shift {
  const start = run.start > window.start ? run.start : realStart(duty, run, window.start);
  const end = run.end < window.end ? run.end : realEnd(duty, run, window.end);
  return {
    teamId: duty.teamId,
    memberId: duty.memberId,
    start: start ?? firstInstant,
    end: end ?? lastInstant,
    openStart: start === null,
    openEnd: end === null,
    entryIds: [...run.entryIds].sort(byCodeUnit),
  };
}

/** A merged run that remembers which entries it is made of. */
interface TracedRun {
  readonly start: Instant;
  end: Instant;
  readonly entryIds: Set<string>;
}

function tracedRuns(duty: Duty, window: Interval, tally: Tally = { intervals: 0 }): TracedRun[] {
  const all: (Interval & { readonly entryId: string })[] = [];
  for (const { entry, rule } of duty.entries) {
    const found = occurrences(rule, window);
    countIn(tally, found.length);
    for (const { start, end } of found) all.push({ start, end, entryId: entry.id });
  }
  if (duty.entries.length > 1) all.sort((a, b) => a.start - b.start);
  const runs: TracedRun[] = [];
  let run: TracedRun | null = null;
  for (const { start, end, entryId } of all) {
    if (run === null || start > run.end) {
      run = { start, end, entryIds: new Set() };
      runs.push(run);
    } else if (end > run.end) run.end = end;
    run.entryIds.add(entryId);
  }
  return runs;
}

// Most shifts end within days: look a little, then ever farther, at most ten years.
const firstLookMs = 8 * dayMs;

/** Where a run that touches the window's start begins; null beyond ten years. */
function realStart(duty: Duty, run: TracedRun, windowStart: Instant): Instant | null {
  const limit = Math.max(windowStart - farMs, firstInstant);
  let { start } = run;
  for (let step = firstLookMs; start > limit; step *= 4) {
    const from = Math.max(start - step, limit);
    const before = tracedRuns(duty, { start: from, end: start }).at(-1);
    if (before === undefined || before.end < start) return start;
    for (const id of before.entryIds) run.entryIds.add(id);
    start = before.start;
    if (start > from) return start;
  }
  return null;
}

/** Where a run that touches the window's end ends; null beyond ten years. */
function realEnd(duty: Duty, run: TracedRun, windowEnd: Instant): Instant | null {
  const limit = Math.min(windowEnd + farMs, lastInstant);
  let { end } = run;
  for (let step = firstLookMs; end < limit; step *= 4) {
    const to = Math.min(end + step, limit);
    const [after] = tracedRuns(duty, { start: end, end: to });
    if (after === undefined || after.start > end) return end;
    for (const id of after.entryIds) run.entryIds.add(id);
    end = after.end;
    if (end < to) return end;
  }
  return null;
}
