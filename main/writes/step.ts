import type { Failure } from '../../core/contract/failure.ts';
import type { EntryKey, MemberId, Rule, TeamId, WorkspaceId } from '../../core/schedule/model.ts';
import type { Instant } from '../../core/time/instant.ts';

/** One call to PingHome that is wanted. `base` is what the person saw. */
export type Change =
  | {
      readonly kind: 'create';
      readonly teamId: TeamId;
      readonly memberId: MemberId;
      readonly rule: Rule;
      /** The entry this one stands for again, so that older steps find it under its new key. */
      readonly revives: EntryKey | null;
    }
  | {
      readonly kind: 'update';
      readonly teamId: TeamId;
      readonly key: EntryKey;
      readonly base: Rule;
      readonly rule: Rule;
    }
  | {
      readonly kind: 'delete';
      readonly teamId: TeamId;
      readonly key: EntryKey;
      readonly base: Rule;
      /** Place of the change in the same step that must be seen first; for reassignments. */
      readonly needs: number | null;
    };

/**
 * planned → sent → accepted (PingHome said yes) → confirmed (a read shows it).
 * `unknown`: sent, no yes, and not seen in time. `twice`: two new entries might be ours.
 */
export type ItemState =
  | 'planned'
  | 'sent'
  | 'accepted'
  | 'confirmed'
  | 'already-gone'
  | 'conflict'
  | 'refused'
  | 'unknown'
  | 'twice';

/** What is known of one change of a step; all of it survives a crash. */
export interface Item {
  readonly state: ItemState;
  /** The member's keys before the request went out: only a key not among them can be ours. */
  readonly keysBefore: readonly string[];
  readonly sentAt: Instant | null;
  /** Under which key PingHome shows the result. */
  readonly newKey: EntryKey | null;
  /** Keys that might all be the entry created. */
  readonly twins: readonly string[];
  readonly failure: Failure | null;
}

export const plannedItem: Item = {
  state: 'planned',
  keysBefore: [],
  sentAt: null,
  newKey: null,
  twins: [],
  failure: null,
};

/** What the person did in one go, and can undo in one go. */
export interface Step {
  readonly id: string;
  readonly workspaceId: WorkspaceId;
  readonly at: Instant;
  readonly origin: 'do' | 'undo' | 'redo' | 'roll-back';
  /** The step that is undone, redone or rolled back. */
  readonly of: string | null;
  /** Which change of `of` each change takes back; unknown in journals of older versions. */
  readonly places?: readonly number[];
  /** Many at once follow other rules of re-reading than single ones. */
  readonly bulk: boolean;
  readonly changes: readonly Change[];
}

/** `stopped` steps wait for the person: resume, roll back or leave it. */
export type StepEnd = 'done' | 'stopped' | 'rolled-back' | 'left';

export interface StepRecord {
  readonly step: Step;
  readonly items: readonly Item[];
  /** Null while it runs, or was cut off while it ran. */
  readonly end: StepEnd | null;
}

/** Cut off while it ran, or waiting for the person. */
export const isOpen = ({ end }: StepRecord): boolean => end === null || end === 'stopped';

/** Whether a change may still turn up, or not, whatever was done. */
export function isUncertain({ state }: Item): boolean {
  return state === 'sent' || state === 'accepted' || state === 'unknown' || state === 'twice';
}

export const memberOf = (change: Change): MemberId =>
  change.kind === 'create' ? change.memberId : change.key.memberId;

/** Whether a change has reached its end, one way or another. */
export function isSettled(item: Item): boolean {
  switch (item.state) {
    case 'planned':
    case 'sent':
    case 'accepted':
      return false;
    case 'confirmed':
    case 'already-gone':
    case 'conflict':
    case 'refused':
    case 'unknown':
    case 'twice':
      return true;
  }
}
