import type { Duty, Schedule } from '../../../core/schedule/schedule.ts';
import { sameId } from '../../../core/schedule/schedule.ts';
import type { Shift } from '../../../core/schedule/shifts.ts';
import type { Interval } from '../../../core/time/instant.ts';
import { shiftsShown } from './bars.ts';
import type { MemberRow } from './rows.ts';

const known = new WeakMap<Schedule, ReadonlyMap<string, Duty>>();

const keyOf = (teamId: string | null, memberId: string): string =>
  `${sameId(teamId ?? '')}\n${sameId(memberId)}`;

/** The duty a row has in the saved schedule, whatever a draft makes of it. */
export function savedDuty(saved: Schedule, { team, memberId }: MemberRow): Duty | null {
  let duties = known.get(saved);
  if (duties === undefined) {
    duties = new Map(saved.duties.map((duty) => [keyOf(duty.teamId, duty.memberId), duty]));
    known.set(saved, duties);
  }
  return duties.get(keyOf(team.id, memberId)) ?? null;
}

const textOf = ({ start, end }: Interval): string => `${start} ${end}`;

/** The shifts of one list that the other has not, by when they begin and end. */
function without(shifts: readonly Shift[], others: readonly Shift[]): Shift[] {
  const there = new Set(others.map(textOf));
  return shifts.filter((shift) => !there.has(textOf(shift)));
}

/** The shifts a row would have and has not: they are drawn as not saved yet. */
export function proposedShifts(duty: Duty | null, saved: Duty | null, span: Interval): Shift[] {
  if (duty === saved) return [];
  return without(shiftsShown(duty, span), shiftsShown(saved, span));
}

/** The shifts a row has and would not have any more. */
export function goneShifts(duty: Duty | null, saved: Duty | null, span: Interval): Shift[] {
  return proposedShifts(saved, duty, span);
}
