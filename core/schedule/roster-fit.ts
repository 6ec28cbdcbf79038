import type { Interval } from '../time/instant.ts';
import { dayMs, firstInstant, lastInstant } from '../time/instant.ts';
import { merge, subtract } from '../time/interval.ts';
import { zoneTable } from '../time/zone.ts';
import type { Interpretation, MemberId, Rule } from './model.ts';
import { compileRule, occurrences } from './recurrence.ts';
import type { Shape } from './roster-fit/cells.ts';
import { fitMember } from './roster-fit/member-fit.ts';

/** When one member is wanted on call: dated, in any order, overlaps allowed. */
export interface WantedTime {
  readonly memberId: MemberId;
  readonly intervals: readonly Interval[];
  /** Hours of a day in the schedule zone of which the time is known to be made. */
  readonly shapes?: readonly Shape[];
}

/** A rule for a member, not yet an entry of any team. */
export interface FittedEntry {
  readonly memberId: MemberId;
  readonly rule: Rule;
}

/** The entries that say a dated roster, and what could not be said. */
export type RosterFit =
  | {
      readonly kind: 'fitted';
      /** In the order of the members given, then of their start dates. */
      readonly entries: readonly FittedEntry[];
      /** Time no entry can say exactly: an end at a 59th second or outside the years 1–9999. */
      readonly leftovers: readonly { readonly memberId: MemberId; readonly interval: Interval }[];
    }
  | { readonly kind: 'too_large' }
  /** The proof found a difference; nothing is handed out. */
  | { readonly kind: 'not-equal'; readonly memberId: MemberId; readonly difference: Interval };

/** More wanted intervals than this are refused. */
export const mostIntervals = 100_000;

/**
 * Few entries whose expansion is exactly a dated roster. Recurring rules where they save entries,
 * dated ones otherwise; each member's result is expanded and compared before it is returned.
 * Throws RangeError for an unknown zone.
 */
export function fitRoster(
  wanted: readonly WantedTime[],
  interpretation: Interpretation,
): RosterFit {
  const count = wanted.reduce((sum, it) => sum + it.intervals.length, 0);
  if (count > mostIntervals) return { kind: 'too_large' };
  const entries: FittedEntry[] = [];
  const leftovers: { memberId: MemberId; interval: Interval }[] = [];
  const table = zoneTable(interpretation.zone);
  for (const { memberId, intervals, shapes } of byMember(wanted)) {
    const [known, beyond] = withinYears(merge(intervals));
    const fit = fitMember({ table, interpretation, runs: known }, shapes);
    const difference = firstDifference(fit.rules, subtract(known, fit.leftovers), interpretation);
    if (difference !== null) return { kind: 'not-equal', memberId, difference };
    const rules = [...fit.rules].sort((a, b) => (a.startDate ?? 0) - (b.startDate ?? 0));
    for (const rule of rules) entries.push({ memberId, rule });
    for (const interval of [...fit.leftovers, ...beyond]) leftovers.push({ memberId, interval });
  }
  return { kind: 'fitted', entries, leftovers };
}

/**
 * The first stretch that dated rules put on call and a merged list does not, or the other way
 * round; null where they are equal for all time. A rule without both dates is a difference.
 */
export function firstDifference(
  rules: readonly Rule[],
  wanted: readonly Interval[],
  interpretation: Interpretation,
): Interval | null {
  const all: Interval[] = [];
  for (const rule of rules) {
    if (rule.startDate === null || rule.endDate === null)
      return { start: firstInstant, end: lastInstant };
    const compiled = compileRule(rule, interpretation);
    const dates = { start: compiled.from, end: compiled.to };
    for (const it of occurrences(compiled, dates)) all.push(it);
  }
  const got = merge(all);
  return subtract(got, wanted)[0] ?? subtract(wanted, got)[0] ?? null;
}

function byMember(wanted: readonly WantedTime[]): Required<WantedTime>[] {
  const found = new Map<
    string,
    { memberId: MemberId; intervals: Interval[]; shapes: readonly Shape[] }
  >();
  for (const { memberId, intervals, shapes = [] } of wanted) {
    const key = memberId.toLowerCase();
    const known = found.get(key) ?? { memberId, intervals: [], shapes: [] };
    for (const it of intervals) known.intervals.push(it);
    known.shapes = [...known.shapes, ...shapes];
    found.set(key, known);
  }
  return [...found.values()];
}

function withinYears(runs: readonly Interval[]): [Interval[], Interval[]] {
  const known: Interval[] = [];
  const beyond: Interval[] = [];
  for (const run of runs) {
    const inside =
      Number.isInteger(run.start) &&
      Number.isInteger(run.end) &&
      run.start >= firstInstant + 3 * dayMs &&
      run.end <= lastInstant - 3 * dayMs;
    (inside ? known : beyond).push(run);
  }
  return [known, beyond];
}
