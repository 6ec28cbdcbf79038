import type { Outcome } from '../../core/contract/failure.ts';
import type { CallInput, WriteResult } from '../../core/contract/ipc.ts';
import type { WriteHistory } from '../../core/contract/writes.ts';
import type { WorkspaceId } from '../../core/schedule/model.ts';
import type { PlannedWrite } from '../../core/schedule/planned-writes.ts';
import type { Progress, StepReport } from './report.ts';

export interface WriteHooks {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

/** A step that a crash or a pause cut short: resume it, roll it back or leave it as it is. */
export interface UnfinishedStep {
  readonly stepId: string;
  readonly workspaceId: WorkspaceId;
  readonly at: number;
  readonly progress: Progress;
  /** Its roll-back had begun: only that can go on. */
  readonly rollingBack: boolean;
}

/** Every way to change an account. Nothing is lost, nothing is sent twice, everything is undoable. */
export interface Writes {
  create(input: CallInput<'entry.create'>): Promise<Outcome<WriteResult>>;
  update(input: CallInput<'entry.update'>): Promise<Outcome<WriteResult>>;
  remove(input: CallInput<'entry.delete'>): Promise<Outcome<WriteResult>>;
  bulk(
    id: WorkspaceId,
    writes: readonly PlannedWrite[],
    hooks?: WriteHooks,
  ): Promise<Outcome<StepReport>>;
  unfinished(): readonly UnfinishedStep[];
  /** The person's consent to send again what may or may not have happened. */
  resume(stepId: string, hooks?: WriteHooks): Promise<Outcome<StepReport>>;
  rollBack(stepId: string, hooks?: WriteHooks): Promise<Outcome<StepReport>>;
  /** Leaves a step as it stands and forgets what it waited for. */
  leave(stepId: string): Promise<Outcome<null>>;
  history(id: WorkspaceId): { readonly canUndo: boolean; readonly canRedo: boolean };
  /** What undo and redo would do, and what waits to be picked up again. */
  overview(id: WorkspaceId): WriteHistory;
  undo(id: WorkspaceId, hooks?: WriteHooks): Promise<Outcome<StepReport>>;
  redo(id: WorkspaceId, hooks?: WriteHooks): Promise<Outcome<StepReport>>;
  /**
   * For a quitting app: when every request that went out was answered. What was accepted is looked
   * for only briefly; the next start goes on with that.
   */
  finish(): Promise<void>;
  dispose(): void;
}
