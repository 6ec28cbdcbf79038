import type { WorkspaceState } from '../../core/contract/snapshot.ts';
import type { Cache } from '../cache.ts';
import { breathe } from '../clock.ts';
import type { Store } from '../store.ts';
import type { Account } from './account.ts';

/** Writes what is known to the cache, one write at a time, the newest state last. */
export interface Saves {
  save(workspace: WorkspaceState, account: Account): void;
  saveTimes(): void;
  /** When everything asked for so far is on disk. */
  settled(): Promise<void>;
}

export function createSaves(cache: Cache, store: Store, report: (error: unknown) => string): Saves {
  let last: Promise<void> = Promise.resolve();
  const wanted = new Map<string, () => Promise<void>>();

  function want(name: string, write: () => Promise<void>): void {
    const waits = wanted.has(name);
    wanted.set(name, write);
    if (waits) return;
    last = last.then(async () => {
      // What is shown comes first; putting much into text takes a while.
      await breathe();
      const newest = wanted.get(name);
      wanted.delete(name);
      try {
        await newest?.();
      } catch (error) {
        // Without a cache the app still works; it only starts empty next time.
        report(error);
      }
    });
  }

  return {
    save({ id }, account) {
      want(`of ${id}`, async () => {
        const workspace = store.workspace(id);
        if (workspace === null) return;
        await cache.write({ workspace, roster: account.roster, lists: account.lists.sources() });
      });
    },
    saveTimes() {
      want('times', () => {
        const reads = store.read().workspaces.map(({ id, read }) => [id, read] as const);
        return cache.writeFresh(Object.fromEntries(reads));
      });
    },
    settled: () => last,
  };
}
