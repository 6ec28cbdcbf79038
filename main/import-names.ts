import type { CallInput, NamesImported } from '../core/contract/ipc.ts';
import type { WorkspaceState } from '../core/contract/snapshot.ts';
import { readNames } from '../core/exchange/names.ts';
import { sameId } from '../core/schedule/schedule.ts';
import type { Store } from './store.ts';
import type { Workspaces } from './workspaces.ts';

/** Lays the names of a text over those there are, and says which ids nothing has so far. */
export function importNames(
  { workspaceId, text }: CallInput<'names.import'>,
  store: Pick<Store, 'workspace'>,
  workspaces: Pick<Workspaces, 'change'>,
): NamesImported {
  const read = readNames(text);
  if (read.kind === 'unreadable') return { kind: 'unreadable', line: read.row };
  const known = knownIds(store.workspace(workspaceId));
  const names = Object.fromEntries(read.rows.map(({ id, name }) => [id, name]));
  workspaces.change({ workspaceId, names });
  return {
    kind: 'imported',
    count: read.rows.length,
    skipped: read.problems.length,
    unknown: read.rows.map(({ id }) => id).filter((id) => !known.has(sameId(id))),
  };
}

function knownIds(workspace: WorkspaceState | null): ReadonlySet<string> {
  const { teams = [], members = [], customerIds = [] } = workspace ?? {};
  return new Set(
    [...teams.map(({ id }) => id), ...members.map(({ id }) => id), ...customerIds].map(sameId),
  );
}
