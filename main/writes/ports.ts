import type { WorkspaceId } from '../../core/schedule/model.ts';
import type { Clock } from '../clock.ts';
import type { Journal } from '../journal.ts';
import type { Client } from '../pinghome/client.ts';
import type { Store } from '../store.ts';
import type { Sync } from '../sync.ts';
import type { SentTimes } from './sent-times.ts';

export interface WriteLimits {
  /** How long a write may take to be shown. */
  readonly visibleMs: number;
  /** The same while the app quits: the reads of the next start go on looking. */
  readonly leavingMs: number;
  /** Waits between two looks, the last one repeated. */
  readonly lookMs: readonly number[];
  /** A bulk change reads again after so many writes. */
  readonly readEvery: number;
}

export const defaultWriteLimits: WriteLimits = {
  visibleMs: 30_000,
  leavingMs: 3_000,
  lookMs: [250, 500, 1_000, 2_000, 4_000],
  readEvery: 25,
};

export interface WriteParts {
  readonly store: Store;
  readonly sync: Pick<Sync, 'readMember' | 'readMembers' | 'noteWrite' | 'noteGone' | 'onRead'>;
  readonly journal: Journal;
  readonly clientFor: (id: WorkspaceId) => Client | null;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly limits?: Partial<WriteLimits>;
}

/** The same within the writes themselves. */
export interface WorkParts extends WriteParts {
  /** Aborted once the app quits. */
  readonly leaving: AbortSignal;
  readonly sentTimes: SentTimes;
}
