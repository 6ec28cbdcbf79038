import type { MemberId, TeamId, WorkspaceId } from '../../core/schedule/model.ts';
import type { Shift } from '../../core/schedule/shifts.ts';
import type { Interval } from '../../core/time/instant.ts';

/** A guided change: its panel stands where the inspector does, its proposal is drawn meanwhile. */
export interface Task {
  readonly kind: TaskKind;
  /** Whose schedule it changes, whichever is on screen when it is saved. */
  readonly workspaceId: WorkspaceId;
  readonly teamId: TeamId | null;
  /** What it began from, where it did: a shift, or entries chosen in the list. */
  readonly shift: Shift | null;
  readonly entryIds: readonly string[];
  /** A file dropped on the window. */
  readonly file: File | null;
  /** Whose time it is about, and which: of a shift, or of leave. */
  readonly memberId: MemberId | null;
  readonly during: Interval | null;
}

/** A guided change that begins from nothing. */
export const blank = {
  shift: null,
  entryIds: [],
  file: null,
  memberId: null,
  during: null,
} as const;

/** Each has one panel in `renderer/editor/tasks.ts`. */
export type TaskKind = 'change' | 'bulk' | 'import' | 'cover' | 'swap' | 'rotation' | 'leave';
