import { done, failed, type Failure, type Outcome } from '../../core/contract/failure.ts';
import type { WorkspaceId } from '../../core/schedule/model.ts';
import { JournalError } from '../journal.ts';
import { createSlots, type Slots } from '../slots.ts';
import type { WriteHooks } from './calls.ts';
import { Desk } from './desk.ts';
import type { WorkParts } from './ports.ts';
import { progressOf, reportOf, stepEndOf, type StepReport } from './report.ts';
import { carryOut } from './run.ts';
import type { Step, StepRecord } from './step.ts';

/** A step as it is to be carried out: a new one, or one that stands in the journal. */
export interface Chosen {
  readonly step: Step;
  /** The person's word that what is unknown may be sent again. */
  readonly consent: boolean;
}

/** Carries steps out, those of one workspace one after another. */
export interface Runner {
  /**
   * `choose` is asked when its turn has come: what an earlier step in the queue did is then in the
   * journal, so nothing is taken back or sent twice because it was asked for twice.
   */
  run(
    id: WorkspaceId,
    choose: () => Promise<Outcome<Chosen | StepReport>>,
    hooks: WriteHooks,
    after?: (report: StepReport) => Promise<StepReport>,
  ): Promise<Outcome<StepReport>>;
  isRunning(stepId: string): boolean;
  /** When all that is queued by now has ended. */
  idle(): Promise<void>;
}

export function createRunner(
  parts: WorkParts,
  onChange: (id: WorkspaceId, step: Step | null) => void,
): Runner {
  const { journal } = parts;
  const queues = new Map<WorkspaceId, Slots>();
  const running = new Set<string>();

  async function carry({ step, consent }: Chosen, hooks: WriteHooks): Promise<StepReport> {
    const { id } = step;
    running.add(id);
    const desk = new Desk(parts, id, () => {
      hooks.onProgress?.(progressOf(desk.record, desk.waitsUntil));
      onChange(step.workspaceId, step);
    });
    const stop = new AbortController();
    const cancel = () => {
      stop.abort();
    };
    // A quitting app leaves a long step to be resumed; a short one it sees through.
    const causes = [hooks.signal, step.bulk ? parts.leaving : undefined];
    for (const cause of causes) {
      if (cause?.aborted === true) cancel();
      cause?.addEventListener('abort', cancel);
    }
    try {
      if (journal.record(id) === null) await journal.begin(step);
      const end = await carryOut(desk, { stop: stop.signal, consent });
      await journal.end(id, stepEndOf(desk.record, end));
      return reportOf(desk.record, desk.theirs, end);
    } catch (error) {
      // What went out before the disk refused a line is reported as what it is.
      const record = journal.record(id);
      if (!(error instanceof JournalError) || record === null || !hasBegun(record)) throw error;
      return reportOf(record, desk.theirs, { kind: 'paused', failure: noJournal });
    } finally {
      for (const cause of causes) cause?.removeEventListener('abort', cancel);
      running.delete(id);
    }
  }

  return {
    run(id, choose, hooks, after = (report) => Promise.resolve(report)) {
      const queue = queues.get(id) ?? createSlots(1);
      queues.set(id, queue);
      return queue.run(async () => {
        try {
          const chosen = await choose();
          if (!chosen.ok) return chosen;
          const { value } = chosen;
          return done(await after('step' in value ? await carry(value, hooks) : value));
        } catch (error) {
          if (error instanceof JournalError) return failed(noJournal);
          throw error;
        } finally {
          onChange(id, null);
        }
      });
    },
    isRunning: (stepId) => running.has(stepId),
    async idle() {
      // A queue that comes to this empty piece of work has done all before it.
      await Promise.all([...queues.values()].map((queue) => queue.run(() => Promise.resolve())));
    },
  };
}

/** Whether any request of it went out. */
function hasBegun({ items }: StepRecord): boolean {
  return items.some(({ state }) => state !== 'planned' && state !== 'refused');
}

export const noJournal: Failure = {
  kind: 'not-allowed',
  detail: 'the operation journal cannot be written',
};
