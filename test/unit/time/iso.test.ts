import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstInstant, lastInstant } from '../../../core/time/instant.ts';
import { isoOf, parseInstant } from '../../../core/time/iso.ts';
import { runs } from '../../support/arbitrary.ts';

describe('a date-time with offset', () => {
  it.each([
    ['2024-05-28T00:00:00Z', Date.UTC(2024, 4, 28)],
    ['2024-05-28T01:00:00+02:00', Date.UTC(2024, 4, 27, 23)],
    ['2024-05-28T01:00:00-09:30', Date.UTC(2024, 4, 28, 10, 30)],
    ['2024-05-28T01:02:03.4Z', Date.UTC(2024, 4, 28, 1, 2, 3, 400)],
    ['2024-05-28T01:02:03.056Z', Date.UTC(2024, 4, 28, 1, 2, 3, 56)],
    ['2024-05-28T01:02:03.999999999Z', Date.UTC(2024, 4, 28, 1, 2, 3, 999)],
    ['2024-02-29T23:59:59+23:59', Date.UTC(2024, 1, 29, 0, 0, 59)],
    ['0001-01-01T00:00:00Z', firstInstant],
    ['9999-12-31T23:59:59.999Z', lastInstant - 1],
  ])('%s is read', (text, instant) => {
    expect(parseInstant(text)).toBe(instant);
  });

  it.each([
    '28/05/2024',
    'May 28',
    '2024-05-28',
    '2024-05-28T00:00:00',
    '2024-5-28T0:0:0Z',
    '1716854400',
    '2024-W22-2',
    '2024-149',
    '',
    '2023-02-29T00:00:00Z',
    '2024-04-31T00:00:00Z',
    '2024-05-28T24:00:00Z',
    '2024-05-28T23:60:00Z',
    '2024-05-28T23:59:60Z',
    '2024-05-28T00:00:00+25:00',
    '2024-05-28T00:00:00+24:00',
    '2024-05-28T00:00:00-00:60',
    '2024-05-28T00:00:00+0200',
    '2024-05-28t00:00:00Z',
    '2024-05-28T00:00:00z',
    '2024-05-28 00:00:00Z',
    '2024-05-28T00:00:00.Z',
    '2024-05-28T00:00:00.1234567890Z',
    '2024-05-28T00:00:00Z\n',
    ' 2024-05-28T00:00:00Z',
    'x2024-05-28T00:00:00Z',
    '2024-05-28T00:00:00Zx',
    '0000-01-01T00:00:00Z',
    '0001-01-01T00:00:00+00:01',
    '9999-12-31T23:59:59-00:01',
    '9999-12-31T23:59:00-00:01',
    '+012024-01-01T00:00:00Z',
  ])('%j is refused', (text) => {
    expect(parseInstant(text)).toBeNull();
  });

  it('comes back from its text, for any instant there is', () => {
    fc.assert(
      fc.property(fc.integer({ min: firstInstant, max: lastInstant - 1 }), (t) => {
        expect(parseInstant(isoOf(t))).toBe(t);
        expect(Date.parse(isoOf(t))).toBe(t);
      }),
      runs(1_000),
    );
  });

  it('is written without milliseconds where there are none, and never beyond the years', () => {
    expect(isoOf(Date.UTC(2024, 4, 28, 1, 2, 3))).toBe('2024-05-28T01:02:03Z');
    expect(isoOf(Date.UTC(2024, 4, 28, 1, 2, 3, 7))).toBe('2024-05-28T01:02:03.007Z');
    expect(isoOf(lastInstant)).toBe('9999-12-31T23:59:59.999Z');
    expect(isoOf(firstInstant - 1)).toBe('0001-01-01T00:00:00Z');
  });
});
