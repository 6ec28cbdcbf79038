import type { Outcome } from '../core/contract/failure.ts';
import { done, failed } from '../core/contract/failure.ts';
import type { CallInput } from '../core/contract/ipc.ts';
import type { Addresses } from '../core/contract/snapshot.ts';
import type { CustomerId, MemberId, TeamId, WorkspaceId } from '../core/schedule/model.ts';
import { sameId } from '../core/schedule/schedule.ts';
import { isSameHouse } from './house.ts';
import type { SettingsStore, WorkspaceSettings } from './settings.ts';
import { localWorkspaceId } from './settings.ts';
import type { Store } from './store.ts';
import type { Tokens } from './tokens.ts';
import { configuredPart, unreadWorkspace } from './workspace-state.ts';

export interface WorkspacesPorts {
  readonly settings: SettingsStore;
  readonly store: Store;
  readonly tokens: Tokens;
  readonly newId: () => WorkspaceId;
  readonly pollEveryMs: (customers: number) => number;
  /** Customers, addresses or token are new: what was paused may go on, and a read is due. */
  readonly readAnew: (id: WorkspaceId) => void;
  readonly gone: (id: WorkspaceId) => void;
}

/** Where the embedded service says it listens, and what it was filled with. */
export interface LocalService {
  readonly url: string;
  readonly customer: CustomerId | null;
  readonly team: TeamId | null;
}

/** The accounts the person has, in settings and in the snapshot alike. */
export interface Workspaces {
  connect(
    input: Omit<CallInput<'workspace.connect'>, 'token'> & { readonly token: string },
  ): Promise<WorkspaceId>;
  signIn(id: WorkspaceId, token: string): Promise<void>;
  /** Forgets the token; what was read stays. */
  signOut(id: WorkspaceId): Promise<Outcome<null>>;
  remove(id: WorkspaceId): Promise<Outcome<null>>;
  /** Reads and writes elsewhere from now on. */
  move(id: WorkspaceId, addresses: Addresses): Promise<Outcome<null>>;
  change(input: CallInput<'workspace.change'>): void;
  /** The embedded service is up: the local workspace points at it. */
  localServiceUp(service: LocalService): void;
  /** Names given by hand, by member or team id. */
  names(id: WorkspaceId): Readonly<Record<MemberId | TeamId, string>>;
}

export function createWorkspaces(ports: WorkspacesPorts): Workspaces {
  const { settings, store, tokens } = ports;

  function edit(id: WorkspaceId, change: (held: WorkspaceSettings) => WorkspaceSettings): void {
    const next = settings.change((all) => ({
      ...all,
      workspaces: all.workspaces.map((one) => (one.id === id ? change(one) : one)),
    }));
    const held = next.workspaces.find((one) => one.id === id);
    if (held === undefined) return;
    const { addresses, ...configured } = configuredPart(held);
    // The local service's address is known only while it runs and is not in the settings.
    store.changeWorkspace(id, held.kind === 'local' ? configured : { ...configured, addresses });
  }

  async function keepToken(id: WorkspaceId, token: string): Promise<void> {
    const { place } = await tokens.keep(id, token);
    edit(id, (held) => ({ ...held, tokenStored: place === 'keychain' }));
    store.changeWorkspace(id, { token: place });
  }

  async function signOut(id: WorkspaceId): Promise<Outcome<null>> {
    if (store.workspace(id)?.kind !== 'pinghome') {
      return failed({ kind: 'not-allowed', detail: 'this workspace needs no sign-in' });
    }
    const { place, failure } = await tokens.forget(id);
    // A keychain that would not let go of it may give it back: then it is still stored.
    if (failure !== null) return failed(failure);
    edit(id, (held) => ({ ...held, tokenStored: false }));
    store.changeWorkspace(id, { token: place });
    ports.readAnew(id);
    return done(null);
  }

  return {
    async connect({ token, ...input }) {
      const id = ports.newId();
      const added: WorkspaceSettings = {
        ...input,
        id,
        kind: 'pinghome',
        customerIds: [...input.customerIds],
        me: null,
        contracts: {},
        leave: [],
        names: {},
        tokenStored: false,
      };
      settings.change((all) => ({ ...all, workspaces: [...all.workspaces, added] }));
      const state = unreadWorkspace(added, ports.pollEveryMs(added.customerIds.length));
      store.setWorkspaces([...store.read().workspaces, state]);
      await keepToken(id, token);
      ports.readAnew(id);
      return id;
    },
    async signIn(id, token) {
      await keepToken(id, token);
      ports.readAnew(id);
    },
    signOut,
    async move(id, addresses) {
      const before = store.workspace(id);
      if (before?.kind !== 'pinghome') {
        return failed({
          kind: 'not-allowed',
          detail: 'this workspace has no addresses of its own',
        });
      }
      // The token goes first: no poll in between may carry it to the new hosts.
      const left = isSameHouse(before.addresses, addresses) ? done(null) : await signOut(id);
      if (!left.ok) return left;
      edit(id, (held) => ({ ...held, addresses }));
      ports.readAnew(id);
      return done(null);
    },
    async remove(id) {
      if (store.workspace(id) === null) return failed({ kind: 'not-found', detail: 'workspace' });
      ports.gone(id);
      const { failure } = id === localWorkspaceId ? { failure: null } : await tokens.forget(id);
      settings.change((all) => ({
        ...all,
        workspaces: all.workspaces.filter((one) => one.id !== id),
      }));
      store.setWorkspaces(store.read().workspaces.filter((one) => one.id !== id));
      return failure === null ? done(null) : failed(failure);
    },
    change({ workspaceId, ...parts }) {
      edit(workspaceId, (held) => ({ ...held, ...copied(parts, held) }));
      if (parts.customerIds !== undefined || parts.names !== undefined) ports.readAnew(workspaceId);
    },
    localServiceUp({ url, customer, team }) {
      const base = `${url}/default/v1`;
      const addresses = { read: base, write: base, roster: base, signIn: '' };
      edit(localWorkspaceId, (held) => ({
        ...held,
        customerIds: customer === null ? held.customerIds : [customer],
        // The sample promises someone around the clock, so that its gap is a gap.
        contracts:
          team !== null && Object.keys(held.contracts).length === 0
            ? { [team]: { kind: 'always', people: 1 } }
            : held.contracts,
      }));
      store.changeWorkspace(localWorkspaceId, { addresses });
      ports.readAnew(localWorkspaceId);
    },
    names: (id) => settings.read().workspaces.find((one) => one.id === id)?.names ?? {},
  };
}

/** The parts that were given, names laid over the ones there were. */
function copied(
  parts: Omit<CallInput<'workspace.change'>, 'workspaceId'>,
  held: WorkspaceSettings,
): Partial<WorkspaceSettings> {
  const { names, ...others } = parts;
  const given = Object.fromEntries(
    Object.entries(others).filter(([, value]) => value !== undefined),
  ) as Partial<WorkspaceSettings>;
  return names === undefined ? given : { ...given, names: laidOver(held.names, names) };
}

/** An id is the same in capitals; the newer name and spelling stay, and null takes a name back. */
function laidOver(
  held: Readonly<Record<string, string>>,
  names: Readonly<Record<string, string | null>>,
): Record<string, string> {
  const renamed = new Set(Object.keys(names).map(sameId));
  const kept = Object.entries(held).filter(([id]) => !renamed.has(sameId(id)));
  const given = Object.entries(names).flatMap(([id, name]) =>
    name === null ? [] : [[id, name] as const],
  );
  return Object.fromEntries([...kept, ...given]);
}
