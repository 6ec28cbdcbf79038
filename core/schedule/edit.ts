import type { Command, EditContext, EntryProblem, Refusal } from './edit/command.ts';
import { editsOf, problemsOf } from './edit/edits-of.ts';
import { applyEdits, type RowEdit } from './edit/row-edit.ts';
import { leaveConflicts } from './leave.ts';
import type { Entry } from './model.ts';
import { sameRule } from './same-rule.ts';

/** One command done, as it can be undone and redone. */
export interface Step {
  readonly command: Command['kind'];
  readonly edits: readonly RowEdit[];
  readonly before: readonly Entry[];
  readonly after: readonly Entry[];
}

/** Entries being edited, and every step on the way. Immutable. */
export interface Draft {
  /** What PingHome has. */
  readonly saved: readonly Entry[];
  readonly entries: readonly Entry[];
  readonly past: readonly Step[];
  /** Undone steps, the next to redo last. */
  readonly future: readonly Step[];
  /** How many ids of new entries were given out; never used again, not even after an undo. */
  readonly made: number;
}

/** The draft after a command, or why it stays as it is. */
export type Edited =
  | { readonly kind: 'done'; readonly draft: Draft; readonly edits: readonly RowEdit[] }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/** A draft that changes nothing yet. */
export function startDraft(saved: readonly Entry[]): Draft {
  return { saved, entries: saved, past: [], future: [], made: 0 };
}

/** Does a command. What was undone before can no longer be redone. */
export function edit(draft: Draft, command: Command, context: EditContext): Edited {
  let { made } = draft;
  const taken = new Set(draft.entries.map((entry) => entry.id));
  const newId = (): string => {
    do made += 1;
    while (taken.has(`draft-${made}`));
    return `draft-${made}`;
  };
  const worked = editsOf(draft.entries, command, context, newId);
  if (worked.kind === 'refused') return worked;
  const { edits } = worked;
  const after = applyEdits(draft.entries, edits);
  const step: Step = { command: command.kind, edits, before: draft.entries, after };
  const past = [...draft.past, step];
  return { kind: 'done', draft: { ...draft, entries: after, past, future: [], made }, edits };
}

/** Takes the last step back; the same draft where there is none. */
export function undo(draft: Draft): Draft {
  const step = draft.past.at(-1);
  if (step === undefined) return draft;
  const past = draft.past.slice(0, -1);
  return { ...draft, entries: step.before, past, future: [...draft.future, step] };
}

/** Does the step undone last again; the same draft where there is none. */
export function redo(draft: Draft): Draft {
  const step = draft.future.at(-1);
  if (step === undefined) return draft;
  const future = draft.future.slice(0, -1);
  return { ...draft, entries: step.after, past: [...draft.past, step], future };
}

/**
 * Everything wrong with the entries a draft adds or changes, and every entry in someone's leave.
 * What was read and left alone is PingHome's to judge. In the order of the entries.
 */
export function draftProblems(draft: Draft, context: EditContext): EntryProblem[] {
  const saved = new Map(draft.saved.map((entry) => [entry.id, entry]));
  const conflicts = leaveConflicts(draft.entries, context.leave, context.interpretation);
  return draft.entries.flatMap((entry) => {
    const old = saved.get(entry.id);
    const same =
      old !== undefined && old.memberId === entry.memberId && sameRule(old.rule, entry.rule);
    const own = same ? [] : problemsOf(entry, context);
    const away = conflicts.filter((it) => it.entryId === entry.id).map((it) => it.problem);
    return [...own, ...away].map((problem) => ({ entryId: entry.id, problem }));
  });
}

/** Whether a draft says anything else than what is saved. */
export function isChanged(draft: Draft): boolean {
  const { saved, entries } = draft;
  if (saved.length !== entries.length) return true;
  const byId = new Map(saved.map((entry) => [entry.id, entry]));
  return entries.some((entry) => {
    const old = byId.get(entry.id);
    return old === undefined || old.memberId !== entry.memberId || !sameRule(old.rule, entry.rule);
  });
}
