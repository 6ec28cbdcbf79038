import type { Entry } from '../schedule/model.ts';
import type { Snapshot, WorkspaceState } from './snapshot.ts';

/** A snapshot on its way to windows that have the one before: what is long and unchanged stays home. */
export interface SnapshotPush extends Omit<Snapshot, 'workspaces'> {
  /** The revision it follows; null where it leaves nothing out. */
  readonly follows: number | null;
  readonly workspaces: readonly PushedWorkspace[];
}

/** Null entries are those of the snapshot it follows. */
type PushedWorkspace = Omit<WorkspaceState, 'entries'> & {
  readonly entries: readonly Entry[] | null;
};

/** Ten thousand entries take longer to copy to a window than all the rest together. */
export function pushOf(snapshot: Snapshot, before: Snapshot | null): SnapshotPush {
  const known = new Map(before?.workspaces.map(({ id, entries }) => [id, entries]));
  const workspaces = snapshot.workspaces.map((workspace) =>
    known.get(workspace.id) === workspace.entries ? { ...workspace, entries: null } : workspace,
  );
  return { ...snapshot, follows: before?.revision ?? null, workspaces };
}

/** The whole snapshot again; null where the one it follows is not at hand, so that it must be asked for. */
export function restored(push: SnapshotPush, held: Snapshot | null): Snapshot | null {
  const { follows, workspaces: pushed, ...rest } = push;
  const known = new Map(
    held?.revision === follows ? held?.workspaces.map(({ id, entries }) => [id, entries]) : [],
  );
  const workspaces: WorkspaceState[] = [];
  for (const workspace of pushed) {
    const entries = workspace.entries ?? known.get(workspace.id);
    if (entries === undefined) return null;
    workspaces.push({ ...workspace, entries });
  }
  return { ...rest, workspaces };
}
