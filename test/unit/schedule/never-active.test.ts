import { describe, expect, test } from 'vitest';
import type { Rule } from '../../../core/schedule/model.ts';
import { isNeverActive, neverActive } from '../../../core/schedule/never-active.ts';
import { aRule, inZone } from '../../support/rules.ts';

const at = (text: string): number => Date.parse(text);

describe('a rule that is never active', () => {
  test.each<[string, Partial<Rule>, boolean]>([
    ['always on', {}, false],
    ['over before 2000', { endDate: at('1990-01-01T00:00:00Z') }, false],
    ['over in year 50', { endDate: at('0050-01-01T00:00:00Z') }, false],
    ['not begun before 2150', { startDate: at('2150-01-01T00:00:00Z') }, false],
    ['a day in 1969', dates('1969-05-05T00:00:00Z', '1969-05-06T00:00:00Z'), false],
    ['a last second', dates('2026-05-05T10:00:00Z', '2026-05-05T10:00:59Z'), false],
    ['two equal dates', dates('2026-05-05T10:00:00Z', '2026-05-05T10:00:00Z'), true],
    ['a Monday on a Tuesday', { ...oneDay('2026-05-05'), weekDays: [1] }, true],
    ['a Monday on a Monday', { ...oneDay('2026-05-04'), weekDays: [1] }, false],
    ['the fifth week of February', { monthsOfYear: [2], weeksOfMonth: [5] }, false],
    ['a fifth Monday in February', { monthsOfYear: [2], weeksOfMonth: [5], weekDays: [1] }, false],
    [
      'a fifth week of Februaries around 2100',
      {
        monthsOfYear: [2],
        weeksOfMonth: [5],
        ...dates('2097-01-01T00:00:00Z', '2104-01-01T00:00:00Z'),
      },
      true,
    ],
    ['the last days of the year 9999', { startDate: at('9999-12-30T00:00:00Z') }, false],
  ])('%s', (_, rule, never) => {
    expect(isNeverActive(aRule(rule), inZone('UTC'))).toBe(never);
  });

  test('may be one whose hours the clocks skip', () => {
    const skipped = {
      startTime: '02:30:00',
      endTime: '03:15:00',
      ...dates('2024-03-10T05:00:00Z', '2024-03-11T04:00:00Z'),
    };
    expect(isNeverActive(aRule(skipped), inZone('America/New_York'))).toBe(true);
    expect(isNeverActive(aRule(skipped), inZone('America/Phoenix'))).toBe(false);
  });

  test.each<[Partial<Rule>, string]>([
    [{ weeksOfMonth: [5], monthsOfYear: [2], weekDays: [1] }, 'weeks_of_month'],
    [{ monthsOfYear: [2], weekDays: [1] }, 'months_of_year'],
    [{ weekDays: [1] }, 'week_days'],
    [{}, 'end_date'],
  ])('%j is told at its narrowest field, %s', (rule, field) => {
    expect(neverActive(aRule(rule))).toEqual({
      field,
      path: `/${field}`,
      code: 'never_active',
      severity: 'warning',
    });
  });
});

function dates(start: string, end: string): Partial<Rule> {
  return { startDate: at(start), endDate: at(end) };
}

function oneDay(date: string): Partial<Rule> {
  return dates(`${date}T00:00:00Z`, `${date}T23:59:59Z`);
}
