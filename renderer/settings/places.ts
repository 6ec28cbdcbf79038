import type { WorkspaceState } from '../../core/contract/snapshot.ts';

export type WorkspacePart = 'account' | 'reading' | 'coverage' | 'names';

/** One page of the settings. */
export type Place =
  | { readonly kind: 'general' }
  | { readonly kind: 'notices' }
  | { readonly kind: 'about' }
  | { readonly kind: 'workspace'; readonly workspaceId: string; readonly part: WorkspacePart };

export const general: Place = { kind: 'general' };

export const partNames: Readonly<Record<WorkspacePart, string>> = {
  account: 'Account',
  reading: 'How rules are read',
  coverage: 'Coverage',
  names: 'Names',
};

/** One line of the side list; parts stand below the workspace they belong to. */
export interface PlaceLine {
  readonly place: Place;
  readonly label: string;
  readonly nested: boolean;
  readonly current: boolean;
}

/** What the side list shows: every workspace, and the parts of the one that is open. */
export function placeLines(workspaces: readonly WorkspaceState[], at: Place) {
  return {
    app: [line(general, 'General', at), line({ kind: 'notices' }, 'Notices', at)],
    workspaces: workspaces.flatMap((workspace) => linesOf(workspace, at)),
    about: [line({ kind: 'about' }, 'About', at)],
  };
}

function linesOf({ id, name }: WorkspaceState, at: Place): PlaceLine[] {
  const open = at.kind === 'workspace' && at.workspaceId === id;
  const place = (part: WorkspacePart): Place => ({ kind: 'workspace', workspaceId: id, part });
  const head = { place: place('account'), label: name, nested: false, current: false };
  if (!open) return [head];
  const parts = Object.entries(partNames) as [WorkspacePart, string][];
  return [head, ...parts.map(([part, label]) => line(place(part), label, at, true))];
}

function line(place: Place, label: string, at: Place, nested = false): PlaceLine {
  return { place, label, nested, current: isSamePlace(place, at) };
}

export function isSamePlace(one: Place, other: Place): boolean {
  if (one.kind !== 'workspace' || other.kind !== 'workspace') return one.kind === other.kind;
  return one.workspaceId === other.workspaceId && one.part === other.part;
}

/** The place, unless its workspace has gone: then the general page. */
export function placeIn(workspaces: readonly WorkspaceState[], place: Place): Place {
  if (place.kind !== 'workspace') return place;
  return workspaces.some(({ id }) => id === place.workspaceId) ? place : general;
}
