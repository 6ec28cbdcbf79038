import type { Instant, Interval } from '../time/instant.ts';
import { dayMs } from '../time/instant.ts';
import { intersect, merge, subtract } from '../time/interval.ts';
import { timeElsewhere } from './cover/availability.ts';
import { coveredStretch, isSpan, type CoverSpan } from './cover/covered-time.ts';
import { splitEntry } from './cover/split.ts';
import { applyEdits, type RowEdit } from './edit/row-edit.ts';
import { awayTimes, isAway } from './leave.ts';
import type { Entry, Interpretation, Leave, MemberId, TeamId } from './model.ts';
import {
  compileSchedule,
  dutiesOfTeam,
  runsOf,
  sameId,
  type Duty,
  type Schedule,
} from './schedule.ts';

/** One person's time in a team, to be taken by another. */
export interface CoverRequest {
  readonly teamId: TeamId;
  readonly covered: MemberId;
  readonly by: MemberId;
  readonly span: CoverSpan;
}

/** What a cover is planned in; `newId` must give an id no entry has, a new one each time. */
export interface CoverContext {
  readonly interpretation: Interpretation;
  readonly leave: readonly Leave[];
  readonly newId: () => string;
}

/** Why there is no such cover. */
export type CoverRefusal =
  | { readonly kind: 'same-member' }
  /** Dates or instants that are none, are in the wrong order, or more than ten years apart. */
  | { readonly kind: 'invalid-span' }
  | { readonly kind: 'nothing-to-cover'; readonly memberId: MemberId }
  | { readonly kind: 'read-only'; readonly entryIds: readonly string[] }
  /** A 59th second, at which the dates of an entry cannot end. */
  | { readonly kind: 'not-writable'; readonly at: Instant }
  /** The proof found a difference; nothing is handed out. */
  | { readonly kind: 'not-equal'; readonly difference: Interval };

/** One person's time on its way to another, and what stands against it without stopping it. */
export interface HandedTime {
  readonly covered: MemberId;
  readonly by: MemberId;
  readonly time: readonly Interval[];
  /** The part at which the one who takes it is on call in the team already. */
  readonly doubled: readonly Interval[];
  /** The part at which they are on call in another team. */
  readonly elsewhere: readonly Interval[];
  /** The pieces that touch their leave. */
  readonly duringLeave: readonly Interval[];
}

/** A cover or swap as row edits; `applyEdits(inverse(edits))` takes it back. */
export type CoverPlan =
  | {
      readonly kind: 'planned';
      readonly edits: readonly RowEdit[];
      /** What changes hands, in the order asked for. */
      readonly handed: readonly HandedTime[];
    }
  | { readonly kind: 'refused'; readonly refusal: CoverRefusal };

/**
 * "B covers A from x to y": splits the dates of A's rows in the team and gives the middle to B.
 * B's other rows stay as they are. Proven: afterwards A has the same time less the covered, B the
 * same and the covered.
 */
export function planCover(
  entries: readonly Entry[],
  request: CoverRequest,
  context: CoverContext,
): CoverPlan {
  return planHandovers(entries, request.teamId, [request], context);
}

/** A and B take each other's time; the spans may lie anywhere, also over one another. */
export function planSwap(
  entries: readonly Entry[],
  teamId: TeamId,
  one: { readonly memberId: MemberId; readonly span: CoverSpan },
  other: { readonly memberId: MemberId; readonly span: CoverSpan },
  context: CoverContext,
): CoverPlan {
  const requests = [
    { teamId, covered: one.memberId, by: other.memberId, span: one.span },
    { teamId, covered: other.memberId, by: one.memberId, span: other.span },
  ];
  return planHandovers(entries, teamId, requests, context);
}

/** One stretch of one duty on its way to another member. */
interface Handed {
  readonly request: CoverRequest;
  readonly time: readonly Interval[];
  readonly edits: readonly RowEdit[];
}

