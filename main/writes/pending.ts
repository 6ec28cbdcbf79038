import type { PendingWrite } from '../../core/contract/snapshot.ts';
import type { WorkspaceId } from '../../core/schedule/model.ts';
import type { SentTimes } from './sent-times.ts';
import { memberOf, type Change, type Item, type StepRecord } from './step.ts';

export interface Pending {
  readonly pending: readonly PendingWrite[];
  /** Until the first of what waits is late; null when nothing waits. */
  readonly lateInMs: number | null;
}

/** Writes of a workspace that PingHome does not show yet, or perhaps never will. */
export function pendingOf(
  records: readonly StepRecord[],
  workspaceId: WorkspaceId,
  sentTimes: SentTimes,
  visibleMs: number,
): Pending {
  const pending: PendingWrite[] = [];
  let lateInMs: number | null = null;
  for (const { step, items, end } of records) {
    if (step.workspaceId !== workspaceId || end === 'left') continue;
    for (const [at, change] of step.changes.entries()) {
      const item = items[at];
      const state = item === undefined ? null : stateOf(item);
      if (item === undefined || state === null) continue;
      const leftMs =
        state === 'waiting' ? visibleMs - sentTimes.agoMs(step.id, at, item) : Infinity;
      const isLate = leftMs <= 0;
      pending.push(pendingWrite(step.id, at, change, item, isLate ? 'not-visible-yet' : state));
      if (!isLate && leftMs < (lateInMs ?? Infinity)) lateInMs = leftMs;
    }
  }
  return { pending, lateInMs };
}

function stateOf(item: Item): PendingWrite['state'] | null {
  switch (item.state) {
    case 'sent':
      return 'sending';
    case 'accepted':
      return 'waiting';
    case 'unknown':
    case 'twice':
      return item.state;
    default:
      return null;
  }
}

function pendingWrite(
  stepId: string,
  at: number,
  change: Change,
  item: Item,
  state: PendingWrite['state'],
): PendingWrite {
  return {
    id: `${stepId}:${String(at)}`,
    stepId,
    kind: change.kind,
    teamId: change.teamId,
    key: change.kind === 'create' ? null : change.key,
    memberId: memberOf(change),
    rule: change.kind === 'delete' ? null : change.rule,
    state,
    since: item.sentAt ?? 0,
  };
}
