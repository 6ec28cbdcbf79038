import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dateBits } from '../../../core/schedule/month-days.ts';
import type { Layer, Segment } from '../../../core/schedule/roster-fit/layer.ts';
import { pickGreedily } from '../../../core/schedule/roster-fit/pick.ts';
import { enough, runs } from '../../support/arbitrary.ts';

/** Days since 1970-01-01 of a Sunday. */
const sunday = 20_787 - ((20_787 + 4) % 7);

function layerOf(required: readonly number[], bad: (day: number) => boolean): Layer {
  const wanted = new Set(required);
  return {
    shape: { startMs: 0, endMs: 1 },
    required,
    isBad: (day) => !wanted.has(day) && bad(day),
    bits: (day) => dateBits(day, 'block'),
  };
}

const everywhere = () => true;
const nowhere = () => false;
const passing = ({ weekDays }: Pick<Segment, 'weekDays'>, day: number): boolean =>
  (weekDays & (1 << ((((day - sunday) % 7) + 7) % 7))) !== 0;
const daysOf = (segment: Segment): number[] =>
  Array.from({ length: segment.last - segment.first + 1 }, (_, n) => segment.first + n).filter(
    (day) => passing(segment, day),
  );

/** Most required dates one rule can stand for, by trying every set of days from every date on. */
function mostOfOne(layer: Layer): number {
  let most = 0;
  for (let weekDays = 1; weekDays < 128; weekDays += 1)
    for (const from of layer.required) {
      let count = 0;
      for (let day = from; day <= (layer.required.at(-1) ?? 0); day += 1) {
        if (!passing({ weekDays }, day)) continue;
        if (layer.isBad(day)) break;
        if (layer.required.includes(day)) count += 1;
      }
      most = Math.max(most, count);
    }
  return most;
}

describe('picking week days for scattered dates', () => {
  const tuesdays = [0, 1, 2, 3, 4, 5].map((week) => sunday + 2 + week * 7);
  const monday = sunday + 15;
  const dates = [...tuesdays, monday].sort((a, b) => a - b);

  test('every Tuesday stays one rule though one Monday comes in between', () => {
    expect(pickGreedily(layerOf(dates, everywhere), 2)).toMatchObject([
      { first: tuesdays[0], last: tuesdays[5], weekDays: 1 << 2 },
      { first: monday, last: monday, weekDays: 1 << 1 },
    ]);
  });

  test('the rule that stands for most of what is left comes next, not merely another', () => {
    const scattered = [2, 9, 11, 13, 20].map((day) => sunday + day);
    const needless = new Set([3, 4, 5, 10, 14, 16].map((day) => sunday + day));
    const layer = layerOf(scattered, (day) => needless.has(day));
    expect(pickGreedily(layer, 2)).toHaveLength(2);
  });

  test('where no date is too much, all are one rule of the days that come', () => {
    expect(pickGreedily(layerOf(dates, nowhere), 1)).toMatchObject([
      { first: dates[0], last: dates.at(-1), weekDays: 0b110 },
    ]);
  });

  test('more rules than may be are no answer', () => {
    expect(pickGreedily(layerOf(dates, everywhere), 1)).toBeNull();
    expect(pickGreedily(layerOf(dates, everywhere), 0)).toBeNull();
  });

  test('a date too much ends a stretch only for the week days it is one of', () => {
    const skipped = tuesdays.filter((_, n) => n !== 3);
    expect(pickGreedily(layerOf(skipped, everywhere), 9)).toMatchObject([
      { first: tuesdays[0], last: tuesdays[2] },
      { first: tuesdays[4], last: tuesdays[5] },
    ]);
    const aWednesday = (day: number) => day === (tuesdays[2] ?? 0) + 1;
    expect(pickGreedily(layerOf(tuesdays, aWednesday), 9)).toHaveLength(1);
  });

  test('more dates or a longer time than can be tried while typing are no answer', () => {
    const daily = (count: number) => Array.from({ length: count }, (_, n) => sunday + n);
    expect(pickGreedily(layerOf(daily(1_200), nowhere), 9)).toHaveLength(1);
    expect(pickGreedily(layerOf(daily(1_201), nowhere), 9)).toBeNull();
    expect(pickGreedily(layerOf([sunday, sunday + 7_999], nowhere), 9)).toHaveLength(1);
    expect(pickGreedily(layerOf([sunday, sunday + 8_000], nowhere), 9)).toBeNull();
  });
});

test('what is picked holds every date, none too much, and the largest one as many as one can', () => {
  const some = fc
    .uniqueArray(fc.nat(40), { minLength: 1, maxLength: 14 })
    .map((list) => list.map((n) => sunday + n).sort((a, b) => a - b));
  let several = 0;
  fc.assert(
    fc.property(some, fc.uniqueArray(fc.nat(40)), (required, free) => {
      const layer = layerOf(required, (day) => !free.includes(day - sunday));
      const picked = pickGreedily(layer, 99);
      if (picked === null) throw new Error('nothing picked');
      several += picked.length > 2 ? 1 : 0;
      const held = picked.flatMap(daysOf);
      expect(required.filter((day) => !held.includes(day))).toEqual([]);
      expect(held.filter((day) => layer.isBad(day))).toEqual([]);
      const sizes = picked.map((it) => daysOf(it).filter((day) => required.includes(day)).length);
      expect(Math.max(...sizes)).toBe(mostOfOne(layer));
      const order = picked.map((it) => it.first * 1_000 + (it.last - sunday));
      expect(order).toEqual([...order].sort((a, b) => a - b));
      expect(pickGreedily(layer, picked.length)).toEqual(picked);
      expect(pickGreedily(layer, picked.length - 1)).toBeNull();
    }),
    runs(60),
  );
  expect(several).toBeGreaterThan(enough(20));
});
