import type { Failure, Outcome } from '../../core/contract/failure.ts';
import type { StepOutcome, StepProgress, WriteHistory } from '../../core/contract/writes.ts';
import type { WorkspaceId } from '../../core/schedule/model.ts';
import type { Proposal } from '../../core/schedule/edit/proposal.ts';
import { isWell, outcomeText } from '../../core/text/step.ts';
import type { AppState } from './app.svelte.ts';

/** A step under way; there is no progress before its first change went out. */
export interface RunningStep {
  readonly title: string;
  readonly workspaceId: WorkspaceId;
  readonly progress: StepProgress | null;
}

/** A step that ended otherwise than wanted. */
export interface TroubledStep {
  readonly title: string;
  readonly outcome: StepOutcome | null;
  readonly failure: Failure | null;
}

type Send = (workspaceId: WorkspaceId) => Promise<Outcome<StepOutcome>>;

/** Steps of many writes: the one under way, the last that went wrong, and what can be taken back. */
export class Steps {
  readonly #app: AppState;
  readonly #say: (words: string) => void;
  running = $state.raw<RunningStep | null>(null);
  trouble = $state.raw<TroubledStep | null>(null);
  history = $state.raw<WriteHistory | null>(null);

  constructor(app: AppState, say: (words: string) => void) {
    this.#app = app;
    this.#say = say;
  }

  /** Follows main's progress; returns what ends that. */
  follow(): () => void {
    return this.#app.road.on('writes.progressed', (progress) => {
      if (this.running?.workspaceId !== progress.workspaceId) return;
      this.running = { ...this.running, progress };
    });
  }

  /** Asks anew what can be undone, redone and picked up again. */
  async refresh(): Promise<void> {
    const workspaceId = this.#app.workspace?.id;
    if (workspaceId === undefined) return;
    const answer = await this.#app.road.call('writes.history', { workspaceId });
    // What cannot be asked is not offered; the reason shows with the first write.
    if (this.#app.workspace?.id === workspaceId) this.history = answer.ok ? answer.value : null;
  }

  /** Saves a proposal for a workspace as one step; true when all of it is as proposed. */
  save({ title, writes }: Proposal, workspaceId: WorkspaceId): Promise<boolean> {
    const { road } = this.#app;
    // The contract's shape has plain lists where the plan has read-only ones.
    const planned = structuredClone(writes) as Parameters<
      typeof road.call<'writes.bulk'>
    >[1]['writes'];
    return this.#run(
      title,
      () => road.call('writes.bulk', { workspaceId, writes: planned }),
      workspaceId,
    );
  }

  undo(): Promise<boolean> {
    if ((this.history?.undo ?? null) === null) return Promise.resolve(false);
    return this.#run('Undo', (workspaceId) => this.#app.road.call('writes.undo', { workspaceId }));
  }

  redo(): Promise<boolean> {
    if ((this.history?.redo ?? null) === null) return Promise.resolve(false);
    return this.#run('Redo', (workspaceId) => this.#app.road.call('writes.redo', { workspaceId }));
  }

  resume(stepId: string): Promise<boolean> {
    return this.#run('Resume', (workspaceId) =>
      this.#app.road.call('writes.resume', { workspaceId, stepId }),
    );
  }

  rollBack(stepId: string): Promise<boolean> {
    return this.#run('Roll back', (workspaceId) =>
      this.#app.road.call('writes.roll-back', { workspaceId, stepId }),
    );
  }

  /** Keeps what a stopped step did, and asks about it no more. */
  async leave(stepId: string): Promise<void> {
    const answer = await this.#app.road.call('writes.leave', { stepId });
    if (!answer.ok) this.trouble = { title: 'Keep', outcome: null, failure: answer.failure };
    else if (this.trouble?.outcome?.stepId === stepId) this.trouble = null;
    await this.refresh();
  }

  /** Ends the step under way after the change that is on its way. */
  cancel(): void {
    const workspaceId = this.running?.workspaceId;
    if (workspaceId !== undefined) void this.#app.road.call('writes.cancel', { workspaceId });
  }

  async #run(title: string, send: Send, workspaceId = this.#app.workspace?.id): Promise<boolean> {
    if (workspaceId === undefined || this.running !== null) return false;
    this.running = { title, workspaceId, progress: null };
    this.trouble = null;
    const answer = await send(workspaceId);
    this.running = null;
    await this.refresh();
    if (!answer.ok) {
      this.trouble = { title, outcome: null, failure: answer.failure };
      return false;
    }
    const { value } = answer;
    const well = value.state === 'done' && value.items.every(isWell);
    if (!well) this.trouble = { title, outcome: value, failure: value.failure };
    this.#say(`${title}: ${outcomeText(value)}`);
    return well;
  }
}
