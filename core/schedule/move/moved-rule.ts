import type { Instant, Interval } from '../../time/instant.ts';
import { dayMs } from '../../time/instant.ts';
import { clip, merge, subtract } from '../../time/interval.ts';
import { instantOf, wallOf, zoneTable } from '../../time/zone.ts';
import type { Interpretation, Rule } from '../model.ts';
import { allMonths } from '../month-days.ts';
import { compileRule, occurrences, type CompiledRule } from '../recurrence.ts';
import { wallTime } from '../roster-fit/write-rule.ts';

/** Why a rule cannot take all its shifts along. */
export type RuleRefusal =
  /** A shift of several dates can be moved as it is, but not made longer or shorter. */
  | 'several-days'
  /** One date of a rule is on call at most 24 hours. */
  | 'longer-than-a-day'
  /** The day after the second Tuesday need not be the second Wednesday. */
  | 'weeks-of-month'
  | 'months'
  /** On this very date the clocks change, and the rule would mean another time. */
  | 'clock-change'
  /** A time of day no rule can name, such as 23:59:59. */
  | 'not-writable'
  /** Its date range would cut some shifts otherwise than before. */
  | 'dates';

export type MovedRule =
  | { readonly kind: 'rule'; readonly rule: Rule }
  | { readonly kind: 'refused'; readonly why: RuleRefusal };

/** How far the two ends of each shift go, in wall time of the schedule zone. */
interface Way {
  readonly startMs: number;
  readonly endMs: number;
}

/**
 * The rule that has every shift moved as one of its shifts, `from`, is moved to `to`: by so much
 * wall time, to other week days where it goes to another day. Proven on the wall clock over all
 * its dates within ten years of that shift, and to be exactly `to` where that shift goes.
 */
export function movedRule(
  rule: Rule,
  from: Interval,
  to: Interval,
  interpretation: Interpretation,
): MovedRule {
  const old = compileRule(rule, interpretation);
  const way = wayOf(old, from, to);
  const refuse = (why: RuleRefusal): MovedRule => ({ kind: 'refused', why });
  if (way.startMs !== way.endMs && occurrences(old, from).length > 1) return refuse('several-days');
  const days = Math.floor((old.startMs + way.startMs) / dayMs);
  const startMs = old.startMs + way.startMs - days * dayMs;
  const endMs = old.endMs + way.endMs - days * dayMs;
  if (endMs <= startMs || endMs > startMs + dayMs) return refuse('longer-than-a-day');
  const shifted = { ...rule, ...timesOf(old, startMs, endMs), weekDays: turned(rule, days) };
  const bare = compileRule(shifted, interpretation);
  if (bare.startMs !== startMs || bare.endMs !== endMs) return refuse('not-writable');
  const moved = rangesFor(rule, old, way, days)
    .map((range) => ({ ...shifted, ...range }))
    .find((it) => isMoved(old, compileRule(it, interpretation), way, from));
  if (moved === undefined) return refuse(whyNot(old, days));
  if (!landsOn(compileRule(moved, interpretation), to)) return refuse('clock-change');
  return { kind: 'rule', rule: moved };
}

function wayOf({ table }: CompiledRule, from: Interval, to: Interval): Way {
  const wall = (at: Instant): number => wallOf(table, at);
  return { startMs: wall(to.start) - wall(from.start), endMs: wall(to.end) - wall(from.end) };
}

/** As they were written where they stay; all day as two missing times. */
function timesOf(old: CompiledRule, startMs: number, endMs: number): Partial<Rule> {
  if (startMs === old.startMs && endMs === old.endMs) return {};
  if (startMs === 0 && endMs === dayMs) return { startTime: null, endTime: null };
  return { startTime: wallTime(startMs), endTime: wallTime(endMs) };
}

/** The week days so many days later; what never matches stays. */
function turned({ weekDays }: Rule, days: number): number[] {
  const turn = (day: number): number =>
    day >= 0 && day <= 6 && Number.isInteger(day) ? (((day + days) % 7) + 7) % 7 : day;
  return weekDays.map(turn).sort((a, b) => a - b);
}

/** The date ranges to try, the plainest first: as it is, moved by whole days, moved with the ends. */
function rangesFor(rule: Rule, { table }: CompiledRule, way: Way, days: number): Partial<Rule>[] {
  const by = (at: Instant | null, ms: number): Instant | null =>
    at === null ? null : instantOf(table, wallOf(table, at) + ms);
  const moved = (startMs: number, endMs: number) => ({
    startDate: by(rule.startDate, startMs),
    endDate: by(rule.endDate, endMs),
  });
  return [
    days === 0 ? {} : moved(days * dayMs, days * dayMs),
    moved(way.startMs, way.endMs),
    moved(days * dayMs, way.endMs),
    moved(way.startMs, days * dayMs),
  ];
}

const utc = zoneTable('UTC');
const proofMs = 3_653 * dayMs;
const edgeMs = 4 * dayMs;

/** Whether all of one rule, moved, is all of the other: on the wall clock, where no hour is missing. */
function isMoved(old: CompiledRule, next: CompiledRule, way: Way, around: Interval): boolean {
  const middle = wallOf(old.table, around.start);
  const window = { start: middle - proofMs, end: middle + proofMs };
  // What comes in or goes out over the edges of the window is not looked at.
  const edge = edgeMs + Math.abs(way.startMs) + Math.abs(way.endMs);
  const inner = { start: window.start + edge, end: window.end - edge };
  if (inner.end - inner.start < proofMs) return false;
  const within = (all: readonly Interval[]): readonly Interval[] =>
    all.filter((it) => it.start > inner.start && it.end < inner.end && it.start < it.end);
  const wanted = within(
    onWallClock(old, window).map(({ start, end }) => ({
      start: start + way.startMs,
      end: end + way.endMs,
    })),
  );
  const got = within(onWallClock(next, window));
  return (
    wanted.length === got.length &&
    wanted.every((it, n) => it.start === got[n]?.start && it.end === got[n]?.end)
  );
}

function onWallClock(rule: CompiledRule, window: Interval): Interval[] {
  const { table, from, to } = rule;
  const bounds = clip({ start: from, end: to }, { start: earliest, end: latest });
  if (bounds === null) return [];
  const wall = { from: wallOf(table, bounds.start), to: wallOf(table, bounds.end) };
  return occurrences({ ...rule, ...wall, table: utc }, window);
}

// Years 2 to 9998: far from where instants end, so that an offset leads to none of those.
const earliest = -62_104_060_800_000;
const latest = 253_370_764_800_000;

function landsOn(rule: CompiledRule, to: Interval): boolean {
  const around = { start: to.start - edgeMs, end: to.end + edgeMs };
  const found = occurrences(rule, around);
  return (
    found.some((it) => it.start === to.start) &&
    found.some((it) => it.end === to.end) &&
    subtract([to], merge(found)).length === 0
  );
}

function whyNot(old: CompiledRule, days: number): RuleRefusal {
  if (days !== 0 && !isEveryWeek(old)) return 'weeks-of-month';
  if (days !== 0 && old.months !== allMonths) return 'months';
  return 'dates';
}

/** All of the weeks 1 to 5, and in a calendar of rows the sixth or last one too. */
export function isEveryWeek({ weeks, weekOfMonth }: CompiledRule): boolean {
  const five = (weeks & 0b1_1111) === 0b1_1111;
  return five && (weekOfMonth === 'block' || (weeks & 0b110_0000) !== 0);
}
