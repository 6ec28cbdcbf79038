import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Snapshot, WorkspaceState } from '../../core/contract/snapshot.ts';
import { defaultInterpretation } from '../../core/schedule/model.ts';
import { minuteMs } from '../../core/time/instant.ts';
import { createCache, type Cache } from '../../main/cache.ts';
import type { Client } from '../../main/pinghome/client.ts';
import { createStore, type Store } from '../../main/store.ts';
import { createSync, type Sync } from '../../main/sync.ts';
import { FixedClock } from './clock.ts';

export const workspaceId = 'w1';

/** A PingHome workspace of which nothing was read yet. */
export function unread(parts: Partial<WorkspaceState> = {}): WorkspaceState {
  return {
    id: workspaceId,
    name: 'Acme',
    kind: 'pinghome',
    sample: false,
    addresses: { read: '', write: '', roster: '', signIn: '' },
    customerIds: ['c1'],
    interpretation: defaultInterpretation,
    me: null,
    teams: [],
    members: [],
    entries: [],
    contracts: {},
    leave: [],
    names: {},
    read: {
      goodAt: null,
      incomplete: [],
      failure: null,
      failingSince: null,
      reading: false,
      paused: false,
      pollEveryMs: minuteMs,
      nextAt: null,
    },
    token: 'keychain',
    pending: [],
    ...parts,
  };
}

export function storeOf(...workspaces: WorkspaceState[]): Store {
  const first: Omit<Snapshot, 'revision'> = {
    workspaces,
    preferences: {
      theme: 'system',
      leadMinutes: [15],
      teamLeadMinutes: {},
      quietHours: null,
      mutedUntil: null,
      gapNotices: false,
      handoffNotices: false,
      startAtLogin: false,
      shortcut: null,
    },
    attention: [],
    viewer: { zone: 'UTC', locale: 'en-GB' },
    version: '0.0.0',
  };
  return createStore(first);
}

/** A folder that is gone after the test. */
export function temporaryFolder(): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'watchbill-main-'));
  return {
    path,
    remove: () => {
      rmSync(path, { recursive: true, force: true });
    },
  };
}

export interface Watched {
  readonly clock: FixedClock;
  readonly store: Store;
  readonly cache: Cache;
  readonly sync: Sync;
  readonly folder: string;
  readonly pushes: Snapshot[];
  workspace(id?: string): WorkspaceState;
  end(): Promise<void>;
}

/** A sync over a store, a cache in a folder of its own and a clock that stands still. */
export function watchedBy(
  clientFor: (id: string) => Client | null,
  options: { workspaces?: WorkspaceState[]; folder?: string; clock?: FixedClock } = {},
): Watched {
  const own = options.folder === undefined ? temporaryFolder() : null;
  const folder = options.folder ?? own?.path ?? '';
  const clock = options.clock ?? new FixedClock();
  const store = storeOf(...(options.workspaces ?? [unread()]));
  const cache = createCache(folder);
  const pushes: Snapshot[] = [];
  store.subscribe((snapshot) => pushes.push(snapshot));
  const sync = createSync({
    store,
    cache,
    clock,
    clientFor,
    namesFor: () => ({}),
    report(error) {
      throw error;
    },
  });
  return {
    clock,
    store,
    cache,
    sync,
    folder,
    pushes,
    workspace(id = workspaceId) {
      const found = store.workspace(id);
      if (found === null) throw new Error(`no workspace ${id}`);
      return found;
    },
    async end() {
      await sync.dispose();
      own?.remove();
    },
  };
}
