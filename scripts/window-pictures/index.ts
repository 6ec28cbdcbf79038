import { connectShots } from './connect-shots.ts';
import { settingsShots } from './settings-shots.ts';
import { planShots } from './plan-shots.ts';
import { shoot, type Shot } from './shoot.ts';
import { tablesShots } from './tables-shots.ts';
import { timelineShots } from './timeline-shots.ts';

const shots: readonly Shot[] = [
  { name: 'schedule', scene: 'schedule' },
  {
    name: 'inspector',
    scene: 'schedule',
    act: (page) =>
      page
        .getByRole('gridcell', { name: /^Jonas Weber/ })
        .first()
        .click(),
  },
  {
    name: 'new-shift',
    scene: 'schedule',
    act: (page) => page.getByRole('gridcell', { name: /^Gap/ }).first().click(),
  },
  {
    name: 'all-teams',
    scene: 'schedule',
    act: (page) => page.getByRole('button', { name: /All teams/ }).click(),
  },
  {
    name: 'month',
    scene: 'schedule',
    act: (page) => page.getByRole('radio', { name: 'Month' }).click(),
  },
  {
    name: 'conflict',
    scene: 'conflict',
    act: async (page) => {
      await page
        .getByRole('gridcell', { name: /^Jonas Weber/ })
        .first()
        .click();
      await page.getByLabel('Starts').fill('08:00');
      await page.getByRole('button', { name: 'Save change' }).click();
    },
  },
  {
    name: 'refused',
    scene: 'refused',
    act: async (page) => {
      await page
        .getByRole('gridcell', { name: /^Jonas Weber/ })
        .first()
        .click();
      await page.getByLabel('Starts').fill('08:00');
      await page.getByRole('button', { name: 'Save change' }).click();
    },
  },
  ...connectShots,
  {
    name: 'list',
    scene: 'schedule',
    act: (page) => page.getByRole('radio', { name: 'List' }).click(),
  },
  {
    name: 'load',
    scene: 'schedule',
    act: (page) => page.getByRole('radio', { name: 'Load' }).click(),
  },
  {
    name: 'problems',
    scene: 'schedule',
    act: (page) => page.getByRole('button', { name: /^Problems/ }).click(),
  },
  {
    // A window of 1280 × 800 at a zoom of 200 %.
    name: 'zoomed',
    scene: 'schedule',
    size: { width: 640, height: 400 },
    act: async (page) => {
      await page
        .getByRole('gridcell', { name: /^Jonas Weber/ })
        .first()
        .click();
    },
  },
  {
    name: 'forced-colours',
    scene: 'schedule',
    act: async (page) => {
      await page.emulateMedia({ forcedColors: 'active' });
      await page
        .getByRole('gridcell', { name: /^Jonas Weber/ })
        .first()
        .click();
    },
  },
  { name: 'glance', scene: 'schedule', page: 'glance', size: { width: 340, height: 400 } },
  { name: 'glance-stale', scene: 'stale', page: 'glance', size: { width: 340, height: 400 } },
  ...settingsShots,
  ...tablesShots,
  ...timelineShots,
  {
    name: 'ripple',
    scene: 'schedule',
    size: { width: 1280, height: 1100 },
    act: async (page) => {
      await page
        .getByRole('gridcell', { name: /^Jonas Weber/ })
        .first()
        .click();
      await page.getByRole('button', { name: 'Sunday' }).click();
      await page.getByText('1 request that').click();
    },
  },
  ...planShots,
  ...[
    'sample',
    'loading',
    'reading',
    'empty',
    'offline',
    'stale',
    'partial',
    'sign-in',
    'service-down',
    'broken',
    'large',
  ].map((scene): Shot => ({ name: scene, scene })),
];

const wanted = process.argv.slice(2);
const complaints = await shoot(
  wanted.length === 0 ? shots : shots.filter((shot) => wanted.includes(shot.name)),
);
for (const complaint of complaints) console.log(complaint);
process.exitCode = complaints.length > 0 ? 1 : 0;
