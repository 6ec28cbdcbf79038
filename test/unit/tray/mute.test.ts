import { describe, expect, test } from 'vitest';
import { dayOf } from '../../../core/tray/day.ts';
import { longestMuteMs, muteUntil } from '../../../core/tray/mute.ts';
import { at } from '../../support/snapshots.ts';

const iso = (when: number) => new Date(when).toISOString();

describe('a mute', () => {
  test.each([
    ['1h', 'UTC', '2026-11-24T12:04:30Z', '2026-11-24T13:04:00.000Z'],
    ['tomorrow', 'UTC', '2026-11-24T12:04:30Z', '2026-11-25T09:00:00.000Z'],
    ['tomorrow', 'UTC', '2026-11-24T03:42:30Z', '2026-11-25T03:42:00.000Z'],
    ['tomorrow', 'Asia/Tokyo', '2026-11-24T23:30:00Z', '2026-11-25T23:30:00.000Z'],
    ['tomorrow', 'Europe/Berlin', '2026-10-24T12:00:00Z', '2026-10-25T08:00:00.000Z'],
  ] as const)('of %s in %s at %s lasts until %s', (choice, zone, now, until) => {
    expect(iso(muteUntil(choice, zone, at(now)))).toBe(until);
  });

  test('never lasts longer than a day', () => {
    for (let hour = 0; hour < 48; hour += 1) {
      const now = at('2026-10-24T00:00Z') + hour * 3_600_000;
      for (const choice of ['1h', 'tomorrow'] as const) {
        const until = muteUntil(choice, 'Europe/Berlin', now);
        expect(until).toBeGreaterThan(now);
        expect(until).toBeLessThanOrEqual(now + longestMuteMs);
      }
    }
  });
});

describe('the viewer’s date', () => {
  test.each([
    ['Europe/Berlin', '2026-10-25T12:00Z', '2026-10-24T22:00:00.000Z', '2026-10-25T23:00:00.000Z'],
    [
      'America/Sao_Paulo',
      '2018-11-04T12:00Z',
      '2018-11-04T03:00:00.000Z',
      '2018-11-05T02:00:00.000Z',
    ],
    ['America/Havana', '2022-11-06T04:30Z', '2022-11-06T04:00:00.000Z', '2022-11-07T05:00:00.000Z'],
    ['America/Havana', '2022-11-06T05:30Z', '2022-11-06T04:00:00.000Z', '2022-11-07T05:00:00.000Z'],
    ['Pacific/Apia', '2011-12-30T09:00Z', '2011-12-29T10:00:00.000Z', '2011-12-30T10:00:00.000Z'],
  ])('in %s at %s lasts from %s to %s', (zone, now, start, end) => {
    const day = dayOf(zone, at(now));
    expect([iso(day.start), iso(day.end)]).toEqual([start, end]);
  });
});
