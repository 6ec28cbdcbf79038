import type { Page } from 'playwright';
import type { Shot } from './shoot.ts';

const tall = { width: 1280, height: 1900 };
const size = { width: 1280, height: 1000 };

async function plan(page: Page, item: string): Promise<void> {
  await page.getByRole('button', { name: 'Plan' }).click();
  await page.getByRole('menuitem', { name: item }).click();
}

async function coverJonas(page: Page): Promise<void> {
  await page
    .getByRole('gridcell', { name: /^Jonas Weber/ })
    .first()
    .click();
  await page.getByRole('button', { name: 'Cover this shift…' }).click();
}

/** The guided changes, each with something in it. */
export const planShots: readonly Shot[] = [
  {
    name: 'plan-menu',
    scene: 'schedule',
    act: async (page) => {
      await page.getByRole('button', { name: 'Plan' }).click();
    },
  },
  { name: 'cover-begun', scene: 'schedule', size, act: coverJonas },
  {
    name: 'cover',
    scene: 'leave',
    size,
    act: async (page) => {
      await coverJonas(page);
      await page.getByLabel('Covered by').selectOption({ label: 'Ana Pires · free' });
    },
  },
  {
    name: 'swap',
    scene: 'schedule',
    size,
    act: async (page) => {
      await plan(page, 'Swap…');
      await page.getByLabel('First person').selectOption({ label: 'Ana Pires' });
      await page
        .getByRole('group', { name: 'Gives away' })
        .getByLabel('First day')
        .fill('2026-11-23');
      await page.getByLabel('Second person').selectOption({ index: 1 });
      await page
        .getByRole('group', { name: 'Gives in return' })
        .getByLabel('First day')
        .fill('2026-11-27');
    },
  },
  { name: 'rotation', scene: 'leave', size: tall, act: (page) => plan(page, 'Build rotation…') },
  {
    name: 'rotation-hours',
    scene: 'schedule',
    size: tall,
    act: async (page) => {
      await plan(page, 'Build rotation…');
      await page.getByLabel('Hours').selectOption({ label: 'Business hours' });
      await page.getByText('Holidays to leave out').click();
      await page.getByLabel('Public holidays of').selectOption({ label: 'Portugal' });
    },
  },
  {
    name: 'rotation-sun',
    scene: 'schedule',
    size: tall,
    act: async (page) => {
      await plan(page, 'Build rotation…');
      await page.getByLabel('Hours').selectOption({ label: 'Follow the sun' });
      await page.getByRole('button', { name: 'Add a group' }).click();
    },
  },
  { name: 'leave', scene: 'leave', act: (page) => plan(page, 'Leave…') },
  {
    name: 'leave-import',
    scene: 'leave',
    act: async (page) => {
      await plan(page, 'Leave…');
      await page.getByLabel('Import from a calendar or table').setInputFiles({
        name: 'holidays.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from(
          'name,from,to\nSam Okafor,2026-12-21,2026-12-31\nSam Okafor,2027-02-01,2027-02-05\n' +
            'Ms Haddad,2026-12-28,2026-12-30\n,2026-01-01,2026-01-02\n',
        ),
      });
    },
  },
  {
    name: 'leave-problems',
    scene: 'leave',
    act: (page) => page.getByRole('button', { name: /^Problems/ }).click(),
  },
];
