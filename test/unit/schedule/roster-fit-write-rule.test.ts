import { describe, expect, test } from 'vitest';
import type { Rule } from '../../../core/schedule/model.ts';
import { allMonths, allWeekDays, allWeeks, dateBits } from '../../../core/schedule/month-days.ts';
import { runAt, windowOn, type Shape } from '../../../core/schedule/roster-fit/cells.ts';
import type { Layer, Segment } from '../../../core/schedule/roster-fit/layer.ts';
import {
  bitNumbers,
  datedRule,
  isWritableEnd,
  ruleOf,
  ruleOfCell,
  wallTime,
  weekDayNumbers,
  weekNumber,
} from '../../../core/schedule/roster-fit/write-rule.ts';
import {
  dayMs,
  firstInstant,
  hourMs,
  lastInstant,
  minuteMs,
  secondMs,
  type Interval,
} from '../../../core/time/instant.ts';
import { merge } from '../../../core/time/interval.ts';
import { zoneTable } from '../../../core/time/zone.ts';
import { aRule, inZone } from '../../support/rules.ts';

const table = zoneTable('UTC');
const interpretation = inZone('UTC');
/** Monday 2 March 2026, in days since 1970-01-01. */
const monday = Date.UTC(2026, 2, 2) / dayMs;
const at = (day: number, hours: number): number => day * dayMs + hours * hourMs;
const from = (startHours: number, endHours: number): Shape => ({
  startMs: startHours * hourMs,
  endMs: endHours * hourMs,
});

/** The rule of a segment for somebody wanted at some shape of some days, and at more times. */
function written(
  shape: Shape,
  days: readonly number[],
  segment: Partial<Segment> = {},
  more: readonly Interval[] = [],
): Rule | null {
  const own = days.flatMap((day) => windowOn(table, day, shape) ?? []);
  const runs = merge([...own, ...more]);
  const layer: Layer = {
    shape,
    required: days,
    isBad(day) {
      const window = windowOn(table, day, shape);
      const run = window === null ? null : runAt(runs, window.start);
      return window !== null && (run === null || run.end < window.end);
    },
    bits: (day) => dateBits(day, 'block'),
  };
  const [first = 0, last = first] = [days[0], days.at(-1)];
  const all = { months: allMonths, weekDays: allWeekDays, weeks: allWeeks };
  return ruleOf({ table, interpretation, runs }, layer, { ...all, first, last, ...segment });
}

const week = [0, 1, 2, 3, 4].map((n) => monday + n);
const mondayAndWednesday = { weekDays: 0b1010 };
const midnights = { startDate: at(monday, 0), endDate: at(monday + 5, 0) };

describe('the rule of a segment', () => {
  test('of hours within a date has the dates’ midnights as its range', () => {
    expect(written(from(9, 17), week)).toEqual(
      aRule({ startTime: '09:00:00', endTime: '17:00:00', ...midnights }),
    );
    expect(written(from(16, 24), week)).toEqual(
      aRule({ startTime: '16:00:00', endTime: '23:59:59', ...midnights }),
    );
  });

  test('of hours over midnight has their own start and end, so that no night is cut', () => {
    expect(written(from(22, 30), week)).toEqual(
      aRule({
        startTime: '22:00:00',
        endTime: '06:00:00',
        startDate: at(monday, 22),
        endDate: at(monday + 5, 6),
      }),
    );
  });

  test('of whole days on end needs no times', () => {
    expect(written(from(9, 33), week)).toEqual(
      aRule({ startDate: at(monday, 9), endDate: at(monday + 5, 9) }),
    );
    expect(written(from(0, 24), week)).toEqual(aRule(midnights));
  });

  test('of whole days apart needs times only where they do not begin at midnight', () => {
    const days = [monday, monday + 2];
    expect(written(from(9, 33), days, mondayAndWednesday)).toEqual(
      aRule({
        weekDays: [1, 3],
        startTime: '09:00:00',
        endTime: '09:00:00',
        startDate: at(monday, 9),
        endDate: at(monday + 3, 9),
      }),
    );
    expect(written(from(0, 24), days, mondayAndWednesday)).toEqual(
      aRule({ weekDays: [1, 3], startDate: at(monday, 0), endDate: at(monday + 3, 0) }),
    );
  });

  test('names only the filters that leave something out', () => {
    const two = { months: 1 << 2, weekDays: 0b110, weeks: 1 };
    const plain = { monthsOfYear: [], weekDays: [], weeksOfMonth: [] };
    expect(written(from(9, 17), week.slice(0, 2), two)).toMatchObject(plain);
    expect(written(from(9, 17), [monday, monday + 7], two)).toMatchObject({
      monthsOfYear: [3],
      weekDays: [1, 2],
      weeksOfMonth: [1],
    });
  });

  test('over more than a year is asked of its filters, not of every date', () => {
    const daily = (count: number) => Array.from({ length: count }, (_, n) => monday + n);
    const some = { months: allMonths & ~1 };
    expect(written(from(9, 17), daily(367), some)).toMatchObject({ monthsOfYear: [] });
    expect(written(from(9, 17), daily(368), some)?.monthsOfYear).toHaveLength(11);
    expect(written(from(9, 17), daily(368), { weekDays: 0b11 })?.weekDays).toEqual([0, 1]);
    expect(written(from(9, 17), daily(368), { weeks: 0b11 })?.weeksOfMonth).toEqual([1, 2]);
    expect(written(from(9, 33), daily(368))).toEqual(
      aRule({ startDate: at(monday, 9), endDate: at(monday + 368, 9) }),
    );
  });
});

