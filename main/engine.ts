import path from 'node:path';
import type { Preferences } from '../core/contract/snapshot.ts';
import type { WorkspaceId } from '../core/schedule/model.ts';
import { createAccounts, type Accounts, type AccountsPorts } from './accounts.ts';
import type { Vault } from './adapters/vault.ts';
import { createCache, type CacheRead } from './cache.ts';
import type { Clock } from './clock.ts';
import type { Folders } from './folders.ts';
import { createSessions, type Sessions } from './sessions.ts';
import { localWorkspaceId, type SettingsStore } from './settings.ts';
import type { FirstSnapshot } from './snapshot-start.ts';
import { createStore, type Store } from './store.ts';
import { createSync, type Sync } from './sync.ts';
import { createTokens, type Tokens } from './tokens.ts';
import { createWorkspaces, type Workspaces } from './workspaces.ts';
import { createWrites, type Writes } from './writes.ts';
import { openJournal } from './journal.ts';

export interface EnginePorts {
  readonly folders: Folders;
  readonly settings: SettingsStore;
  /** What the last known good on disk said. */
  readonly held: CacheRead;
  /** What the tray shows already. */
  readonly first: FirstSnapshot;
  readonly pollEveryMs: (customers: number) => number;
  readonly clock: Clock;
  readonly vault: Vault;
  readonly network: AccountsPorts['network'];
  /** Of the embedded service: made at this start, stored nowhere. */
  readonly embeddedToken: string;
  readonly newId: () => WorkspaceId;
  readonly report: (error: unknown, where: string) => string;
}

/** Everything that knows and reads, without a window or a tray. */
export interface Engine {
  readonly store: Store;
  readonly sync: Sync;
  readonly tokens: Tokens;
  readonly accounts: Accounts;
  readonly workspaces: Workspaces;
  readonly sessions: Sessions;
  /** Ready once the journal is open. */
  readonly writes: Promise<Writes>;
  changePreferences(parts: Partial<Preferences>): void;
}

/** Builds the engine; its snapshot holds the last known good before anything is asked. */
export function createEngine(ports: EnginePorts): Engine {
  const { settings, clock, vault, network } = ports;
  const cache = createCache(ports.folders.cache);
  const store = createStore(ports.first);
  const tokens = createTokens(
    vault,
    (id) => settings.read().workspaces.some((one) => one.id === id && one.tokenStored),
    (id, state) => {
      store.changeWorkspace(id, { token: state.place });
      if (state.failure === null) store.dropAttention('keychain');
      else
        store.addAttention({
          kind: 'keychain',
          failure: state.failure,
          inMemory: state.place === 'memory',
        });
    },
  );
  const token = (id: WorkspaceId) =>
    id === localWorkspaceId ? Promise.resolve(ports.embeddedToken) : tokens.read(id);
  const accounts = createAccounts({
    store,
    clock,
    network,
    token,
    noToken: (id) => tokens.state(id).failure ?? { kind: 'no-token' },
    refusedToken(id, refused) {
      // Someone may have signed in anew while the write was under way.
      token(id)
        .then((now) => {
          if (now === refused) sync.pause(id);
        })
        .catch((error: unknown) => ports.report(error, 'token'));
    },
  });
  const sync = createSync({
    store,
    cache: { ...cache, read: () => ports.held },
    clock,
    clientFor: (id) => accounts.clientFor(id),
    pollEveryMs: ports.pollEveryMs,
    namesFor: (id) => workspaces.names(id),
    report: (error) => ports.report(error, 'sync'),
  });
  const workspaces = createWorkspaces({
    settings,
    store,
    tokens,
    newId: ports.newId,
    pollEveryMs: ports.pollEveryMs,
    readAnew(id) {
      sync.forgetNames(id);
      sync.reassemble(id);
      sync.resume(id);
    },
    gone(id) {
      void sync.forget(id).catch((error: unknown) => ports.report(error, 'forget'));
    },
  });
  const writes = openJournal(ports.folders.journal).then((journal) => {
    if (journal.setAside !== null) {
      store.addAttention({ kind: 'journal-reset', setAsideAs: path.basename(journal.setAside) });
    }
    return createWrites({
      store,
      sync,
      journal,
      clientFor: (id) => accounts.clientFor(id),
      clock,
      newId: ports.newId,
    });
  });
  return {
    store,
    sync,
    tokens,
    accounts,
    workspaces,
    sessions: createSessions({ accounts, workspaces, newId: ports.newId }),
    writes,
    changePreferences(parts) {
      const next = settings.change((all) => ({
        ...all,
        preferences: { ...all.preferences, ...mutable(parts) },
      }));
      store.setPreferences(next.preferences);
    },
  };
}

type StoredPreferences = ReturnType<SettingsStore['read']>['preferences'];

/** The stored form has plain lists; the published one is read-only. */
function mutable(parts: Partial<Preferences>): Partial<StoredPreferences> {
  return structuredClone(parts) as Partial<StoredPreferences>;
}
