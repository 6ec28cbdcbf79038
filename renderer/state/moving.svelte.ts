import type { Command, EditContext } from '../../core/schedule/edit/command.ts';
import { propose, type Proposal, type Proposed } from '../../core/schedule/edit/proposal.ts';
import type { Entry, MemberId, Rule, TeamId } from '../../core/schedule/model.ts';
import type { ShiftMove } from '../../core/schedule/move/shift-move.ts';
import { moveTitle } from '../../core/text/move.ts';
import { refusalText } from '../../core/text/refusal.ts';
import { counted } from '../../core/text/time.ts';
import type { AppState } from './app.svelte.ts';
import type { Draft } from './draft.svelte.ts';

/** What moves need of the editor they are made in. */
interface Editor {
  readonly app: AppState;
  readonly draft: Draft | null;
  readonly task: object | null;
  readonly editContext: EditContext | null;
  proposal: Proposal | null;
  said: string;
  nameOf(memberId: MemberId): string;
  openEntry(entry: Entry): void;
  leave(then: () => void): void;
  begin(kind: 'change', from: { readonly teamId: TeamId | null }): void;
  closeNow(): void;
}

/** Shifts moved one after the other, as one proposal that is worked out anew after each. */
export class Moving {
  readonly #editor: Editor;
  #task = $state.raw<object | null>(null);
  #moves = $state.raw<readonly ShiftMove[]>([]);
  #undone = $state.raw<readonly ShiftMove[]>([]);

  constructor(editor: Editor) {
    this.#editor = editor;
  }

  /** Whether the proposal on screen is made of moves, and takes one more. */
  get underWay(): boolean {
    return this.#task !== null && this.#editor.task === this.#task;
  }

  get canRedo(): boolean {
    return this.underWay && this.#undone.length > 0;
  }

  /** What one more move would come to, without showing or keeping the answer. */
  propose(move: ShiftMove): Proposed | null {
    return this.#worked(this.underWay ? [...this.#moves, move] : [move]);
  }

  /** Shows a move with those before it, after asking where something else would be lost. */
  add(move: ShiftMove): void {
    if (this.underWay) this.#show([...this.#moves, move], []);
    else this.#editor.leave(() => this.#show([move], []));
  }

  /** Opens an entry as a move leaves it; one that is open already is changed further. */
  open(entry: Entry, memberId: MemberId, rule: Rule): void {
    const editor = this.#editor;
    if (editor.draft !== null && entry.id === editor.draft.id) {
      editor.draft.become(memberId, rule);
      return;
    }
    editor.leave(() => {
      editor.openEntry(entry);
      editor.draft?.become(memberId, rule);
    });
  }

  /** The entries as they are drawn: those saved, with the draft or the proposal. */
  get entriesDrawn(): readonly Entry[] {
    const { app, draft, proposal } = this.#editor;
    const saved = app.workspace?.entries ?? [];
    if (proposal !== null) return proposal.draft.entries;
    if (draft === null || draft.blocked || !draft.changed) return saved;
    const entry = draft.asEntry();
    return draft.base === null
      ? [...saved, entry]
      : saved.map((it) => (it.id === entry.id ? entry : it));
  }

  /** Takes the last move back; with the first the proposal goes. */
  undo(): void {
    if (!this.underWay) return;
    const last = this.#moves.at(-1);
    const left = this.#moves.slice(0, -1);
    if (last === undefined || left.length === 0) this.#editor.closeNow();
    else this.#show(left, [...this.#undone, last]);
  }

  redo(): void {
    const next = this.#undone.at(-1);
    if (next !== undefined && this.underWay)
      this.#show([...this.#moves, next], this.#undone.slice(0, -1));
  }

  /** Why a move is refused, in sentences. */
  words({ refusal }: Extract<Proposed, { kind: 'refused' }>): string[] {
    const { app } = this.#editor;
    const at = (instant: number): string => app.clock.dateTime(instant);
    return refusalText(refusal, { nameOf: (id) => this.#editor.nameOf(id), at });
  }

  #show(moves: readonly ShiftMove[], undone: readonly ShiftMove[]): void {
    const editor = this.#editor;
    const worked = this.#worked(moves);
    if (worked === null) return;
    if (worked.kind === 'refused') {
      // What was saved meanwhile can have taken the shift along.
      editor.said = this.words(worked).join(' ');
      return;
    }
    const teamId = moves[0]?.teamId ?? null;
    if (!this.underWay) editor.begin('change', { teamId });
    this.#task = editor.task;
    this.#moves = moves;
    this.#undone = undone;
    editor.proposal = worked.proposal;
  }

  #worked(moves: readonly ShiftMove[]): Proposed | null {
    const { app, editContext } = this.#editor;
    if (app.workspace === null || editContext === null) return null;
    const [first] = moves;
    const title =
      first !== undefined && moves.length === 1
        ? moveTitle(first, app.clock, (id) => this.#editor.nameOf(id))
        : `${counted(moves.length, 'shift')} moved`;
    const commands = moves.map((move): Command => ({ kind: 'move', move }));
    return propose(app.workspace.entries, title, commands, editContext);
  }
}
