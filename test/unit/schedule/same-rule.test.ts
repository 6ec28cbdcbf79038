import { expect, test } from 'vitest';
import type { Rule } from '../../../core/schedule/model.ts';
import { sameRule } from '../../../core/schedule/same-rule.ts';
import { aRule } from '../../support/rules.ts';

const full = (): Rule =>
  aRule({
    monthsOfYear: [1, 2],
    weeksOfMonth: [-1, 1],
    weekDays: [1, 3],
    startTime: '09:00:00',
    endTime: '17:00:00',
    startDate: 5,
    endDate: 9,
  });

test('two rules written alike are the same, whoever wrote them', () => {
  expect(sameRule(full(), full())).toBe(true);
  expect(sameRule(aRule(), aRule())).toBe(true);
});

test.each<Partial<Rule>>([
  { monthsOfYear: [1, 3] },
  { monthsOfYear: [1] },
  { weeksOfMonth: [-1, 2] },
  { weekDays: [1, 4] },
  { weekDays: [] },
  { startTime: '09:00:01' },
  { endTime: null },
  { startDate: 6 },
  { endDate: null },
])('one that differs in %j is another', (part) => {
  expect(sameRule(full(), { ...full(), ...part })).toBe(false);
  expect(sameRule({ ...full(), ...part }, full())).toBe(false);
});
