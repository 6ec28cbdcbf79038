import type { PendingWrite } from '../../core/contract/snapshot.ts';
import type { WorkspaceId } from '../../core/schedule/model.ts';
import type { Instant } from '../../core/time/instant.ts';
import { memberOf, type Change, type Item, type StepRecord } from './step.ts';

/** Writes of a workspace that PingHome does not show yet, or perhaps never will. */
export function pendingOf(
  records: readonly StepRecord[],
  workspaceId: WorkspaceId,
  now: Instant,
  visibleMs: number,
): PendingWrite[] {
  return records
    .filter(({ step, end }) => step.workspaceId === workspaceId && end !== 'left')
    .flatMap(({ step, items }) =>
      step.changes.flatMap((change, at) => {
        const item = items[at];
        const state = item === undefined ? null : stateOf(item, now, visibleMs);
        return item === undefined || state === null
          ? []
          : [pending(`${step.id}:${String(at)}`, change, item, state)];
      }),
    );
}

function stateOf(item: Item, now: Instant, visibleMs: number): PendingWrite['state'] | null {
  switch (item.state) {
    case 'sent':
      return 'sending';
    case 'accepted':
      return now - (item.sentAt ?? now) < visibleMs ? 'waiting' : 'not-visible-yet';
    case 'unknown':
    case 'twice':
      return 'unknown';
    default:
      return null;
  }
}

function pending(
  id: string,
  change: Change,
  item: Item,
  state: PendingWrite['state'],
): PendingWrite {
  return {
    id,
    kind: change.kind,
    teamId: change.teamId,
    key: change.kind === 'create' ? null : change.key,
    memberId: memberOf(change),
    rule: change.kind === 'delete' ? null : change.rule,
    state,
    since: item.sentAt ?? 0,
  };
}
