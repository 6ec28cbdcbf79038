import { describe, expect, test } from 'vitest';
import type { Rule } from '../../../core/schedule/model.ts';
import { compileRule, occurrences } from '../../../core/schedule/recurrence.ts';
import { fitRoster } from '../../../core/schedule/roster-fit.ts';
import type { Shape } from '../../../core/schedule/roster-fit/cells.ts';
import { dayMs, hourMs, minuteMs, type Interval } from '../../../core/time/instant.ts';
import { merge } from '../../../core/time/interval.ts';
import { aRule, inZone } from '../../support/rules.ts';

const utc = inZone('UTC');
const monday = Date.UTC(2026, 2, 2);
const span = (from: string, to: string): Interval => ({
  start: Date.parse(from),
  end: Date.parse(to),
});
/** Hours after the Monday's midnight. */
const hours = (start: number, end: number): Interval => ({
  start: monday + start * hourMs,
  end: monday + end * hourMs,
});
/** The same hours on some days after the Monday. */
const daily = (days: readonly number[], start: number, end: number): Interval[] =>
  days.map((day) => hours(day * 24 + start, day * 24 + end));
const shape = (start: number, end: number): Shape => ({
  startMs: start * hourMs,
  endMs: end * hourMs,
});
const dated = ({ start, end }: Interval): Rule => aRule({ startDate: start, endDate: end });

/** One member's rules, which must be all of the wanted time. */
function rulesFor(
  intervals: readonly Interval[],
  shapes: readonly Shape[] = [],
  reading = utc,
): readonly Rule[] {
  const found = fitRoster([{ memberId: 'm1', intervals, shapes }], reading);
  if (found.kind !== 'fitted') throw new Error(JSON.stringify(found));
  expect(found.leftovers).toEqual([]);
  const rules = found.entries.map((it) => it.rule);
  const all = { start: Date.UTC(1900, 0, 1), end: Date.UTC(2100, 0, 1) };
  const got = rules.flatMap((it) => occurrences(compileRule(it, reading), all));
  expect(merge(got)).toEqual(merge(intervals));
  return rules;
}

const tenTens = daily([14, 15, 17, 18, 20, 21, 23, 24, 26, 28], 10, 12);

describe('dates and rules', () => {
  test('one shift is said by its dates, though its hours are known', () => {
    expect(rulesFor([hours(9, 17)], [shape(9, 17)])).toEqual([dated(hours(9, 17))]);
  });

  test('hours that come but once are said by dates beside a rule', () => {
    const once = hours(13, 14.5);
    const rules = rulesFor([once, ...daily([2, 3, 4], 9, 10)]);
    expect(rules).toHaveLength(2);
    expect(rules[0]).toEqual(dated(once));
  });

  test('hours that are known are said as such beside other rules', () => {
    const rules = rulesFor([hours(9, 17), ...daily([2, 3, 4], 9, 10)], [shape(9, 17)]);
    expect(rules[0]).toMatchObject({ startTime: '09:00:00', endTime: '17:00:00' });
  });

  test('hours within a day are said between midnights, whichever hours they are', () => {
    const rules = rulesFor(daily([0, 1, 2], 6, 18));
    expect(rules).toMatchObject([{ startDate: monday, endDate: monday + 3 * dayMs }]);
  });

  test('fewer rules are no gain where time is lost', () => {
    const short = [14, 15].map((day) =>
      span(`2026-01-${day}T23:59:59Z`, `2026-01-${day + 1}T02:30:00Z`),
    );
    const long = span('2026-01-10T23:59:59Z', '2026-01-13T02:30:00Z');
    expect(rulesFor([long, ...short])).toEqual([long, ...short].map(dated));
  });

  test('more rules are no loss where they say what dates cannot', () => {
    // No time of day names its start, so only the known hours reach its end.
    const long = { start: monday + 9 * hourMs + 1, end: Date.parse('2026-03-03T16:59:59Z') };
    const rules = rulesFor([long], [{ startMs: 0, endMs: 17 * hourMs - 1_000 }]);
    expect(rules).toHaveLength(2);
  });
});

