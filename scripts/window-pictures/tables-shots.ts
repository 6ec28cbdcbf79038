import type { Shot } from './shoot.ts';

const csv = [
  'team_id,team_member_id,week_days,start_time,end_time',
  't-platform,a-sam,0,09:00:00,17:00:00',
  't-platform,a-jonas,2 3,09:00:00,09:00:00',
  't-platform,a-sam,9,09:00:00,17:00:00',
].join('\r\n');

/** The list and what is done to many entries at once, load, clock changes, and steps of writes. */
export const tablesShots: readonly Shot[] = [
  {
    name: 'bulk',
    scene: 'schedule',
    act: async (page) => {
      await page.getByRole('radio', { name: 'List' }).click();
      await page.getByRole('checkbox', { name: /^Select Ana Pires/ }).click();
      await page.getByRole('checkbox', { name: /^Select Jonas Weber/ }).click();
      await page.getByRole('button', { name: 'Change…' }).click();
      await page.getByLabel('Starts').fill('8');
    },
  },
  {
    name: 'import',
    scene: 'schedule',
    act: async (page) => {
      await page.getByRole('radio', { name: 'List' }).click();
      await page.getByRole('button', { name: 'Import…' }).click();
      await page
        .getByLabel('File to import')
        .setInputFiles({ name: 'sundays.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
      await page.getByText(/1 new entry/).waitFor();
    },
  },
  {
    name: 'export',
    scene: 'schedule',
    act: async (page) => {
      await page.getByRole('radio', { name: 'List' }).click();
      await page.getByRole('button', { name: 'Export…' }).click();
    },
  },
  {
    name: 'load-dates',
    scene: 'schedule',
    act: async (page) => {
      await page.getByRole('radio', { name: 'Load' }).click();
      await page.getByRole('button', { name: 'Count holidays…' }).click();
      await page.getByLabel('Holidays').selectOption({ label: 'Portugal' });
    },
  },
  { name: 'step-stopped', scene: 'step-stopped' },
  {
    name: 'step-running',
    scene: 'step-running',
    act: (page) => page.getByRole('button', { name: /^Undo/ }).click(),
  },
];
