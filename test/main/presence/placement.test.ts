import { expect, test } from 'vitest';
import { autostartEntry } from '../../../main/autostart.ts';
import { placeBy } from '../../../main/windows/placement.ts';

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

test('the autostart file quotes what a path may hold', () => {
  const text = autostartEntry({ file: '/opt/My "Apps"/100%/watch$bill', args: ['a b'] });
  expect(text).toContain('Exec="/opt/My \\\\"Apps\\\\"/100%%/watch\\\\$bill" "a b"');
});
