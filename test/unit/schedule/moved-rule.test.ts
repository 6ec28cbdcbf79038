import { describe, expect, test } from 'vitest';
import type { Interpretation, Rule } from '../../../core/schedule/model.ts';
import { cutOut, liesWithin } from '../../../core/schedule/move/cut-out.ts';
import { isEveryWeek, movedRule } from '../../../core/schedule/move/moved-rule.ts';
import { compileRule } from '../../../core/schedule/recurrence.ts';
import { dayMs, hourMs, secondMs, type Interval } from '../../../core/time/instant.ts';
import { aRule, anEntry, inZone } from '../../support/rules.ts';

const utc = inZone('UTC');
const monday = Date.UTC(2026, 2, 2);
const hours = (start: number, end: number): Interval => ({
  start: monday + start * hourMs,
  end: monday + end * hourMs,
});

/** A rule after its shift on the Monday went from some hours to others. */
const moved = (rule: Partial<Rule>, from: Interval, to: Interval, reading = utc) => {
  const result = movedRule(aRule(rule), from, to, reading);
  return result.kind === 'rule' ? result.rule : result.why;
};
const office = { weekDays: [1], startTime: '09:00:00', endTime: '17:00:00' };

describe('a rule whose shifts all move', () => {
  test('keeps its hours as they were written where they stay', () => {
    const day = hours(0, 24);
    const next = hours(24, 48);
    expect(moved({ weekDays: [1] }, day, next)).toEqual(aRule({ weekDays: [2] }));
    const written = { weekDays: [1], startTime: '00:00:00', endTime: '23:59:59' };
    expect(moved(written, day, next)).toEqual(aRule({ ...written, weekDays: [2] }));
  });

  test('says a whole day by no times, and nothing less', () => {
    const late = { weekDays: [1], startTime: '01:00:00', endTime: '01:00:00' };
    expect(moved(late, hours(1, 25), hours(0, 24))).toEqual(aRule({ weekDays: [1] }));
    expect(moved(office, hours(9, 17), hours(0, 17))).toMatchObject({
      startTime: '00:00:00',
      endTime: '17:00:00',
    });
    expect(moved(office, hours(9, 17), hours(9, 24))).toMatchObject({
      startTime: '09:00:00',
      endTime: '23:59:59',
    });
  });

  test('turns its week days, and leaves what is none', () => {
    const all = { ...office, weekDays: [6, 1, 9, -1, 1.5] };
    expect(moved(all, hours(9, 17), hours(33, 41))).toMatchObject({
      weekDays: [-1, 0, 1.5, 2, 9],
    });
    expect(moved({ ...office, weekDays: [0, 1] }, hours(9, 17), hours(-15, -7))).toMatchObject({
      weekDays: [0, 6],
    });
  });

  test('keeps its dates where only hours within them change', () => {
    const dates = { startDate: monday, endDate: monday + 28 * dayMs };
    expect(moved({ ...office, ...dates }, hours(9, 17), hours(10, 18))).toMatchObject(dates);
  });

  test('takes its dates along by whole days where its shifts go to other days', () => {
    const dates = { startDate: monday, endDate: monday + 28 * dayMs };
    expect(moved({ ...office, ...dates }, hours(9, 17), hours(33, 41))).toMatchObject({
      startDate: monday + dayMs,
      endDate: monday + 29 * dayMs,
    });
  });

  test('takes its dates along with the ends of its shifts where they are those', () => {
    const exact = { startDate: monday + 9 * hourMs, endDate: monday + 21 * dayMs + 17 * hourMs };
    expect(moved({ ...office, ...exact }, hours(9, 17), hours(10, 19))).toMatchObject({
      startDate: exact.startDate + hourMs,
      endDate: exact.endDate + 2 * hourMs,
    });
  });

  test('takes its dates along by whole days where its hours change too', () => {
    const dates = { startDate: monday, endDate: monday + 28 * dayMs };
    expect(moved({ ...office, ...dates }, hours(9, 17), hours(34, 42))).toMatchObject({
      startDate: monday + dayMs,
      endDate: monday + 29 * dayMs,
    });
  });

  test('takes one of its dates along with the end of its shifts, the other by whole days', () => {
    const [later, last] = [monday + 18 * hourMs, monday + 21 * dayMs + 17 * hourMs];
    const from = { start: monday + 7 * dayMs + 9 * hourMs, end: monday + 7 * dayMs + 17 * hourMs };
    const to = { start: from.start + 22 * hourMs, end: from.end + 25 * hourMs };
    expect(moved({ ...office, startDate: later, endDate: last }, from, to)).toMatchObject({
      startDate: later + dayMs,
      endDate: last + 25 * hourMs,
    });
    const [first, before] = [monday + 9 * hourMs, monday + 21 * dayMs + 7 * hourMs];
    const less = { start: to.start, end: from.end + dayMs };
    expect(moved({ ...office, startDate: first, endDate: before }, from, less)).toMatchObject({
      startDate: first + 22 * hourMs,
      endDate: before + dayMs,
    });
  });

  test('is refused for its dates where they would let part of one more shift in', () => {
    const until = (endDate: number, rest: Partial<Rule> = {}) =>
      moved({ ...office, ...rest, endDate }, hours(9, 17), hours(7, 17));
    expect(until(monday + 28 * dayMs + 8 * hourMs)).toBe('dates');
    expect(until(monday + 28 * dayMs + 8 * hourMs, { monthsOfYear: [3] })).toBe('dates');
    expect(until(monday + 28 * dayMs + 8 * hourMs, { weeksOfMonth: [1, 5] })).toBe('dates');
    const nextDay = { ...office, endDate: monday + 28 * dayMs + 8 * hourMs };
    expect(moved(nextDay, hours(9, 17), hours(31, 41))).toBe('dates');
  });

  test('is refused for clocks that change where its shift comes to be two', () => {
    const berlin = inZone('Europe/Berlin');
    const nearlyAll = { startTime: '03:00:00', endTime: '02:30:00', weekDays: [6, 0] };
    // In the night to the 29th half past two is no time: there it ends when the next begins.
    const from = {
      start: Date.parse('2026-03-28T03:00+01:00'),
      end: Date.parse('2026-03-30T02:30+02:00'),
    };
    const to = {
      start: Date.parse('2026-04-04T03:00+02:00'),
      end: Date.parse('2026-04-06T02:30+02:00'),
    };
    expect(moved(nearlyAll, from, to, berlin)).toBe('clock-change');
  });

  test('is refused where its dates end in the other of two hours than its shift is to', () => {
    const nights = {
      weekDays: [0],
      startTime: '01:00:00',
      endTime: '09:00:00',
      endDate: Date.parse('2026-10-25T02:30+01:00'),
    };
    const from = { start: Date.parse('2026-10-25T01:00+02:00'), end: nights.endDate };
    const to = { start: from.start - hourMs, end: from.end - hourMs };
    expect(moved(nights, from, to, inZone('Europe/Berlin'))).toBe('clock-change');
  });

  test('keeps its dates to the instant, read as wall times of its zone', () => {
    const berlin = inZone('Europe/Berlin');
    const night = { weekDays: [1], startTime: '20:00:00', endTime: '21:00:00' };
    const until = Date.parse('2026-04-07T00:00+02:00');
    const second = Date.parse('2026-10-25T02:30+01:00');
    // Hours of the clock in Berlin, where it is one later.
    const [from, to] = [hours(19, 20), hours(22, 22.5)];
    expect(moved({ ...night, endDate: until }, from, to, berlin)).toMatchObject({ endDate: until });
    expect(moved({ ...night, endDate: second }, from, to, berlin)).toMatchObject({
      endDate: second,
    });
  });

  test('is refused where a shift would have no time, or more than a day', () => {
    expect(moved(office, hours(9, 17), hours(12, 12))).toBe('longer-than-a-day');
    expect(moved(office, hours(9, 17), hours(9, 33))).toMatchObject({ endTime: '09:00:00' });
    expect(moved(office, hours(9, 17), hours(9, 33.5))).toBe('longer-than-a-day');
  });

  test('is refused where no time of day names an end', () => {
    const to = hours(9, 17);
    const lastSecond = { ...to, end: monday + dayMs - secondMs };
    expect(moved(office, to, lastSecond)).toBe('not-writable');
    expect(moved(office, to, { ...to, start: to.start + 1 })).toBe('not-writable');
    expect(moved(office, to, { ...to, end: to.end + 1 })).toBe('not-writable');
  });

  test('is refused with the filter that does not go along', () => {
    const next = hours(33, 41);
    expect(moved({ ...office, monthsOfYear: [3] }, hours(9, 17), next)).toBe('months');
    expect(moved({ ...office, weeksOfMonth: [1] }, hours(9, 17), next)).toBe('weeks-of-month');
    const both = { ...office, monthsOfYear: [3], weeksOfMonth: [1] };
    expect(moved(both, hours(9, 17), next)).toBe('weeks-of-month');
    expect(moved(both, hours(9, 17), hours(10, 18))).toMatchObject({ startTime: '10:00:00' });
  });

  test('of every week goes to other days, in whatever way every week is said', () => {
    const five = { ...office, weeksOfMonth: [1, 2, 3, 4, 5] };
    expect(moved(five, hours(9, 17), hours(33, 41))).toMatchObject({ weekDays: [2] });
  });
});

