import { expect, test } from 'vitest';
import { daysFromCivil } from '../../../core/time/civil.ts';
import { dateBits, passes } from '../../../core/schedule/month-days.ts';
import { foundWords } from '../../../renderer/editor/commands/matching.ts';
import { initialsOf, namesOf } from '../../../renderer/editor/people.ts';
import { customerIdsOf } from '../../../renderer/account/customers.ts';
import { leadsText, parseLeads } from '../../../renderer/settings/notices/leads.ts';
import { tellingDay, weekOf } from '../../../renderer/settings/workspace/readings.ts';

test.each([
  ['1 d, 15 min', [1_440, 15]],
  ['15min; 2h', [120, 15]],
  ['1 h 30 min', [90]],
  ['0.5 h', [30]],
  ['15 min, 15 min', [15]],
  ['', []],
])('the leads %j are %j minutes', (text, minutes) => {
  expect(parseLeads(text)).toEqual({ minutes });
});

test.each(['soon', '15', '0 min', '31 d', '-5 min', '15 min later', '5 x'])(
  'the lead %j is refused with a reason',
  (text) => {
    expect(parseLeads(text)).toHaveProperty('error');
  },
);

test('leads are shown the way they can be typed', () => {
  const minutes = [43_200, 1_440, 1_530, 90, 15, 1];
  expect(parseLeads(leadsText(minutes))).toEqual({ minutes: minutes.sort((a, b) => b - a) });
});

test('the week shown for a reading is the week the engine reads', () => {
  for (let day = daysFromCivil(2026, 1, 1); day < daysFromCivil(2028, 4, 1); day += 1)
    for (const reading of ['block', 'row-monday', 'row-sunday'] as const) {
      const week = weekOf(day, reading);
      expect(weeksRead(day, reading)).toContain(week);
    }
});

function weeksRead(day: number, reading: 'block' | 'row-monday' | 'row-sunday'): number[] {
  const bits = dateBits(day, reading);
  return [1, 2, 3, 4, 5, 6].filter((week) =>
    passes({ months: 0xfff, weekDays: 0x7f, weeks: 1 << (week - 1), weekOfMonth: reading }, bits),
  );
}

test('the example day tells readings apart', () => {
  for (let month = 1; month <= 12; month += 1) {
    const day = tellingDay(daysFromCivil(2026, month, 10));
    const weeks = (['block', 'row-monday', 'row-sunday'] as const).map((it) => weekOf(day, it));
    expect(new Set(weeks).size).toBeGreaterThan(1);
  }
});

test('people are named shortly where there are many', () => {
  expect(namesOf(['A', 'B', 'C'])).toBe('A, B and C');
  expect(namesOf(['A', 'B', 'C', 'D'])).toBe('A, B and 2 more');
  expect(initialsOf('Ana Maria Pires')).toBe('AP');
  expect(initialsOf('x')).toBe('X');
  expect(initialsOf('')).toBe('');
});

test('a search finds words in any order, without case and accents', () => {
  expect(foundWords('Find Tomás Silva', 'silva tom')).toBe(true);
  expect(foundWords('Find Tomás Silva', 'tomas')).toBe(true);
  expect(foundWords('Find Tomás Silva', 'ana')).toBe(false);
});

test('customer ids may be set apart as people do', () => {
  expect(customerIdsOf(' a, b;c\nd a ')).toEqual(['a', 'b', 'c', 'd']);
});
