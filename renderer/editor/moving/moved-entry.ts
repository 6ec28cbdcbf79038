import type { MemberId, Rule } from '../../../core/schedule/model.ts';
import { planMove } from '../../../core/schedule/move.ts';
import type { ShiftMove } from '../../../core/schedule/move/shift-move.ts';
import { moveRefusalText } from '../../../core/text/move.ts';
import type { EditorState } from '../../state/editor.svelte.ts';

/** The one entry that a move changes, as it would be, or why it cannot be so. */
export function movedEntry(
  editor: EditorState,
  move: ShiftMove,
): { readonly memberId: MemberId; readonly rule: Rule } | { readonly words: string } {
  const { editContext, app } = editor;
  if (editContext === null) return { words: 'There is no schedule.' };
  const planned = planMove(editor.moving.entriesDrawn, move, {
    ...editContext,
    newId: () => 'new',
  });
  if (planned.kind === 'refused') {
    const wording = {
      nameOf: (id: MemberId) => editor.nameOf(id),
      at: (instant: number) => app.clock.dateTime(instant),
    };
    return { words: moveRefusalText(planned.refusal, wording) };
  }
  const [edit, ...others] = planned.edits;
  // A time whose end no single entry can say.
  if (edit?.kind !== 'update' || others.length > 0)
    return { words: 'No single entry can say that time exactly: choose another minute.' };
  return { memberId: edit.after.memberId ?? move.to.memberId, rule: edit.after.rule };
}