test.each<[number[], Interpretation['weekOfMonth'], boolean]>([
  [[], 'row-monday', true],
  [[1, 2, 3, 4, 5], 'block', true],
  [[1, 2, 3, 4], 'block', false],
  [[1, 2, 3, 4, -1], 'block', false],
  [[1, 2, 3, 4, 5], 'row-monday', false],
  [[1, 2, 3, 4, 5, 6], 'row-monday', true],
  [[1, 2, 3, 4, 5, -1], 'row-sunday', true],
  [[1, 2, 3, 4, 5, -2], 'row-sunday', false],
])('weeks %j, read as %s, are every week: %s', (weeksOfMonth, weekOfMonth, all) => {
  expect(isEveryWeek(compileRule(aRule({ weeksOfMonth }), { ...utc, weekOfMonth }))).toBe(all);
});

describe('a rule without a stretch', () => {
  const scheduled = (rule: Partial<Rule>) => {
    const entry = anEntry({ rule: aRule(rule) });
    return { entry, rule: compileRule(entry.rule, utc) };
  };
  const cut = (rule: Partial<Rule>, ...holes: readonly Interval[]) => {
    const left = cutOut(scheduled(rule), holes);
    return left.kind === 'rules'
      ? left.rules.map(({ startDate, endDate }) => [startDate, endDate])
      : left;
  };
  const daily = { startTime: '09:00:00', endTime: '17:00:00' };

  test('is cut at the midnights around it where nothing happens there', () => {
    expect(cut(daily, hours(8, 18))).toEqual([
      [null, monday],
      [monday + dayMs, null],
    ]);
  });

  test('is cut where the stretch begins and ends where something does', () => {
    expect(cut(daily, hours(10, 12))).toEqual([
      [null, monday + 10 * hourMs],
      [monday + 12 * hourMs, null],
    ]);
  });

  test('is cut a second sooner where an end at a 59th second would mean more, if that is free', () => {
    const until58 = { startTime: '09:00:00', endTime: '12:00:58' };
    const start = monday + 12 * hourMs + 59 * secondMs;
    expect(cut(until58, { start, end: monday + 2 * dayMs })).toEqual([
      [null, start - secondMs],
      [monday + 2 * dayMs, null],
    ]);
    expect(cut({}, { start, end: start + hourMs })).toEqual({ kind: 'not-writable', at: start });
  });

  test('has no part that is never active, however far its dates go', () => {
    const leapDay = { monthsOfYear: [2], weekDays: [6], startDate: monday };
    // The 29th of February is a Saturday in 2048 and not before, here.
    expect(cut({ ...leapDay, weeksOfMonth: [5] }, hours(0, 24))).toHaveLength(1);
    const once = { ...daily, startDate: monday, endDate: monday + dayMs };
    expect(cut(once, hours(9, 17))).toEqual([]);
    expect(cut(once, hours(9, 16))).toEqual([[monday + 16 * hourMs, monday + dayMs]]);
    expect(cut(once, hours(10, 17))).toEqual([[monday, monday + 10 * hourMs]]);
  });

  test('lies within a stretch where it has no time elsewhere', () => {
    const once = scheduled({ ...daily, startDate: monday, endDate: monday + dayMs });
    expect(liesWithin(once, hours(9, 17))).toBe(true);
    expect(liesWithin(once, hours(9, 16))).toBe(false);
    expect(liesWithin(once, hours(10, 17))).toBe(false);
    expect(liesWithin(scheduled(daily), hours(9, 17))).toBe(false);
  });
});
