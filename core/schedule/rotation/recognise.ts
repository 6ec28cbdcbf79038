import { dateText, parseDate } from '../../time/civil.ts';
import { dayMs, hourMs, type Interval } from '../../time/instant.ts';
import { merge, subtract } from '../../time/interval.ts';
import { instantOf } from '../../time/zone.ts';
import type { Entry, Interpretation, MemberId } from '../model.ts';
import { wallTime } from '../roster-fit/write-rule.ts';
import { compileSchedule, sameId } from '../schedule.ts';
import { shiftsOf } from '../shifts.ts';
import { checkPlan } from './check-plan.ts';
import type { RotationPlan, Watch } from './plan.ts';
import { datesLeftOut, orderUnder, turnLengths } from './turn-order.ts';
import { turnsOf } from './turns.ts';
import { watchDays, watchGroups, type WatchDays, type WatchGroup } from './watch-days.ts';

/** What entries look like as a rotation, or why they are none. */
export type Recognition =
  | { readonly kind: 'rotation'; readonly plan: RotationPlan }
  | {
      readonly kind: 'irregular';
      readonly reason: 'nothing' | 'hours-differ' | 'overlap' | 'no-order' | 'too-large';
    };

/** Dates in the schedule zone, both inclusive, and other zones in which groups may keep hours. */
export interface RecognitionScope {
  readonly from: string;
  readonly to: string;
  readonly zones?: readonly string[];
}

// More dates left out than one in eight are not holidays.
const holidayShare = 1 / 8;
const longestDays = 3_660;

/**
 * The plan that the entries of one team follow on some dates: laying it out gives exactly their
 * shifts that begin on them. The simplest order is preferred, then turns of whole weeks.
 */
export function recogniseRotation(
  entries: readonly Entry[],
  interpretation: Interpretation,
  scope: RecognitionScope,
): Recognition {
  const first = parseDate(scope.from);
  const last = parseDate(scope.to);
  if (first === null || last === null || last < first) return irregular('nothing');
  if (last - first >= longestDays) return irregular('too-large');
  const runs = runsByMember(entries, interpretation, first, last);
  const zones = [interpretation.zone, ...(scope.zones ?? [])];
  const members: WatchDays[] = [];
  for (const [memberId, list] of runs) {
    if (list.length === 0) continue;
    const found = watchDays(memberId, list, zones);
    if (found === null) return irregular('hours-differ');
    const days = found.days.filter((day) => day >= first && day <= last);
    if (days.length > 0) members.push({ ...found, days });
  }
  if (members.length === 0) return irregular('nothing');
  const groups = watchGroups(members);
  if (groups === null) return irregular('overlap');
  return bestPlan(groups, interpretation, runs);
}

function runsByMember(
  entries: readonly Entry[],
  interpretation: Interpretation,
  first: number,
  last: number,
): Map<MemberId, Interval[]> {
  const schedule = compileSchedule(entries, interpretation);
  const window = {
    start: instantOf(schedule.table, first * dayMs),
    end: instantOf(schedule.table, (last + 1) * dayMs),
  };
  const runs = new Map<MemberId, Interval[]>();
  for (const duty of schedule.duties) {
    // Entries of several teams were given: the same person is still one person.
    const known = [...runs.keys()].find((id) => sameId(id) === sameId(duty.memberId));
    const memberId = known ?? duty.memberId;
    const found = shiftsOf(duty, window).map((shift) => ({
      // What has no beginning or end in sight is looked at on these dates only.
      start: shift.openStart ? window.start : shift.start,
      end: shift.openEnd ? window.end : shift.end,
    }));
    runs.set(memberId, merge([...(runs.get(memberId) ?? []), ...found]));
  }
  return runs;
}

