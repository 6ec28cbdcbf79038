import { done, failed, type Failure, type Outcome } from '../../core/contract/failure.ts';
import type { WriteResult } from '../../core/contract/ipc.ts';
import type { Entry, EntryKey, Rule } from '../../core/schedule/model.ts';
import type { Instant } from '../../core/time/instant.ts';
import type { RunEnd } from './run.ts';
import { memberOf, type Change, type Item, type StepEnd, type StepRecord } from './step.ts';

/** What became of one change of a bulk save. */
export interface ItemReport {
  readonly change: Change;
  readonly state: Item['state'];
  readonly failure: Failure | null;
  /** What stood in the way of a `conflict`; null where the entry is gone. */
  readonly theirs: Entry | null;
  readonly newKey: EntryKey | null;
  /** Keys that might all be ours. */
  readonly twins: readonly EntryKey[];
}

/** What became of a step: `stopped` may be resumed or rolled back, `done` leaves nothing to do so. */
export interface StepReport {
  readonly stepId: string;
  readonly state: 'done' | 'stopped';
  /** Why it ended early, unless the person cancelled. */
  readonly failure: Failure | null;
  readonly items: readonly ItemReport[];
}

/** How many changes of a step are through, and how many of them badly. */
export interface Progress {
  readonly stepId: string;
  readonly through: number;
  readonly total: number;
  readonly troubled: number;
  /** PingHome asked to wait until then. */
  readonly waitsUntil: Instant | null;
}

export function reportOf(
  record: StepRecord,
  theirs: ReadonlyMap<number, Entry | null>,
  end: RunEnd,
): StepReport {
  const { step, items } = record;
  return {
    stepId: step.id,
    state: stepEndOf(record, end) === 'stopped' ? 'stopped' : 'done',
    failure: end.kind === 'paused' ? end.failure : null,
    items: step.changes.flatMap((change, at) => {
      const item = items[at];
      if (item === undefined) return [];
      const { state, failure, newKey } = item;
      const memberId = memberOf(change);
      const twins = item.twins.map((createdAt) => ({ memberId, createdAt }));
      return [{ change, state, failure, newKey, twins, theirs: theirs.get(at) ?? null }];
    }),
  };
}

/**
 * A step with something left for the person to decide is stopped, not done. A single write that
 * never got anywhere leaves nothing to decide.
 */
export function stepEndOf({ step, items }: StepRecord, end: RunEnd): StepEnd {
  const isOpen = (at: number): boolean => {
    const state = items[at]?.state;
    const change = step.changes[at];
    if (state === 'unknown' || state === 'sent') {
      return step.bulk || step.changes.length > 1 || step.origin === 'roll-back';
    }
    if (state !== 'planned') return false;
    const needed = change?.kind === 'delete' && change.needs !== null ? change.needs : null;
    return needed === null || isOpen(needed) || items[needed]?.state === 'confirmed';
  };
  const open = items.some((_, at) => isOpen(at));
  if (end.kind === 'done' && !open) return 'done';
  const began = items.some(({ state }) =>
    ['sent', 'accepted', 'confirmed', 'unknown'].includes(state),
  );
  return began || step.bulk ? 'stopped' : 'left';
}

export function progressOf(
  { step, items }: StepRecord,
  waitsUntil: Instant | null = null,
): Progress {
  const through = items.filter(({ state }) => state !== 'planned' && state !== 'sent');
  const troubled = items.filter(({ state }) =>
    ['refused', 'conflict', 'unknown', 'twice'].includes(state),
  );
  return {
    stepId: step.id,
    through: through.length,
    total: items.length,
    troubled: troubled.length,
    waitsUntil,
  };
}

/** The result of a single write; of a reassignment that of its first change that went wrong. */
export function resultOf({ items, failure }: StepReport): Outcome<WriteResult> {
  const wrong = items.find(({ state }) => state !== 'confirmed' && state !== 'already-gone');
  const item = wrong ?? items[0];
  if (item === undefined) throw new Error('a step without a change');
  switch (item.state) {
    case 'confirmed':
      return done({ kind: 'saved', key: item.newKey });
    case 'already-gone':
      return done({ kind: 'already-gone' });
    case 'accepted':
      return done({ kind: 'waiting' });
    case 'conflict':
      return done({ kind: 'conflict', base: baseOf(item.change), theirs: item.theirs });
    case 'twice':
      return done({ kind: 'twice', keys: item.twins });
    case 'unknown':
    case 'sent':
      return done({ kind: 'unknown', failure: item.failure ?? failure ?? lost });
    case 'refused':
    case 'planned':
      return failed(item.failure ?? failure ?? lost);
  }
}

/** No answer came and none was asked for again; only a cut-off run leaves this. */
const lost: Failure = { kind: 'offline', detail: 'cut off' };

function baseOf(change: Change): Rule {
  return change.kind === 'create' ? change.rule : change.base;
}
