import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Interval } from '../../../core/time/instant.ts';
import { clip, intersect, merge, subtract, totalMs } from '../../../core/time/interval.ts';
import { runs } from '../../support/arbitrary.ts';

const anInterval = fc
  .tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: -2, max: 12 }))
  .map(([start, length]) => ({ start, end: start + length }));
const some = fc.array(anInterval, { maxLength: 12 });

/** The points of time a list covers, by asking each. */
const points = (list: readonly Interval[]): number[] =>
  Array.from({ length: 60 }, (_, t) => t).filter((t) =>
    list.some((it) => it.start <= t && t < it.end),
  );
const tidy = (list: readonly Interval[]): boolean =>
  list.every((it, i) => it.start < it.end && (list[i - 1]?.end ?? -1) < it.start);

describe('lists of intervals', () => {
  it('merge into the same time, apart and in order', () => {
    fc.assert(
      fc.property(some, (list) => {
        const merged = merge(list);
        expect(points(merged)).toEqual(points(list));
        expect(tidy(merged)).toBe(true);
        expect(totalMs(merged)).toBe(points(list).length);
      }),
      runs(300),
    );
  });

  it('intersect and subtract point by point', () => {
    fc.assert(
      fc.property(some, some, (one, two) => {
        const [a, b] = [merge(one), merge(two)];
        const inB = new Set(points(b));
        const both = intersect(a, b);
        const rest = subtract(a, b);
        expect(points(both)).toEqual(points(a).filter((t) => inB.has(t)));
        expect(points(rest)).toEqual(points(a).filter((t) => !inB.has(t)));
        expect(tidy(both) && tidy(rest)).toBe(true);
      }),
      runs(500),
    );
  });

  it('share nothing by touching', () => {
    expect(clip({ start: 1, end: 3 }, { start: 3, end: 5 })).toBeNull();
    expect(clip({ start: 1, end: 4 }, { start: 3, end: 5 })).toEqual({ start: 3, end: 4 });
    expect(
      merge([
        { start: 3, end: 5 },
        { start: 1, end: 3 },
      ]),
    ).toEqual([{ start: 1, end: 5 }]);
  });

  it('are never changed in place', () => {
    const list = Object.freeze([
      Object.freeze({ start: 3, end: 9 }),
      Object.freeze({ start: 1, end: 4 }),
    ]);
    expect(merge(list)).toEqual([{ start: 1, end: 9 }]);
    expect(list[0]).toEqual({ start: 3, end: 9 });
  });
});
