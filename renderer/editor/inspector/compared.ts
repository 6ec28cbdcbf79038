import type { Interpretation, Rule } from '../../../core/schedule/model.ts';
import { listed } from '../../../core/text/time.ts';
import { firstWeekday } from '../../../core/time/format.ts';
import { zoneTable } from '../../../core/time/zone.ts';
import { monthOptions, weekdayOptions, weekOptions, type Choice } from './choices.ts';
import {
  endField,
  endParts,
  endsNextDay,
  startParts,
  timeField,
  type BoundParts,
} from './dates.ts';
import { spelledOut } from './new-rule.ts';

/** The parts of a rule that are compared and chosen as one. */
export const comparedFields = {
  days: { label: 'Days', keys: ['weekDays'] },
  times: { label: 'Times', keys: ['startTime', 'endTime'] },
  from: { label: 'From', keys: ['startDate'] },
  until: { label: 'Until', keys: ['endDate'] },
  months: { label: 'Months', keys: ['monthsOfYear'] },
  weeks: { label: 'Weeks', keys: ['weeksOfMonth'] },
} as const satisfies Record<string, { label: string; keys: readonly (keyof Rule)[] }>;

export type ComparedField = keyof typeof comparedFields;
export const comparedNames = ['days', 'times', 'from', 'until', 'months', 'weeks'] as const;
export type Pick = 'mine' | 'theirs';

export interface ComparedRow {
  readonly field: ComparedField;
  readonly label: string;
  readonly base: string;
  readonly theirs: string;
  readonly mine: string;
}

interface Words {
  readonly interpretation: Interpretation;
  readonly locale: string;
}

/** The parts of a rule in which the three versions are not all the same, in words. */
export function compared(base: Rule, mine: Rule, theirs: Rule, words: Words): ComparedRow[] {
  const [before, own, other] = [base, mine, theirs].map((rule) => wordsOf(rule, words));
  return comparedNames.flatMap((field) => {
    const row = {
      field,
      label: comparedFields[field].label,
      base: before?.[field] ?? '',
      theirs: other?.[field] ?? '',
      mine: own?.[field] ?? '',
    };
    return row.base === row.mine && row.base === row.theirs ? [] : [row];
  });
}

/** What to begin with: theirs where only they changed something, mine elsewhere. */
export function firstPicks(
  base: Rule,
  mine: Rule,
  theirs: Rule,
  interpretation: Interpretation,
): Record<ComparedField, Pick> {
  const [was, own, other] = [base, mine, theirs].map((rule) => spelledOut(rule, interpretation));
  const pick = (field: ComparedField): Pick => {
    const text = (rule: Rule | undefined) =>
      JSON.stringify(comparedFields[field].keys.map((key) => rule?.[key]));
    return text(own) === text(was) && text(other) !== text(was) ? 'theirs' : 'mine';
  };
  return {
    days: pick('days'),
    times: pick('times'),
    from: pick('from'),
    until: pick('until'),
    months: pick('months'),
    weeks: pick('weeks'),
  };
}

/** The rule made of what was picked from each side. */
export function merged(mine: Rule, theirs: Rule, picks: Record<ComparedField, Pick>): Rule {
  const from = (field: ComparedField) => (picks[field] === 'theirs' ? theirs : mine);
  return {
    weekDays: from('days').weekDays,
    startTime: from('times').startTime,
    endTime: from('times').endTime,
    startDate: from('from').startDate,
    endDate: from('until').endDate,
    monthsOfYear: from('months').monthsOfYear,
    weeksOfMonth: from('weeks').weeksOfMonth,
  };
}

function wordsOf(given: Rule, { interpretation, locale }: Words): Record<ComparedField, string> {
  const rule = spelledOut(given, interpretation);
  const table = zoneTable(interpretation.zone);
  const days = weekdayOptions(locale, firstWeekday(locale), interpretation);
  const next = endsNextDay(rule.startTime, rule.endTime) ? ' next day' : '';
  return {
    days: mostOf(days, rule.weekDays, 'every day'),
    times: `${timeField(rule.startTime)} – ${endField(rule.endTime)}${next}`,
    from: boundWords(startParts(rule.startDate, table)),
    until: boundWords(endParts(rule.endDate, table)),
    months: mostOf(monthOptions(locale), rule.monthsOfYear, 'every month'),
    weeks: allWeeks(rule.weeksOfMonth)
      ? 'every week'
      : named(weekOptions(rule.weeksOfMonth), rule.weeksOfMonth),
  };
}

function boundWords({ date, time }: BoundParts): string {
  return date === '' ? 'none' : time === null ? date : `${date} ${time}`;
}

/** A column is narrow: where few are left out, those are said. */
function mostOf(choices: readonly Choice[], values: readonly number[], all: string): string {
  const left = choices.filter((it) => !values.includes(it.value));
  if (left.length === 0) return all;
  const few = left.length * 4 < choices.length;
  return few ? `all but ${listed(left.map((it) => it.short))}` : named(choices, values);
}

function named(choices: readonly Choice[], values: readonly number[]): string {
  return listed(choices.filter((it) => values.includes(it.value)).map((it) => it.short));
}

function allWeeks(weeks: readonly number[]): boolean {
  return [1, 2, 3, 4, 5].every((week) => weeks.includes(week));
}
