import { coverage } from '../schedule/coverage.ts';
import type { MemberId, TeamId } from '../schedule/model.ts';
import { nextChange, type NextChange } from '../schedule/oncall.ts';
import { runAt } from '../schedule/run-at.ts';
import { dutiesOfTeam } from '../schedule/schedule.ts';
import { dayMs, firstInstant, type Instant } from '../time/instant.ts';
import { subtract } from '../time/interval.ts';
import type { Day } from './day.ts';
import { doubtAt, doubtsIn } from './doubt.ts';
import { firstAfter } from './freshness.ts';
import { nextArrival } from './next.ts';
import type { Watched, WatchedTeam } from './workspace.ts';

/** One person on call in a team. */
export interface PersonOnCall {
  readonly memberId: MemberId;
  readonly name: string;
  readonly isMe: boolean;
  readonly start: Instant;
  /** The end of the shift; null where none is in sight. */
  readonly until: Instant | null;
}

/** Who comes on call next in a team, and when. */
export interface NextOnCall {
  readonly at: Instant;
  readonly people: readonly Pick<PersonOnCall, 'memberId' | 'name' | 'isMe'>[];
  /** False: someone whom the entries do not tell may come before. */
  readonly sure: boolean;
}

/** Time without the promised people; the end is null where none is in sight. */
export interface Gap {
  readonly start: Instant;
  readonly end: Instant | null;
}

/** One team at an instant. */
export interface TeamStatus {
  readonly workspaceId: string;
  readonly teamId: TeamId | null;
  readonly name: string;
  /** Whether "me" is a member. */
  readonly mine: boolean;
  /** False: the list may lack people, and an empty one says nothing. */
  readonly known: boolean;
  /** "Me" first, then by name. */
  readonly onCall: readonly PersonOnCall[];
  readonly next: NextOnCall | null;
  /** When the set of people on call changes next. */
  readonly nextChangeAt: Instant | null;
  readonly hasContract: boolean;
  /** The gap now, or the first within the next seven dates; null unless all is known. */
  readonly gap: Gap | null;
  /** The first instant at which this may change by itself. */
  readonly changesAt: Instant | null;
}

/** When, and whether the entries are fresh and whole enough to claim that nobody is there. */
export interface Look {
  readonly trusted: boolean;
  readonly today: Day;
  readonly now: Instant;
}

const farthestGapMs = 400 * dayMs;

/** Who is on call in a team, until when, who is next, and the gap to speak of. */
export function teamStatus(watched: Watched, team: WatchedTeam, look: Look): TeamStatus {
  const { now } = look;
  // In this order: what is found of the runs now tells most of when they change.
  const onCall = peopleOnCall(watched, team.id, now);
  const change = nextChange(watched.schedule, team.id, now);
  const doubt = doubtAt(watched, team, now);
  const known = look.trusted && !doubt.active;
  const gap = known ? gapOf(watched, team, look) : null;
  return {
    workspaceId: watched.workspace.id,
    teamId: team.id,
    name: team.name,
    mine: team.memberIds.some(watched.isMe) || onCall.some((person) => person.isMe),
    known,
    onCall,
    next: nextOnCall(watched, team, now, change),
    nextChangeAt: change?.at ?? null,
    hasContract: team.contract.kind !== 'none',
    gap,
    changesAt: firstAfter(
      now,
      change?.at ?? null,
      doubt.changesAt,
      gap?.start ?? null,
      gap?.end ?? null,
    ),
  };
}

function peopleOnCall(watched: Watched, teamId: TeamId | null, now: Instant): PersonOnCall[] {
  const people = dutiesOfTeam(watched.schedule, teamId).flatMap((duty) => {
    const run = runAt(duty, now);
    if (run === null) return [];
    return {
      memberId: duty.memberId,
      name: watched.nameOf(duty.memberId),
      isMe: watched.isMe(duty.memberId),
      start: run.start ?? firstInstant,
      until: run.end,
    };
  });
  return people.sort(meFirst);
}

function nextOnCall(
  watched: Watched,
  team: WatchedTeam,
  now: Instant,
  change: NextChange | null,
): NextOnCall | null {
  const arrival = nextArrival(watched, team, now, change);
  if (arrival === null) return null;
  const people = arrival.memberIds.map((memberId) => ({
    memberId,
    name: watched.nameOf(memberId),
    isMe: watched.isMe(memberId),
  }));
  return { at: arrival.at, people: people.sort(meFirst), sure: arrival.sure };
}

function gapOf(watched: Watched, team: WatchedTeam, { today, now }: Look): Gap | null {
  if (team.contract.kind === 'none') return null;
  const gapIn = (end: Instant) => {
    const window = { start: now, end };
    const { gaps } = coverage(watched.schedule, team.id, window, team.contract);
    return gaps.length === 0 ? null : (subtract(gaps, doubtsIn(watched, team, window))[0] ?? null);
  };
  const near = gapIn(today.weekLater);
  if (near === null || near.end < today.weekLater) return near;
  // Cut off by the look, not by a shift: see how far it really goes.
  const far = now + farthestGapMs;
  const whole = gapIn(far);
  return whole === null ? near : { start: whole.start, end: whole.end < far ? whole.end : null };
}

interface Named {
  readonly name: string;
  readonly isMe: boolean;
}

function meFirst(a: Named, b: Named): number {
  if (a.isMe !== b.isMe) return a.isMe ? -1 : 1;
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}