function bestPlan(
  groups: readonly WatchGroup[],
  interpretation: Interpretation,
  runs: ReadonlyMap<MemberId, readonly Interval[]>,
): Recognition {
  const days = groups.flatMap((group) => [...group.memberOn.keys()]);
  const first = days.reduce((a, b) => Math.min(a, b));
  const last = days.reduce((a, b) => Math.max(a, b));
  const holidays = new Set(groups.flatMap((group) => datesLeftOut(group, first, last)));
  if (holidays.size > days.length * holidayShare) return irregular('no-order');
  const parts = { holidays: [...holidays].sort(), first, last };
  for (const handoffMs of handoffsToTry(groups)) {
    const plan = planUnder(handoffMs, groups, interpretation, runs, parts);
    if (plan !== null) return { kind: 'rotation', plan };
  }
  return irregular('no-order');
}

/**
 * Times of day at which turns may change: with the earliest hours, which is the usual; then after
 * some groups' hours have begun, which leaves that date's hours to the turn before.
 */
function handoffsToTry(groups: readonly WatchGroup[]): number[] {
  const starts = [...new Set(groups.map((group) => group.shape.startMs))].sort((a, b) => a - b);
  const after = (starts.at(-1) ?? 0) + hourMs;
  return after < dayMs ? [...starts, after] : starts;
}

/** The smallest plan with one time of handoff; null where none says what is there. */
function planUnder(
  handoffMs: number,
  groups: readonly WatchGroup[],
  interpretation: Interpretation,
  runs: ReadonlyMap<MemberId, readonly Interval[]>,
  { holidays, first, last }: { holidays: readonly string[]; first: number; last: number },
): RotationPlan | null {
  let best: { readonly plan: RotationPlan; readonly size: number } | null = null;
  for (const turn of turnLengths(first)) {
    const orders = groups.map((group) =>
      orderUnder(turn, group, first, last, group.shape.startMs < handoffMs ? 1 : 0),
    );
    const members = orders.filter((order) => order !== null);
    const size = members.reduce((sum, order) => sum + order.length, 0);
    if (members.length < groups.length || size >= (best?.size ?? Infinity)) continue;
    const plan: RotationPlan = {
      watch: watchOf(groups, members, interpretation),
      turn,
      handoffTime: wallTime(handoffMs),
      from: dateText(first),
      to: dateText(last),
      holidays,
      leave: [],
    };
    if (saysTheSame(plan, interpretation, groups, runs)) best = { plan, size };
  }
  return best === null ? null : best.plan;
}

function watchOf(
  groups: readonly WatchGroup[],
  orders: readonly (readonly MemberId[])[],
  interpretation: Interpretation,
): Watch {
  const all = groups.map(({ zone, shape, weekDays }, n) => ({
    zone,
    members: orders[n] ?? [],
    weekDays: [...weekDays].sort(),
    startTime: wallTime(shape.startMs),
    endTime: wallTime(shape.endMs),
  }));
  const [only] = all;
  if (only === undefined || all.length > 1 || only.zone !== interpretation.zone)
    return { kind: 'follow-the-sun', groups: all };
  const whole = groups.every(({ shape }) => shape.endMs - shape.startMs === dayMs);
  if (whole && only.weekDays.length === 7) return { kind: 'always', members: only.members };
  const { members, weekDays, startTime, endTime } = only;
  return { kind: 'daily', members, weekDays, startTime, endTime };
}

/** Lays the plan out and compares it with the runs, on the dates the groups know. */
function saysTheSame(
  plan: RotationPlan,
  interpretation: Interpretation,
  groups: readonly WatchGroup[],
  runs: ReadonlyMap<MemberId, readonly Interval[]>,
): boolean {
  if (checkPlan(plan, interpretation).length > 0) return false;
  const turns = turnsOf(plan, interpretation.zone, []);
  const wanted = groups.reduce((sum, group) => sum + group.memberOn.size, 0);
  const laidOut = turns.reduce((sum, turn) => sum + turn.hours.length, 0);
  if (wanted !== laidOut) return false;
  return turns.every(({ memberId, hours }) => {
    const held = memberId === null ? undefined : runs.get(memberId);
    return held !== undefined && subtract(merge(hours), held).length === 0;
  });
}

function irregular(reason: Extract<Recognition, { kind: 'irregular' }>['reason']): Recognition {
  return { kind: 'irregular', reason };
}