describe('an end at a 59th second', () => {
  test('of one date takes one entry', () => {
    expect(rulesFor([span('2026-03-02T09:00:00Z', '2026-03-02T16:59:59Z')])).toHaveLength(1);
  });

  test('of the next date takes one for the first day and one for the rest', () => {
    expect(rulesFor([span('2026-03-02T09:00:00Z', '2026-03-03T16:59:59Z')])).toMatchObject([
      dated(span('2026-03-02T09:00:00Z', '2026-03-03T09:00:00Z')),
      { startTime: '09:00:00', endTime: '16:59:59' },
    ]);
  });
});

describe('rules within one run', () => {
  const days = shape(9, 21);
  const nights = shape(21, 33);

  test('of days and of nights are joined to one by dates', () => {
    const run = hours(9, 3 * 24 + 9);
    const rules = rulesFor([run, ...tenTens], [days, nights]);
    expect(rules).toHaveLength(rulesFor(tenTens).length + 1);
    expect(rules[0]).toEqual(dated(run));
  });

  test('are joined in each run that several of them make', () => {
    const runs = [hours(9, 33), hours(48 + 9, 48 + 33), hours(96 + 9, 96 + 33)];
    const rules = rulesFor([...runs, ...daily([7, 8, 9], 9, 21)], [days, nights]);
    expect(rules.length).toBeLessThanOrEqual(4);
  });

  test('stay as they are where no date can say their end', () => {
    const run = span('2026-03-02T09:00:00Z', '2026-03-03T16:59:59Z');
    const rules = rulesFor([run, ...tenTens]);
    expect(rules).toHaveLength(rulesFor(tenTens).length + 2);
  });
});

describe('where clocks change', () => {
  test('a date on which they leave nothing of the hours takes no second rule', () => {
    const reading = inZone('Europe/Berlin');
    const rule = aRule({
      startTime: '02:30:00',
      endTime: '03:00:00',
      startDate: Date.parse('2026-03-23T00:00+01:00'),
      endDate: Date.parse('2026-04-06T00:00+02:00'),
    });
    const window = { start: rule.startDate ?? 0, end: rule.endDate ?? 0 };
    const wanted = occurrences(compileRule(rule, reading), window);
    expect(wanted).toHaveLength(13);
    expect(rulesFor(wanted, [], reading)).toHaveLength(1);
  });

  test('known hours are found around a date that a zone jumped over', () => {
    const apia = inZone('Pacific/Apia');
    const rule = aRule({ startTime: '09:00:00', endTime: '17:00:00' });
    const window = span('2011-12-27T00:00-10:00', '2012-01-04T00:00+14:00');
    const wanted = occurrences(compileRule(rule, apia), window);
    expect(rulesFor(wanted, [shape(9, 17)], apia)).toHaveLength(1);
    const always = rulesFor([window], [shape(9, 17)], apia);
    expect(always).toEqual([dated(window)]);
  });

  test('known hours are found that begin where midnight is skipped, on the day before', () => {
    // In Toronto in 1919 half past eleven at night was followed by half past midnight.
    const toronto = inZone('America/Toronto');
    const rule = aRule({
      startTime: '23:45:00',
      endTime: '01:00:00',
      startDate: Date.parse('1919-03-28T23:45-05:00'),
      endDate: Date.parse('1919-04-02T23:00-04:00'),
    });
    const window = { start: rule.startDate ?? 0, end: rule.endDate ?? 0 };
    const wanted = occurrences(compileRule(rule, toronto), window);
    expect(wanted.some((it) => it.end - it.start < 75 * minuteMs)).toBe(true);
    expect(wanted.at(-1)?.start).toBeGreaterThan(Date.UTC(1919, 2, 28) + 3 * dayMs);
    expect(rulesFor(wanted, [shape(23.75, 25)], toronto)).toHaveLength(1);
    expect(rulesFor(wanted, [], toronto)).toHaveLength(1);
  });
});
