import type { ViewRequest } from '../../core/contract/ipc.ts';
import type { AppState } from './app.svelte.ts';
import type { EditorState } from './editor.svelte.ts';
import { stageOf } from '../editor/stage.ts';
import { placeOf } from './place-of.ts';

/** Whether a request means nothing yet: its team may come with a first read that is on its way. */
export function mustWait(app: AppState, { teamId, workspaceId }: ViewRequest): boolean {
  if (app.snapshot === null) return true;
  if (teamId === null || placeOf(app, teamId, workspaceId) !== null) return false;
  return app.workspaces.some(
    ({ id, read }) =>
      (workspaceId === null || id === workspaceId) && read.goodAt === null && read.failure === null,
  );
}

/**
 * Follows a deep link, a notice or the tray to a team and an instant: in that team's workspace, on
 * the timeline, past what filters hide. Where something unsaved would be lost, it asks first.
 */
export function lookAt(editor: EditorState, request: ViewRequest): void {
  const { app } = editor;
  if (mustWait(app, request)) {
    editor.lookLater = request;
    return;
  }
  const { screen, teamId, at } = request;
  if (screen === 'connect') editor.dialog = 'connect';
  const found = teamId === null ? null : placeOf(app, teamId, request.workspaceId);
  const workspaceId = found?.workspaceId ?? request.workspaceId;
  const turn = (): void => {
    if (workspaceId !== null) app.chosenWorkspaceId = workspaceId;
    // Where nothing was ever read, the form stands in the middle of the window already.
    if (screen === 'sign-in' && stageOf(app) !== 'sign-in') editor.dialog = 'sign-in';
    if (teamId === null && at === null) return;
    if (teamId !== null) editor.chosenTeamId = found?.teamId ?? null;
    if (teamId !== null && found === null) editor.said = 'The team asked for is not known here.';
    editor.goToday();
    editor.screen = 'timeline';
    editor.filter.clear();
    if (at === null) return;
    editor.anchor = editor.dayOf(at);
    editor.spotlight = { teamId: found?.teamId ?? null, at };
  };
  if (workspaceId === null || workspaceId === app.workspace?.id) turn();
  else editor.leave(turn);
}
