import { globSync } from 'node:fs';
import { expect, test } from 'vitest';
import { areas } from '../../../scripts/mutation/areas.ts';

const found = (patterns: readonly string[]): string[] => patterns.flatMap((it) => globSync(it));

test('every file of the engine is broken in one area, by tests that exist', () => {
  const broken = Object.values(areas).flatMap((it) => found(it.mutate));
  const sources = found(['core/time/**/*.ts', 'core/schedule/**/*.ts']);
  expect(broken.sort()).toEqual(sources.sort());
  for (const { tests } of Object.values(areas))
    for (const pattern of tests) expect(globSync(pattern), pattern).not.toEqual([]);
});
