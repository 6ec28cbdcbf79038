import type { EntryKey, TeamId, WorkspaceId } from '../../core/schedule/model.ts';
import { claimOf } from './evidence.ts';
import { isOpen, isUncertain, type Change, type Item, type StepRecord } from './step.ts';

/** What can be undone and redone in a workspace, the newest last. */
export interface History {
  readonly undo: readonly StepRecord[];
  readonly redo: readonly StepRecord[];
  /** A step that must be settled before the newest of them can be taken back. */
  readonly blocking: StepRecord | null;
}

/** Sorts the steps of a workspace into what the person can still undo or redo. */
export function historyOf(records: readonly StepRecord[], workspaceId: WorkspaceId): History {
  let undo: StepRecord[] = [];
  let redo: StepRecord[] = [];
  let blocking: StepRecord | null = null;
  const own = records.filter(({ step }) => step.workspaceId === workspaceId);
  for (const record of own) {
    const { origin, of } = record.step;
    // What was rolled back never was; what rolls back belongs to its step.
    if (record.end === 'rolled-back') continue;
    if (record.end !== 'left' && (isOpen(record) || record.items.some(isUncertain))) {
      blocking = record;
    }
    if (origin === 'roll-back' || !record.items.some(hasEffect)) continue;
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
  return { undo, redo, blocking };
}

/** Seen to have happened, and by our doing. */
function hasEffect({ state, sentAt }: Item): boolean {
  return state === 'confirmed' && sentAt !== null;
}

/** Calls that take a step back, and which change of it each of them takes back. */
export interface Inverse {
  readonly changes: readonly Change[];
  readonly places: readonly number[];
}

/** The calls that take back what a step did, the last change first, under today's keys. */
export function inverseOf(
  record: StepRecord,
  records: readonly StepRecord[],
  except: ReadonlySet<number> = new Set(),
): Inverse {
  const current = currentKeys(records);
  const found = [...record.step.changes.entries()].reverse().flatMap(([at, change]) => {
    const item = record.items[at];
    if (item === undefined || !hasEffect(item) || except.has(at)) return [];
    return inverse(change, item, current).map((call) => ({ call, at }));
  });
  return { changes: found.map(({ call }) => call), places: found.map(({ at }) => at) };
}

/** The same without what earlier roll-backs of the step took back, or may have. */
export function remainingOf(record: StepRecord, records: readonly StepRecord[]): Inverse {
  const taken = records
    .filter(({ step }) => step.origin === 'roll-back' && step.of === record.step.id)
    .flatMap(({ step, items }) =>
      (step.places ?? [...record.step.changes.keys()].reverse()).filter((_, at) => {
        const item = items[at];
        return item !== undefined && (isUncertain(item) || isDone(item));
      }),
    );
  return inverseOf(record, records, new Set(taken));
}

const isDone = ({ state }: Item) => state === 'confirmed' || state === 'already-gone';

function inverse(change: Change, item: Item, current: CurrentKey): Change[] {
  const { teamId } = change;
  if (change.kind === 'delete') {
    const { memberId } = change.key;
    return [{ kind: 'create', teamId, memberId, rule: change.base, revives: change.key }];
  }
  if (item.newKey === null) return [];
  const key = current(teamId, item.newKey);
  if (change.kind === 'create') {
    return [{ kind: 'delete', teamId, key, base: change.rule, needs: null }];
  }
  return [{ kind: 'update', teamId, key, base: change.rule, rule: change.base }];
}

type CurrentKey = (teamId: TeamId, key: EntryKey) => EntryKey;

/** Follows an entry of a team through every key it was given since. */
function currentKeys(records: readonly StepRecord[]): CurrentKey {
  const next = new Map<string, EntryKey>();
  for (const { step, items } of records) {
    for (const [at, change] of step.changes.entries()) {
      const newKey = items[at]?.newKey ?? null;
      const old = change.kind === 'create' ? change.revives : change.key;
      if (newKey === null || old === null) continue;
      const [from, to] = [claimOf(change.teamId, old), claimOf(change.teamId, newKey)];
      if (from !== to) next.set(from, newKey);
    }
  }
  return (teamId, key) => {
    let at = key;
    for (let hops = 0; hops <= next.size; hops++) {
      const later = next.get(claimOf(teamId, at));
      if (later === undefined) return at;
      at = later;
    }
    return at;
  };
}
