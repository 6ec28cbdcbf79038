import { shoot, type Shot } from './shoot.ts';

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
  {
    name: 'connect',
    scene: 'sample',
    act: async (page) => {
      await page.getByRole('button', { name: 'Connect PingHome' }).click();
      await page.getByRole('radio', { name: 'Own addresses' }).click();
      await page.getByLabel('Schedule writes').fill('http://pinghome.example/v1');
      await page.getByRole('button', { name: 'Test connection' }).click();
    },
  },
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
