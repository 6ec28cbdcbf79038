import { dayMs, firstInstant, lastInstant, type Interval } from '../time/instant.ts';
import { merge } from '../time/interval.ts';
import type { RowEdit } from './edit/row-edit.ts';
import type { Entry, Interpretation, Rule } from './model.ts';
import { allMonths, allWeeks } from './month-days.ts';
import { compileRule, occurrences, type CompiledRule } from './recurrence.ts';
import { bitNumbers, wallTime, weekDayNumbers, weekNumber } from './roster-fit/write-rule.ts';

/** Entries that one of them can say alone, and what it would then say. */
export interface EntryMerge {
  readonly kept: Entry;
  readonly rule: Rule;
  readonly removed: readonly Entry[];
}

/** An entry in the making: the first of those it stands for, and its rule so far. */
interface Row {
  readonly entry: Entry;
  readonly rule: Rule;
  readonly compiled: CompiledRule;
  readonly absorbed: readonly Entry[];
}

/** What two rules may differ in to be joined. */
type Part = 'months' | 'weekDays' | 'weeks' | 'dates' | 'times';
const parts: readonly Part[] = ['dates', 'weekDays', 'months', 'weeks', 'times'];

/**
 * Near-duplicates of one member in one team that fewer entries say as well: the same rule twice,
 * rules that differ in one filter only, dates or hours that touch or overlap. Every merge is
 * compared with what it replaces, over all its dates, or where these have no end from 1970 to
 * 2100. Entries that cannot be changed are left alone.
 */
export function mergeEntries(
  entries: readonly Entry[],
  interpretation: Interpretation,
): EntryMerge[] {
  return byDuty(entries).flatMap((duty) => {
    let rows = duty.flatMap((entry): Row[] => {
      const compiled = compileRule(entry.rule, interpretation);
      return isEmpty(compiled) ? [] : [{ entry, rule: entry.rule, compiled, absorbed: [] }];
    });
    for (let before = Infinity; rows.length < before;) {
      before = rows.length;
      for (const part of parts) rows = joinedBy(part, rows, interpretation);
    }
    return rows
      .filter((row) => row.absorbed.length > 0)
      .map(({ entry, rule, absorbed }) => ({ kept: entry, rule, removed: absorbed }));
  });
}

/** Merges as edits of rows: the kept entry is changed before the others go. */
export function mergeEdits(merges: readonly EntryMerge[]): RowEdit[] {
  return merges.flatMap(({ kept, rule, removed }): RowEdit[] => [
    { kind: 'update', before: kept, after: { ...kept, rule } },
    ...removed.map((entry): RowEdit => ({ kind: 'delete', entry })),
  ]);
}

/** Whether a filter or the dates let nothing pass: nothing to be gained by joining that. */
function isEmpty({ months, weekDays, weeks, from, to }: CompiledRule): boolean {
  return months === 0 || weekDays === 0 || weeks === 0 || from >= to;
}

function byDuty(entries: readonly Entry[]): Entry[][] {
  const duties = new Map<string, Entry[]>();
  for (const entry of entries) {
    if (entry.readOnly !== null || entry.memberId === null) continue;
    const key = `${entry.teamId?.toLowerCase() ?? ''}\u0000${entry.memberId.toLowerCase()}`;
    const duty = duties.get(key);
    if (duty === undefined) duties.set(key, [entry]);
    else duty.push(entry);
  }
  return [...duties.values()].filter((duty) => duty.length > 1);
}

function joinedBy(part: Part, rows: readonly Row[], interpretation: Interpretation): Row[] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = keyWithout(part, row.compiled);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return [...groups.values()].flatMap((group) => joinGroup(part, group, interpretation));
}

function keyWithout(
  part: Part,
  { months, weekDays, weeks, from, to, startMs, endMs }: CompiledRule,
) {
  const all = { months, weekDays, weeks, dates: [from, to], times: [startMs, endMs] };
  return JSON.stringify({ ...all, [part]: null });
}

/** Goes through a group in the order of what may differ, joining each to the one before it. */
function joinGroup(part: Part, group: readonly Row[], interpretation: Interpretation): Row[] {
  const joined: Row[] = [];
  for (const row of inOrder(part, group)) {
    const last = joined.at(-1);
    const both = last === undefined ? null : joinTwo(part, last, row, interpretation);
    if (both === null) joined.push(row);
    else joined[joined.length - 1] = both;
  }
  return joined;
}

function inOrder(part: Part, group: readonly Row[]): Row[] {
  const key = ({ compiled }: Row): number =>
    part === 'dates' ? compiled.from : part === 'times' ? compiled.startMs : 0;
  return [...group].sort((a, b) => key(a) - key(b));
}

function joinTwo(part: Part, a: Row, b: Row, interpretation: Interpretation): Row | null {
  const rule = unionOf(part, a, b, interpretation);
  if (rule === null) return null;
  const compiled = compileRule(rule, interpretation);
  if (!isUnion(compiled, a.compiled, b.compiled)) return null;
  return { entry: a.entry, rule, compiled, absorbed: [...a.absorbed, b.entry, ...b.absorbed] };
}

function unionOf(part: Part, a: Row, b: Row, interpretation: Interpretation): Rule | null {
  const [one, other] = [a.compiled, b.compiled];
  switch (part) {
    case 'months':
      return {
        ...a.rule,
        monthsOfYear: bitNumbers(one.months | other.months, allMonths, (bit) => bit + 1),
      };
    case 'weekDays':
      return {
        ...a.rule,
        weekDays: weekDayNumbers(one.weekDays | other.weekDays, interpretation),
      };
    case 'weeks':
      return { ...a.rule, weeksOfMonth: bitNumbers(one.weeks | other.weeks, allWeeks, weekNumber) };
    case 'dates': {
      if (other.from > one.to) return null;
      return { ...a.rule, endDate: other.to > one.to ? b.rule.endDate : a.rule.endDate };
    }
    case 'times': {
      const endMs = Math.max(one.endMs, other.endMs);
      if (other.startMs > one.endMs || endMs - one.startMs > dayMs) return null;
      return { ...a.rule, startTime: wallTime(one.startMs), endTime: wallTime(endMs) };
    }
  }
}

/** The window in which rules are compared: all their dates, or 1970 to 2100 where these have no end. */
function windowOf(rule: CompiledRule): Interval {
  const start = rule.from === firstInstant ? Math.min(0, rule.to - 100 * 366 * dayMs) : rule.from;
  const end = rule.to === lastInstant ? Math.max(start + 100 * 366 * dayMs, year2100) : rule.to;
  return { start, end };
}

const year2100 = 4_102_444_800_000;

function isUnion(whole: CompiledRule, a: CompiledRule, b: CompiledRule): boolean {
  const window = windowOf(whole);
  const one = merge(occurrences(whole, window));
  const two = merge([...occurrences(a, window), ...occurrences(b, window)]);
  return (
    one.length === two.length &&
    one.every((it, n) => it.start === two[n]?.start && it.end === two[n]?.end)
  );
}
