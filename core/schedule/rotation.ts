import type { Interval } from '../time/instant.ts';
import type { Interpretation, MemberId } from './model.ts';
import { awayTimes } from './leave.ts';
import type { Shape } from './roster-fit/cells.ts';
import { checkPlan } from './rotation/check-plan.ts';
import type { PlanProblem, RotationPlan } from './rotation/plan.ts';
import { shapesOf, turnsOf, type Turn } from './rotation/turns.ts';
import { fitRoster, type FittedEntry, type RosterFit, type WantedTime } from './roster-fit.ts';

type Fitted = Extract<RosterFit, { kind: 'fitted' }>;

/** A plan laid out in turns, and the entries that say exactly that. */
export type BuiltRotation =
  | {
      readonly kind: 'built';
      readonly entries: readonly FittedEntry[];
      readonly turns: readonly Turn[];
      /** Turns nobody can take because all are on leave: they stay uncovered. */
      readonly unfilled: readonly Turn[];
    }
  | { readonly kind: 'refused'; readonly problems: readonly PlanProblem[] };

/**
 * Few entries whose expansion is exactly the roster a plan asks for, compared member by member
 * before they are returned. At most one per turn, except where a clock change between a group's
 * zone and the schedule's, or a holiday inside a turn longer than a week, cuts a turn in two.
 */
export function buildRotation(plan: RotationPlan, interpretation: Interpretation): BuiltRotation {
  const problems = checkPlan(plan, interpretation);
  if (problems.length > 0) return { kind: 'refused', problems };
  const turns = turnsOf(plan, interpretation.zone, awayTimes(plan.leave, interpretation.zone));
  if (turns.length === 0) return refused({ kind: 'empty' });
  const fit = fitRoster(wantedBy(turns, shapesOf(plan, interpretation.zone)), interpretation);
  switch (fit.kind) {
    case 'too_large':
      return refused({ kind: 'too-long' });
    case 'not-equal':
      return refused({
        kind: 'not-expressible',
        memberId: fit.memberId,
        at: fit.difference.start,
      });
    case 'fitted':
      break;
  }
  if (fit.leftovers.length > 0) return { kind: 'refused', problems: unsaid(fit.leftovers) };
  const unfilled = turns.filter((turn) => turn.memberId === null);
  return { kind: 'built', entries: fit.entries, turns, unfilled };
}

/**
 * The time each member is wanted, in the order in which members first take a turn; `shapes` are
 * the hours of each group, null where they are those of another zone.
 */
export function wantedBy(
  turns: readonly Turn[],
  shapes: readonly (Shape | null)[] = [],
): WantedTime[] {
  const wanted = new Map<MemberId, { intervals: Interval[]; shapes: Set<Shape> }>();
  for (const { memberId, group, hours } of turns) {
    if (memberId === null) continue;
    const known = wanted.get(memberId) ?? { intervals: [], shapes: new Set() };
    for (const it of hours) known.intervals.push(it);
    const shape = shapes[group] ?? null;
    if (shape !== null) known.shapes.add(shape);
    wanted.set(memberId, known);
  }
  return [...wanted].map(([memberId, known]) => ({
    memberId,
    intervals: known.intervals,
    shapes: [...known.shapes],
  }));
}

/** One problem per member, at the first time that cannot be said. */
function unsaid(leftovers: Fitted['leftovers']): PlanProblem[] {
  const first = new Map<MemberId, number>();
  for (const { memberId, interval } of leftovers)
    if (!first.has(memberId)) first.set(memberId, interval.end);
  return [...first].map(([memberId, at]) => ({ kind: 'not-expressible', memberId, at }));
}

function refused(problem: PlanProblem): BuiltRotation {
  return { kind: 'refused', problems: [problem] };
}
