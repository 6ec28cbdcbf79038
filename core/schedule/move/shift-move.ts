import type { Instant, Interval } from '../../time/instant.ts';
import type { RowEdit } from '../edit/row-edit.ts';
import type { Interpretation, MemberId, TeamId } from '../model.ts';
import { sameId } from '../schedule.ts';
import type { RuleRefusal } from './moved-rule.ts';

/** Someone's time in a team. */
export interface Place extends Interval {
  readonly memberId: MemberId;
}

/** A shift taken elsewhere: to another time, another length, another member of its team. */
export interface ShiftMove {
  readonly teamId: TeamId;
  /** Must be a whole shift of that member. */
  readonly from: Place;
  readonly to: Place;
  /** This shift alone, or the rule it comes from with all its shifts. */
  readonly scope: 'shift' | 'rule';
}

/** Why a shift stays where it is. */
export type MoveRefusal =
  | { readonly kind: 'no-such-shift'; readonly memberId: MemberId; readonly at: Instant }
  /** It has no beginning or no end that could be moved. */
  | { readonly kind: 'open' }
  | { readonly kind: 'no-time' }
  | { readonly kind: 'read-only'; readonly entryIds: readonly string[] }
  | { readonly kind: 'several-entries'; readonly count: number }
  | { readonly kind: 'rule'; readonly why: RuleRefusal }
  /** A 59th second, at which the dates of an entry cannot end. */
  | { readonly kind: 'not-writable'; readonly at: Instant }
  /** The proof found a difference; nothing is handed out. */
  | { readonly kind: 'not-equal'; readonly difference: Interval };

export type MovePlan =
  | { readonly kind: 'planned'; readonly edits: readonly RowEdit[] }
  | { readonly kind: 'refused'; readonly refusal: MoveRefusal };

/** What a move is planned in; `newId` must give an id no entry has, a new one each time. */
export interface MoveContext {
  readonly interpretation: Interpretation;
  readonly newId: () => string;
}

/** Whether the shift stays with its member. */
export const isSamePerson = ({ from, to }: ShiftMove): boolean =>
  sameId(from.memberId) === sameId(to.memberId);

/** Whether the shift only changes hands. */
export const isSameTime = ({ from, to }: ShiftMove): boolean =>
  from.start === to.start && from.end === to.end;
