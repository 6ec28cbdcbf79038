import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import { isoOf } from '../../../core/time/iso.ts';
import { firstInstant, lastInstant } from '../../../core/time/instant.ts';
import { instantOf, stretchAt, transitionsIn, wallOf, zoneTable } from '../../../core/time/zone.ts';

const hourMs = 3_600_000;
const offset = (zone: string, t: number): number => wallOf(zoneTable(zone), t) - t;
const runtimeOffset = (zone: string, t: number): number =>
  DateTime.fromMillis(t, { zone }).offset * 60_000;

describe('a zone table', () => {
  it('is made once per zone', () => {
    expect(zoneTable('Europe/Berlin')).toBe(zoneTable('Europe/Berlin'));
  });

  it.each(['Mars/Base', '', 'EST5EDT ', '+02:00', '-05:00', '../etc/passwd', 'x'.repeat(300)])(
    'refuses %j',
    (zone) => {
      expect(() => zoneTable(zone)).toThrow(RangeError);
    },
  );

  it('takes the old name of a zone', () => {
    expect(offset('Asia/Calcutta', 0)).toBe(5.5 * hourMs);
  });

  it('lists each clock change of a window once, to the second, with the offsets around it', () => {
    const year = { start: Date.UTC(2024, 0, 1), end: Date.UTC(2025, 0, 1) };
    expect(transitionsIn(zoneTable('Europe/Berlin'), year)).toEqual([
      { at: Date.UTC(2024, 2, 31, 1), offsetBefore: hourMs, offsetAfter: 2 * hourMs },
      { at: Date.UTC(2024, 9, 27, 1), offsetBefore: 2 * hourMs, offsetAfter: hourMs },
    ]);
    expect(transitionsIn(zoneTable('UTC'), year)).toEqual([]);
  });

  it('takes the start of a window and leaves its end', () => {
    const at = Date.UTC(2024, 2, 31, 1);
    const table = zoneTable('Europe/Berlin');
    expect(transitionsIn(table, { start: at, end: at + 1 })).toHaveLength(1);
    expect(transitionsIn(table, { start: at - 5, end: at })).toHaveLength(0);
    expect(transitionsIn(table, { start: at, end: at })).toHaveLength(0);
  });

  it('finds every change of a century, also where pieces of the table meet', () => {
    const century = { start: Date.UTC(1950, 0, 1), end: Date.UTC(2050, 0, 1) };
    for (const zone of ['America/New_York', 'Africa/Casablanca', 'America/Recife', 'Asia/Gaza']) {
      const table = zoneTable(zone);
      const found = transitionsIn(table, century).map((it) => it.at);
      expect(found).toEqual([...new Set(found)].sort((a, b) => a - b));
      const changes = [];
      for (let t = century.start; t < century.end; t += 24 * hourMs)
        if (runtimeOffset(zone, t) !== runtimeOffset(zone, t + 24 * hourMs)) changes.push(t);
      expect(found).toHaveLength(changes.length);
    }
  });

  it('knows offsets of whole seconds from before clocks were set by zone', () => {
    expect(offset('Europe/London', Date.UTC(1811, 6, 23))).toBe(-75_000);
    expect(offset('Europe/Amsterdam', firstInstant)).toBe(offset('Europe/Amsterdam', -6e12));
    expect(offset('America/New_York', firstInstant)).toBe(-(4 * 3_600 + 56 * 60 + 2) * 1_000);
  });

  it('keeps today’s rules to the year 9999', () => {
    for (const zone of ['Europe/Berlin', 'Australia/Lord_Howe', 'America/Santiago', 'Asia/Tokyo'])
      for (const year of [2099, 2101, 2102, 2400, 2501, 2502, 4711, 9998])
        for (let day = 0; day < 365; day += 3) {
          const t = Date.UTC(year, 0, 1 + day, 12);
          if (offset(zone, t) !== runtimeOffset(zone, t)) expect.fail(`${zone} ${isoOf(t)}`);
        }
    expect(offset('Europe/Berlin', lastInstant - 1)).toBe(hourMs);
  });

  it('has no edge an instant could fall through', () => {
    const chunkMs = (146_097 * 24 * hourMs) / 64;
    const table = zoneTable('America/New_York');
    for (let index = -200; index < 400; index += 1)
      for (const t of [index * chunkMs - 1, index * chunkMs, index * chunkMs + 1]) {
        const stretch = stretchAt(table, t);
        expect(stretch.from <= t && t < stretch.to).toBe(true);
        expect(instantOf(table, wallOf(table, t))).toBe(t);
      }
  });

  it('reads wall times of years before zones as it reads their instants', () => {
    const paris = zoneTable('Europe/Paris');
    for (const t of [
      firstInstant,
      Date.UTC(1000, 5, 1),
      Date.UTC(1788, 0, 1),
      Date.UTC(1796, 0, 1),
    ])
      expect(instantOf(paris, wallOf(paris, t))).toBe(t);
    expect(transitionsIn(paris, { start: firstInstant, end: Date.UTC(1850, 0, 1) })).toEqual([]);
    expect(
      transitionsIn(paris, { start: Date.UTC(2024, 0, 1), end: Date.UTC(2020, 0, 1) }),
    ).toEqual([]);
  });

  it('moves with the calendar where it repeats', () => {
    const paris = zoneTable('Europe/Paris');
    const years = (from: number) => ({
      start: Date.UTC(from, 0, 1),
      end: Date.UTC(from + 8, 0, 1),
    });
    const near = transitionsIn(paris, years(2104)).map((it) => it.at);
    const cycle = 146_097 * 24 * hourMs;
    expect(near).toHaveLength(16);
    expect(transitionsIn(paris, years(2504)).map((it) => it.at - cycle)).toEqual(near);
    expect(transitionsIn(paris, years(6504)).map((it) => it.at - 11 * cycle)).toEqual(near);
  });

  it('refuses what is no instant', () => {
    expect(() => wallOf(zoneTable('UTC'), Number.NaN)).toThrow(RangeError);
    expect(() => instantOf(zoneTable('UTC'), Number.POSITIVE_INFINITY)).toThrow(RangeError);
  });
});

describe('a wall time', () => {
  const berlin = zoneTable('Europe/Berlin');
  it('that clocks skip moves forward by the gap', () => {
    expect(isoOf(instantOf(berlin, Date.UTC(2024, 2, 31, 2)))).toBe('2024-03-31T01:00:00Z');
    expect(isoOf(instantOf(berlin, Date.UTC(2024, 2, 31, 2, 30)))).toBe('2024-03-31T01:30:00Z');
    expect(isoOf(instantOf(berlin, Date.UTC(2024, 2, 31, 3)))).toBe('2024-03-31T01:00:00Z');
  });
  it('that comes twice is the first', () => {
    expect(isoOf(instantOf(berlin, Date.UTC(2024, 9, 27, 2)))).toBe('2024-10-27T00:00:00Z');
    expect(isoOf(instantOf(berlin, Date.UTC(2024, 9, 27, 2, 59)))).toBe('2024-10-27T00:59:00Z');
    expect(isoOf(instantOf(berlin, Date.UTC(2024, 9, 27, 3)))).toBe('2024-10-27T02:00:00Z');
  });
});
