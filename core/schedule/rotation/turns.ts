import { civilFromDays, dateText, daysFromCivil, parseDate, weekdayOf } from '../../time/civil.ts';
import type { Instant, Interval } from '../../time/instant.ts';
import type { ZoneTable } from '../../time/zone.ts';
import { zoneTable } from '../../time/zone.ts';
import { isAway, type Away } from '../leave.ts';
import type { MemberId } from '../model.ts';
import { shapeOfTimes, windowOn, type Shape } from '../roster-fit/cells.ts';
import type { RotationPlan, SunGroup, TurnLength, Watch } from './plan.ts';

/** One member's turn: the hours that begin in it, in order. */
export interface Turn {
  /** Which group of a follow-the-sun plan, counted from 0; 0 otherwise. */
  readonly group: number;
  /** Whose turn it is by the order alone. */
  readonly inOrder: MemberId;
  /** Who takes it; null while everyone is on leave. */
  readonly memberId: MemberId | null;
  readonly start: Instant;
  readonly end: Instant;
  /** Of daily pieces, not merged. */
  readonly hours: readonly Interval[];
}

/** One group's members and hours, ready to be laid out. */
interface Crew {
  readonly group: number;
  readonly members: readonly MemberId[];
  readonly table: ZoneTable;
  readonly shape: Shape;
  /** 0 = Sunday … 6 = Saturday. */
  readonly weekDays: ReadonlySet<number>;
}

/** All turns of a checked plan that have hours; by group, then time. */
export function turnsOf(plan: RotationPlan, zone: string, away: readonly Away[]): Turn[] {
  return crews(plan.watch, plan.handoffTime, zone).flatMap((crew) => turnsOfCrew(plan, crew, away));
}

/** The hours of each group of a checked plan; null where they are kept in another zone. */
export function shapesOf(plan: RotationPlan, zone: string): (Shape | null)[] {
  const own = zoneTable(zone);
  const all = crews(plan.watch, plan.handoffTime, zone);
  return all.map(({ table, shape }) => (table === own ? shape : null));
}

function crews(watch: Watch, handoffTime: string, zone: string): Crew[] {
  switch (watch.kind) {
    case 'always': {
      const shape = shapeOfTimes(handoffTime, handoffTime);
      const weekDays = new Set([0, 1, 2, 3, 4, 5, 6]);
      return [{ group: 0, members: watch.members, table: zoneTable(zone), shape, weekDays }];
    }
    case 'daily':
      return [crewOf({ ...watch, zone }, 0)];
    case 'follow-the-sun':
      return watch.groups.map(crewOf);
  }
}

function crewOf(group: SunGroup, index: number): Crew {
  return {
    group: index,
    members: group.members,
    table: zoneTable(group.zone),
    shape: shapeOfTimes(group.startTime, group.endTime),
    weekDays: new Set(group.weekDays),
  };
}

function turnsOfCrew(plan: RotationPlan, crew: Crew, away: readonly Away[]): Turn[] {
  const first = parseDate(plan.from) ?? 0;
  const last = parseDate(plan.to) ?? first;
  const handoffMs = shapeOfTimes(plan.handoffTime, plan.handoffTime).startMs;
  // Hours that begin before the handoff's time of day still belong to the turn before.
  const late = crew.shape.startMs < handoffMs ? 1 : 0;
  const holidays = new Set(plan.holidays);
  const turns: Turn[] = [];
  let number = 0;
  for (let begins = first; begins <= last; number += 1) {
    const next = nextHandoff(plan.turn, begins, crew.weekDays);
    const from = number === 0 ? begins : begins + late;
    const hours = hoursBetween(crew, from, Math.min(next - 1 + late, last), holidays);
    const turn = turnWith(crew, number, hours, away);
    if (turn !== null) turns.push(turn);
    begins = next;
  }
  return turns;
}

/**
 * The first handoff date after another, in days since 1970-01-01. Turns of days count only days
 * of the week with hours, so that "each working day the next person" keeps everyone's week day.
 */
export function nextHandoff(
  turn: TurnLength,
  after: number,
  weekDays: ReadonlySet<number>,
): number {
  switch (turn.kind) {
    case 'days': {
      let next = after;
      for (let left = turn.days; left > 0; next += 1) if (weekDays.has(weekdayOf(next))) left -= 1;
      return next;
    }
    case 'weeks': {
      const ahead = (turn.weekDay - weekdayOf(after) + 7) % 7;
      return ahead === 0 ? after + 7 * turn.weeks : after + ahead;
    }
    case 'months': {
      const { year, month, day } = civilFromDays(after);
      if (day < turn.monthDay) return daysFromCivil(year, month, turn.monthDay);
      const months = month - 1 + (day === turn.monthDay ? turn.months : 1);
      return daysFromCivil(year + Math.floor(months / 12), (months % 12) + 1, turn.monthDay);
    }
  }
}

function hoursBetween(
  crew: Crew,
  first: number,
  last: number,
  holidays: ReadonlySet<string>,
): Interval[] {
  const hours: Interval[] = [];
  for (let day = first; day <= last; day += 1) {
    if (!crew.weekDays.has(weekdayOf(day)) || holidays.has(dateText(day))) continue;
    const window = windowOn(crew.table, day, crew.shape);
    if (window !== null) hours.push(window);
  }
  return hours;
}

function turnWith(
  { group, members }: Crew,
  number: number,
  hours: readonly Interval[],
  away: readonly Away[],
): Turn | null {
  const [first] = hours;
  if (first === undefined) return null;
  const inOrder = members[number % members.length] ?? '';
  const free = members.findIndex((_, n) => {
    const member = members[(number + n) % members.length] ?? '';
    return !hours.some((it) => isAway(away, member, it));
  });
  const memberId = free < 0 ? null : (members[(number + free) % members.length] ?? null);
  const end = hours.reduce((latest, it) => Math.max(latest, it.end), first.end);
  return { group, inOrder, memberId, start: first.start, end, hours };
}