function planHandovers(
  entries: readonly Entry[],
  teamId: TeamId,
  requests: readonly CoverRequest[],
  context: CoverContext,
): CoverPlan {
  const before = compileSchedule(entries, context.interpretation);
  const handed: Handed[] = [];
  for (const request of requests) {
    const one = handOver(before, request, context);
    if ('kind' in one) return { kind: 'refused', refusal: one };
    handed.push(one);
  }
  const edits = handed.flatMap((it) => it.edits);
  const after = compileSchedule(applyEdits(entries, edits), context.interpretation);
  const difference = firstMistake(before, after, teamId, handed);
  if (difference !== null) return { kind: 'refused', refusal: { kind: 'not-equal', difference } };
  const away = awayTimes(context.leave, context.interpretation.zone);
  return {
    kind: 'planned',
    edits,
    handed: handed.map(({ request, time }) => {
      const { covered, by } = request;
      const given = timeOfAll(handed.filter((it) => sameId(it.request.covered) === sameId(by)));
      const kept = subtract(timeOf(before, teamId, by, time), given);
      return {
        covered,
        by,
        time,
        doubled: intersect(kept, time),
        elsewhere: timeElsewhere(before, teamId, by, time),
        duringLeave: time.filter((it) => isAway(away, by, it)),
      };
    }),
  };
}

function handOver(
  schedule: Schedule,
  request: CoverRequest,
  { interpretation, newId }: CoverContext,
): Handed | CoverRefusal {
  const { teamId, covered, by, span } = request;
  if (sameId(covered) === sameId(by)) return { kind: 'same-member' };
  if (!isSpan(span)) return { kind: 'invalid-span' };
  const duty = dutyOf(schedule, teamId, covered);
  const stretch = duty === undefined ? null : coveredStretch(duty, schedule.table, span);
  if (duty === undefined || stretch === null)
    return { kind: 'nothing-to-cover', memberId: covered };
  const edits: RowEdit[] = [];
  const locked: string[] = [];
  for (const row of duty.entries) {
    const split = splitEntry(row, stretch, { teamId, to: by, interpretation, newId });
    if (split.kind === 'not-writable') return split;
    if (split.edits.length > 0 && row.entry.readOnly !== null) locked.push(row.entry.id);
    edits.push(...split.edits);
  }
  if (locked.length > 0) return { kind: 'read-only', entryIds: locked };
  return { request, time: runsOf(duty, stretch), edits };
}

function dutyOf(schedule: Schedule, teamId: TeamId, memberId: MemberId): Duty | undefined {
  return dutiesOfTeam(schedule, teamId).find((it) => sameId(it.memberId) === sameId(memberId));
}

// Beyond this around the covered time only the dates of rows changed, which cut nothing there.
const marginMs = 400 * dayMs;

function timeOf(
  schedule: Schedule,
  teamId: TeamId,
  memberId: MemberId,
  around: readonly Interval[],
): Interval[] {
  const duty = dutyOf(schedule, teamId, memberId);
  const start = (around[0]?.start ?? 0) - marginMs;
  const end = (around.at(-1)?.end ?? 0) + marginMs;
  return duty === undefined ? [] : runsOf(duty, { start, end });
}

function timeOfAll(handed: readonly Handed[]): Interval[] {
  return merge(handed.flatMap((it) => it.time));
}

/** The first time at which someone has what they should not, or lacks what they should have. */
function firstMistake(
  before: Schedule,
  after: Schedule,
  teamId: TeamId,
  handed: readonly Handed[],
): Interval | null {
  const around = timeOfAll(handed);
  for (const { request } of handed)
    for (const memberId of [request.covered, request.by]) {
      const is = (id: MemberId): boolean => sameId(id) === sameId(memberId);
      const given = timeOfAll(handed.filter((it) => is(it.request.covered)));
      const taken = timeOfAll(handed.filter((it) => is(it.request.by)));
      const kept = subtract(timeOf(before, teamId, memberId, around), given);
      const wanted = merge([...kept, ...taken]);
      const got = timeOf(after, teamId, memberId, around);
      const mistake = subtract(wanted, got)[0] ?? subtract(got, wanted)[0];
      if (mistake !== undefined) return mistake;
    }
  return null;
}
