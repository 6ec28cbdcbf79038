import type { Proposed } from '../../../core/schedule/edit/proposal.ts';
import type { Entry } from '../../../core/schedule/model.ts';
import { originOf } from '../../../core/schedule/move.ts';
import type { Place, ShiftMove } from '../../../core/schedule/move/shift-move.ts';
import type { Shift } from '../../../core/schedule/shifts.ts';
import { moveRefusalText, rhythmOf } from '../../../core/text/move.ts';
import { readOnlyText } from '../../../core/text/problem.ts';
import { counted } from '../../../core/text/time.ts';
import { dayMs, hourMs } from '../../../core/time/instant.ts';
import type { EditorState } from '../../state/editor.svelte.ts';
import { movedEntry } from './moved-entry.ts';

/** One thing that can be done with a dropped shift. */
export interface Choice {
  readonly label: string;
  /** What it comes to, or why it cannot be done. */
  readonly note: string;
  /** Null where it cannot be done. */
  readonly take: (() => void) | null;
}

/** What a drop comes to: done, refused, or asked back. */
export type Dropped =
  | { readonly kind: 'done' }
  | { readonly kind: 'refused'; readonly words: readonly string[] }
  | { readonly kind: 'asked'; readonly words: string; readonly choices: readonly Choice[] };

const refused = (...words: string[]): Dropped => ({ kind: 'refused', words });

/** Why a shift is not to be moved at all, in sentences; none where it may be. */
export function lockedWords(editor: EditorState, shift: Shift): string[] {
  if (shift.openStart || shift.openEnd)
    return [moveRefusalText({ kind: 'open' }, { nameOf: String, at: String })];
  const reasons = editor.moving.entriesDrawn
    .filter((it) => shift.entryIds.includes(it.id))
    .flatMap((it) => (it.readOnly === null ? [] : [readOnlyText(it.readOnly)]));
  return [...new Set(reasons)];
}

/** What a shift that is put elsewhere comes to. Nothing is written. */
export function drop(editor: EditorState, shift: Shift, to: Place): Dropped {
  const { schedule } = editor;
  const { teamId, memberId, start, end } = shift;
  if (to.memberId === memberId && to.start === start && to.end === end) return { kind: 'done' };
  const origin = schedule === null ? null : originOf(schedule, shift);
  if (origin === null || teamId === null) return refused('This shift is gone. Try again.');
  const move: Move = { teamId, from: { memberId, start, end }, to };
  if (origin.kind === 'once') return dropOnce(editor, move, origin.entries);
  const choices = [alone(editor, move, origin.entries), whole(editor, move, origin.entries)];
  return { kind: 'asked', words: sourceWords(origin.entries), choices };
}

type Move = Omit<ShiftMove, 'scope'>;

/** `This shift comes from a weekly rule.` */
function sourceWords(entries: readonly Entry[]): string {
  const [only, ...others] = entries;
  return only === undefined || others.length > 0
    ? `This shift comes from ${counted(entries.length, 'rule')}.`
    : `This shift comes from a ${rhythmOf(only.rule)} rule.`;
}

/** An entry that makes nothing else is simply changed, to be looked at and saved in the inspector. */
function dropOnce(editor: EditorState, bare: Move, entries: readonly Entry[]): Dropped {
  const move: ShiftMove = { ...bare, scope: 'shift' };
  const [only] = entries;
  if (only === undefined || entries.length > 1 || editor.moving.underWay) {
    const proposed = editor.moving.propose(move);
    if (proposed?.kind !== 'proposed') return refused(...wordsOf(editor, proposed));
    editor.moving.add(move);
    return { kind: 'done' };
  }
  const moved = movedEntry(editor, move);
  if ('words' in moved) return refused(moved.words);
  editor.moving.open(only, moved.memberId, moved.rule);
  return { kind: 'done' };
}

function alone(editor: EditorState, bare: Move, entries: readonly Entry[]): Choice {
  const move: ShiftMove = { ...bare, scope: 'shift' };
  const { start, end } = bare.from;
  const label = end - start > dayMs + hourMs ? 'These days only' : 'This day only';
  const { draft } = editor;
  if (draft?.changed === true && entries.some((it) => it.id === draft.id))
    return { label, note: 'Save or discard the change of its rule first.', take: null };
  const proposed = editor.moving.propose(move);
  if (proposed?.kind !== 'proposed')
    return { label, note: wordsOf(editor, proposed).join(' '), take: null };
  return {
    label,
    note: `The rest of the rule stays as it is.`,
    take: () => editor.moving.add(move),
  };
}

function whole(editor: EditorState, bare: Move, entries: readonly Entry[]): Choice {
  const move: ShiftMove = { ...bare, scope: 'rule' };
  const [only, ...others] = entries;
  const label = others.length === 0 ? 'The whole rule' : `All ${entries.length} rules`;
  const note = 'Every shift of it goes the same way, past ones too.';
  if (only === undefined || others.length > 0 || editor.moving.underWay) {
    const proposed = editor.moving.propose(move);
    if (proposed?.kind !== 'proposed')
      return { label, note: wordsOf(editor, proposed).join(' '), take: null };
    return { label, note, take: () => editor.moving.add(move) };
  }
  const moved = movedEntry(editor, move);
  if ('words' in moved) return { label, note: moved.words, take: null };
  return { label, note, take: () => editor.moving.open(only, moved.memberId, moved.rule) };
}

function wordsOf(editor: EditorState, proposed: Proposed | null): string[] {
  return proposed?.kind === 'refused' ? editor.moving.words(proposed) : ['There is no schedule.'];
}
