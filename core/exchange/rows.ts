import type { MemberId, Rule, TeamId } from '../schedule/model.ts';
import type { Problem } from '../schedule/problems.ts';

/** An entry as a file holds it: it may belong to another workspace, or to none yet. */
export interface FileEntry {
  readonly teamId: TeamId | null;
  readonly memberId: MemberId | null;
  /** Kept for comparing; a file never decides what PingHome's keys are. */
  readonly createdAt: string | null;
  readonly rule: Rule;
  /** Fields nobody here knows. */
  readonly extra: Readonly<Record<string, unknown>>;
}

/** A problem of one row, counted from 1 without the heading. */
export interface RowProblem {
  readonly row: number;
  readonly problem: Problem;
}

/** Entries read from a file, or why none could be. */
export type FileRead<T> =
  | { readonly kind: 'read'; readonly value: T; readonly problems: readonly RowProblem[] }
  | {
      readonly kind: 'refused';
      readonly reason: 'unreadable' | 'too_large' | 'too_long' | 'too_deep' | 'unknown_format';
    };

/** Larger files are refused before they are parsed. */
export const mostCharacters = 16_000_000;
/** More entries than this are refused. */
export const mostEntries = 10_000;
