import { describe, expect, test } from 'vitest';
import {
  cellsOf,
  runAt,
  shapeKey,
  shapeOfTimes,
  windowOn,
} from '../../../core/schedule/roster-fit/cells.ts';
import { daysFromCivil } from '../../../core/time/civil.ts';
import { dayMs, hourMs, secondMs, type Interval } from '../../../core/time/instant.ts';
import { zoneTable } from '../../../core/time/zone.ts';

const utc = zoneTable('UTC');
const berlin = zoneTable('Europe/Berlin');
const span = (from: string, to: string): Interval => ({
  start: Date.parse(from),
  end: Date.parse(to),
});
const hours = (startHours: number, endHours: number) => ({
  startMs: startHours * hourMs,
  endMs: endHours * hourMs,
});
/** The pieces of a run: how many hours each lasts, and the hours of its date that name it. */
const pieces = (run: Interval, table = utc, usualMs: number | null = null) =>
  cellsOf(run, table, usualMs).map((it) => [(it.end - it.start) / hourMs, it.shape]);

describe('the pieces of a run', () => {
  test('begin each day at the wall time at which the run begins', () => {
    const run = span('2026-03-02T09:00Z', '2026-03-04T17:00Z');
    expect(cellsOf(run, utc)).toEqual([
      {
        start: run.start,
        end: run.start + dayMs,
        day: daysFromCivil(2026, 3, 2),
        shape: hours(9, 33),
      },
      {
        start: run.start + dayMs,
        end: run.start + 2 * dayMs,
        day: daysFromCivil(2026, 3, 3),
        shape: hours(9, 33),
      },
      {
        start: run.start + 2 * dayMs,
        end: run.end,
        day: daysFromCivil(2026, 3, 4),
        shape: hours(9, 17),
      },
    ]);
  });

  test('are as long as their dates where clocks change, and named by the same hours', () => {
    expect(pieces(span('2026-03-28T08:00Z', '2026-03-30T07:00Z'), berlin)).toEqual([
      [23, hours(9, 33)],
      [24, hours(9, 33)],
    ]);
    expect(pieces(span('2026-10-24T07:00Z', '2026-10-25T08:00Z'), berlin)).toEqual([
      [25, hours(9, 33)],
    ]);
  });

  test('leave out a date that the zone jumped over', () => {
    const apia = zoneTable('Pacific/Apia');
    const run = span('2011-12-29T19:00Z', '2011-12-31T19:00Z');
    expect(cellsOf(run, apia).map((it) => it.day)).toEqual([
      daysFromCivil(2011, 12, 29),
      daysFromCivil(2011, 12, 31),
    ]);
  });

  test('of a run of more than eleven years are one, without hours', () => {
    const start = Date.UTC(2026, 0, 1);
    expect(cellsOf({ start, end: start + 4_018 * dayMs }, utc)).toHaveLength(4_018);
    expect(cellsOf({ start, end: start + 4_018 * dayMs + 1 }, utc)).toEqual([
      { start, end: start + 4_018 * dayMs + 1, day: start / dayMs, shape: null },
    ]);
  });

  test('begin at the hour that is meant where clocks skipped it', () => {
    // At 02:00 on 29 March 2026 it was 03:00 at once.
    const run = span('2026-03-29T01:00Z', '2026-03-29T04:00Z');
    expect(pieces(run, berlin)).toEqual([[3, hours(3, 6)]]);
    expect(pieces(run, berlin, 2.5 * hourMs)).toEqual([[3, hours(3, 6)]]);
    expect(pieces(run, berlin, 2 * hourMs)).toEqual([[3, hours(2, 6)]]);
    expect(pieces(run, berlin, 9 * hourMs)).toEqual([[3, hours(3, 6)]]);
  });

  test('end at the hour that is meant where clocks skipped it', () => {
    expect(pieces(span('2026-03-28T01:30Z', '2026-03-29T01:30Z'), berlin)).toEqual([
      [24, hours(2.5, 26.5)],
    ]);
  });

  test('begin at a midnight that clocks skipped only where that is meant, or on the date before', () => {
    const cairo = zoneTable('Africa/Cairo');
    const run = span('2024-04-25T22:00Z', '2024-04-26T05:00Z');
    expect(pieces(run, cairo)).toEqual([[7, hours(1, 8)]]);
    expect(pieces(run, cairo, 0)).toEqual([[7, hours(0, 8)]]);
    // At 23:00 on 30 March 2024 it was midnight at once.
    const nuuk = zoneTable('America/Nuuk');
    const night = span('2024-03-31T01:30Z', '2024-03-31T07:00Z');
    expect(pieces(night, nuuk)).toEqual([[5.5, hours(0.5, 6)]]);
    expect(cellsOf(night, nuuk, 23.5 * hourMs)).toMatchObject([
      { day: daysFromCivil(2024, 3, 30), shape: hours(23.5, 30) },
    ]);
  });

  test('have no hours where none name them: parts of seconds, the 59th, an hour that comes again', () => {
    const day = Date.UTC(2026, 2, 2);
    const one = (startMs: number, endMs: number, table = utc) =>
      cellsOf({ start: day + startMs, end: day + endMs }, table)[0]?.shape;
    expect(one(hourMs, 2 * hourMs)).toEqual(hours(1, 2));
    expect(one(hourMs + 1, 2 * hourMs)).toBeNull();
    expect(one(hourMs, 2 * hourMs + 1)).toBeNull();
    expect(one(hourMs, dayMs - secondMs)).toBeNull();
    expect(one(hourMs, dayMs)).toEqual(hours(1, 24));
    expect(one(2 * hourMs, 2 * dayMs - secondMs - dayMs)).toBeNull();
    const again = span('2026-10-25T01:15Z', '2026-10-25T01:45Z');
    expect(pieces(again, berlin)).toEqual([[0.5, null]]);
    const intoAgain = span('2026-10-24T23:00Z', '2026-10-25T01:30Z');
    expect(pieces(intoAgain, berlin)).toEqual([[2.5, null]]);
  });
});

