import type { Interval } from '../time/instant.ts';
import { dayMs } from '../time/instant.ts';
import { subtract } from '../time/interval.ts';
import { cutOut } from './cover/split.ts';
import type { CoverRefusal } from './cover.ts';
import { applyEdits, type RowEdit } from './edit/row-edit.ts';
import type { Entry, Interpretation, TeamId } from './model.ts';
import { compileSchedule, dutiesOfTeam, runsOf, type Duty, type Schedule } from './schedule.ts';

/** A stretch of a team's time made free as row edits, or why it cannot be. */
export type RoomPlan =
  | { readonly kind: 'planned'; readonly edits: readonly RowEdit[] }
  | { readonly kind: 'refused'; readonly refusal: CoverRefusal };

/**
 * Takes away all a team has within a stretch, to the second; what is before and after stays as it
 * is, and a rule that reaches over both ends goes on behind it. No edits where nobody is on call.
 * Proven: afterwards everyone has the same time less the stretch.
 */
export function makeRoom(
  entries: readonly Entry[],
  teamId: TeamId,
  stretch: Interval,
  context: { readonly interpretation: Interpretation; readonly newId: () => string },
): RoomPlan {
  const before = compileSchedule(entries, context.interpretation);
  const edits: RowEdit[] = [];
  const locked: string[] = [];
  for (const row of dutiesOfTeam(before, teamId).flatMap((duty) => duty.entries)) {
    const cut = cutOut(row, stretch, context);
    if (cut.kind === 'not-writable') return { kind: 'refused', refusal: cut };
    if (cut.edits.length > 0 && row.entry.readOnly !== null) locked.push(row.entry.id);
    edits.push(...cut.edits);
  }
  if (locked.length > 0)
    return { kind: 'refused', refusal: { kind: 'read-only', entryIds: locked } };
  const after = compileSchedule(applyEdits(entries, edits), context.interpretation);
  const difference = firstMistake(before, after, teamId, stretch);
  if (difference !== null) return { kind: 'refused', refusal: { kind: 'not-equal', difference } };
  return { kind: 'planned', edits };
}

// Beyond this around the stretch only the dates of rows changed, which cut nothing there.
const marginMs = 400 * dayMs;

function firstMistake(
  before: Schedule,
  after: Schedule,
  teamId: TeamId,
  stretch: Interval,
): Interval | null {
  const window = { start: stretch.start - marginMs, end: stretch.end + marginMs };
  const duties = new Map(dutiesOfTeam(after, teamId).map((duty) => [duty.key, duty]));
  const timeOf = (duty: Duty | undefined) => (duty === undefined ? [] : runsOf(duty, window));
  for (const duty of dutiesOfTeam(before, teamId)) {
    const wanted = subtract(timeOf(duty), [stretch]);
    const got = timeOf(duties.get(duty.key));
    const mistake = subtract(wanted, got)[0] ?? subtract(got, wanted)[0];
    if (mistake !== undefined) return mistake;
  }
  return null;
}
