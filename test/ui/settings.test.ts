import { page, userEvent } from 'vitest/browser';
import { beforeEach, expect, test } from 'vitest';
import Settings from '../../renderer/settings/Settings.svelte';
import { Refusal } from '../support/fake-bridge.ts';
import { snapshotWith } from '../support/sample-snapshot.ts';
import { showPage, themed } from './support/pages.ts';
import { showSettings } from './support/settings-window.ts';
import { expectAccessible } from './support/show.ts';

beforeEach(() => page.viewport(860, 900));

test('the side list is walked with the arrows and says which page is open', async () => {
  const { screen } = await showSettings();
  const pages = screen.getByRole('navigation', { name: 'Settings pages' });
  await pages.getByRole('button', { name: 'General' }).click();
  await userEvent.keyboard('{ArrowDown}{ArrowDown}{Enter}{ArrowDown}{ArrowDown}{Enter}');
  await expect
    .element(pages.getByRole('button', { name: 'How rules are read' }))
    .toHaveAttribute('aria-current', 'page');
  await expect.element(screen.getByRole('heading', { name: 'How rules are read' })).toBeVisible();
  await userEvent.keyboard('{End}{Enter}');
  await expect.element(screen.getByRole('heading', { name: 'About' })).toBeVisible();
  await userEvent.keyboard('{Home}{Enter}');
  await expect.element(screen.getByRole('heading', { name: 'General' })).toBeVisible();
});

test('a request for a workspace’s settings turns to its page', async () => {
  const { bridge, screen } = await showSettings();
  bridge.push('view.requested', {
    screen: 'settings',
    workspaceId: 'w-1',
    teamId: null,
    at: null,
  });
  await expect.element(screen.getByRole('heading', { name: 'Account' })).toBeVisible();
});

test('the about page names versions and licences, says that updates are off, and copies diagnostics', async () => {
  const { bridge, screen } = await showSettings(['About'], undefined, {
    'about.read': () => ({
      versions: [{ name: 'Electron', version: '45.4.1' }],
      licences: [
        { name: 'svelte', version: '5.57.3', licence: 'MIT', text: 'Permission is granted' },
        { name: 'bare', version: '1.0.0', licence: 'ISC', text: '' },
      ],
    }),
    'diagnostics.copy': () => 'Watchbill 0.1.0, all well',
  });
  await expect.element(screen.getByText('45.4.1')).toBeVisible();
  await expect.element(screen.getByText(/^Off: no update feed is configured/)).toBeVisible();
  const text = screen.getByText('Permission is granted');
  await expect.element(text).not.toBeVisible();
  await screen.getByText('svelte').click();
  await expect.element(text).toBeVisible();
  await expectAccessible();
  await screen.getByRole('button', { name: 'Copy diagnostics' }).click();
  await expect
    .element(screen.getByLabelText('Diagnostics, without secrets'))
    .toHaveValue('Watchbill 0.1.0, all well');
  expect(bridge.inputsOf('diagnostics.copy')).toEqual([{}]);
});

test('settings that cannot be had say why', async () => {
  const { screen } = await showPage(Settings, snapshotWith(), {
    'snapshot.read': () => new Refusal({ kind: 'bug', reference: 'B-1742' }),
  });
  await expect.element(screen.getByRole('alert')).toMatchTextContent('B-1742');
});

const pages = [
  [],
  ['Notices'],
  ['Acme'],
  ['Acme', 'How rules are read'],
  ['Acme', 'Coverage'],
  ['Acme', 'Names'],
  ['About'],
] as const;

test.each(pages.flatMap((names) => (['light', 'dark'] as const).map((it) => [it, names] as const)))(
  'axe finds nothing, %s, %j',
  async (theme, names) => {
    await showSettings(names, themed(snapshotWith(), theme));
    await expectAccessible();
  },
);
