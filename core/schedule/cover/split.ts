import type { Instant, Interval } from '../../time/instant.ts';
import { secondMs } from '../../time/instant.ts';
import type { Entry, Interpretation, MemberId, Rule, TeamId } from '../model.ts';
import { isNeverActive } from '../never-active.ts';
import { newEntry, type RowEdit } from '../edit/row-edit.ts';
import { occurrences, type CompiledRule } from '../recurrence.ts';
import { isWritableEnd } from '../roster-fit/write-rule.ts';
import type { ScheduledEntry } from '../schedule.ts';

/** Where an entry's stretch goes, and how new entries are named. */
export interface Handover {
  readonly teamId: TeamId;
  readonly to: MemberId;
  readonly interpretation: Interpretation;
  readonly newId: () => string;
}

/** The edits of one row, or the instant at which its dates cannot be cut. */
export type Split =
  | { readonly kind: 'edits'; readonly edits: readonly RowEdit[] }
  | { readonly kind: 'not-writable'; readonly at: Instant };

/** What a stretch of one entry was cut out into; `taken` is null where it had no time there. */
export type CutOut =
  | { readonly kind: 'cut'; readonly taken: Rule | null; readonly edits: readonly RowEdit[] }
  | { readonly kind: 'not-writable'; readonly at: Instant };

/**
 * Hands a stretch of one entry to another member: the entry keeps what is before or after the
 * stretch, a second one takes the rest, and the stretch becomes an entry of the other member.
 * No edits where the entry has no time in the stretch.
 */
export function splitEntry(row: ScheduledEntry, stretch: Interval, handover: Handover): Split {
  const cut = cutOut(row, stretch, handover);
  if (cut.kind === 'not-writable') return cut;
  if (cut.taken === null) return { kind: 'edits', edits: [] };
  const entry = newEntry(handover.newId(), handover.teamId, handover.to, cut.taken);
  return { kind: 'edits', edits: [{ kind: 'create', entry }, ...cut.edits] };
}

/**
 * Takes a stretch out of one entry: it keeps what is before or after the stretch, and a second
 * entry of the same member takes the rest.
 */
export function cutOut(
  { entry, rule }: ScheduledEntry,
  stretch: Interval,
  context: Pick<Handover, 'interpretation' | 'newId'>,
): CutOut {
  if (occurrences(rule, stretch).length === 0) return { kind: 'cut', taken: null, edits: [] };
  const start = stretch.start > rule.from ? cutAt(rule, stretch.start) : null;
  const end = stretch.end < rule.to ? cutAt(rule, stretch.end) : null;
  if (start === 'nowhere') return { kind: 'not-writable', at: stretch.start };
  if (end === 'nowhere') return { kind: 'not-writable', at: stretch.end };
  const before = start === null ? null : part(entry, null, start, context);
  const after = end === null ? null : part(entry, end, null, context);
  const edits: RowEdit[] = [];
  if (before !== null && after !== null) {
    const { teamId, memberId } = entry;
    if (teamId === null || memberId === null) throw new Error('a row without owner is read-only');
    edits.push({ kind: 'create', entry: newEntry(context.newId(), teamId, memberId, after.rule) });
  }
  const kept = before ?? after;
  if (kept === null) edits.push({ kind: 'delete', entry });
  else edits.push({ kind: 'update', before: entry, after: kept });
  return { kind: 'cut', taken: between(entry, start, end).rule, edits };
}

/** The date at which the rule can be cut so that nothing moves across; a second later where it must. */
function cutAt(rule: CompiledRule, at: Instant): Instant | 'nowhere' {
  if (isWritableEnd(at)) return at;
  const later = at + secondMs;
  const idle = occurrences(rule, { start: at, end: later }).length === 0;
  return idle && isWritableEnd(later) ? later : 'nowhere';
}

function between(entry: Entry, start: Instant | null, end: Instant | null): Entry {
  const { rule } = entry;
  return {
    ...entry,
    rule: { ...rule, startDate: start ?? rule.startDate, endDate: end ?? rule.endDate },
  };
}

/** What is left of an entry between two cuts; null where it would never be active. */
function part(
  entry: Entry,
  start: Instant | null,
  end: Instant | null,
  { interpretation }: Pick<Handover, 'interpretation'>,
): Entry | null {
  const left = between(entry, start, end);
  return isNeverActive(left.rule, interpretation) ? null : left;
}
