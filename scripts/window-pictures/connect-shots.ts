import type { Page } from 'playwright';
import type { Shot } from './shoot.ts';

const open = async (page: Page) => {
  await page.getByRole('button', { name: 'Connect PingHome' }).first().click();
  await page.getByRole('dialog').getByLabel('PingHome token').waitFor();
};

const next = (page: Page) => page.getByRole('dialog').getByRole('button', { name: 'Next' }).click();

const entered = async (page: Page) => {
  await open(page);
  await page.getByRole('dialog').getByLabel('PingHome token').fill('secret');
  await next(page);
};

/** Every step of connecting, and what can be wrong in the first. */
export const connectShots: readonly Shot[] = [
  { name: 'connect-1', scene: 'connecting', act: open },
  {
    name: 'connect-1-wrong',
    scene: 'connecting',
    act: async (page) => {
      await open(page);
      await page.getByRole('radio', { name: 'Own addresses' }).click();
      await page.getByLabel('Schedule writes').fill('http://pinghome.example/v1');
      await next(page);
    },
  },
  {
    name: 'connect-1-password',
    scene: 'connecting',
    act: async (page) => {
      await open(page);
      await page.getByRole('radio', { name: 'E-mail and password' }).click();
    },
  },
  { name: 'connect-2', scene: 'connecting', act: entered },
  {
    name: 'connect-3',
    scene: 'connecting',
    act: async (page) => {
      await entered(page);
      await next(page);
    },
  },
];