describe('the next date’s hours, wanted in part', () => {
  const nights = from(22, 30);
  const ends = { startDate: at(monday, 22), endDate: at(monday + 5, 6) };

  test('are reached into from the segment’s last, as far as they go', () => {
    const until2 = { start: at(monday + 5, 22), end: at(monday + 6, 2) };
    expect(written(nights, week, {}, [until2])).toMatchObject({ ...ends, endDate: until2.end });
  });

  test('are reached into from the segment’s first, as far back as they go', () => {
    const from2 = { start: at(monday, 2), end: at(monday, 6) };
    expect(written(nights, week, {}, [from2])).toMatchObject({ ...ends, startDate: from2.start });
  });

  test('stay out where they do not join the segment’s own', () => {
    const late = { start: at(monday + 5, 23), end: at(monday + 6, 2) };
    const early = { start: at(monday - 1, 23), end: at(monday, 5) };
    const other = [
      { start: at(monday - 1, 22), end: at(monday, 5) },
      { start: at(monday + 5, 23), end: at(monday + 6, 6) },
    ];
    expect(written(nights, week, {}, [early, late])).toMatchObject(ends);
    expect(written(nights, week, {}, other)).toMatchObject(ends);
  });

  test('of days on end join by going on from one to the next', () => {
    const shape = from(9, 33);
    const before = { start: at(monday - 1, 15), end: at(monday, 9) };
    const after = { start: at(monday + 5, 9), end: at(monday + 5, 15) };
    expect(written(shape, week, {}, [before, after])).toEqual(
      aRule({ startDate: before.start, endDate: after.end }),
    );
  });

  test('stay out where they end at a 59th second, which cannot be written', () => {
    const end = at(monday + 6, 2) + 59 * secondMs;
    expect(written(nights, week, {}, [{ start: at(monday + 5, 22), end }])).toMatchObject(ends);
  });

  test('stay out where the filters do, and where they are wanted whole', () => {
    const days = [monday, monday + 2];
    const until2 = { start: at(monday + 3, 22), end: at(monday + 4, 2) };
    const whole = { start: at(monday + 3, 22), end: at(monday + 4, 6) };
    const own = { startDate: at(monday, 22), endDate: at(monday + 3, 6) };
    expect(written(nights, days, mondayAndWednesday, [until2])).toMatchObject(own);
    expect(written(nights, days, { weekDays: 0b11010 }, [until2])).toMatchObject({
      ...own,
      endDate: until2.end,
    });
    expect(written(nights, days, { weekDays: 0b11010 }, [whole])).toMatchObject(own);
  });
});

describe('what cannot be written', () => {
  const firstDay = firstInstant / dayMs;
  const lastDay = Math.floor(lastInstant / dayMs);

  test('is a stretch that begins before the first year or ends after the last', () => {
    expect(datedRule({ start: firstInstant, end: 0 })).toEqual(
      aRule({ startDate: firstInstant, endDate: 0 }),
    );
    expect(datedRule({ start: firstInstant - 1, end: 0 })).toBeNull();
    expect(datedRule({ start: 0, end: lastInstant })).toBeNull();
    expect(isWritableEnd(lastInstant - minuteMs)).toBe(true);
    expect(isWritableEnd(lastInstant)).toBe(false);
    expect(isWritableEnd(59 * secondMs)).toBe(false);
  });

  test('is a segment whose range leaves the years, and no other', () => {
    const days = from(0, 24);
    expect(written(days, [firstDay])).toMatchObject({ startDate: firstInstant });
    expect(written(days, [firstDay - 1])).toBeNull();
    expect(written(days, [lastDay - 2])).toMatchObject({ endDate: (lastDay - 1) * dayMs });
    expect(written(days, [lastDay - 1])).toBeNull();
    expect(written(days, [lastDay])).toBeNull();
  });
});

describe('the parts of a rule', () => {
  test('a piece of one date has that date as its range, from its start where it goes over midnight', () => {
    const date = { startDate: at(monday, 0), endDate: at(monday + 1, 0) };
    expect(ruleOfCell(table, monday, from(9, 17))).toEqual(
      aRule({ startTime: '09:00:00', endTime: '17:00:00', ...date }),
    );
    expect(ruleOfCell(table, monday, from(16, 24))).toEqual(
      aRule({ startTime: '16:00:00', endTime: '23:59:59', ...date }),
    );
    expect(ruleOfCell(table, monday, from(22, 30))).toEqual(
      aRule({
        startTime: '22:00:00',
        endTime: '06:00:00',
        startDate: at(monday, 22),
        endDate: at(monday + 1, 22),
      }),
    );
  });

  test.each([
    [0, '00:00:00'],
    [9 * hourMs + 5 * minuteMs + 7 * secondMs, '09:05:07'],
    [dayMs, '23:59:59'],
    [33 * hourMs, '09:00:00'],
    [2 * dayMs, '00:00:00'],
  ])('%i ms after midnight are written %s', (ms, text) => {
    expect(wallTime(ms)).toBe(text);
  });

  test('weeks count from either end of a month, and numbers come in order', () => {
    expect([0, 5, 6, 11].map(weekNumber)).toEqual([1, 6, -1, -6]);
    expect(bitNumbers(0b100001000011, allWeeks, weekNumber)).toEqual([-6, -1, 1, 2]);
    expect(bitNumbers(allMonths, allMonths, (bit) => bit + 1)).toEqual([]);
    expect(bitNumbers(allMonths, 0, (bit) => bit + 1)).toHaveLength(12);
  });

  test('week days begin with the workspace’s first', () => {
    expect(weekDayNumbers(0b0000011, inZone('UTC'))).toEqual([0, 1]);
    expect(weekDayNumbers(0b0000011, inZone('UTC', { weekdayZero: 'monday' }))).toEqual([0, 6]);
    expect(weekDayNumbers(allWeekDays, inZone('UTC'))).toEqual([]);
  });
});
