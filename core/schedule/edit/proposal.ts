import { draftProblems, edit, startDraft, type Draft } from '../edit.ts';
import type { Interval } from '../../time/instant.ts';
import { newClashes } from '../leave.ts';
import type { Entry, MemberId } from '../model.ts';
import { planWrites, type PlannedWrite } from '../planned-writes.ts';
import { sameRule } from '../same-rule.ts';
import { replaceEntries, type Schedule } from '../schedule.ts';
import type { Command, EditContext, EntryProblem, Refusal } from './command.ts';
import type { RowEdit } from './row-edit.ts';

/** Changes to several entries as one step, to be looked at before anything is written. */
export interface Proposal {
  /** What a person would call it: "Bob covers Alice, 15–22 March". */
  readonly title: string;
  readonly draft: Draft;
  /** From what is saved straight to what is proposed: one edit per entry that differs. */
  readonly edits: readonly RowEdit[];
  /** Of the entries it adds or changes; what was read and left alone is not its business. */
  readonly problems: readonly EntryProblem[];
  /** Time on call while on leave that there was not before. */
  readonly duringLeave: readonly {
    readonly memberId: MemberId;
    readonly time: readonly Interval[];
  }[];
  readonly writes: readonly PlannedWrite[];
}

/** A proposal, or why a command of it cannot be done. */
export type Proposed =
  | { readonly kind: 'proposed'; readonly proposal: Proposal }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/** Works out commands one after the other; the first that is refused refuses the whole. */
export function propose(
  saved: readonly Entry[],
  title: string,
  commands: readonly Command[],
  context: EditContext,
): Proposed {
  let draft = startDraft(saved);
  for (const command of commands) {
    const edited = edit(draft, command, context);
    if (edited.kind === 'refused') return edited;
    draft = edited.draft;
  }
  const edits = netEdits(saved, draft.entries);
  if (edits.length === 0) return { kind: 'refused', refusal: { kind: 'nothing-to-do' } };
  const touched = new Set(edits.map((it) => (it.kind === 'update' ? it.after : it.entry).id));
  // Leave is told by person and time below: an entry that was cut may have clashed before.
  const problems = draftProblems(draft, { ...context, leave: [] }).filter(
    ({ entryId }) => entryId !== null && touched.has(entryId),
  );
  const before = edits.flatMap((it) => (it.kind === 'create' ? [] : [oldOf(it)]));
  const after = edits.flatMap((it) => (it.kind === 'delete' ? [] : [newOf(it)]));
  const writes = planWrites(before, after);
  const duringLeave = newClashes(saved, draft.entries, context.leave, context.interpretation);
  return { kind: 'proposed', proposal: { title, draft, edits, problems, duringLeave, writes } };
}

/** The schedule as it would be with a proposal; all it leaves alone is shared. */
export function proposedSchedule(schedule: Schedule, { edits }: Proposal): Schedule {
  const gone = edits.flatMap((it) => (it.kind === 'create' ? [] : [oldOf(it).id]));
  const added = edits.flatMap((it) => (it.kind === 'delete' ? [] : [newOf(it)]));
  return replaceEntries(schedule, new Set(gone), added);
}

/** What differs between two lists of entries, matched by id. */
function netEdits(saved: readonly Entry[], entries: readonly Entry[]): RowEdit[] {
  const before = new Map(saved.map((entry) => [entry.id, entry]));
  const kept = new Set(entries.map((entry) => entry.id));
  const changed = entries.flatMap((after): RowEdit[] => {
    const old = before.get(after.id);
    if (old === undefined) return [{ kind: 'create', entry: after }];
    return isSame(old, after) ? [] : [{ kind: 'update', before: old, after }];
  });
  const gone = saved.filter((entry) => !kept.has(entry.id));
  return [...changed, ...gone.map((entry): RowEdit => ({ kind: 'delete', entry }))];
}

const isSame = (a: Entry, b: Entry): boolean =>
  a === b || (a.memberId === b.memberId && sameRule(a.rule, b.rule));

const oldOf = (edit: Exclude<RowEdit, { kind: 'create' }>): Entry =>
  edit.kind === 'update' ? edit.before : edit.entry;

const newOf = (edit: Exclude<RowEdit, { kind: 'delete' }>): Entry =>
  edit.kind === 'update' ? edit.after : edit.entry;
