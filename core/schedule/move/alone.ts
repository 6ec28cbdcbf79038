import type { Interval } from '../../time/instant.ts';
import { dayMs } from '../../time/instant.ts';
import { subtract } from '../../time/interval.ts';
import { newEntry, type RowEdit } from '../edit/row-edit.ts';
import type { Rule } from '../model.ts';
import { allMonths, allWeekDays } from '../month-days.ts';
import type { CompiledRule } from '../recurrence.ts';
import { fitRoster } from '../roster-fit.ts';
import type { ScheduledEntry } from '../schedule.ts';
import { cutOut, liesWithin } from './cut-out.ts';
import { isEveryWeek, movedRule } from './moved-rule.ts';
import {
  isSamePerson,
  type MoveContext,
  type MovePlan,
  type MoveRefusal,
  type ShiftMove,
} from './shift-move.ts';

/** What a shift loses where it was and gains where it goes, in as few edits as that takes. */
export function movedAlone(
  rows: readonly ScheduledEntry[],
  move: ShiftMove,
  context: MoveContext,
): MovePlan {
  const { from, to } = move;
  const spent = rows.filter((row) => liesWithin(row, from));
  const stays = isSamePerson(move) && spent.length === 0;
  // A shift that only grows or shrinks keeps what stays: its rule is torn no more than it must be.
  const grows = stays && to.start <= from.start && from.end <= to.end;
  const shrinks = stays && from.start <= to.start && to.end <= from.end;
  const lost = grows ? [] : shrinks ? subtract([from], [to]) : [from];
  const gained = grows ? subtract([to], [from]) : shrinks ? [] : [to];
  const left = cutRows(rows, lost, move, context);
  if (left.kind === 'refused') return left;
  const placed = placeTime(spent, gained, move, context);
  return placed.kind === 'refused'
    ? placed
    : { kind: 'planned', edits: [...placed.edits, ...left.edits] };
}

/** The edits of the entries that have time elsewhere too. */
function cutRows(
  rows: readonly ScheduledEntry[],
  lost: readonly Interval[],
  { teamId, from }: ShiftMove,
  { newId }: MoveContext,
): MovePlan {
  const edits: RowEdit[] = [];
  for (const row of rows) {
    const left = cutOut(row, lost);
    if (left.kind === 'not-writable') return { kind: 'refused', refusal: left };
    const [first, ...others] = left.rules;
    if (first === undefined || lost.length === 0) continue;
    edits.push({ kind: 'update', before: row.entry, after: { ...row.entry, rule: first } });
    const memberId = row.entry.memberId ?? from.memberId;
    for (const rule of others)
      edits.push({ kind: 'create', entry: newEntry(newId(), teamId, memberId, rule) });
  }
  return { kind: 'planned', edits };
}

/** The time gained, in the entries that made nothing but this shift, or in new ones. */
function placeTime(
  spent: readonly ScheduledEntry[],
  gained: readonly Interval[],
  move: ShiftMove,
  context: MoveContext,
): MovePlan {
  const rules = rulesFor(spent, gained, move, context);
  if ('kind' in rules) return { kind: 'refused', refusal: rules };
  const { memberId } = move.to;
  const edits = rules.map((rule, n): RowEdit => {
    const before = spent[n]?.entry;
    return before === undefined
      ? { kind: 'create', entry: newEntry(context.newId(), move.teamId, memberId, rule) }
      : { kind: 'update', before, after: { ...before, memberId, rule } };
  });
  const gone = spent.slice(rules.length).map(({ entry }): RowEdit => ({ kind: 'delete', entry }));
  return { kind: 'planned', edits: [...edits, ...gone] };
}

function rulesFor(
  spent: readonly ScheduledEntry[],
  gained: readonly Interval[],
  { from, to }: ShiftMove,
  { interpretation }: MoveContext,
): readonly Rule[] | MoveRefusal {
  const [first] = spent;
  // An entry of its own keeps the way it is written, where its words can say the new time.
  if (first !== undefined && !isDated(first.rule)) {
    const moved = movedRule(first.entry.rule, from, to, interpretation);
    if (moved.kind === 'rule') return [moved.rule];
  }
  const fit = fitRoster([{ memberId: to.memberId, intervals: gained }], interpretation);
  if (fit.kind === 'not-equal') return { kind: 'not-equal', difference: fit.difference };
  if (fit.kind === 'too_large' || fit.leftovers.length > 0)
    return { kind: 'not-writable', at: to.end };
  return fit.entries.map(({ rule }) => rule);
}

/** Whether a rule is nothing but its dates. */
function isDated(rule: CompiledRule): boolean {
  const everyDate = rule.months === allMonths && rule.weekDays === allWeekDays && isEveryWeek(rule);
  return everyDate && rule.startMs === 0 && rule.endMs === dayMs;
}
