import { snapshotWith, workspaceWith } from '../../support/sample-snapshot.ts';
import type { Openings, Screen } from './openings.ts';

/** Turns the side list to pages by their names. */
const turned =
  (...names: readonly string[]) =>
  async (screen: Screen) => {
    const pages = screen.getByRole('navigation', { name: 'Settings pages' });
    for (const name of names) await pages.getByRole('button', { name, exact: true }).click();
  };

const turnedTo = (names: readonly string[], press: string) => async (screen: Screen) => {
  await turned(...names)(screen);
  await screen.getByRole('button', { name: press, exact: true }).click();
};

const titled = (name: string) => (screen: Screen) =>
  screen.getByRole('heading', { name, exact: true });

/** The pages of the settings, and what opens over them. */
export const settings: Openings = {
  general: { seen: titled('General') },
  notices: { open: turned('Notices'), seen: titled('Notices') },
  account: { open: turned('Acme'), seen: titled('Account') },
  'how rules are read': {
    open: turned('Acme', 'How rules are read'),
    seen: titled('How rules are read'),
  },
  coverage: { open: turned('Acme', 'Coverage'), seen: titled('Coverage') },
  names: { open: turned('Acme', 'Names'), seen: titled('Names') },
  about: { open: turned('About'), seen: titled('About') },
  'the question before a workspace goes': {
    open: turnedTo(['Acme'], 'Remove workspace…'),
    seen: (screen) => screen.getByRole('dialog', { name: 'Remove Acme?' }),
    part: '[role=dialog]',
  },
  'the question before a sign-out': {
    open: turnedTo(['Acme'], 'Sign out…'),
    seen: (screen) => screen.getByRole('dialog', { name: 'Sign out of Acme?' }),
    part: '[role=dialog]',
  },
  'other addresses': {
    open: turnedTo(['Acme'], 'Change addresses…'),
    seen: (screen) => screen.getByRole('dialog', { name: 'Addresses of Acme' }),
    part: '[role=dialog]',
  },
  'an account that is signed out': {
    snapshot: snapshotWith([workspaceWith({ token: 'missing' })]),
    open: turned('Acme'),
    seen: (screen) => screen.getByText(/^Signed out: there is no token/),
  },
  'an import of names': {
    open: async (screen) => {
      await turnedTo(['Acme', 'Names'], 'Import names…')(screen);
      await screen.getByLabelText('or its text').fill('id,name\na-ana,Ana P.\n,Nobody');
    },
    seen: (screen) => screen.getByRole('row', { name: 'a-ana Ana Pires Ana P.' }),
    part: '[role=dialog]',
  },
  'a licence': {
    answers: {
      'about.read': () => ({
        versions: [{ name: 'Electron', version: '45.4.1' }],
        licences: [{ name: 'svelte', version: '5', licence: 'MIT', text: 'Permission is granted' }],
      }),
    },
    open: async (screen) => {
      await turned('About')(screen);
      await screen.getByText('svelte').click();
    },
    seen: (screen) => screen.getByText('Permission is granted'),
  },
};
