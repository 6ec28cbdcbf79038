import type {
  Attention,
  Preferences,
  Snapshot,
  WorkspaceState,
} from '../core/contract/snapshot.ts';
import type { WorkspaceId } from '../core/schedule/model.ts';

export type SnapshotListener = (snapshot: Snapshot, before: Snapshot) => void;

/**
 * Holds the one snapshot. Each change makes a new one with a greater revision and tells the
 * listeners; a change that changes nothing tells nobody. Unchanged parts keep their identity.
 */
export interface Store {
  read(): Snapshot;
  workspace(id: WorkspaceId): WorkspaceState | null;
  /** Returns its own undoing. */
  subscribe(listener: SnapshotListener): () => void;
  setWorkspaces(workspaces: readonly WorkspaceState[]): void;
  changeWorkspace(id: WorkspaceId, parts: Partial<Omit<WorkspaceState, 'id'>>): void;
  /**
   * Notes that all is as it was: later readers see the new times, but nobody is told. An unchanged
   * poll must not wake any window.
   */
  noteReadQuietly(id: WorkspaceId, parts: Pick<WorkspaceState['read'], 'goodAt' | 'nextAt'>): void;
  setPreferences(preferences: Preferences): void;
  setViewer(viewer: Snapshot['viewer']): void;
  /** One of each kind. */
  addAttention(attention: Attention): void;
  dropAttention(kind: Attention['kind']): void;
}

export function createStore(first: Omit<Snapshot, 'revision'>): Store {
  let snapshot: Snapshot = { ...first, revision: 0 };
  const listeners = new Set<SnapshotListener>();

  const change = (parts: Partial<Snapshot>) => {
    if (isSame(snapshot, parts)) return;
    const before = snapshot;
    snapshot = { ...snapshot, ...parts, revision: snapshot.revision + 1 };
    for (const listener of [...listeners]) listener(snapshot, before);
  };
  const withWorkspace = (id: WorkspaceId, edit: (workspace: WorkspaceState) => WorkspaceState) =>
    snapshot.workspaces.map((workspace) => (workspace.id === id ? edit(workspace) : workspace));

  return {
    read: () => snapshot,
    workspace: (id) => snapshot.workspaces.find((workspace) => workspace.id === id) ?? null,
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    setWorkspaces(workspaces) {
      change({ workspaces });
    },
    changeWorkspace(id, parts) {
      const held = snapshot.workspaces.find((workspace) => workspace.id === id);
      if (held === undefined || isSame(held, parts)) return;
      change({ workspaces: withWorkspace(id, (workspace) => ({ ...workspace, ...parts })) });
    },
    noteReadQuietly(id, parts) {
      const workspaces = withWorkspace(id, (workspace) => ({
        ...workspace,
        read: { ...workspace.read, ...parts },
      }));
      snapshot = { ...snapshot, workspaces };
    },
    setPreferences(preferences) {
      change({ preferences });
    },
    setViewer(viewer) {
      change({ viewer });
    },
    addAttention(attention) {
      const others = snapshot.attention.filter(({ kind }) => kind !== attention.kind);
      change({ attention: [...others, attention] });
    },
    dropAttention(kind) {
      const attention = snapshot.attention.filter((held) => held.kind !== kind);
      if (attention.length < snapshot.attention.length) change({ attention });
    },
  };
}

function isSame<T extends object>(held: T, parts: Partial<T>): boolean {
  return Object.entries(parts).every(([name, value]) =>
    sameValue((held as Readonly<Record<string, unknown>>)[name], value),
  );
}

/** Deep equality of plain data; long lists are compared by the identity of their items. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (Array.isArray(a) && Array.isArray(b)) {
    if (a.length !== b.length) return false;
    const few = a.length <= 1_000;
    return a.every((item, at) => item === b[at] || (few && sameValue(item, b[at])));
  }
  if (!isPlain(a) || !isPlain(b)) return false;
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length &&
    names.every((name) => Object.hasOwn(b, name) && sameValue(a[name], b[name]))
  );
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
