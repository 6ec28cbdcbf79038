import type { Interval } from '../time/instant.ts';
import { dayMs, firstInstant, lastInstant } from '../time/instant.ts';
import { merge, subtract } from '../time/interval.ts';
import { applyEdits, type RowEdit } from './edit/row-edit.ts';
import type { Entry, MemberId, Rule, TeamId } from './model.ts';
import { movedAlone } from './move/alone.ts';
import { liesWithin } from './move/cut-out.ts';
import { movedRule } from './move/moved-rule.ts';
import {
  isSamePerson,
  isSameTime,
  type MoveContext,
  type MovePlan,
  type MoveRefusal,
  type Place,
  type ShiftMove,
} from './move/shift-move.ts';
import { occurrences } from './recurrence.ts';
import {
  compileSchedule,
  dutiesOfTeam,
  runsOf,
  sameId,
  type Duty,
  type Schedule,
  type ScheduledEntry,
} from './schedule.ts';
import { shiftsOf, type Shift } from './shifts.ts';

/** Where a shift comes from: entries that make it and nothing else, or rules that make more. */
export interface Origin {
  readonly kind: 'once' | 'recurring';
  readonly entries: readonly Entry[];
}

/** Where a shift of a schedule comes from; null where it is none. */
export function originOf(schedule: Schedule, shift: Shift): Origin | null {
  const { memberId, start, end } = shift;
  const found = shift.openStart || shift.openEnd ? null : find(schedule, shift.teamId, shift);
  const duty = dutyOf(schedule, shift.teamId, memberId);
  const ids = new Set(shift.entryIds);
  const rows = duty?.entries.filter(({ entry }) => ids.has(entry.id)) ?? [];
  if (rows.length === 0) return null;
  const once = found !== null && rows.every((row) => liesWithin(row, { start, end }));
  return { kind: once ? 'once' : 'recurring', entries: rows.map(({ entry }) => entry) };
}

/**
 * Takes one shift elsewhere, alone or with its whole rule. Alone is proven: the one who had the
 * shift has the same time less what was moved away, the one who gets it the same and the rest.
 */
export function planMove(
  entries: readonly Entry[],
  move: ShiftMove,
  context: MoveContext,
): MovePlan {
  const { from, to, teamId } = move;
  const refused = (refusal: MoveRefusal): MovePlan => ({ kind: 'refused', refusal });
  if (from.start <= firstInstant || from.end >= lastInstant) return refused({ kind: 'open' });
  if (!(to.start < to.end)) return refused({ kind: 'no-time' });
  const before = compileSchedule(entries, context.interpretation);
  const found = find(before, teamId, from);
  if (found === null)
    return refused({ kind: 'no-such-shift', memberId: from.memberId, at: from.start });
  const rows = found.duty.entries.filter(({ rule }) => occurrences(rule, from).length > 0);
  const locked = rows.filter(({ entry }) => entry.readOnly !== null);
  if (locked.length > 0)
    return refused({ kind: 'read-only', entryIds: locked.map(({ entry }) => entry.id) });
  if (move.scope === 'rule') return movedWhole(rows, move, context);
  const plan = movedAlone(rows, move, context);
  if (plan.kind === 'refused') return plan;
  const after = compileSchedule(applyEdits(entries, plan.edits), context.interpretation);
  const difference = firstMistake(before, after, move);
  return difference === null ? plan : refused({ kind: 'not-equal', difference });
}

function find(
  schedule: Schedule,
  teamId: TeamId | null,
  { memberId, start, end }: Place,
): { readonly duty: Duty; readonly shift: Shift } | null {
  const duty = dutyOf(schedule, teamId, memberId);
  if (duty === undefined) return null;
  const shift = shiftsOf(duty, { start, end }).find((it) => it.start === start && it.end === end);
  return shift === undefined ? null : { duty, shift };
}

function dutyOf(schedule: Schedule, teamId: TeamId | null, memberId: MemberId): Duty | undefined {
  return dutiesOfTeam(schedule, teamId).find((it) => sameId(it.memberId) === sameId(memberId));
}

/** The rule with all its shifts; given to someone else as it is, all rules of the shift. */
function movedWhole(
  rows: readonly ScheduledEntry[],
  move: ShiftMove,
  { interpretation }: MoveContext,
): MovePlan {
  const memberId = isSamePerson(move) ? move.from.memberId : move.to.memberId;
  const update = (before: Entry, rule: Rule): RowEdit => {
    const owner = isSamePerson(move) ? before.memberId : memberId;
    return { kind: 'update', before, after: { ...before, memberId: owner, rule } };
  };
  if (isSameTime(move))
    return { kind: 'planned', edits: rows.map(({ entry }) => update(entry, entry.rule)) };
  const [row] = rows;
  if (row === undefined || rows.length > 1)
    return { kind: 'refused', refusal: { kind: 'several-entries', count: rows.length } };
  const moved = movedRule(row.entry.rule, move.from, move.to, interpretation);
  if (moved.kind === 'refused')
    return { kind: 'refused', refusal: { kind: 'rule', why: moved.why } };
  return { kind: 'planned', edits: [update(row.entry, moved.rule)] };
}

// Farther away only the dates of rules changed, which cut nothing there.
const marginMs = 400 * dayMs;

/** The first time at which someone has what they should not, or lacks what they should have. */
function firstMistake(before: Schedule, after: Schedule, move: ShiftMove): Interval | null {
  const { from, to, teamId } = move;
  const window = {
    start: Math.min(from.start, to.start) - marginMs,
    end: Math.max(from.end, to.end) + marginMs,
  };
  const timeOf = (schedule: Schedule, memberId: MemberId): Interval[] => {
    const duty = dutyOf(schedule, teamId, memberId);
    return duty === undefined ? [] : runsOf(duty, window);
  };
  for (const memberId of [from.memberId, to.memberId]) {
    const is = (place: Place): boolean => sameId(place.memberId) === sameId(memberId);
    const old = timeOf(before, memberId);
    const kept = is(from) ? subtract(old, [from]) : old;
    const wanted = merge(is(to) ? [...kept, to] : kept);
    const got = timeOf(after, memberId);
    const mistake = subtract(wanted, got)[0] ?? subtract(got, wanted)[0];
    if (mistake !== undefined) return mistake;
  }
  return null;
}
