import type { Failure, Outcome } from '../../core/contract/failure.ts';
import type { WriteResult } from '../../core/contract/ipc.ts';
import type { EntryKey } from '../../core/schedule/model.ts';
import { settledText } from '../../core/text/write.ts';
import type { Draft } from './draft.svelte.ts';
import type { EditorState } from './editor.svelte.ts';

/** Sends the open draft; what comes back is shown on the draft, or ends it. */
export async function saveDraft(editor: EditorState): Promise<void> {
  const draft = editor.draft;
  if (draft === null || draft.busy !== null || draft.blocked) return;
  const { workspaceId, teamId, memberId, rule } = draft;
  const { road } = editor.app;
  await sending(editor, draft, 'save', () => {
    if (draft.base === null)
      return road.call('entry.create', { workspaceId, teamId, memberId, rule });
    const base = draft.conflict?.theirs?.rule ?? draft.base.rule;
    const key = draft.conflict?.theirs ? keyOf(draft.conflict.theirs) : keyOf(draft.base);
    return road.call('entry.update', { workspaceId, teamId, key, base, rule, memberId });
  });
}

/** Deletes the entry the open draft began from. */
export async function deleteDraft(editor: EditorState): Promise<void> {
  const draft = editor.draft;
  if (draft === null || draft.base === null) return;
  const { workspaceId, teamId } = draft;
  // After a conflict what was seen is theirs.
  const seen = draft.conflict?.theirs ?? draft.base;
  await sending(editor, draft, 'delete', () =>
    editor.app.road.call('entry.delete', {
      workspaceId,
      teamId,
      key: keyOf(seen),
      base: seen.rule,
    }),
  );
}

function keyOf(entry: { memberId: string | null; createdAt: string | null }): EntryKey {
  return { memberId: entry.memberId ?? '', createdAt: entry.createdAt ?? '' };
}

async function sending(
  editor: EditorState,
  draft: Draft,
  what: 'save' | 'delete',
  send: () => Promise<Outcome<WriteResult>>,
): Promise<void> {
  draft.busy = what;
  draft.failure = null;
  draft.lost = false;
  draft.refused = [];
  const answer = await send();
  draft.busy = null;
  if (answer.ok) settle(editor, draft, what, answer.value);
  else refuse(draft, answer.failure);
}

function settle(
  editor: EditorState,
  draft: Draft,
  what: 'save' | 'delete',
  result: WriteResult,
): void {
  switch (result.kind) {
    case 'conflict':
      draft.meet(result.base, result.theirs, what);
      return;
    case 'unknown':
      draft.failure = result.failure;
      draft.lost = true;
      return;
    case 'saved':
    case 'waiting':
    case 'twice':
    case 'already-gone':
      editor.said = settledText(result.kind, what);
  }
  if (editor.draft === draft) editor.closeNow();
}

function refuse(draft: Draft, failure: Failure): void {
  draft.failure = failure;
  if (failure.kind === 'rejected' || failure.kind === 'conflict') draft.refused = failure.errors;
}
