import type { Failure } from '../core/contract/failure.ts';
import type { ServiceHost, ServiceHostOptions } from './adapters/service-host.ts';
import { localWorkspaceId } from './settings.ts';
import type { Store } from './store.ts';
import type { Workspaces } from './workspaces.ts';

/** Runs the embedded service for the local workspace and tells the snapshot how it fares. */
export function startLocalService(
  start: (options: Pick<ServiceHostOptions, 'up' | 'down'>) => ServiceHost,
  store: Store,
  workspaces: Workspaces,
): ServiceHost {
  return start({
    up(service) {
      store.dropAttention('service');
      workspaces.localServiceUp(service);
    },
    down(failure) {
      store.addAttention({ kind: 'service', failure });
      markDown(store, failure);
    },
  });
}

function markDown(store: Store, failure: Failure): void {
  const workspace = store.workspace(localWorkspaceId);
  if (workspace === null) return;
  store.changeWorkspace(localWorkspaceId, {
    // Nobody to ask until it is up again, under another address.
    addresses: { ...workspace.addresses, read: '', write: '', roster: '' },
    read: { ...workspace.read, reading: false, failure },
  });
}
