import type { Attention, Snapshot } from '../core/contract/snapshot.ts';
import type { CacheRead } from './cache.ts';
import type { SettingsStore } from './settings.ts';
import { configuredPart } from './workspace-state.ts';
import { unreadWorkspaces } from './workspaces.ts';

/**
 * The snapshot a start begins with: settings rule, and what was read last fills the rest, so
 * that the tray is right before anything is asked.
 */
export function firstSnapshot(
  settings: Pick<SettingsStore, 'read'>,
  cache: CacheRead,
  rest: Pick<Snapshot, 'viewer' | 'version'> & { readonly attention: readonly Attention[] },
  pollEveryMs: (customers: number) => number,
): Omit<Snapshot, 'revision'> {
  const cached = new Map(cache.accounts.map(({ workspace }) => [workspace.id, workspace]));
  const workspaces = unreadWorkspaces(settings, pollEveryMs).map((unread) => {
    const held = cached.get(unread.id);
    const configured = settings.read().workspaces.find(({ id }) => id === unread.id);
    if (held === undefined || configured === undefined) return unread;
    const { teams, members, entries, read } = held;
    return { ...unread, ...configuredPart(configured), teams, members, entries, read };
  });
  return { workspaces, preferences: settings.read().preferences, ...rest };
}
