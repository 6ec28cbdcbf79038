import type { CallInput, NamesImported } from '../core/contract/ipc.ts';
import type { WorkspaceState } from '../core/contract/snapshot.ts';
import { sameId } from '../core/schedule/schedule.ts';
import { readNames } from './names.ts';
import type { Store } from './store.ts';
import type { Workspaces } from './workspaces.ts';

/** Lays the names of a text over those there are, and says which ids nothing has so far. */
export function importNames(
  { workspaceId, text }: CallInput<'names.import'>,
  store: Pick<Store, 'workspace'>,
  workspaces: Pick<Workspaces, 'change'>,
): NamesImported {
  const read = readNames(text);
  if (read.kind === 'unreadable') return read;
  const ids = Object.keys(read.names);
  const known = knownIds(store.workspace(workspaceId));
  workspaces.change({ workspaceId, names: { ...read.names } });
  return {
    kind: 'imported',
    count: ids.length,
    unknown: ids.filter((id) => !known.has(sameId(id))),
  };
}

function knownIds(workspace: WorkspaceState | null): ReadonlySet<string> {
  const { teams = [], members = [], customerIds = [] } = workspace ?? {};
  return new Set(
    [...teams.map(({ id }) => id), ...members.map(({ id }) => id), ...customerIds].map(sameId),
  );
}
