import type { Instant, Interval } from '../../time/instant.ts';
import { dayMs, secondMs } from '../../time/instant.ts';
import { subtract } from '../../time/interval.ts';
import { instantOf, wallOf } from '../../time/zone.ts';
import type { Rule } from '../model.ts';
import { occurrences, type CompiledRule } from '../recurrence.ts';
import { isWritableEnd } from '../roster-fit/write-rule.ts';
import type { ScheduledEntry } from '../schedule.ts';

/** What is left of a rule, as rules of its own, or the instant at which it cannot be cut. */
export type CutOut =
  | { readonly kind: 'rules'; readonly rules: readonly Rule[] }
  | { readonly kind: 'not-writable'; readonly at: Instant };

/**
 * A rule without some stretches of time, by its dates alone: one rule for each part that is left
 * and ever active. Where nothing happens around a cut it falls on a midnight of the schedule.
 * `holes` must be merged.
 */
export function cutOut({ entry, rule }: ScheduledEntry, holes: readonly Interval[]): CutOut {
  const rules: Rule[] = [];
  for (const part of subtract([{ start: rule.from, end: rule.to }], holes)) {
    const start = part.start === rule.from ? entry.rule.startDate : startOf(rule, part.start);
    const end = part.end === rule.to ? entry.rule.endDate : endOf(rule, part.end);
    if (end === 'nowhere') return { kind: 'not-writable', at: part.end };
    if (isIdle(rule, part)) continue;
    rules.push({ ...entry.rule, startDate: start, endDate: end });
  }
  return { kind: 'rules', rules };
}

/** Whether an entry has no time outside a stretch. */
export function liesWithin({ rule }: ScheduledEntry, stretch: Interval): boolean {
  return subtract([{ start: rule.from, end: rule.to }], [stretch]).every((it) => isIdle(rule, it));
}

const stepMs = 366 * dayMs;
/** By then every shape a calendar year can have has come up. */
const longestSearchMs = 100 * stepMs;

/** Whether a rule has no time in one part of its dates; looks a year at a time, from the cut. */
function isIdle(rule: CompiledRule, part: Interval): boolean {
  const backwards = part.end !== rule.to;
  const lengthMs = Math.min(part.end - part.start, longestSearchMs);
  for (let seenMs = 0; seenMs < lengthMs; seenMs += stepMs) {
    const start = backwards
      ? Math.max(part.start, part.end - seenMs - stepMs)
      : part.start + seenMs;
    const end = backwards ? part.end - seenMs : Math.min(part.end, start + stepMs);
    if (occurrences(rule, { start, end }).length > 0) return false;
  }
  return true;
}

function startOf(rule: CompiledRule, at: Instant): Instant {
  const day = Math.ceil(wallOf(rule.table, at) / dayMs);
  const midnight = instantOf(rule.table, day * dayMs);
  const idle = occurrences(rule, { start: at, end: midnight }).length === 0;
  return midnight > at && midnight < rule.to && idle ? midnight : at;
}

function endOf(rule: CompiledRule, at: Instant): Instant | 'nowhere' {
  const day = Math.floor(wallOf(rule.table, at) / dayMs);
  const midnight = instantOf(rule.table, day * dayMs);
  const choices = [midnight, at, at - secondMs];
  const end = choices.find(
    (it) =>
      it <= at &&
      it > rule.from &&
      isWritableEnd(it) &&
      occurrences(rule, { start: it, end: at }).length === 0,
  );
  return end ?? 'nowhere';
}
