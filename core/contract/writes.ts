import type { Failure } from './failure.ts';
import type { Instant } from '../time/instant.ts';
import type { MemberId, WorkspaceId } from '../schedule/model.ts';

/** How many changes of a step are through, and how many of them badly. */
export interface StepProgress {
  readonly stepId: string;
  readonly workspaceId: WorkspaceId;
  readonly through: number;
  readonly total: number;
  readonly troubled: number;
  /** PingHome asked to wait; it goes on by itself then. Null while it does not wait. */
  readonly waitsUntil: Instant | null;
}

/** What became of one change of a step. */
export interface StepItem {
  readonly kind: 'create' | 'update' | 'delete';
  readonly memberId: MemberId;
  readonly state:
    | 'planned'
    | 'sent'
    | 'accepted'
    | 'confirmed'
    | 'already-gone'
    | 'conflict'
    | 'refused'
    | 'unknown'
    | 'twice';
  readonly failure: Failure | null;
}

/** What became of a step: one that `stopped` may be resumed or rolled back. */
export interface StepOutcome {
  readonly stepId: string;
  readonly state: 'done' | 'stopped';
  /** Why it ended early, unless the person cancelled. */
  readonly failure: Failure | null;
  readonly items: readonly StepItem[];
}

/** What undo or redo would do, for its words. */
export interface StepSummary {
  readonly stepId: string;
  readonly at: Instant;
  readonly created: number;
  readonly updated: number;
  readonly deleted: number;
  /** Whose entries; each once. */
  readonly memberIds: readonly MemberId[];
}

/** A step that a crash or a pause cut short. */
export interface StoppedStep {
  readonly progress: StepProgress;
  readonly at: Instant;
  /** Its roll-back had begun: only that can go on. */
  readonly rollingBack: boolean;
}

/** What can be undone, redone and picked up again in a workspace. */
export interface WriteHistory {
  readonly undo: StepSummary | null;
  readonly redo: StepSummary | null;
  readonly stopped: readonly StoppedStep[];
}
