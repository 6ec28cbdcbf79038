import { stepText } from '../../../core/text/step.ts';
import type { EditorState } from '../../state/editor.svelte.ts';

/** What would be taken back or done again, in words, and how. */
export interface Undoable {
  readonly words: string;
  readonly run: () => void;
}

/** Something unsaved has the floor: a step that was saved is not touched from beside it. */
function isBusy({ draft, task }: EditorState): boolean {
  return task !== null || (draft !== null && (draft.conflict !== null || draft.busy !== null));
}

/** What undo takes back: first changes that are not saved yet, then steps that were saved. */
export function backOf(editor: EditorState): Undoable | null {
  const { draft, moving, steps } = editor;
  const label = draft?.undoable ?? null;
  if (draft !== null && label !== null)
    return { words: `${label} (not saved)`, run: () => draft.undo() };
  if (moving.underWay) return { words: 'Move (not saved)', run: () => moving.undo() };
  const step = steps.history?.undo ?? null;
  if (step === null || steps.running !== null || isBusy(editor)) return null;
  return { words: stepText(step, (id) => editor.nameOf(id)), run: () => void steps.undo() };
}

/** What redo does again; with changes that are not saved yet, only those. */
export function forthOf(editor: EditorState): Undoable | null {
  const { draft, moving, steps } = editor;
  const label = draft?.redoable ?? null;
  if (draft !== null && label !== null)
    return { words: `${label} (not saved)`, run: () => draft.redo() };
  if (moving.canRedo) return { words: 'Move (not saved)', run: () => moving.redo() };
  const step = steps.history?.redo ?? null;
  const unsaved = (draft?.undoable ?? null) !== null || moving.underWay;
  if (step === null || steps.running !== null || unsaved || isBusy(editor)) return null;
  return { words: stepText(step, (id) => editor.nameOf(id)), run: () => void steps.redo() };
}
