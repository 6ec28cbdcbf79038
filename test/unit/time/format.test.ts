import { describe, expect, test } from 'vitest';
import {
  clockIn,
  firstWeekday,
  inBothZones,
  offsetLabel,
  zoneLabel,
} from '../../../core/time/format.ts';

const at = (iso: string) => Date.parse(iso);

describe('a clock', () => {
  const rows: [string, string, string, string][] = [
    ['Europe/Lisbon', 'en-GB', '2026-11-24T09:00:00Z', 'Tue 24 Nov 09:00'],
    ['Europe/Berlin', 'en-GB', '2026-11-24T09:00:00Z', 'Tue 24 Nov 10:00'],
    ['America/New_York', 'en-US', '2026-11-24T14:00:00Z', 'Tue Nov 24 9:00 AM'],
    ['America/New_York', 'en-US', '2026-11-24T05:00:00Z', 'Tue Nov 24 12:00 AM'],
    ['UTC', 'en-GB', '2026-11-24T00:00:00Z', 'Tue 24 Nov 00:00'],
    ['Europe/Berlin', 'de-DE', '2026-11-24T23:30:00Z', 'Mi 25. Nov. 00:30'],
    ['Asia/Kathmandu', 'en-GB', '2026-11-24T18:15:00Z', 'Wed 25 Nov 00:00'],
    ['UTC', 'C', '2026-11-24T13:05:00Z', 'Tue 24 Nov 13:05'],
    ['UTC', 'en_US.UTF-8', '2026-11-24T13:05:00Z', 'Tue 24 Nov 13:05'],
  ];
  test.each(rows)('in %s and %s writes %s as %s', (zone, locale, iso, text) => {
    expect(clockIn(zone, locale).dateTime(at(iso))).toBe(text);
  });

  const clock = clockIn('Europe/Berlin', 'en-GB');

  test('shows seconds only where they are not zero', () => {
    expect(clock.time(at('2026-11-24T09:00:30Z'))).toBe('10:00:30');
    expect(clock.time(at('2026-11-24T09:00:00.500Z'))).toBe('10:00');
  });

  test('names the zone where clocks go back and a wall time happens twice', () => {
    expect(clock.time(at('2026-10-25T00:30:00Z'))).toBe('02:30 CEST');
    expect(clock.time(at('2026-10-25T01:30:00Z'))).toBe('02:30 CET');
    expect(clock.time(at('2026-10-24T23:59:00Z'))).toBe('01:59');
    expect(clock.time(at('2026-10-25T02:00:00Z'))).toBe('03:00');
    expect(clock.time(at('2026-03-29T01:00:00Z'))).toBe('03:00');
  });

  test('names it at Lord Howe too, where clocks go back by half an hour', () => {
    const lordHowe = clockIn('Australia/Lord_Howe', 'en-AU');
    expect(lordHowe.time(at('2026-04-04T14:45:00Z'))).not.toBe(
      lordHowe.time(at('2026-04-04T15:15:00Z')),
    );
    expect(lordHowe.time(at('2026-04-04T14:15:00Z'))).toMatch(/^1:15 am$/);
  });

  test('writes a range once per day it touches', () => {
    const start = at('2026-11-27T23:00:00Z');
    expect(clock.dayRange(start, at('2026-11-28T14:00:00Z'))).toBe('Sat 00:00 – 15:00');
    expect(clock.dayRange(start, at('2026-11-28T23:00:00Z'))).toBe('Sat 00:00 – Sun 00:00');
    expect(clock.range(start, at('2026-11-29T14:00:00Z'))).toBe(
      'Sat 28 Nov 00:00 – Sun 29 Nov 15:00',
    );
  });

  test('writes dates with the year, and plain spaces in any locale', () => {
    const noon = at('2026-11-24T11:00:01Z');
    expect(clock.longDate(noon)).toBe('24 Nov 2026');
    expect(clock.longDateTime(noon)).toBe('Tue 24 Nov 2026 12:00:01');
    expect(clockIn('UTC', 'fr-CA').time(noon)).toBe('11 h 00 min 01 s');
    expect(clock.sameDay(noon, at('2027-11-24T11:00:01Z'))).toBe(false);
  });

  test('remembers no text for an instant that reads otherwise', () => {
    const zones = ['Europe/Lisbon', 'America/Havana', 'Pacific/Apia', 'Asia/Kathmandu'];
    for (const timeZone of zones) {
      const asked = clockIn(timeZone, 'en-GB');
      const plain = (options: Intl.DateTimeFormatOptions) =>
        new Intl.DateTimeFormat('en-GB', { timeZone, ...options });
      const time = plain({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
      const date = plain({ weekday: 'short' });
      const day = plain({ weekday: 'long', day: 'numeric', month: 'long' });
      // Odd steps over more days than are remembered, and over every clock change on the way.
      for (let t = at('2008-01-01T00:00:00Z'); t < at('2014-01-01T00:00:00Z'); t += 19_980_000) {
        expect(asked.time(t).slice(0, 5)).toBe(time.format(t));
        expect(asked.weekday(t)).toBe(date.format(t));
        expect(asked.fullDay(t)).toBe(day.format(t).replace(',', ''));
      }
    }
  });

  test('keeps the same object for the same zone and locale', () => {
    expect(clockIn('Europe/Berlin', 'en-GB')).toBe(clock);
  });

  test('refuses an unknown zone', () => {
    expect(() => clockIn('Mars/Base', 'en-GB')).toThrow(RangeError);
  });
});

describe('zones in words', () => {
  test('a zone is named by its city and its offset then', () => {
    expect(zoneLabel('Europe/Lisbon', at('2026-11-24T00:00:00Z'))).toBe('Lisbon (UTC)');
    expect(zoneLabel('Europe/Lisbon', at('2026-07-24T00:00:00Z'))).toBe('Lisbon (UTC+1)');
    expect(zoneLabel('America/New_York', at('2026-07-24T00:00:00Z'))).toBe('New York (UTC−4)');
    expect(zoneLabel('UTC', 0)).toBe('UTC');
    expect(offsetLabel('Asia/Kathmandu', at('2026-07-24T00:00:00Z'))).toBe('UTC+5:45');
    expect(zoneLabel('America/Argentina/Buenos_Aires', 0)).toBe('Buenos Aires (UTC−3)');
    expect(offsetLabel('Europe/Paris', at('1880-01-01T00:00:00Z'))).toBe('UTC+0:09');
    expect(offsetLabel('America/St_Johns', at('2026-01-24T00:00:00Z'))).toBe('UTC−3:30');
  });

  test('two zones are both labelled, the date once where it is the same', () => {
    const lisbon = clockIn('Europe/Lisbon', 'en-GB');
    const utc = clockIn('UTC', 'en-GB');
    const tokyo = clockIn('Asia/Tokyo', 'en-GB');
    const noon = at('2026-07-24T12:00:00Z');
    expect(inBothZones(noon, utc, lisbon)).toBe('Fri 24 Jul 13:00 Lisbon · 12:00 UTC');
    expect(inBothZones(at('2026-07-24T20:00:00Z'), tokyo, lisbon)).toBe(
      'Fri 24 Jul 21:00 Lisbon · Sat 25 Jul 05:00 Tokyo',
    );
    expect(inBothZones(noon, lisbon, lisbon)).toBe('Fri 24 Jul 13:00 Lisbon');
  });

  test('weeks start where the locale says', () => {
    expect(['en-US', 'en-GB', 'de', 'pt-BR', 'ar-EG', 'C'].map(firstWeekday)).toEqual([
      7, 1, 1, 7, 6, 1,
    ]);
  });
});
