import { expect, test } from 'vitest';
import { inOneGo, partsOf } from '../../../core/schedule/steps.ts';

test('a list is cut in parts of so many, the last with the rest, none empty', () => {
  expect([...partsOf([1, 2, 3, 4, 5], 2)]).toEqual([[1, 2], [3, 4], [5]]);
  expect([...partsOf([1, 2, 3, 4], 2)]).toEqual([
    [1, 2],
    [3, 4],
  ]);
  expect([...partsOf([], 2)]).toEqual([]);
});

test('all steps at once give what they give one by one', () => {
  const walked: number[] = [];
  function* counting() {
    for (let n = 0; n < 3; n += 1) {
      yield;
      walked.push(n);
    }
    return walked.length;
  }
  expect(inOneGo(counting())).toBe(3);
  expect(walked).toEqual([0, 1, 2]);
});
