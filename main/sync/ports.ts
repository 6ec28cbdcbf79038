import type { Outcome } from '../../core/contract/failure.ts';
import type { EntryKey, MemberId, TeamId, WorkspaceId } from '../../core/schedule/model.ts';
import type { Cache } from '../cache.ts';
import type { Clock } from '../clock.ts';
import type { Client } from '../pinghome/client.ts';
import type { Store } from '../store.ts';
import type { MemberView } from './member-view.ts';

export interface SyncParts {
  readonly store: Store;
  readonly cache: Cache;
  readonly clock: Clock;
  /** Null while there is nobody to ask, such as before the embedded service is up. */
  readonly clientFor: (id: WorkspaceId) => Client | null;
  /** How often PingHome is read, by the number of customers; `sync/schedule.ts` says it else. */
  readonly pollEveryMs?: (customers: number) => number;
  readonly namesFor: (id: WorkspaceId) => Readonly<Record<string, string>>;
  /** A thrown bug, to be logged; it becomes Failure `bug` with the returned reference. */
  readonly report: (error: unknown) => string;
}

/** Keeps every workspace as fresh as can be: one read in flight each, one timer for all. */
export interface Sync {
  /** Shows what the cache holds, then reads. */
  start(): void;
  /** Reads now, by hand: one workspace, or all. Ends when the read has. */
  refresh(id: WorkspaceId | null): Promise<void>;
  /**
   * Old knowledge is in doubt: woken, unlocked, back online, another clock or zone, other
   * customers. The timer reads by itself, a person by `refresh`, and a write by `readMembers`,
   * which asks only for what it may have changed.
   */
  trigger(): void;
  /** A new token is there. */
  resume(id: WorkspaceId): void;
  /** The token was refused elsewhere: nothing is asked until a new one is there. */
  pause(id: WorkspaceId): void;
  /** Asks PingHome anew for the entries of some members, in their order. */
  readMembers(
    id: WorkspaceId,
    memberIds: readonly MemberId[],
    signal?: AbortSignal,
  ): Promise<Outcome<readonly MemberView[]>>;
  /** Asks PingHome anew for one member's entries; used around writes. */
  readMember(
    id: WorkspaceId,
    memberId: MemberId,
    signal?: AbortSignal,
  ): Promise<Outcome<MemberView>>;
  noteWrite(id: WorkspaceId): void;
  noteGone(id: WorkspaceId, teamId: TeamId, key: EntryKey): void;
  /** Interpretation or names changed: nothing is asked, all is put together anew. */
  reassemble(id: WorkspaceId): void;
  /** The roster is read again with the next poll. */
  forgetNames(id: WorkspaceId): void;
  /** A workspace was taken away. */
  forget(id: WorkspaceId): Promise<void>;
  /** After each read that ended, good or not. */
  onRead(listener: (id: WorkspaceId) => void): () => void;
  dispose(): Promise<void>;
}