describe('a shape on a date', () => {
  test('holds from its first to its last wall time', () => {
    const day = daysFromCivil(2026, 3, 2);
    expect(windowOn(berlin, day, hours(22, 30))).toEqual(
      span('2026-03-02T21:00Z', '2026-03-03T05:00Z'),
    );
  });

  test('is nothing where clocks skip all of it, or the whole date', () => {
    expect(windowOn(berlin, daysFromCivil(2026, 3, 29), hours(2, 2.5))).not.toBeNull();
    expect(
      windowOn(berlin, daysFromCivil(2026, 3, 29), { startMs: 2 * hourMs, endMs: 2 * hourMs }),
    ).toBeNull();
    const apia = zoneTable('Pacific/Apia');
    expect(windowOn(apia, daysFromCivil(2011, 12, 30), hours(0, 48))).toBeNull();
    expect(windowOn(apia, daysFromCivil(2011, 12, 29), hours(0, 24))).not.toBeNull();
  });

  test('is read from times; an end at or before the start is on the next day', () => {
    expect(shapeOfTimes('09:00:00', '17:30:15')).toEqual({
      startMs: 9 * hourMs,
      endMs: 17.5 * hourMs + 15 * secondMs,
    });
    expect(shapeOfTimes('09:00:00', '09:00:00')).toEqual(hours(9, 33));
    expect(shapeOfTimes('22:00:00', '06:00:00')).toEqual(hours(22, 30));
    expect(shapeOfTimes('00:00:00', '23:59:59')).toEqual(hours(0, 24));
  });

  test('has a text of its own', () => {
    const texts = [hours(1, 2), hours(1, 3), hours(2, 3)].map(shapeKey);
    expect(new Set(texts).size).toBe(3);
    expect(shapeKey(hours(1, 2))).toBe(texts[0]);
  });
});

test('the run at an instant holds it, its end excluded, wherever it stands in the list', () => {
  for (const count of [0, 1, 2, 5, 8]) {
    const runs = Array.from({ length: count }, (_, n) => ({ start: 10 * n, end: 10 * n + 7 }));
    for (let at = -2; at < count * 10 + 2; at += 1)
      expect([count, at, runAt(runs, at)]).toEqual([
        count,
        at,
        runs.find((it) => it.start <= at && at < it.end) ?? null,
      ]);
  }
});
