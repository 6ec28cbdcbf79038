import type { WorkspaceState } from '../../core/contract/snapshot.ts';
import { freshness } from '../../core/tray/freshness.ts';
import type { AppState } from '../state/app.svelte.ts';
import { statusOf } from './status.ts';

/** An account that is not on screen, and why what is known of it is old or not the whole truth. */
export interface DoubtfulAccount {
  readonly workspace: WorkspaceState;
  readonly words: string;
}

/** The other accounts whose reading fails; one that is only being read for the first time does not. */
export function doubtfulOthers(app: AppState): DoubtfulAccount[] {
  return app.workspaces.flatMap((workspace) => {
    if (workspace.id === app.workspace?.id) return [];
    const fresh = freshness(workspace, app.now);
    if (fresh.state === 'fresh' || fresh.reasons.length === 0) return [];
    return [{ workspace, words: statusOf(app, { workspace, freshness: fresh }).text }];
  });
}
