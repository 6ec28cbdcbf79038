import { readEntryBody, toEntryBody } from '../../contract/entry-body.ts';
import { planCover, planSwap, type CoverPlan } from '../cover.ts';
import { makeRoom, type RoomPlan } from '../make-room.ts';
import { mergeEdits, mergeEntries } from '../merge.ts';
import type { Entry, MemberId, Rule, TeamId } from '../model.ts';
import type { Problem } from '../problems.ts';
import { planMove } from '../move.ts';
import type { ShiftMove } from '../move/shift-move.ts';
import type { FittedEntry } from '../roster-fit.ts';
import { sameRule } from '../same-rule.ts';
import { sameId } from '../schedule.ts';
import {
  findEntries,
  type Command,
  type EditContext,
  type EntryProblem,
  type Refusal,
} from './command.ts';
import { newEntry, type RowEdit } from './row-edit.ts';

/** The row edits a command comes to, or why there are none. */
export type Edits =
  | { readonly kind: 'edits'; readonly edits: readonly RowEdit[] }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/** Works a command out against the entries of a draft; `newId` gives ids no entry has. */
export function editsOf(
  entries: readonly Entry[],
  command: Command,
  context: EditContext,
  newId: () => string,
): Edits {
  switch (command.kind) {
    case 'create':
      return created(command.teamId, command.fields, context, newId);
    case 'change':
      return changed(entries, command.entryId, command.fields, context);
    case 'change-rules':
      return rewritten(entries, command.entryIds, context, (entry) => ({
        ...entry,
        rule: { ...entry.rule, ...command.part },
      }));
    case 'assign':
      return rewritten(entries, command.entryIds, context, (entry) => ({
        ...entry,
        memberId: command.memberId,
      }));
    case 'delete':
      return deleted(entries, command.entryIds);
    case 'cover':
      return handedOver(planCover(entries, command.request, { ...context, newId }));
    case 'swap':
      return handedOver(
        planSwap(entries, command.teamId, command.one, command.other, { ...context, newId }),
      );
    case 'make-room':
      return roomMade(makeRoom(entries, command.teamId, command.stretch, { ...context, newId }));
    case 'add':
      return added(command.teamId, command.entries, context, newId);
    case 'merge-duplicates':
      return done(
        mergeEdits(mergeEntries(ofTeam(entries, command.teamId), context.interpretation)),
      );
    case 'move':
      return moved(entries, command.move, context, newId);
  }
}

function done(edits: readonly RowEdit[]): Edits {
  return edits.length === 0 ? refused({ kind: 'nothing-to-do' }) : { kind: 'edits', edits };
}

function refused(refusal: Refusal): Edits {
  return { kind: 'refused', refusal };
}

function ofTeam(entries: readonly Entry[], teamId: TeamId): Entry[] {
  return entries.filter(
    (entry) => entry.teamId !== null && sameId(entry.teamId) === sameId(teamId),
  );
}

function created(
  teamId: TeamId,
  fields: unknown,
  context: EditContext,
  newId: () => string,
): Edits {
  const read = readFields(fields, context);
  const errors = errorsOf(read.problems, null);
  if (errors.length > 0) return refused({ kind: 'problems', problems: errors });
  return done([{ kind: 'create', entry: newEntry(newId(), teamId, read.memberId, read.rule) }]);
}

function changed(
  entries: readonly Entry[],
  entryId: string,
  fields: unknown,
  context: EditContext,
): Edits {
  const read = readFields(fields, context);
  return rewritten(
    entries,
    [entryId],
    context,
    (entry) => ({ ...entry, memberId: read.memberId, rule: read.rule }),
    read.problems,
  );
}

/** Changes entries one by one; refused as a whole where any of them would be wrong. */
function rewritten(
  entries: readonly Entry[],
  ids: readonly string[],
  context: EditContext,
  change: (entry: Entry) => Entry,
  found?: readonly Problem[],
): Edits {
  const targets = findEntries(entries, ids);
  if (targets.kind === 'refused') return targets;
  const pairs = targets.entries.map((before) => ({ before, after: change(before) }));
  const errors = pairs.flatMap(({ after }) =>
    errorsOf(found ?? problemsOf(after, context), after.id),
  );
  if (errors.length > 0) return refused({ kind: 'problems', problems: errors });
  return done(
    pairs
      .filter(({ before, after }) => isChange(before, after))
      .map((pair): RowEdit => ({ kind: 'update', ...pair })),
  );
}

function isChange(before: Entry, after: Entry): boolean {
  return before.memberId !== after.memberId || !sameRule(before.rule, after.rule);
}

function deleted(entries: readonly Entry[], ids: readonly string[]): Edits {
  const targets = findEntries(entries, ids);
  if (targets.kind === 'refused') return targets;
  return done(targets.entries.map((entry) => ({ kind: 'delete', entry })));
}

/** Where there is room already nothing is refused: something else comes next. */
function roomMade(plan: RoomPlan): Edits {
  if (plan.kind === 'refused') return refused({ kind: 'cover', refusal: plan.refusal });
  return { kind: 'edits', edits: plan.edits };
}

function handedOver(plan: CoverPlan): Edits {
  if (plan.kind === 'refused') return refused({ kind: 'cover', refusal: plan.refusal });
  return done(plan.edits);
}

function moved(
  entries: readonly Entry[],
  move: ShiftMove,
  context: EditContext,
  newId: () => string,
): Edits {
  const plan = planMove(entries, move, { ...context, newId });
  if (plan.kind === 'refused') return refused({ kind: 'move', refusal: plan.refusal });
  return done(plan.edits.filter((it) => it.kind !== 'update' || isChange(it.before, it.after)));
}

function added(
  teamId: TeamId,
  wanted: readonly FittedEntry[],
  context: EditContext,
  newId: () => string,
): Edits {
  const rows = wanted.map(({ memberId, rule }) => newEntry(newId(), teamId, memberId, rule));
  const errors = rows.flatMap((row) => errorsOf(problemsOf(row, context), null));
  if (errors.length > 0) return refused({ kind: 'problems', problems: errors });
  return done(rows.map((entry) => ({ kind: 'create', entry })));
}

/** Everything wrong with an entry as it would be sent. */
export function problemsOf(entry: Entry, context: EditContext): readonly Problem[] {
  const body = toEntryBody(entry.memberId ?? '', entry.rule, context.interpretation);
  return readFields(body, context).problems;
}

function readFields(
  fields: unknown,
  { interpretation, ids }: EditContext,
): { readonly memberId: MemberId; readonly rule: Rule; readonly problems: readonly Problem[] } {
  const body = isRecord(fields) ? fields : {};
  return readEntryBody(body, { interpretation, ids, emptyLists: 'refused' });
}

function errorsOf(problems: readonly Problem[], entryId: string | null): EntryProblem[] {
  return problems
    .filter((problem) => problem.severity === 'error')
    .map((problem) => ({ entryId, problem }));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
