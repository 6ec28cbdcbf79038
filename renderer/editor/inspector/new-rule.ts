import { weekdayOf } from '../../../core/time/civil.ts';
import type { Interpretation, Rule } from '../../../core/schedule/model.ts';
import type { Interval } from '../../../core/time/instant.ts';
import { dayMs, hourMs, secondMs } from '../../../core/time/instant.ts';
import { instantOf, wallOf, zoneTable } from '../../../core/time/zone.ts';
import { clockText, timeFrom } from './dates.ts';

const everyMonth = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
const everyWeek = [1, 2, 3, 4, 5];
const everyDay = [0, 1, 2, 3, 4, 5, 6];

/** The number PingHome uses for a week day (0 = Sunday) under an interpretation. */
export function weekdayNumber(weekday: number, interpretation: Interpretation): number {
  return interpretation.weekdayZero === 'sunday' ? weekday : (weekday + 6) % 7;
}

/** A rule with every filter written out, so that each toggle shows what is chosen. */
export function spelledOut(rule: Rule, interpretation: Interpretation): Rule {
  const weeks = interpretation.weekOfMonth === 'block' ? everyWeek : [-1, ...everyWeek];
  return {
    ...rule,
    monthsOfYear: rule.monthsOfYear.length === 0 ? everyMonth : rule.monthsOfYear,
    weeksOfMonth: rule.weeksOfMonth.length === 0 ? weeks : rule.weeksOfMonth,
    weekDays: rule.weekDays.length === 0 ? everyDay : rule.weekDays,
    startTime: rule.startTime ?? '00:00:00',
    endTime: rule.endTime ?? '23:59:59',
  };
}

/** A rule that puts its member on call exactly during one interval. */
export function ruleFor(interval: Interval, interpretation: Interpretation): Rule {
  const table = zoneTable(interpretation.zone);
  const wall = { start: wallOf(table, interval.start), end: wallOf(table, interval.end) };
  const day = Math.floor(wall.start / dayMs);
  const bare = spelledOut(
    {
      monthsOfYear: [],
      weeksOfMonth: [],
      weekDays: [],
      startTime: '00:00:00',
      endTime: '23:59:59',
      startDate: interval.start,
      endDate: interval.end,
    },
    interpretation,
  );
  // Longer than a day: whole days, cut by the date range.
  if (wall.end - wall.start > 24 * hourMs || interval.end - interval.start > 24 * hourMs)
    return bare;
  return {
    ...bare,
    weekDays: [weekdayNumber(weekdayOf(day), interpretation)],
    startTime: timeFrom(clockText(wall.start)),
    endTime: timeFrom(clockText(wall.end)),
    startDate: instantOf(table, day * dayMs),
    // One day more than the date itself, so that a shift over midnight is not cut off there.
    endDate: instantOf(table, (day + 2) * dayMs) - secondMs,
  };
}
