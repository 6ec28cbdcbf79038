import type { TeamId, WorkspaceId } from '../../core/schedule/model.ts';
import { sameId } from '../../core/schedule/schedule.ts';
import { watch } from '../../core/tray/workspace.ts';
import type { AppState } from './app.svelte.ts';

/** Where a team is, by the spelling of its own workspace; in any workspace where none is named. */
export function placeOf(
  { workspaces }: AppState,
  teamId: TeamId,
  workspaceId: WorkspaceId | null,
): { readonly workspaceId: WorkspaceId; readonly teamId: TeamId } | null {
  for (const workspace of workspaces) {
    if (workspaceId !== null && workspace.id !== workspaceId) continue;
    for (const { id } of watch(workspace)?.teams ?? [])
      if (id !== null && sameId(id) === sameId(teamId))
        return { workspaceId: workspace.id, teamId: id };
  }
  return null;
}
