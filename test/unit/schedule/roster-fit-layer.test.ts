import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Interpretation } from '../../../core/schedule/model.ts';
import {
  allMonths,
  allWeekDays,
  allWeeks,
  dateBits,
  passes,
} from '../../../core/schedule/month-days.ts';
import { solveLayer, type Layer, type Segment } from '../../../core/schedule/roster-fit/layer.ts';
import { daysFromCivil } from '../../../core/time/civil.ts';
import { enough, runs } from '../../support/arbitrary.ts';

type Reading = Interpretation['weekOfMonth'];

function layerOf(
  required: readonly number[],
  bad: (day: number) => boolean = () => true,
  reading: Reading = 'block',
): Layer {
  const wanted = new Set(required);
  return {
    shape: { startMs: 0, endMs: 1 },
    required: [...required].sort((a, b) => a - b),
    isBad: (day) => !wanted.has(day) && bad(day),
    bits: (day) => dateBits(day, reading),
  };
}

const on = (month: number, ...days: readonly number[]): number[] =>
  days.map((day) => daysFromCivil(2026, month, day));
const upTo = (count: number): number[] => Array.from({ length: count }, (_, n) => n + 1);
const datesOf = (segment: Segment, reading: Reading = 'block'): number[] =>
  Array.from({ length: segment.last - segment.first + 1 }, (_, n) => segment.first + n).filter(
    (day) => passes({ ...segment, weekOfMonth: reading }, dateBits(day, reading)),
  );

/** Fewest consecutive stretches in which one set of week days can stand for all dates. */
function fewestStretches(layer: Layer): number {
  const { required } = layer;
  const fits = (from: number, to: number): boolean => {
    const days = required.slice(from, to + 1);
    const weekDays = days.reduce((all, day) => all | layer.bits(day).weekDays, 0);
    const held = { months: allMonths, weekDays, weeks: allWeeks };
    const segment = { ...held, first: days[0] ?? 0, last: days.at(-1) ?? 0 };
    return !datesOf(segment).some((day) => layer.isBad(day));
  };
  const least = [0];
  for (let to = 0; to < required.length; to += 1) {
    const ways = required.flatMap((_, from) =>
      from <= to && fits(from, to) ? [(least[from] ?? 0) + 1] : [],
    );
    least.push(Math.min(...ways));
  }
  return least.at(-1) ?? 0;
}

