import type { Outcome } from '../../core/contract/failure.ts';
import type { Handlers } from '../../core/contract/ipc.ts';
import type { StepOutcome, StepProgress } from '../../core/contract/writes.ts';
import type { PlannedWrite } from '../../core/schedule/planned-writes.ts';
import type { WorkspaceId } from '../../core/schedule/model.ts';
import type { WriteHooks, Writes } from '../writes.ts';
import type { StepReport } from '../writes/report.ts';
import { outcomeOf } from '../writes/summary.ts';
import { valueOf } from './serve.ts';

type WriteCall = Extract<keyof Handlers, `writes.${string}`>;

export interface WriteHandlerPorts {
  readonly writes: Promise<Writes>;
  readonly progressed: (progress: StepProgress) => void;
}

/** The calls about many changes at once: one step at a time in a workspace, each cancellable. */
export function createWriteHandlers(ports: WriteHandlerPorts): Pick<Handlers, WriteCall> {
  const running = new Map<WorkspaceId, AbortController>();

  async function step(
    id: WorkspaceId,
    work: (writes: Writes, hooks: WriteHooks) => Promise<Outcome<StepReport>>,
  ): Promise<StepOutcome> {
    const stop = new AbortController();
    running.set(id, stop);
    try {
      const hooks: WriteHooks = {
        signal: stop.signal,
        onProgress: (progress) => {
          ports.progressed({ ...progress, workspaceId: id });
        },
      };
      return outcomeOf(valueOf(await work(await ports.writes, hooks)));
    } finally {
      if (running.get(id) === stop) running.delete(id);
    }
  }

  return {
    'writes.bulk': ({ workspaceId, writes: planned }) =>
      step(workspaceId, (writes, hooks) =>
        // The parser's readonly-ness differs from the plan's; the values are the same.
        writes.bulk(workspaceId, planned as readonly PlannedWrite[], hooks),
      ),
    'writes.cancel': ({ workspaceId }) => {
      running.get(workspaceId)?.abort();
      return null;
    },
    'writes.resume': ({ workspaceId, stepId }) =>
      step(workspaceId, (writes, hooks) => writes.resume(stepId, hooks)),
    'writes.roll-back': ({ workspaceId, stepId }) =>
      step(workspaceId, (writes, hooks) => writes.rollBack(stepId, hooks)),
    'writes.leave': async ({ stepId }) => valueOf(await (await ports.writes).leave(stepId)),
    'writes.undo': ({ workspaceId }) =>
      step(workspaceId, (writes, hooks) => writes.undo(workspaceId, hooks)),
    'writes.redo': ({ workspaceId }) =>
      step(workspaceId, (writes, hooks) => writes.redo(workspaceId, hooks)),
    'writes.history': async ({ workspaceId }) => (await ports.writes).overview(workspaceId),
  };
}
