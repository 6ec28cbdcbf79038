import { expect, test } from 'vitest';
import { autostartEntry } from '../../../main/autostart.ts';
import { comeBack, placeBy } from '../../../main/windows/placement.ts';

const size = { width: 360, height: 440 };
const area = { x: 0, y: 30, width: 1280, height: 770 };

test('the glance hangs below an icon at the top and stands above one at the bottom', () => {
  expect(placeBy(size, { x: 600, y: 0, width: 24, height: 30 }, area)).toEqual({ x: 432, y: 38 });
  expect(placeBy(size, { x: 600, y: 770, width: 24, height: 30 }, area)).toEqual({
    x: 432,
    y: 322,
  });
});

test('it is never cut off by the edge of the work area, on any screen', () => {
  for (const shift of [-1920, 0, 1280]) {
    const here = { ...area, x: shift };
    for (const x of [0, 5, 640, 1275, 1280])
      for (const y of [0, 31, 400, 799]) {
        const at = placeBy(size, { x: shift + x, y }, here);
        expect(at.x).toBeGreaterThanOrEqual(here.x);
        expect(at.x + size.width).toBeLessThanOrEqual(here.x + here.width);
        expect(at.y).toBeGreaterThanOrEqual(here.y);
        expect(at.y + size.height).toBeLessThanOrEqual(here.y + here.height);
      }
  }
});

const window = { width: 900, height: 600 };

test.each([
  ['where it was', { x: 100, y: 60 }, { x: 100, y: 60 }],
  ['half outside, as it was put', { x: 1_000, y: 500 }, { x: 1_000, y: 500 }],
  ['from a screen to the right that is gone', { x: 2_000, y: 100 }, { x: 380, y: 100 }],
  ['from a screen to the left that is gone', { x: -1_500, y: 100 }, { x: 0, y: 100 }],
  ['from below', { x: 100, y: 2_000 }, { x: 100, y: 200 }],
  ['from under the panel at the top', { x: 100, y: 0 }, { x: 100, y: 30 }],
])('a window comes back %s', (_, before, after) => {
  expect(comeBack({ ...window, ...before }, area)).toEqual({ ...window, ...after });
});

test('a window of a larger screen comes back no larger than this one', () => {
  const large = { x: 2_560, y: 200, width: 2_400, height: 1_300 };
  expect(comeBack(large, area)).toEqual(area);
});

test('the autostart file quotes what a path may hold', () => {
  const text = autostartEntry({ file: '/opt/My "Apps"/100%/watch$bill', args: ['a b'] });
  expect(text).toContain('Exec="/opt/My \\\\"Apps\\\\"/100%%/watch\\\\$bill" "a b"');
});
