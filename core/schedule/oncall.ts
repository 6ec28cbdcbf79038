import type { Instant, Interval } from '../time/instant.ts';
import { dayMs, firstInstant, lastInstant } from '../time/instant.ts';
import type { OnCall } from './columns.ts';
import { everyoneAt } from './columns.ts';
import type { Entry, MemberId, TeamId } from './model.ts';
import type { Moment } from './recurrence.ts';
import { isActiveIn, momentOf, occurrences } from './recurrence.ts';
import type { Schedule } from './schedule.ts';
import { runEnd } from './run-at.ts';
import { dutiesOfTeam, farMs } from './schedule.ts';
import type { Shift, ShiftFilter } from './shifts.ts';
import { dutiesFor, shiftsOf } from './shifts.ts';

export type { OnCall } from './columns.ts';

/** Everyone on call at an instant, one item per entry, sorted by team, member and entry. */
export function onCallAt(schedule: Schedule, at: Instant): OnCall[] {
  const moment = momentIn(schedule, at);
  return moment === null ? [] : everyoneAt(schedule, moment);
}

/** The members of one team on call at an instant, sorted, each once. */
export function onCallInTeam(schedule: Schedule, teamId: TeamId | null, at: Instant): MemberId[] {
  const moment = momentIn(schedule, at);
  if (moment === null) return [];
  return dutiesOfTeam(schedule, teamId)
    .filter(({ entries }) => entries.some(({ rule }) => isActiveIn(rule, moment)))
    .map(({ memberId }) => memberId);
}

/** The entries that put a member of a team on call at an instant, sorted by id. */
export function whyOnCall(
  schedule: Schedule,
  teamId: TeamId | null,
  memberId: MemberId,
  at: Instant,
): Entry[] {
  const moment = momentIn(schedule, at);
  if (moment === null) return [];
  return dutiesFor(schedule, { teamId, memberId })
    .flatMap(({ entries }) => entries)
    .filter(({ rule }) => isActiveIn(rule, moment))
    .map(({ entry }) => entry);
}

/** Null outside the years the engine knows, and for what is no instant. */
function momentIn(schedule: Schedule, at: Instant): Moment | null {
  if (!(at >= firstInstant && at < lastInstant)) return null;
  return momentOf(schedule.table, schedule.interpretation.weekOfMonth, at);
}

/** The first moment another set of members is on call, and that set. */
export interface NextChange {
  readonly at: Instant;
  readonly memberIds: MemberId[];
}

/**
 * The first instant after `after` at which a team's set of members on call differs.
 * Null when none comes within ten years.
 */
export function nextChange(
  schedule: Schedule,
  teamId: TeamId | null,
  after: Instant,
): NextChange | null {
  const now = onCallInTeam(schedule, teamId, after);
  const change = (at: Instant) => ({ at, memberIds: onCallInTeam(schedule, teamId, at) });
  for (const look of looksAhead(after)) {
    const at = firstChangeIn(schedule, teamId, new Set(now), { ...look, after });
    if (at < look.end) return change(at);
  }
  const last = change(limitAfter(after));
  const same =
    last.memberIds.length === now.length && last.memberIds.every((id, i) => id === now[i]);
  return same ? null : last;
}

/** Where a run of those on call ends or one of others begins; the window's end where none does. */
function firstChangeIn(
  schedule: Schedule,
  teamId: TeamId | null,
  now: ReadonlySet<MemberId>,
  { after, start, end }: Interval & { readonly after: Instant },
): Instant {
  const duties = dutiesOfTeam(schedule, teamId);
  let first = end;
  for (const duty of duties)
    if (now.has(duty.memberId)) first = runEnd(duty, after, first) ?? first;
  for (const duty of duties) {
    if (now.has(duty.memberId)) continue;
    for (const { rule } of duty.entries) {
      const [begun] = occurrences(rule, { start, end: first });
      if (begun !== undefined) first = begun.start;
    }
  }
  return first;
}

const limitAfter = (from: Instant): Instant => Math.min(from + farMs, lastInstant);

/** Ever longer windows that follow each other, to ten years ahead. */
function* looksAhead(from: Instant): Generator<Interval> {
  const limit = limitAfter(from);
  let start = from;
  for (let step = 8 * dayMs; start < limit; step *= 4) {
    const end = Math.min(start + step, limit);
    yield { start, end };
    start = end;
  }
}

const filterOf = (memberId: MemberId, teamId: TeamId | null): ShiftFilter =>
  teamId === null ? { memberId } : { memberId, teamId };

const earliest = (shifts: readonly Shift[]): Shift | null =>
  shifts.reduce<Shift | null>((a, b) => (a === null || b.start < a.start ? b : a), null);

/** The shift a member is in; in any team where the team is null, then the one begun first. */
export function currentShift(
  schedule: Schedule,
  memberId: MemberId,
  teamId: TeamId | null,
  at: Instant,
): Shift | null {
  const duties = dutiesFor(schedule, filterOf(memberId, teamId));
  return earliest(duties.flatMap((duty) => shiftsOf(duty, { start: at, end: at + 1 })));
}

/** A member's next shift that starts after `after`, in any team where the team is null. */
export function nextShift(
  schedule: Schedule,
  memberId: MemberId,
  teamId: TeamId | null,
  after: Instant,
): Shift | null {
  const duties = dutiesFor(schedule, filterOf(memberId, teamId));
  for (const look of looksAhead(after)) {
    const begun = duties
      .flatMap((duty) => shiftsOf(duty, look))
      .filter((shift) => !shift.openStart && shift.start > after);
    const next = earliest(begun);
    if (next !== null) return next;
  }
  return null;
}
