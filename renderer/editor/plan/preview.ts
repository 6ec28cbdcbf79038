import { untrack } from 'svelte';
import type { Proposed } from '../../../core/schedule/edit/proposal.ts';
import type { TeamId } from '../../../core/schedule/model.ts';
import type { Instant } from '../../../core/time/instant.ts';
import type { EditorState } from '../../state/editor.svelte.ts';

/** Lets the timeline draw what a form comes to; nothing while it comes to nothing. */
export function draw(editor: EditorState, proposed: Proposed | null): void {
  editor.proposal = proposed?.kind === 'proposed' ? proposed.proposal : null;
}

/** Turns the timeline to where a change begins, once for each beginning; then it is the person's. */
export function bring(editor: EditorState, teamId: TeamId, at: Instant | null): void {
  untrack(() => {
    if (!editor.teamsShown.some((team) => team.id === teamId)) editor.chosenTeamId = teamId;
    editor.screen = 'timeline';
    if (at === null || (editor.span.start <= at && at < editor.span.end)) return;
    editor.anchor = editor.dayOf(at);
  });
}
