import type { Attention, Snapshot } from '../core/contract/snapshot.ts';
import type { CacheRead } from './cache.ts';
import type { Settings } from './settings.ts';
import { configuredPart, unreadWorkspace } from './workspace-state.ts';

/** A snapshot before its first change. */
export type FirstSnapshot = Omit<Snapshot, 'revision'>;

/**
 * The snapshot a start begins with: settings rule, and what was read last fills the rest, so
 * that the tray is right before anything is asked.
 */
export function firstSnapshot(
  settings: Settings,
  cache: CacheRead,
  rest: Pick<Snapshot, 'viewer' | 'version'> & { readonly attention: readonly Attention[] },
  pollEveryMs: (customers: number) => number,
): FirstSnapshot {
  const cached = new Map(cache.accounts.map(({ workspace }) => [workspace.id, workspace]));
  const workspaces = settings.workspaces.map((configured) => {
    const unread = unreadWorkspace(configured, pollEveryMs(configured.customerIds.length));
    const held = cached.get(configured.id);
    if (held === undefined) return unread;
    const { teams, members, entries, read } = held;
    return { ...unread, ...configuredPart(configured), teams, members, entries, read };
  });
  return { workspaces, preferences: settings.preferences, ...rest };
}
