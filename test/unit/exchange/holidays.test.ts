import { expect, test } from 'vitest';
import {
  holidayCountries,
  holidayStates,
  publicHolidays,
} from '../../../core/exchange/holidays.ts';

const datesOf = (country: string, from: string, to: string, state?: string): string[] =>
  publicHolidays(state === undefined ? { country } : { country, state }, from, to).map(
    (it) => it.date,
  );

test('the public holidays of a country, moving ones included', () => {
  expect(datesOf('DE', '2026-01-01', '2026-12-31')).toEqual([
    '2026-01-01',
    '2026-04-03',
    '2026-04-06',
    '2026-05-01',
    '2026-05-14',
    '2026-05-25',
    '2026-10-03',
    '2026-12-25',
    '2026-12-26',
  ]);
});

test('a state has its own besides', () => {
  expect(datesOf('DE', '2026-01-02', '2026-01-31', 'BY')).toEqual(['2026-01-06']);
  expect(datesOf('DE', '2026-01-02', '2026-01-31')).toEqual([]);
});

test('both ends belong to the range, and years are crossed', () => {
  expect(datesOf('DE', '2025-12-26', '2026-01-01')).toEqual(['2025-12-26', '2026-01-01']);
});

test('a holiday that begins in the evening counts from the next day', () => {
  // Passover 2026: from the evening of 1 April, the day itself is the 2nd.
  expect(datesOf('IL', '2026-03-31', '2026-04-02')).toEqual(['2026-04-02']);
});

test('unknown places and dates give none', () => {
  expect(datesOf('XX', '2026-01-01', '2026-12-31')).toEqual([]);
  expect(datesOf('DE', 'soon', '2026-12-31')).toEqual([]);
  expect(datesOf('DE', '0001-01-01', '9999-12-31')).toEqual([]);
});

test('countries and states are listed by name', () => {
  const countries = holidayCountries();
  expect(countries).toContainEqual({ code: 'DE', name: 'Germany' });
  expect(countries.length).toBeGreaterThan(150);
  expect(holidayStates('DE').map((it) => it.code)).toContain('BY');
  expect(holidayStates('XX')).toEqual([]);
});
