import type {
  Addresses,
  ReadState,
  TokenPlace,
  WorkspaceState,
} from '../core/contract/snapshot.ts';
import type { WorkspaceSettings } from './settings.ts';

export const noAddresses: Addresses = { read: '', write: '', roster: '', signIn: '' };

export const sampleName = 'Sample';

/** What of a workspace comes from settings alone. */
export type ConfiguredPart = Pick<
  WorkspaceState,
  | 'id'
  | 'name'
  | 'kind'
  | 'sample'
  | 'addresses'
  | 'customerIds'
  | 'interpretation'
  | 'me'
  | 'contracts'
  | 'leave'
  | 'names'
>;

export function configuredPart(settings: WorkspaceSettings): ConfiguredPart {
  return {
    id: settings.id,
    name: settings.name,
    kind: settings.kind,
    sample: isSample(settings),
    addresses: settings.addresses ?? noAddresses,
    customerIds: settings.customerIds,
    interpretation: settings.interpretation,
    me: settings.me,
    contracts: settings.contracts,
    leave: settings.leave,
    names: settings.names,
  };
}

/** A workspace of which nothing was read yet. */
export function unreadWorkspace(settings: WorkspaceSettings, pollEveryMs: number): WorkspaceState {
  const read: ReadState = {
    goodAt: null,
    incomplete: [],
    failure: null,
    failingSince: null,
    reading: false,
    paused: false,
    pollEveryMs,
    nextAt: null,
  };
  return {
    ...configuredPart(settings),
    teams: [],
    members: [],
    entries: [],
    read,
    token: tokenPlace(settings),
    pending: [],
  };
}

/** The local workspace is the sample until the person gives it a name of its own. */
export function isSample(settings: WorkspaceSettings): boolean {
  return settings.kind === 'local' && settings.name === sampleName;
}

/** Where the token is taken to be until it is first asked for: the keychain may take its time. */
function tokenPlace({ kind, tokenStored }: WorkspaceSettings): TokenPlace {
  if (kind === 'local') return 'embedded';
  return tokenStored ? 'keychain' : 'missing';
}
