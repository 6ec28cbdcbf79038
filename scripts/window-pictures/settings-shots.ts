import type { Shot } from './shoot.ts';

type Act = NonNullable<Shot['act']>;

const size = { width: 860, height: 680 };

const open =
  (...names: string[]): Act =>
  async (page) => {
    for (const name of names)
      await page
        .getByRole('navigation', { name: 'Settings pages' })
        .getByRole('button', { name, exact: true })
        .click();
  };

const shot = (name: string, act?: Act, scene = 'schedule'): Shot => ({
  name: `settings-${name}`,
  scene,
  page: 'settings',
  size,
  ...(act === undefined ? {} : { act }),
});

/** Every page of the settings. */
export const settingsShots: readonly Shot[] = [
  shot('general'),
  shot('notices', open('Notices')),
  shot('account', open('Acme')),
  shot('reading', open('Acme', 'How rules are read')),
  shot('coverage', open('Acme', 'Coverage')),
  shot('names', open('Acme', 'Names')),
  shot('import', async (page) => {
    await open('Acme', 'Names')(page);
    await page.getByRole('button', { name: 'Import names…' }).click();
    await page
      .getByLabel('or its text')
      .fill('id,name\na-ana,Ana P.\nt-payments,Payments\nx-17,Robin Ek\n,Nobody');
  }),
  shot('signed-out', open('Acme'), 'sign-in'),
  shot('about', open('About')),
];
