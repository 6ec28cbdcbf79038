import type { Page } from 'playwright';
import type { Shot } from './shoot.ts';

/** The timeline under the hand. */
export const timelineShots: readonly Shot[] = [
  {
    name: 'drag',
    scene: 'schedule',
    act: async (page) => {
      const shift = await boxOf(page, /^Jonas Weber/);
      await page.mouse.move(shift.x + shift.width / 2, shift.y + shift.height / 2);
      await page.mouse.down();
      await page.mouse.move(shift.x + shift.width / 2 + 130, shift.y + 60, { steps: 6 });
    },
  },
  {
    name: 'drop-question',
    scene: 'schedule',
    act: (page) => drop(page, /^Jonas Weber/, 126),
  },
  {
    name: 'moved-shift',
    scene: 'schedule',
    act: async (page) => {
      await drop(page, /^Jonas Weber/, 126);
      await page.getByRole('button', { name: 'These days only' }).click();
    },
  },
];

/** Where a shift is drawn. */
async function boxOf(page: Page, name: RegExp) {
  const box = await page.getByRole('gridcell', { name }).first().boundingBox();
  if (box === null) throw new Error(`${name.source} is not drawn`);
  return box;
}

/** Drags a shift by its middle. */
async function drop(page: Page, name: RegExp, byX: number): Promise<void> {
  const { x, y, width, height } = await boxOf(page, name);
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.mouse.down();
  await page.mouse.move(x + width / 2 + byX, y + height / 2, { steps: 6 });
  await page.mouse.up();
}
