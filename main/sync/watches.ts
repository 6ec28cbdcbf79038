import type { WorkspaceId } from '../../core/schedule/model.ts';
import type { Store } from '../store.ts';
import type { Account } from './account.ts';

/** One workspace as sync looks after it. */
export interface Watch {
  readonly account: Account;
  dueAt: number;
  /** PingHome asked to be left alone until then; only a person may ask earlier. */
  restUntil: number;
  failures: number;
  /** Something happened while a read was in flight that may have come too late for it. */
  askedMeanwhile: boolean;
  running: Promise<void> | null;
  stop: AbortController | null;
  paused: boolean;
  /** A write was refused for its token while a read was in flight. */
  refused: boolean;
}

/** The watches of the workspaces there are; one that was taken away gets none again. */
export interface Watches {
  /** Of a workspace that is gone it is one that nobody keeps, so that late news changes nothing. */
  of(id: WorkspaceId): Watch;
  ids(): readonly WorkspaceId[];
  has(id: WorkspaceId): boolean;
  nextDueAt(): number;
  /** Stops what runs for a workspace that is about to leave the store. */
  forget(id: WorkspaceId): void;
  /** It stays after all. */
  keep(id: WorkspaceId): void;
  /** Lets go of what is no longer in the store. */
  prune(): void;
  stopAll(): void;
}

export function createWatches(
  store: Store,
  parts: {
    readonly accountOf: (id: WorkspaceId) => Account;
    readonly monotonic: () => number;
  },
): Watches {
  const held = new Map<WorkspaceId, Watch>();
  const leaving = new Set<WorkspaceId>();
  const has = (id: WorkspaceId) => !leaving.has(id) && store.workspace(id) !== null;
  const drop = (id: WorkspaceId) => {
    held.get(id)?.stop?.abort();
    held.delete(id);
  };
  return {
    has,
    of(id) {
      const known = held.get(id);
      if (known !== undefined) return known;
      const fresh: Watch = {
        account: parts.accountOf(id),
        dueAt: parts.monotonic(),
        restUntil: -Infinity,
        failures: 0,
        askedMeanwhile: false,
        running: null,
        stop: null,
        paused: false,
        refused: false,
      };
      if (has(id)) held.set(id, fresh);
      return fresh;
    },
    ids: () =>
      store
        .read()
        .workspaces.map(({ id }) => id)
        .filter(has),
    nextDueAt: () => Math.min(...[...held.values()].map(({ dueAt }) => dueAt)),
    forget(id) {
      leaving.add(id);
      drop(id);
    },
    keep(id) {
      leaving.delete(id);
    },
    prune() {
      for (const id of leaving) if (store.workspace(id) === null) leaving.delete(id);
      for (const id of held.keys()) if (store.workspace(id) === null) drop(id);
    },
    stopAll() {
      for (const { stop } of held.values()) stop?.abort();
    },
  };
}
