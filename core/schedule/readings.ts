import { dayMs, type Interval } from '../time/instant.ts';
import { instantOf, wallOf } from '../time/zone.ts';
import type { Interpretation, Rule } from './model.ts';
import { dateBits, passes } from './month-days.ts';
import { compileRule, dateExists, type CompiledRule } from './recurrence.ts';

export type Reading = Interpretation['weekOfMonth'];

export const readings: readonly Reading[] = ['block', 'row-monday', 'row-sunday'];

/** A date on which the readings of `weeks_of_month` do not agree about a rule. */
export interface DisputedDate {
  /** Days since 1970-01-01, in the schedule zone. */
  readonly day: number;
  /** Whether a shift begins on it under the reading in use. */
  readonly active: boolean;
  /** The readings under which a shift begins on it: never none, never all. */
  readonly readings: readonly Reading[];
}

/**
 * The dates on which it depends on the reading of `weeks_of_month` whether a
 * shift of the rule begins that touches a window [start, end); in their order, at most `most`.
 * A date counts only where the shift would last: inside the rule's range, and not lost in a gap of
 * the clock. A rule that names all of the weeks 1 to 5 means every week, so it has none, although
 * a calendar of rows may show a sixth. Throws RangeError for an unknown zone.
 */
export function disputedDates(
  rule: Rule,
  interpretation: Interpretation,
  window: Interval,
  most = Infinity,
): DisputedDate[] {
  if (meansEveryWeek(rule)) return [];
  const compiled = compileRule(rule, interpretation);
  const within = {
    start: Math.max(window.start, compiled.from),
    end: Math.min(window.end, compiled.to),
  };
  const found: DisputedDate[] = [];
  if (within.start >= within.end) return found;
  const last = Math.floor(wallOf(compiled.table, within.end) / dayMs);
  // A shift of the day before may reach into the window.
  let day = Math.floor(wallOf(compiled.table, within.start) / dayMs) - 1;
  for (; day <= last && found.length < most; day += 1) {
    const agreeing = readings.filter((reading) => isOn(compiled, reading, day));
    if (agreeing.length === 0 || agreeing.length === readings.length) continue;
    if (!lasts(compiled, day, within)) continue;
    const active = agreeing.includes(interpretation.weekOfMonth);
    found.push({ day, active, readings: agreeing });
  }
  return found;
}

function meansEveryWeek({ weeksOfMonth }: Rule): boolean {
  return weeksOfMonth.length === 0 || [1, 2, 3, 4, 5].every((week) => weeksOfMonth.includes(week));
}

function isOn(rule: CompiledRule, reading: Reading, day: number): boolean {
  return passes(rule, dateBits(day, reading));
}

function lasts({ table, startMs, endMs }: CompiledRule, day: number, within: Interval): boolean {
  const midnight = day * dayMs;
  if (!dateExists(table, midnight)) return false;
  const start = Math.max(instantOf(table, midnight + startMs), within.start);
  return start < Math.min(instantOf(table, midnight + endMs), within.end);
}