describe('the rules of a layer', () => {
  test('use months where whole months are meant', () => {
    expect(solveLayer(layerOf([...on(1, ...upTo(31)), ...on(3, ...upTo(31))]), [])).toEqual([
      {
        months: 0b101,
        weekDays: allWeekDays,
        weeks: allWeeks,
        first: on(1, 1)[0],
        last: on(3, 31)[0],
      },
    ]);
  });

  test('use months and week days where one week day of some months is meant', () => {
    const mondays = [...on(1, 5, 12, 19, 26), ...on(3, 2, 9, 16, 23, 30)];
    expect(solveLayer(layerOf(mondays), [])).toMatchObject([{ months: 0b101, weekDays: 0b10 }]);
  });

  test('name months and let week days vary where that needs fewer', () => {
    const mondays = [...on(1, 5, 12, 19, 26), ...on(3, 2, 9)];
    expect(solveLayer(layerOf([...mondays, ...on(3, 17, 24, 31)]), [])).toMatchObject([
      { months: 0b101, weekDays: 0b10, first: on(1, 5)[0], last: on(3, 9)[0] },
      { months: 0b101, weekDays: 0b100, first: on(3, 17)[0], last: on(3, 31)[0] },
    ]);
  });

  test('name week days and let months vary where that needs fewer', () => {
    const nextFebruary = [1, 8, 15, 22].map((day) => daysFromCivil(2027, 2, day));
    const mondays = [...on(1, 5, 12, 19, 26), ...on(3, 2, 9, 16, 23, 30), ...nextFebruary];
    expect(solveLayer(layerOf(mondays), [])).toMatchObject([
      { months: 0b101, weekDays: 0b10, first: on(1, 5)[0], last: on(3, 30)[0] },
      { months: 0b10, weekDays: 0b10, first: nextFebruary[0], last: nextFebruary[3] },
    ]);
  });

  test('use no more weeks than are needed', () => {
    const firstAndThird = [...on(1, 5, 19), ...on(2, 2, 16), ...on(3, 2, 16), ...on(4, 6, 20)];
    expect(solveLayer(layerOf(firstAndThird), [])).toMatchObject([{ weeks: 0b101 }]);
  });

  test('use weeks of the month where one rule over several months is meant', () => {
    const first = [...on(1, 5), ...on(2, 2), ...on(3, 2), ...on(4, 6)];
    expect(solveLayer(layerOf(first), [])).toMatchObject([{ weekDays: 0b10, weeks: 1 }]);
    const last = [...on(1, 30), ...on(2, 27), ...on(3, 27), ...on(4, 24)];
    expect(solveLayer(layerOf(last), [])).toMatchObject([{ weekDays: 1 << 5, weeks: 1 << 6 }]);
  });

  test('count weeks from the start where either end would do', () => {
    const both = [...on(2, 27), ...on(4, 24)];
    expect(solveLayer(layerOf(both), [])).toMatchObject([{ weeks: 1 << 3 }]);
  });

  test('use no weeks within one month, nor where one rule is not enough', () => {
    const within = on(1, 5, 6, 14);
    expect(solveLayer(layerOf(within), []).map((it) => it.weeks)).toEqual([allWeeks, allWeeks]);
    const mixed = [...on(1, 5), ...on(2, 2, 24), ...on(3, 2), ...on(4, 6, 28), ...on(5, 4, 21)];
    for (const it of solveLayer(layerOf(mixed), [])) expect(it.weeks).toBe(allWeeks);
  });

  test('never use a sixth week, which can be read but not written', () => {
    // The 31st of August and the 30th of November stand in a sixth row, which is the last.
    const rows = layerOf([...on(8, 31), ...on(11, 30)], () => true, 'row-monday');
    expect(solveLayer(rows, [])).toMatchObject([{ weekDays: 0b10, weeks: 1 << 6 }]);
  });

  test('end where nothing is wanted for so long that a second rule is no loss', () => {
    const day = on(1, 5)[0] ?? 0;
    const free = () => false;
    expect(solveLayer(layerOf([day, day + 3_000], free), [])).toHaveLength(1);
    expect(solveLayer(layerOf([day, day + 3_001], free), [])).toHaveLength(2);
  });

  test('stand in the order of their dates', () => {
    const firsts = solveLayer(layerOf([...on(1, 5, 7, 20), ...on(2, 11)]), []).map(
      (it) => it.first,
    );
    expect(firsts.length).toBeGreaterThan(1);
    expect(firsts).toEqual([...firsts].sort((a, b) => a - b));
  });
});

describe('another way to solve a layer', () => {
  const three = layerOf(on(1, 5, 7, 9, 13, 15, 17, 19, 25));
  const plain = solveLayer(three, []);
  const [one] = plain;
  if (one === undefined) throw new Error('no rules');

  test('is taken where it needs fewer rules, and told how few they must be', () => {
    const asked: number[] = [];
    const found = solveLayer(three, [
      (_, most) => {
        asked.push(most);
        return [one];
      },
    ]);
    expect(plain.length).toBeGreaterThan(2);
    expect(asked).toEqual([plain.length - 1]);
    expect(found).toEqual([one]);
  });

  test('is passed over where it finds none or needs as many', () => {
    expect(solveLayer(three, [() => null])).toEqual(plain);
    expect(solveLayer(three, [() => [...plain].reverse()])).toEqual(plain);
  });

  test('is not asked where two rules do', () => {
    const two = layerOf(on(1, 5, 7));
    const never = () => {
      throw new Error('asked');
    };
    expect(solveLayer(two, [never]).length).toBeLessThan(3);
  });
});

test('the rules hold every date, none too much, and need no more stretches than must be', () => {
  const some = fc
    .uniqueArray(fc.nat(75), { minLength: 1, maxLength: 12 })
    .map((list) => list.map((n) => daysFromCivil(2026, 1, 1) + n).sort((a, b) => a - b));
  let several = 0;
  fc.assert(
    fc.property(
      some,
      fc.uniqueArray(fc.nat(75)),
      fc.constantFrom<Reading>('block', 'row-monday', 'row-sunday'),
      (required, free, reading) => {
        const first = daysFromCivil(2026, 1, 1);
        const layer = layerOf(required, (day) => !free.includes(day - first), reading);
        const found = solveLayer(layer, []);
        several += found.length > 1 ? 1 : 0;
        const held = found.flatMap((it) => datesOf(it, reading));
        expect(required.filter((day) => !held.includes(day))).toEqual([]);
        expect(held.filter((day) => layer.isBad(day))).toEqual([]);
        expect(found.length).toBeLessThanOrEqual(fewestStretches(layer));
      },
    ),
    runs(100),
  );
  expect(several).toBeGreaterThan(enough(40));
});
