import { page, userEvent } from 'vitest/browser';
import { beforeEach, expect, test } from 'vitest';
import { addressPresets } from '../../core/contract/pinghome.ts';
import { Refusal } from '../support/fake-bridge.ts';
import { snapshotWith, workspaceWith } from '../support/sample-snapshot.ts';
import { showSettings } from './support/settings-window.ts';

beforeEach(() => page.viewport(860, 900));

test('a workspace is renamed, and is told who I am', async () => {
  const { bridge, screen } = await showSettings(['Acme']);
  await screen.getByLabelText('You are').selectOptions('Ana Pires');
  const name = screen.getByLabelText('Name in Watchbill');
  await name.fill(' ');
  await expect.element(screen.getByText('Give it a name.')).toBeVisible();
  await name.fill('Night watch');
  await userEvent.keyboard('{Enter}');
  expect(bridge.inputsOf('workspace.change')).toEqual([
    { workspaceId: 'w-1', me: 'a-ana' },
    { workspaceId: 'w-1', name: 'Night watch' },
  ]);
});

test('customers are added and dropped, never the last one', async () => {
  const workspace = workspaceWith({ customerIds: ['c-1', 'A-ANA'] });
  const { bridge, screen } = await showSettings(['Acme'], snapshotWith([workspace]));
  await screen.getByRole('button', { name: 'Watch Ana Pires no longer' }).click();
  const ids = screen.getByLabelText('Add customer ids');
  await ids.fill('C-1');
  await screen.getByRole('button', { name: 'Add', exact: true }).click();
  await expect.element(screen.getByText('It is watched already.')).toBeVisible();
  await ids.fill('c-2, c-3');
  await userEvent.keyboard('{Enter}');
  await expect.element(ids).toHaveValue('');
  expect(bridge.inputsOf('workspace.change')).toEqual([
    { workspaceId: 'w-1', customerIds: ['c-1'] },
    { workspaceId: 'w-1', customerIds: ['c-1', 'A-ANA', 'c-2', 'c-3'] },
  ]);
  bridge.publish(snapshotWith());
  await expect.element(screen.getByRole('button', { name: 'Watch c-1 no longer' })).toBeDisabled();
});

test('a blank address is a feature that is off, and the page says so', async () => {
  const { screen } = await showSettings(['Acme']);
  await expect
    .element(screen.getByRole('region', { name: 'Addresses' }))
    .toMatchTextContent(/Sign-in\s*Off: a token is pasted instead\./);
});

test('how rules are read is shown on a date where the readings differ, and changed', async () => {
  const { bridge, screen } = await showSettings(['Acme', 'How rules are read']);
  const weeks = screen.getByRole('group', { name: 'Weeks of a month' });
  const shown = weeks.getByText(/is in week \d/).elements();
  expect(new Set(shown.map((it) => it.textContent)).size).toBeGreaterThan(1);
  const zone = screen.getByLabelText('Time zone of the schedule');
  await expect.element(zone).toHaveAccessibleDescription(/Tue 10:00 where you are \(Berlin\)/);
  await zone.fill('Mars/Base');
  await userEvent.tab();
  await expect.element(screen.getByText(/No such zone/)).toBeVisible();
  await zone.fill('Asia/Kathmandu');
  await expect.element(zone).toHaveAccessibleDescription(/Tue 04:15 where you are/);
  await userEvent.tab();
  await weeks.getByRole('radio', { name: 'Rows of the calendar, from Monday' }).click();
  const usual = { zone: 'Europe/Lisbon', weekdayZero: 'sunday', weekOfMonth: 'block' };
  expect(bridge.inputsOf('workspace.change')).toEqual([
    { workspaceId: 'w-1', interpretation: { ...usual, zone: 'Asia/Kathmandu' } },
    { workspaceId: 'w-1', interpretation: { ...usual, weekOfMonth: 'row-monday' } },
  ]);
});

test('what a team promises is chosen, with days, hours and people', async () => {
  const { bridge, screen } = await showSettings(['Acme', 'Coverage']);
  const always = { 't-platform': { kind: 'always', people: 1 } } as const;
  const payments = screen.getByRole('region', { name: 'Payments' });
  await payments.getByRole('radio', { name: 'Days and hours' }).click();
  const hours = {
    kind: 'hours',
    people: 1,
    weekDays: [6],
    startTime: '22:00:00',
    endTime: '06:00:00',
  } as const;
  expect(bridge.inputsOf('workspace.change')).toEqual([
    {
      workspaceId: 'w-1',
      contracts: {
        ...always,
        't-payments': {
          ...hours,
          weekDays: [1, 2, 3, 4, 5],
          startTime: '09:00:00',
          endTime: '17:00:00',
        },
      },
    },
  ]);
  bridge.publish(snapshotWith([workspaceWith({ contracts: { ...always, 't-payments': hours } })]));
  await expect
    .element(payments)
    .toMatchTextContent('One person on call Sat, 22:00 to 06:00 the next day (Lisbon).');
  await payments.getByRole('button', { name: 'Saturday' }).click();
  await expect.element(payments.getByText(/^At least one day/)).toBeVisible();
  await payments.getByRole('radio', { name: 'Two people' }).click();
  await payments.getByLabelText('Payments, cover to').fill('08:00');
  // A field of hours and minutes is left only once both are behind.
  await screen.getByRole('heading', { name: 'Coverage' }).click();
  expect(bridge.inputsOf('workspace.change').slice(1)).toEqual([
    { workspaceId: 'w-1', contracts: { ...always, 't-payments': { ...hours, people: 2 } } },
    {
      workspaceId: 'w-1',
      contracts: { ...always, 't-payments': { ...hours, endTime: '08:00:00' } },
    },
  ]);
});

