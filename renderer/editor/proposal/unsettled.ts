import type { PendingWrite } from '../../../core/contract/snapshot.ts';
import type { Steps } from '../../state/steps.svelte.ts';

/** The writes of one step that are not settled, and whether the step waits to be picked up. */
export interface Unsettled {
  readonly stepId: string;
  readonly stopped: boolean;
  readonly writes: readonly PendingWrite[];
}

/** Step by step, without what is only a matter of moments and what is told of elsewhere. */
export function unsettledOf(
  pending: readonly PendingWrite[],
  { running, trouble, history }: Steps,
): Unsettled[] {
  const stopped = new Set(history?.stopped.map(({ progress }) => progress.stepId));
  const elsewhere = [running?.progress?.stepId, trouble?.outcome?.stepId];
  const found = new Map<string, PendingWrite[]>();
  for (const write of pending) {
    const isMoment = write.state === 'sending' || write.state === 'waiting';
    if (isMoment || elsewhere.includes(write.stepId)) continue;
    const held = found.get(write.stepId);
    if (held === undefined) found.set(write.stepId, [write]);
    else held.push(write);
  }
  return Array.from(found, ([stepId, writes]) => ({
    stepId,
    writes,
    stopped: stopped.has(stepId),
  }));
}
