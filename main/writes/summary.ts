import type { StepOutcome, StepSummary } from '../../core/contract/writes.ts';
import { sameId } from '../../core/schedule/schedule.ts';
import type { StepReport } from './report.ts';
import { memberOf, type Change, type StepRecord } from './step.ts';

/** What undoing a step would take back, or redoing an undone one bring back. */
export function summaryOf({ step }: StepRecord): StepSummary {
  const count = (kind: Change['kind']) =>
    step.changes.filter((change) => change.kind === kind).length;
  // An undone step stands in the journal as its inverse: redoing brings back the original.
  const undone = step.origin === 'undo';
  const inOrder = undone ? [...step.changes].reverse() : step.changes;
  const ids = new Map(inOrder.map((change) => [sameId(memberOf(change)), memberOf(change)]));
  return {
    stepId: step.id,
    at: step.at,
    created: count(undone ? 'delete' : 'create'),
    updated: count('update'),
    deleted: count(undone ? 'create' : 'delete'),
    memberIds: [...ids.values()],
  };
}

/** A step's report without what only main needs. */
export function outcomeOf({ stepId, state, failure, items }: StepReport): StepOutcome {
  return {
    stepId,
    state,
    failure,
    items: items.map((item) => ({
      kind: item.change.kind,
      memberId: memberOf(item.change),
      state: item.state,
      failure: item.failure,
    })),
  };
}
