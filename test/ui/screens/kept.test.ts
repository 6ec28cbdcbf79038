import { expect, test } from 'vitest';
import { commands } from 'vitest/browser';
import { picturesOf, screens } from '../support/screens.ts';

test('every kept picture is of a screen', async () => {
  expect(await commands.kept()).toEqual([...picturesOf(Object.values(screens).flat())].sort());
});

test('every screen is judged in a file', () => {
  // This file is not among them.
  const files = Object.keys(import.meta.glob('./*.test.ts')).map((it) => it.slice(2, -8));
  expect(files.sort()).toEqual(Object.keys(screens).sort());
});
