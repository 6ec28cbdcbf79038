import { sampleNow, snapshotWith, workspaceWith } from '../../support/sample-snapshot.ts';
import { hourMs } from '../../../core/time/instant.ts';
import type { Shown } from './pages.ts';
import type { Openings } from './openings.ts';

type Screen = Shown['screen'];

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

export const settings: Openings = {
  'the question before a workspace goes': {
    open: turnedTo(['Acme'], 'Remove workspace…'),
    seen: (screen) => screen.getByRole('dialog', { name: 'Remove Acme?' }),
  },
  'the question before a sign-out': {
    open: turnedTo(['Acme'], 'Sign out…'),
    seen: (screen) => screen.getByRole('dialog', { name: 'Sign out of Acme?' }),
  },
  'other addresses': {
    open: turnedTo(['Acme'], 'Change addresses…'),
    seen: (screen) => screen.getByRole('dialog', { name: 'Addresses of Acme' }),
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

const { read, entries } = workspaceWith();

export const glances: Openings = {
  stale: {
    snapshot: snapshotWith([
      workspaceWith({
        read: {
          ...read,
          goodAt: sampleNow - 3 * hourMs,
          failure: { kind: 'offline', detail: 'no route' },
        },
      }),
    ]),
    seen: (screen) => screen.getByRole('region', { name: 'Platform, now' }),
  },
  'a gap': {
    snapshot: snapshotWith([
      workspaceWith({ entries: entries.filter((it) => it.memberId !== 'a-jonas') }),
    ]),
    seen: (screen) => screen.getByText('gap Tue 10:00 – 18:48', { exact: true }),
  },
};
