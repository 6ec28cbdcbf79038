import type { Failure } from '../core/contract/failure.ts';
import type { WorkspaceId } from '../core/schedule/model.ts';
import { breathe, sleepOn, type Clock } from './clock.ts';
import { createClient, type Client, type ClientParts } from './pinghome/client.ts';
import { createSlots } from './slots.ts';
import type { Store } from './store.ts';

export interface AccountsPorts {
  readonly store: Store;
  readonly clock: Clock;
  readonly network: Pick<ClientParts, 'fetchRead' | 'openWriteFetch'>;
  readonly token: (id: WorkspaceId) => Promise<string | null>;
  /** Why the last one was not to be had. */
  readonly noToken: (id: WorkspaceId) => Failure;
  /** A write was refused because of this token. */
  readonly refusedToken: (id: WorkspaceId, token: string) => void;
}

/** A client for each workspace that has somebody to ask. */
export interface Accounts {
  clientFor(id: WorkspaceId): Client | null;
  /** A client for addresses that belong to no workspace yet. */
  clientWith(parts: Pick<ClientParts, 'addresses' | 'token' | 'noToken' | 'refusedToken'>): Client;
}

export function createAccounts(ports: AccountsPorts): Accounts {
  const { store, clock, network } = ports;
  // Opening a connection for one write closes that of every other.
  const writeSlots = createSlots(1);
  const clients = new Map<WorkspaceId, { readonly read: string; readonly client: Client }>();
  const clientWith: Accounts['clientWith'] = (parts) =>
    createClient({
      ...network,
      ...parts,
      writeSlots,
      now: clock.now,
      monotonic: clock.monotonic,
      random: Math.random,
      sleep: sleepOn(clock),
      breathe,
    });
  return {
    clientWith,
    clientFor(id) {
      const addresses = store.workspace(id)?.addresses;
      // The local workspace has no address until its service says where it listens.
      if (addresses === undefined || addresses.read === '') return null;
      const key = JSON.stringify(addresses);
      const held = clients.get(id);
      if (held?.read === key) return held.client;
      const client = clientWith({
        addresses,
        token: () => ports.token(id),
        noToken: () => ports.noToken(id),
        refusedToken: (token) => {
          ports.refusedToken(id, token);
        },
      });
      clients.set(id, { read: key, client });
      return client;
    },
  };
}
