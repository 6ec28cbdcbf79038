import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayMs, hourMs, minuteMs } from '../../../core/time/instant.ts';
import { wallOf, zoneTable } from '../../../core/time/zone.ts';
import { handoffOf } from '../../../renderer/editor/moving/handoff.ts';
import {
  nudged,
  pulled,
  spanned,
  stepOf,
  unsnapped,
  type Snap,
} from '../../../renderer/editor/timeline/snap.ts';

const lisbon = zoneTable('Europe/Lisbon');
const at = (text: string): number => Date.parse(text);
const snapIn = (part: Partial<Snap> = {}): Snap => ({
  stepMs: 15 * minuteMs,
  schedule: lisbon,
  shown: lisbon,
  magnets: [],
  reachMs: 10 * minuteMs,
  ...part,
});
const shift = { start: at('2026-11-24T09:00Z'), end: at('2026-11-24T17:00Z') };
const text = ({ start, end }: { start: number; end: number }): string =>
  [start, end].map((it) => new Date(it).toISOString().slice(5, 16)).join(' – ');

describe('a shift pulled along', () => {
  test('goes by the grid of its zoom', () => {
    expect(stepOf('week')).toBe(15 * minuteMs);
    expect(stepOf('two-weeks')).toBe(hourMs);
    expect(stepOf('month')).toBe(dayMs);
    expect(text(pulled(shift, 'whole', 67 * minuteMs, snapIn()))).toBe('11-24T10:00 – 11-24T18:00');
    expect(text(pulled(shift, 'whole', 67 * minuteMs, unsnapped(snapIn())))).toBe(
      '11-24T10:07 – 11-24T18:07',
    );
    expect(text(pulled(shift, 'whole', 14 * hourMs, snapIn({ stepMs: dayMs })))).toBe(
      '11-25T09:00 – 11-25T17:00',
    );
  });

  test('stays where it is until it is pulled away, also one off the grid', () => {
    const odd = { start: shift.start + 7 * minuteMs, end: shift.end };
    expect(pulled(odd, 'whole', 4 * minuteMs, snapIn())).toEqual(odd);
    expect(pulled(odd, 'end', 9 * minuteMs, snapIn())).toEqual(odd);
    expect(text(pulled(odd, 'whole', 20 * minuteMs, snapIn()))).toBe('11-24T09:30 – 11-24T17:23');
  });

  test('keeps its hour on another day, and is drawn to where a gap begins', () => {
    expect(text(pulled(shift, 'whole', dayMs + 8 * minuteMs, snapIn()))).toBe(
      '11-25T09:00 – 11-25T17:00',
    );
    const magnets = [at('2026-11-24T18:07Z')];
    expect(text(pulled(shift, 'end', 62 * minuteMs, snapIn({ magnets })))).toBe(
      '11-24T09:00 – 11-24T18:07',
    );
  });

  test('ends by the clock, not by its length, where clocks change', () => {
    const night = { start: at('2026-10-24T21:00Z'), end: at('2026-10-25T09:00Z') };
    const before = pulled(night, 'whole', -dayMs, snapIn({ stepMs: dayMs }));
    expect(text(before)).toBe('10-23T21:00 – 10-24T08:00');
  });

  test('is moved on the grid of the zone shown, and ends by the schedule’s clock', () => {
    const shown = zoneTable('Asia/Kathmandu');
    const moved = pulled(shift, 'whole', 67 * minuteMs, snapIn({ shown, stepMs: hourMs }));
    expect(wallOf(shown, moved.start) % hourMs).toBe(0);
    expect(moved.end - moved.start).toBe(8 * hourMs);
  });

  test('an end stops one step before the other end', () => {
    expect(text(pulled(shift, 'start', 30 * hourMs, snapIn()))).toBe('11-24T16:45 – 11-24T17:00');
    expect(text(pulled(shift, 'end', -30 * hourMs, snapIn()))).toBe('11-24T09:00 – 11-24T09:15');
  });
});

describe('a shift carried by keys', () => {
  test('goes to the next place of the grid, and by whole days by the clock', () => {
    const odd = { start: shift.start + 7 * minuteMs, end: shift.end };
    expect(text(nudged(odd, 'whole', 1, snapIn()))).toBe('11-24T09:15 – 11-24T17:08');
    expect(text(nudged(odd, 'whole', -1, snapIn()))).toBe('11-24T09:00 – 11-24T16:53');
    expect(text(nudged(shift, 'end', -1, snapIn()))).toBe('11-24T09:00 – 11-24T16:45');
    const sunday = { start: at('2026-10-25T09:00Z'), end: at('2026-10-25T17:00Z') };
    expect(text(nudged(sunday, 'whole', -1, snapIn({ stepMs: dayMs })))).toBe(
      '10-24T08:00 – 10-24T16:00',
    );
  });

  test('never stands still and never turns round, whatever clocks do', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(
          'Europe/Lisbon',
          'America/Havana',
          'Australia/Lord_Howe',
          'Antarctica/Troll',
        ),
        fc.constantFrom(15 * minuteMs, hourMs, dayMs),
        fc.integer({ min: 0, max: 366 * 96 }),
        fc.constantFrom<-1 | 1>(-1, 1),
        (zone, stepMs, quarters, way) => {
          const table = zoneTable(zone);
          const start = Date.UTC(2026, 0, 1) + quarters * 15 * minuteMs;
          const snap = snapIn({ schedule: table, shown: table, stepMs });
          const moved = nudged({ start, end: start + 8 * hourMs }, 'whole', way, snap);
          expect(Math.sign(moved.start - start)).toBe(way);
          expect(moved.end).toBeGreaterThan(moved.start);
        },
      ),
    );
  });
});

describe('a shift drawn out', () => {
  test('lies on the grid, whichever way it is drawn, and has at least a step', () => {
    const [a, b] = [at('2026-11-24T09:05Z'), at('2026-11-24T12:10Z')];
    expect(text(spanned(a, b, snapIn({ reachMs: 0 }), 0))).toBe('11-24T09:00 – 11-24T12:15');
    expect(spanned(b, a, snapIn({ reachMs: 0 }), 0)).toEqual(
      spanned(a, b, snapIn({ reachMs: 0 }), 0),
    );
    expect(text(spanned(a, a, snapIn({ reachMs: 0 }), 0))).toBe('11-24T09:00 – 11-24T09:15');
  });

  test('of whole days begins at the handoff', () => {
    const days = snapIn({ stepMs: dayMs });
    expect(text(spanned(at('2026-11-24T08:00Z'), at('2026-11-25T10:00Z'), days, 9 * hourMs))).toBe(
      '11-23T09:00 – 11-26T09:00',
    );
    expect(text(spanned(at('2026-11-24T10:00Z'), at('2026-11-24T10:00Z'), days, 9 * hourMs))).toBe(
      '11-24T09:00 – 11-25T09:00',
    );
  });

  test('the handoff is when shifts begin most often, midnight without any', () => {
    const starts = [9, 9, 17].map((hour, day) => shift.start + day * dayMs + (hour - 9) * hourMs);
    expect(
      handoffOf(
        starts.map((start) => ({ start, end: start + hourMs })),
        lisbon,
      ),
    ).toBe(9 * hourMs);
    expect(handoffOf([], lisbon)).toBe(0);
  });
});
