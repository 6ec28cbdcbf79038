import type { EntryKey, WorkspaceId } from '../../core/schedule/model.ts';
import { claimOf } from './evidence.ts';
import type { Change, Item, StepRecord } from './step.ts';

/** What can be undone and redone in a workspace, the newest last. */
export interface History {
  readonly undo: readonly StepRecord[];
  readonly redo: readonly StepRecord[];
}

/** Sorts the steps of a workspace into what the person can still undo or redo. */
export function historyOf(records: readonly StepRecord[], workspaceId: WorkspaceId): History {
  let undo: StepRecord[] = [];
  let redo: StepRecord[] = [];
  const own = records.filter(({ step }) => step.workspaceId === workspaceId);
  for (const record of own) {
    const { origin, of } = record.step;
    if (origin === 'roll-back') {
      undo = undo.filter(({ step }) => step.id !== of);
      continue;
    }
    if (!record.items.some(hasEffect)) continue;
    if (origin === 'do') {
      undo.push(record);
      redo = [];
    } else if (origin === 'undo') {
      undo = undo.filter(({ step }) => step.id !== of);
      redo.push(record);
    } else {
      redo = redo.filter(({ step }) => step.id !== of);
      undo.push(record);
    }
  }
  return { undo, redo };
}

/** Seen to have happened, and by our doing. */
function hasEffect({ state, sentAt }: Item): boolean {
  return state === 'confirmed' && sentAt !== null;
}

/** The calls that take back what a step did, the last change first, under today's keys. */
export function inverseOf(record: StepRecord, records: readonly StepRecord[]): Change[] {
  const current = currentKeys(records);
  return [...record.step.changes.entries()].reverse().flatMap(([at, change]) => {
    const item = record.items[at];
    return item !== undefined && hasEffect(item) ? inverse(change, item, current) : [];
  });
}

function inverse(change: Change, item: Item, current: (key: EntryKey) => EntryKey): Change[] {
  const { teamId } = change;
  if (change.kind === 'delete') {
    const { memberId } = change.key;
    return [{ kind: 'create', teamId, memberId, rule: change.base, revives: change.key }];
  }
  if (item.newKey === null) return [];
  const key = current(item.newKey);
  if (change.kind === 'create') {
    return [{ kind: 'delete', teamId, key, base: change.rule, needs: null }];
  }
  return [{ kind: 'update', teamId, key, base: change.rule, rule: change.base }];
}

/** Follows an entry through every key it was given since. */
function currentKeys(records: readonly StepRecord[]): (key: EntryKey) => EntryKey {
  const next = new Map<string, EntryKey>();
  for (const { step, items } of records) {
    for (const [at, change] of step.changes.entries()) {
      const newKey = items[at]?.newKey ?? null;
      const old = change.kind === 'create' ? change.revives : change.key;
      if (newKey === null || old === null || newKey.createdAt === old.createdAt) continue;
      next.set(claimOf(old.memberId, old.createdAt), newKey);
    }
  }
  return (key) => {
    let at = key;
    for (let hops = 0; hops <= next.size; hops++) {
      const later = next.get(claimOf(at.memberId, at.createdAt));
      if (later === undefined) return at;
      at = later;
    }
    return at;
  };
}