test('signing out asks first and says what it came to', async () => {
  const left = { session: 'left', failure: { kind: 'not-allowed', detail: '' } } as const;
  const { bridge, screen } = await showSettings(['Acme'], undefined, {
    'workspace.sign-out': () => left,
  });
  await screen.getByRole('button', { name: 'Sign out…' }).click();
  expect(bridge.inputsOf('workspace.sign-out')).toEqual([]);
  await screen.getByRole('button', { name: 'Sign out', exact: true }).click();
  await expect.element(screen.getByText(/^Signed out on this computer only/)).toBeVisible();
  expect(bridge.inputsOf('workspace.sign-out')).toEqual([{ workspaceId: 'w-1' }]);
  bridge.publish(snapshotWith([workspaceWith({ token: 'missing' })]));
  await expect.element(screen.getByText(/^Signed out: there is no token/)).toBeVisible();
  await expect.element(screen.getByText(/^Signed out on this computer only/)).toBeVisible();
});

test('a new token is pasted, or fetched with e-mail and password where there is an address for that', async () => {
  const addresses = { ...workspaceWith().addresses, signIn: 'https://s' };
  const { bridge, screen } = await showSettings(
    ['Acme'],
    snapshotWith([workspaceWith({ token: 'missing', addresses })]),
  );
  const form = screen.getByRole('region', { name: 'Sign-in' });
  await form.getByRole('button', { name: 'Sign in' }).click();
  await expect.element(form.getByText('Paste the token.')).toBeVisible();
  await form.getByLabelText('PingHome token').fill('fresh');
  await userEvent.keyboard('{Enter}');
  await expect.element(form.getByText('Signed in.')).toBeVisible();
  await form.getByRole('radio', { name: 'E-mail and password' }).click();
  await form.getByLabelText('E-mail').fill('sam@example.org');
  await form.getByLabelText('Password', { exact: true }).fill('geheim');
  await userEvent.keyboard('{Enter}');
  await expect.element(form.getByLabelText('Password', { exact: true })).not.toBeInTheDocument();
  expect(bridge.inputsOf('workspace.sign-in')).toEqual([{ workspaceId: 'w-1', token: 'fresh' }]);
  expect(bridge.inputsOf('workspace.sign-in-with-password')).toEqual([
    { workspaceId: 'w-1', email: 'sam@example.org', password: 'geheim' },
  ]);
});

test('without a sign-in address only a token can be given, and that is said', async () => {
  const { screen } = await showSettings(['Acme']);
  await expect
    .element(screen.getByRole('radio', { name: 'E-mail and password' }))
    .not.toBeInTheDocument();
  await expect
    .element(screen.getByLabelText('PingHome token'))
    .toHaveAccessibleDescription(/Signing in with e-mail is off/);
});

test('a workspace moves to other addresses, after each was looked at', async () => {
  const { bridge, screen } = await showSettings(['Acme']);
  await screen.getByRole('button', { name: 'Change addresses…' }).click();
  const dialog = screen.getByRole('dialog');
  await expect.element(dialog.getByLabelText('Schedule reads')).toHaveValue('https://r');
  await dialog.getByLabelText('Schedule reads').fill('ftp://r');
  await dialog.getByRole('button', { name: 'Use these addresses' }).click();
  await expect
    .element(dialog.getByLabelText('Schedule reads'))
    .toHaveAttribute('aria-invalid', 'true');
  expect(bridge.inputsOf('workspace.move')).toEqual([]);
  await dialog.getByRole('radio', { name: /^C/ }).click();
  await dialog.getByRole('button', { name: 'Use these addresses' }).click();
  await expect.element(dialog).not.toBeInTheDocument();
  expect(bridge.inputsOf('workspace.move')).toEqual([
    { workspaceId: 'w-1', addresses: addressPresets.C },
  ]);
});

test('removing a workspace asks first, and a failure is told', async () => {
  const { bridge, screen } = await showSettings(['Acme'], snapshotWith(), {
    'workspace.remove': () => new Refusal({ kind: 'keychain-locked' }),
  });
  await screen.getByRole('button', { name: 'Remove workspace…' }).click();
  expect(bridge.inputsOf('workspace.remove')).toEqual([]);
  await screen.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect.element(screen.getByRole('alert')).toMatchTextContent('Keychain locked.');
  expect(bridge.inputsOf('workspace.remove')).toEqual([{ workspaceId: 'w-1' }]);
  bridge.publish(snapshotWith([]));
  await expect.element(screen.getByRole('heading', { name: 'General' })).toBeVisible();
});
