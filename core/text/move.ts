import type { MemberId, Rule } from '../schedule/model.ts';
import type { RuleRefusal } from '../schedule/move/moved-rule.ts';
import {
  isSamePerson,
  isSameTime,
  type MoveRefusal,
  type ShiftMove,
} from '../schedule/move/shift-move.ts';
import type { Clock } from '../time/format.ts';
import type { Instant, Interval } from '../time/instant.ts';
import { counted } from './time.ts';

/**
 * What a move does, as its step is called: `Ana Pires, Tue 24 Nov 09:00 → Wed 25 Nov 09:00`. Both
 * ends are named where the shift also gets longer or shorter.
 */
export function moveTitle(
  move: ShiftMove,
  clock: Clock,
  nameOf: (memberId: MemberId) => string,
): string {
  const { from, to } = move;
  const sameLength = from.end - from.start === to.end - to.start;
  const when = ({ start, end }: Interval): string =>
    sameLength ? clock.dateTime(start) : clock.range(start, end);
  const giver = nameOf(from.memberId);
  if (isSamePerson(move)) return `${giver}, ${when(from)} → ${when(to)}`;
  const taker = nameOf(to.memberId);
  if (isSameTime(move)) return `${clock.dateTime(from.start)}: ${giver} → ${taker}`;
  return `${giver}, ${when(from)} → ${taker}, ${when(to)}`;
}

/** How often a rule comes round, in one word. */
export function rhythmOf(rule: Rule): 'daily' | 'weekly' | 'monthly' {
  const some = (values: readonly number[], all: number): boolean =>
    values.length > 0 && values.filter((it) => it >= 0).length < all;
  if (some(rule.weeksOfMonth, 5)) return 'monthly';
  return some(rule.weekDays, 7) ? 'weekly' : 'daily';
}

interface Words {
  readonly nameOf: (memberId: MemberId) => string;
  readonly at: (instant: Instant) => string;
}

/** Why a shift stays where it is. */
export function moveRefusalText(refusal: MoveRefusal, { nameOf, at }: Words): string {
  switch (refusal.kind) {
    case 'no-such-shift':
      return `${nameOf(refusal.memberId)} has no such shift any more: it was ${at(refusal.at)}.`;
    case 'open':
      return 'This shift has no beginning or no end. Open it and change the dates of its rule.';
    case 'no-time':
      return 'A shift must end after it starts.';
    case 'read-only':
      return `${counted(refusal.entryIds.length, 'entry', 'entries')} of this shift cannot be changed here.`;
    case 'several-entries':
      return `This shift is made by ${refusal.count} entries, so there is no one rule to move.`;
    case 'rule':
      return ruleRefusalText(refusal.why);
    case 'not-writable':
      return `PingHome cannot keep a date that ends at ${at(refusal.at)}: choose another minute.`;
    case 'not-equal':
      return `The result would differ from what was asked at ${at(refusal.difference.start)}, so nothing is proposed. Please report this.`;
  }
}

/** Why a rule cannot take all its shifts along. */
export function ruleRefusalText(why: RuleRefusal): string {
  switch (why) {
    case 'several-days':
      return 'Each of its days is on call by the same hours, so the rule cannot make only the first or last one longer or shorter.';
    case 'longer-than-a-day':
      return 'A rule is on call at most 24 hours from each start.';
    case 'weeks-of-month':
      return 'It names weeks of the month, and the day after such a day can be in another week.';
    case 'months':
      return 'It names months, and the day after such a day can be in another month.';
    case 'clock-change':
      return 'Clocks change on that date, so the rule would mean another time there.';
    case 'not-writable':
      return 'A rule names whole seconds, and 23:59:59 means midnight.';
    case 'dates':
      return 'Its dates would then cut other shifts than now.';
  }
}
