import { describe, expect, test } from 'vitest';
import { isoOf } from '../../../core/time/iso.ts';
import { instantOf, transitionsIn, wallOf, zoneTable } from '../../../core/time/zone.ts';

const at = (text: string): number => Date.parse(text);
const instant = (zone: string, wall: string): string =>
  isoOf(instantOf(zoneTable(zone), at(`${wall}Z`)));
const wall = (zone: string, text: string): string => isoOf(wallOf(zoneTable(zone), at(text)));

describe('the instant of a wall time', () => {
  test.each([
    ['UTC', '2024-07-01T12:00', '2024-07-01T12:00:00Z'],
    ['Europe/London', '2024-01-01T12:00', '2024-01-01T12:00:00Z'],
    ['Europe/Berlin', '2024-03-31T01:59:59', '2024-03-31T00:59:59Z'],
    // Skipped: forward by the gap.
    ['Europe/Berlin', '2024-03-31T02:00', '2024-03-31T01:00:00Z'],
    ['Europe/Berlin', '2024-03-31T02:59:59', '2024-03-31T01:59:59Z'],
    ['Europe/Berlin', '2024-03-31T03:00', '2024-03-31T01:00:00Z'],
    // Twice: the first.
    ['Europe/Berlin', '2024-10-27T01:59:59', '2024-10-26T23:59:59Z'],
    ['Europe/Berlin', '2024-10-27T02:00', '2024-10-27T00:00:00Z'],
    ['Europe/Berlin', '2024-10-27T02:59:59', '2024-10-27T00:59:59Z'],
    ['Europe/Berlin', '2024-10-27T03:00', '2024-10-27T02:00:00Z'],
    ['America/New_York', '2024-03-10T02:30', '2024-03-10T07:30:00Z'],
    ['America/New_York', '2024-11-03T01:30', '2024-11-03T05:30:00Z'],
    // Four hundred years on, by the same calendar.
    ['America/New_York', '2424-03-10T02:30', '2424-03-10T07:30:00Z'],
    ['Europe/Berlin', '9999-07-01T12:00', '9999-07-01T10:00:00Z'],
    // Before there were zones, by the sun.
    ['Europe/Paris', '0044-03-15T12:00', '0044-03-15T11:50:39Z'],
    ['Europe/Paris', '1790-01-01T00:00', '1789-12-31T23:50:39Z'],
  ])('%s %s', (zone, time, expected) => {
    expect(instant(zone, time)).toBe(expected);
  });

  test('is none for what is no number', () => {
    expect(() => instantOf(zoneTable('Europe/Berlin'), Number.NaN)).toThrow('not an instant');
    expect(() => wallOf(zoneTable('Europe/Berlin'), Infinity)).toThrow(RangeError);
  });
});

test('clocks show the new time from the very instant of a change', () => {
  expect(wall('Europe/Berlin', '2024-03-31T00:59:59Z')).toBe('2024-03-31T01:59:59Z');
  expect(wall('Europe/Berlin', '2024-03-31T01:00:00Z')).toBe('2024-03-31T03:00:00Z');
  expect(wall('Europe/Berlin', '2024-10-27T00:59:59Z')).toBe('2024-10-27T02:59:59Z');
  expect(wall('Europe/Berlin', '2024-10-27T01:00:00Z')).toBe('2024-10-27T02:00:00Z');
});

test('changes are listed once, also where pieces of the table meet, and none the wrong way round', () => {
  const table = zoneTable('Europe/Berlin');
  const years = { start: at('2000-01-01T00:00:00Z'), end: at('2400-01-01T00:00:00Z') };
  expect(transitionsIn(table, years)).toHaveLength(800);
  const change = at('2024-03-31T01:00:00Z');
  expect(transitionsIn(table, { start: change, end: change + 1 })).toHaveLength(1);
  expect(transitionsIn(table, { start: change + 1, end: change })).toEqual([]);
  expect(transitionsIn(table, { start: change, end: change })).toEqual([]);
});

test.each(['+02:00', '-0330', '', '5', 'Mars/Base'])('%j is no zone', (zone) => {
  expect(() => zoneTable(zone)).toThrow(RangeError);
});
