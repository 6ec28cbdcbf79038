import type { Leave, MemberId, WallTime } from '../model.ts';

/** How long one member's turn is, and where in the calendar turns change. */
export type TurnLength =
  /** Counted from the first date of the range; days of the week without hours do not count. */
  | { readonly kind: 'days'; readonly days: number }
  /** `weekDay` 0 = Sunday … 6 = Saturday, whatever the workspace's `weekdayZero`. */
  | { readonly kind: 'weeks'; readonly weeks: number; readonly weekDay: number }
  /** `monthDay` 1–28. */
  | { readonly kind: 'months'; readonly months: number; readonly monthDay: number };

/** Hours of a day; an end at or before the start is on the next day, `23:59:59` means midnight. */
export interface DailyHours {
  /** 0 = Sunday … 6 = Saturday: the days on which the hours begin. */
  readonly weekDays: readonly number[];
  readonly startTime: WallTime;
  readonly endTime: WallTime;
}

/** Members who share a day's hours in their own part of the world. */
export interface SunGroup extends DailyHours {
  /** IANA name; hours, week days, handoffs and holidays of the group are read in it. */
  readonly zone: string;
  readonly members: readonly MemberId[];
}

/** Who watches, and when in a day. Members may stand in the order more than once. */
export type Watch =
  | { readonly kind: 'always'; readonly members: readonly MemberId[] }
  | ({ readonly kind: 'daily'; readonly members: readonly MemberId[] } & DailyHours)
  /** Each group is a rotation of its own; all change turns on the same dates. */
  | { readonly kind: 'follow-the-sun'; readonly groups: readonly SunGroup[] };

/**
 * A rotation as a person thinks of it. Hours belong whole to the turn in which they begin; the
 * range holds the hours that begin on its dates. A member on leave during any hour of a turn is
 * passed over for that turn, and the next in order takes it; later turns do not move.
 */
export interface RotationPlan {
  readonly watch: Watch;
  readonly turn: TurnLength;
  /** In the schedule zone, or in each group's own. For daily hours usually their start. */
  readonly handoffTime: WallTime;
  /** `YYYY-MM-DD`, both inclusive. */
  readonly from: string;
  readonly to: string;
  /** Dates on which no hours begin. */
  readonly holidays: readonly string[];
  readonly leave: readonly Leave[];
}

/** Monday to Friday, nine to five. */
export const businessHours: DailyHours = {
  weekDays: [1, 2, 3, 4, 5],
  startTime: '09:00:00',
  endTime: '17:00:00',
};

/** Every night from six in the evening to eight. */
export const nights: DailyHours = {
  weekDays: [0, 1, 2, 3, 4, 5, 6],
  startTime: '18:00:00',
  endTime: '08:00:00',
};

/** What stops a plan from becoming entries; `group` counts from 0, null outside follow-the-sun. */
export type PlanProblem =
  | { readonly kind: 'no-members'; readonly group: number | null }
  | { readonly kind: 'no-groups' }
  | { readonly kind: 'no-days'; readonly group: number | null }
  | {
      readonly kind: 'invalid-time';
      readonly field: 'handoffTime' | 'startTime' | 'endTime';
      readonly group: number | null;
    }
  | { readonly kind: 'invalid-date'; readonly field: 'from' | 'to' | 'holidays' | 'leave' }
  | { readonly kind: 'invalid-turn' }
  | { readonly kind: 'unknown-zone'; readonly group: number | null }
  | { readonly kind: 'before-start' }
  /** More than ten years, or more daily pieces than can be handled. */
  | { readonly kind: 'too-long' }
  /** No hours begin within the range. */
  | { readonly kind: 'empty' }
  /** A time of day that entries cannot say exactly, at this instant. */
  | { readonly kind: 'not-expressible'; readonly memberId: MemberId; readonly at: number };
