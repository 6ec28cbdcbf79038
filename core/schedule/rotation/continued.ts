import { dateText, parseDate } from '../../time/civil.ts';
import type { MemberId } from '../model.ts';
import type { RotationPlan, SunGroup } from './plan.ts';
import { nextHandoff } from './turns.ts';

/** One group's order, and the days of the week its turns are counted on. */
type Crew = Pick<SunGroup, 'members' | 'weekDays'>;

const everyDay = [0, 1, 2, 3, 4, 5, 6];
// Groups that count different days of the week meet again within two years, or never.
const farthestDays = 800;

/**
 * The same rotation from its first handoff on or after a date, begun with whoever's turn it is
 * then, so that nobody's turn moves. As it is where the date is not later, or groups never hand
 * over together again.
 */
export function continuedFrom(plan: RotationPlan, from: string, to: string): RotationPlan {
  const first = parseDate(plan.from);
  const wanted = parseDate(from);
  if (first === null || wanted === null || wanted <= first) return { ...plan, to };
  const crews = crewsOf(plan);
  const begins = startOf(plan, crews, first, wanted);
  if (begins === null) return { ...plan, to };
  const orders = crews.map((crew) =>
    turned(crew.members, turnAt(plan, crew, first, begins).number),
  );
  const date = dateText(begins);
  return {
    ...withOrders(plan, orders),
    from: date,
    to,
    holidays: plan.holidays.filter((it) => it >= date),
  };
}

function crewsOf({ watch }: RotationPlan): readonly Crew[] {
  switch (watch.kind) {
    case 'always':
      return [{ members: watch.members, weekDays: everyDay }];
    case 'daily':
      return [watch];
    case 'follow-the-sun':
      return watch.groups;
  }
}

function startOf(
  plan: RotationPlan,
  crews: readonly Crew[],
  first: number,
  wanted: number,
): number | null {
  for (let day = wanted; day < wanted + farthestDays; day += 1)
    if (crews.every((crew) => turnAt(plan, crew, first, day).begins === day)) return day;
  return null;
}

/** Which turn a date belongs to, counted from 0, and the date it begins. */
function turnAt(
  { turn }: RotationPlan,
  crew: Crew,
  first: number,
  day: number,
): { readonly number: number; readonly begins: number } {
  const weekDays = new Set(crew.weekDays);
  let number = 0;
  let begins = first;
  for (;;) {
    const next = nextHandoff(turn, begins, weekDays);
    if (next > day) return { number, begins };
    begins = next;
    number += 1;
  }
}

function turned(members: readonly MemberId[], by: number): MemberId[] {
  const at = by % members.length;
  return [...members.slice(at), ...members.slice(0, at)];
}

function withOrders(plan: RotationPlan, orders: readonly (readonly MemberId[])[]): RotationPlan {
  const { watch } = plan;
  if (watch.kind !== 'follow-the-sun')
    return { ...plan, watch: { ...watch, members: orders[0] ?? watch.members } };
  const groups = watch.groups.map((group, n) => ({
    ...group,
    members: orders[n] ?? group.members,
  }));
  return { ...plan, watch: { ...watch, groups } };
}
