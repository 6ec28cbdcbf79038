import { dateText, weekdayOf } from '../../time/civil.ts';
import type { MemberId } from '../model.ts';
import { nextHandoff } from './turns.ts';
import type { TurnLength } from './plan.ts';
import type { WatchGroup } from './watch-days.ts';

/** Turn lengths to try, the likeliest first. */
export function turnLengths(first: number): TurnLength[] {
  const weekDays = [0, 1, 2, 3, 4, 5, 6].map((n) => (weekdayOf(first) + n) % 7);
  return [
    ...[1, 2, 3, 4].flatMap((weeks) =>
      weekDays.map((weekDay): TurnLength => ({ kind: 'weeks', weeks, weekDay })),
    ),
    ...Array.from({ length: 31 }, (_, n): TurnLength => ({ kind: 'days', days: n + 1 })),
    ...[1, 2, 3, 4, 6].flatMap((months) =>
      Array.from({ length: 28 }, (_, n): TurnLength => ({
        kind: 'months',
        months,
        monthDay: n + 1,
      })),
    ),
  ];
}

/**
 * The order of members under which a group's dates come out, if turns are that long: the shortest
 * that comes twice, or once without anyone twice. Null where a turn has two members or nothing repeats.
 * `late` is 1 where the hours of a handoff's date still belong to the turn before, else 0.
 */
export function orderUnder(
  turn: TurnLength,
  group: WatchGroup,
  first: number,
  last: number,
  late: number,
): MemberId[] | null {
  const sequence: (MemberId | null)[] = [];
  for (let begins = first; begins <= last;) {
    const next = nextHandoff(turn, begins, group.weekDays);
    const taken = new Set<MemberId>();
    const from = begins === first ? begins : begins + late;
    for (let day = from; day < next + late; day += 1) {
      const member = group.memberOn.get(day);
      if (member !== undefined) taken.add(member);
    }
    if (taken.size > 1) return null;
    sequence.push([...taken][0] ?? null);
    begins = next;
  }
  return shortestOrder(sequence);
}

function shortestOrder(sequence: readonly (MemberId | null)[]): MemberId[] | null {
  for (let length = 1; length <= sequence.length; length += 1) {
    const order: (MemberId | null)[] = sequence.slice(0, length);
    const repeats = sequence.every((member, n) => {
      const known = order[n % length] ?? null;
      if (known === null && member !== null) order[n % length] = member;
      return member === null || known === null || member === known;
    });
    if (!repeats) continue;
    const members = order.filter((member) => member !== null);
    const shown = sequence.length >= 2 * length || new Set(members).size === length;
    return members.length === length && shown ? members : null;
  }
  return null;
}

/** Dates between two on which hours would be expected and nobody has any. */
export function datesLeftOut(group: WatchGroup, first: number, last: number): string[] {
  const dates: string[] = [];
  for (let day = first; day <= last; day += 1)
    if (group.weekDays.has(weekdayOf(day)) && !group.memberOn.has(day)) dates.push(dateText(day));
  return dates;
}
