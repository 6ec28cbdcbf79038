import { describe, expect, test } from 'vitest';
import type { Rule } from '../../../core/schedule/model.ts';
import { compileRule, isActiveAt, occurrences } from '../../../core/schedule/recurrence.ts';
import { compileSchedule, expandSchedule } from '../../../core/schedule/schedule.ts';
import { shiftsIn } from '../../../core/schedule/shifts.ts';
import { firstInstant, lastInstant } from '../../../core/time/instant.ts';
import { aRule, anEntry, inZone } from '../../support/rules.ts';

const at = (text: string): number => Date.parse(text);
const compiled = (zone: string, parts: Partial<Rule>) => compileRule(aRule(parts), inZone(zone));

describe('a rule of a date that a zone skipped', () => {
  // Friday 30 December 2011 never was in Apia: its hours may not come on Saturday.
  const friday = { weekDays: [5], startTime: '00:00:00', endTime: '06:00:00' };

  test('is not active on the next', () => {
    const rule = compiled('Pacific/Apia', friday);
    const saturday = at('2011-12-31T03:00:00+14:00');
    expect(isActiveAt(rule, saturday)).toBe(false);
    expect(isActiveAt(rule, at('2012-01-06T03:00:00+14:00'))).toBe(true);
    const days = { start: saturday - 864e5, end: saturday + 864e5 };
    expect(occurrences(rule, days)).toEqual([]);
    expect(isActiveAt(compiled('Pacific/Apia', { ...friday, weekDays: [6] }), saturday)).toBe(true);
  });
});

test('a rule is active at no moment that is none, nor outside its years', () => {
  const always = compiled('Europe/Berlin', {});
  expect(isActiveAt(always, Number.NaN)).toBe(false);
  expect(isActiveAt(always, firstInstant - 1)).toBe(false);
  expect(isActiveAt(always, lastInstant)).toBe(false);
  expect(isActiveAt(always, firstInstant)).toBe(true);
  expect(isActiveAt(always, lastInstant - 1)).toBe(true);
});

describe('just before the clocks change', () => {
  test.each([
    ['2024-03-10T06:59:59Z', '00:00:00', '02:30:00', true],
    ['2024-03-10T07:29:59Z', '00:00:00', '02:30:00', true],
    ['2024-03-10T07:30:00Z', '00:00:00', '02:30:00', false],
    ['2024-11-03T05:29:59Z', '00:00:00', '01:30:00', true],
    ['2024-11-03T05:30:00Z', '00:00:00', '01:30:00', false],
    ['2024-11-03T06:15:00Z', '00:00:00', '01:30:00', false],
    ['2024-11-02T23:00:00Z', '18:00:00', '17:00:00', true],
  ])('at %s in New York, %s to %s: %s', (when, startTime, endTime, active) => {
    const rule = compiled('America/New_York', { startTime, endTime });
    expect(isActiveAt(rule, at(when))).toBe(active);
    expect(occurrences(rule, { start: at(when), end: at(when) + 1 })).toHaveLength(active ? 1 : 0);
  });
});

test('of occurrences that begin together the one that ends first comes first', () => {
  const hours = (id: string, endTime: string) =>
    anEntry({ id, memberId: id, rule: aRule({ startTime: '09:00:00', endTime }) });
  const schedule = compileSchedule([hours('a', '12:00:00'), hours('b', '11:00:00')], inZone('UTC'));
  const day = { start: at('2026-01-05T00:00:00Z'), end: at('2026-01-06T00:00:00Z') };
  const expansion = expandSchedule(schedule, day);
  if (expansion.kind !== 'expanded') throw new Error('too large');
  expect(expansion.occurrences.map((it) => it.memberId)).toEqual(['b', 'a']);
});

test('a hundred years to the day are not too long a window', () => {
  const century = { start: at('2000-01-01T00:00:00Z'), end: at('2100-01-01T00:00:00Z') };
  const once = aRule({
    startDate: at('2050-01-01T00:00:00Z'),
    endDate: at('2050-01-02T00:00:00Z'),
  });
  const schedule = compileSchedule([anEntry({ rule: once })], inZone('UTC'));
  expect(shiftsIn(schedule, century)).toHaveLength(1);
});
