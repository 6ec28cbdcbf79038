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
  /** What the disk did not take: tried again with the next poll. */
  const refused = new Map<string, () => Promise<void>>();

  function want(name: string, write: () => Promise<void>): void {
    const waits = wanted.has(name);
    wanted.set(name, write);
    if (waits) return;
    last = last.then(async () => {
      // What is shown comes first; putting much into text takes a while.
      await breathe();
      const newest = wanted.get(name) ?? write;
      wanted.delete(name);
      await attempt(name, newest);
    });
  }

  /** Without a cache the app still works; it only starts with less next time. */
  async function attempt(name: string, write: () => Promise<void>): Promise<void> {
    try {
      await write();
      refused.delete(name);
      if (refused.size === 0) store.dropAttention('cache-unsaved');
    } catch (error) {
      if (!isOfTheDisk(error)) {
        report(error);
        return;
      }
      refused.set(name, write);
      // The rest of the message names files of ours, another one each time.
      const [detail = ''] = error.message.split(',');
      store.addAttention({ kind: 'cache-unsaved', detail });
    }
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
      for (const [name, write] of refused) want(name, write);
      want('times', () => {
        const reads = store.read().workspaces.map(({ id, read }) => [id, read] as const);
        return cache.writeFresh(Object.fromEntries(reads));
      });
    },
    settled: () => last,
  };
}

/** A full or read-only disk, or a folder that is in the way: the system's own errors have a code. */
function isOfTheDisk(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && 'syscall' in error;
}
