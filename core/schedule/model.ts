import type { Instant } from '../time/instant.ts';

/** Ids are PingHome's and opaque; two ids are the same when they are equal in lower case. */
export type MemberId = string;
export type TeamId = string;
export type CustomerId = string;
export type WorkspaceId = string;

/** `HH:mm:ss` on a wall clock; as an end also `24:00:00`. */
export type WallTime = string;

/** How the parts of a rule that PingHome does not document are read. Chosen per workspace. */
export interface Interpretation {
  /** IANA name. */
  readonly zone: string;
  /** Which day the number 0 in `weekDays` means. */
  readonly weekdayZero: 'sunday' | 'monday';
  /** `block`: days 1–7 are week 1. `row-…`: rows of the printed month calendar. */
  readonly weekOfMonth: 'block' | 'row-monday' | 'row-sunday';
}

export const defaultInterpretation: Interpretation = {
  zone: 'UTC',
  weekdayZero: 'sunday',
  weekOfMonth: 'block',
};

/**
 * When a member is on call, as PingHome keeps it: all parts must hold together.
 * The three filters are sets, sorted and without repeats; empty means "all". Values out of range
 * stay (they never match), so that what was read can be shown.
 */
export interface Rule {
  readonly monthsOfYear: readonly number[];
  readonly weeksOfMonth: readonly number[];
  readonly weekDays: readonly number[];
  readonly startTime: WallTime | null;
  readonly endTime: WallTime | null;
  /** Inclusive. */
  readonly startDate: Instant | null;
  /** As written: exclusive, but a seconds field of 59 means "to the end of that second". */
  readonly endDate: Instant | null;
}

/** What tells an entry from every other: `createdAt` is PingHome's text, never re-formatted. */
export interface EntryKey {
  readonly memberId: MemberId;
  readonly createdAt: string;
}

/** Why an entry can be seen but not changed. */
export type ReadOnlyReason =
  'no-team' | 'no-member' | 'no-created-at' | 'ambiguous-team' | 'row-week-six';

/** Something the reader had to assume or noticed; shown in the inspector, never hidden. */
export type ReadingNote =
  | 'date-without-offset'
  | 'date-only'
  | 'never-active'
  | 'values-out-of-range'
  | 'same-key-twice'
  | 'duplicate-json-key'
  | 'team-from-membership'
  | 'unknown-member';

/** One rule of one member in one team, as read. */
export interface Entry {
  /** Stable within a workspace: key and team where known, otherwise a digest of the content. */
  readonly id: string;
  readonly teamId: TeamId | null;
  readonly memberId: MemberId | null;
  /** PingHome's text; null where it was not given. */
  readonly createdAt: string | null;
  readonly rule: Rule;
  readonly readOnly: ReadOnlyReason | null;
  readonly notes: readonly ReadingNote[];
  /** Fields we do not know: kept for the cache and the JSON export, never sent. */
  readonly extra: Readonly<Record<string, unknown>>;
  /** The entity tag of the whole reply does not identify an entry; this one does, where given. */
  readonly etag: string | null;
}

/** A person; `name` falls back to what was given by hand, then to the id. */
export interface Member {
  readonly id: MemberId;
  readonly name: string;
  readonly email: string | null;
}

export interface Team {
  readonly id: TeamId;
  readonly name: string;
  readonly memberIds: readonly MemberId[];
}

/**
 * When a team promises to have someone on call. Gaps and overlaps are judged against it;
 * `none` makes uncovered time a plain fact and never an alarm.
 */
export type CoverageContract =
  | { readonly kind: 'none' }
  | { readonly kind: 'always'; readonly people: 1 | 2 }
  | {
      readonly kind: 'hours';
      readonly people: 1 | 2;
      /** 0 = Sunday … 6 = Saturday, whatever the workspace's `weekdayZero`. */
      readonly weekDays: readonly number[];
      /** In the schedule zone; an end at or before the start is on the next day. */
      readonly startTime: WallTime;
      readonly endTime: WallTime;
    };

/** Days away, by date in the schedule zone, both inclusive (`YYYY-MM-DD`). */
export interface Leave {
  readonly memberId: MemberId;
  readonly from: string;
  readonly to: string;
}
