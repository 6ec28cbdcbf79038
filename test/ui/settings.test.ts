import { page, userEvent } from 'vitest/browser';
import { beforeEach, expect, test } from 'vitest';
import type { Snapshot } from '../../core/contract/snapshot.ts';
import { addressPresets } from '../../core/contract/pinghome.ts';
import { minuteMs } from '../../core/time/instant.ts';
import Settings from '../../renderer/settings/Settings.svelte';
import { Refusal } from '../support/fake-bridge.ts';
import { sampleNow, snapshotWith, workspaceWith } from '../support/sample-snapshot.ts';
import { showPage, themed, type Shown } from './support/pages.ts';
import { expectAccessible } from './support/show.ts';

beforeEach(() => page.viewport(860, 900));

/** The settings, turned to a page by its names in the side list. */
async function showSettings(
  names: readonly string[] = [],
  snapshot?: Snapshot,
  answers?: Parameters<typeof showPage>[2],
): Promise<Shown> {
  const shown = await showPage(Settings, snapshot, answers);
  const pages = shown.screen.getByRole('navigation', { name: 'Settings pages' });
  for (const name of names) await pages.getByRole('button', { name, exact: true }).click();
  return shown;
}

test('theme and start at login are saved as they are chosen', async () => {
  const { bridge, screen } = await showSettings();
  await screen.getByRole('radio', { name: 'Dark' }).click();
  await screen.getByRole('switch', { name: 'Start at login' }).click();
  expect(bridge.inputsOf('preferences.change')).toEqual([
    { theme: 'dark' },
    { startAtLogin: true },
  ]);
  await expect
    .element(screen.getByRole('status', { name: 'Last action' }))
    .toMatchTextContent('Saved');
});

test('a shortcut is set by pressing it, refused with a reason, and removed again', async () => {
  const { bridge, screen } = await showSettings();
  const field = screen.getByLabelText('Shortcut that opens the glance');
  await field.click();
  await userEvent.keyboard('w');
  await expect.element(screen.getByText('Hold Ctrl, Alt or Super with it.')).toBeVisible();
  await expect.element(field).toHaveAttribute('aria-invalid', 'true');
  await userEvent.keyboard('{Control>}{Alt>}w{/Alt}{/Control}');
  expect(bridge.inputsOf('preferences.change')).toEqual([{ shortcut: 'CommandOrControl+Alt+W' }]);
  const { preferences } = snapshotWith();
  bridge.publish({
    ...snapshotWith(),
    preferences: { ...preferences, shortcut: 'CommandOrControl+Alt+W' },
  });
  await expect.element(field).toHaveValue('Ctrl/⌘+Alt+W');
  await userEvent.keyboard('{Backspace}');
  expect(bridge.inputsOf('preferences.change')).toContainEqual({ shortcut: null });
  await userEvent.tab();
  await expect.element(field).not.toHaveFocus();
});

test('a shortcut that another program holds is told at its field', async () => {
  const attention = [{ kind: 'shortcut', shortcut: 'CommandOrControl+Alt+W' }] as const;
  const { screen } = await showSettings([], snapshotWith(undefined, { attention }));
  await expect.element(screen.getByText(/another program may hold it/)).toBeVisible();
});

test('leads are written as people say them, saved when left, and refused with a reason', async () => {
  const { bridge, screen } = await showSettings(['Notices']);
  const leads = screen.getByLabelText('Tell me before my shift');
  await expect.element(leads).toHaveValue('1 d, 15 min');
  await leads.fill('15 min, 2 h, 1 h 30 min');
  await userEvent.tab();
  expect(bridge.inputsOf('preferences.change')).toEqual([{ leadMinutes: [120, 90, 15] }]);
  await leads.fill('soon');
  await userEvent.tab();
  await expect
    .element(screen.getByText('“soon” is no length of time: write 15 min, 2 h or 1 d.'))
    .toBeVisible();
  await leads.fill('31 d');
  await expect.element(screen.getByText('A lead is between 1 min and 30 d.')).toBeVisible();
  expect(bridge.inputsOf('preferences.change')).toHaveLength(1);
});

test('a team may have leads of its own, and go back to the usual ones', async () => {
  const { preferences } = snapshotWith();
  const teamLeadMinutes = { 't-payments': [60] };
  const { bridge, screen } = await showSettings(
    ['Notices'],
    snapshotWith(undefined, { preferences: { ...preferences, teamLeadMinutes } }),
  );
  await screen.getByLabelText('Before a shift in Platform').fill('2 d');
  await userEvent.keyboard('{Enter}');
  await screen.getByLabelText('Before a shift in Payments').fill('');
  await userEvent.tab();
  expect(bridge.inputsOf('preferences.change')).toEqual([
    { teamLeadMinutes: { 't-payments': [60], 't-platform': [2_880] } },
    { teamLeadMinutes: {} },
  ]);
});

test('quiet hours, gaps, handoffs and a mute are changed; half a time is not sent', async () => {
  const { preferences } = snapshotWith();
  const quietHours = { from: '22:00', to: '07:00' };
  const mutedUntil = sampleNow + 30 * minuteMs;
  const { bridge, screen } = await showSettings(
    ['Notices'],
    snapshotWith(undefined, { preferences: { ...preferences, quietHours, mutedUntil } }),
  );
  await screen.getByLabelText('From').fill('');
  await userEvent.tab();
  await expect.element(screen.getByText('Give a time, 22:00 for instance.')).toBeVisible();
  await screen.getByLabelText('To', { exact: true }).fill('06:30');
  await userEvent.tab();
  await screen.getByRole('switch', { name: 'Quiet hours' }).click();
  await screen.getByRole('switch', { name: 'Handoffs' }).click();
  await screen.getByRole('button', { name: 'End the mute' }).click();
  expect(bridge.inputsOf('preferences.change')).toEqual([
    { quietHours: { from: '22:00', to: '06:30' } },
    { quietHours: null },
    { handoffNotices: true },
    { mutedUntil: null },
  ]);
});

test('a test notice that the desktop refuses says so beside its button', async () => {
  const { screen } = await showSettings(['Notices'], undefined, {
    'notices.test': () => new Refusal({ kind: 'not-allowed', detail: 'no notification service' }),
  });
  await screen.getByRole('button', { name: 'Send a test notice' }).click();
  await expect.element(screen.getByText(/no notification service/)).toBeVisible();
});

test('a refused change is told at its field and goes with the next good one', async () => {
  let refusing = true;
  const { screen } = await showSettings([], undefined, {
    'preferences.change': () =>
      refusing ? new Refusal({ kind: 'bug', reference: 'B-1742' }) : null,
  });
  const login = screen.getByRole('switch', { name: 'Start at login' });
  await login.click();
  await expect.element(login).toHaveAccessibleDescription(/B-1742/);
  refusing = false;
  await login.click();
  await expect.element(login).not.toHaveAccessibleDescription(/B-1742/);
});

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

test('names are given by hand and taken back', async () => {
  const members = [
    { id: 'a-ana', name: 'Ana Pires', email: null },
    { id: 'x-9', name: 'x-9', email: null },
  ];
  const { bridge, screen } = await showSettings(
    ['Acme', 'Names'],
    snapshotWith([workspaceWith({ members, names: { 'A-ANA': 'Ana Pires' } })]),
  );
  const nameless = screen.getByLabelText('x-9');
  await expect.element(nameless).toHaveValue('');
  await nameless.fill('Robin Ek');
  await userEvent.keyboard('{Enter}');
  const ana = screen.getByLabelText('a-ana');
  await expect.element(ana).toHaveAccessibleDescription('Given here.');
  await ana.fill('');
  await userEvent.tab();
  await screen.getByLabelText('t-payments').fill('');
  await userEvent.tab();
  expect(bridge.inputsOf('workspace.change')).toEqual([
    { workspaceId: 'w-1', names: { 'x-9': 'Robin Ek' } },
    { workspaceId: 'w-1', names: { 'a-ana': null } },
  ]);
});

test('many names are searched, not all drawn at once', async () => {
  const members = Array.from({ length: 300 }, (_, i) => ({
    id: `m-${i}`,
    name: `Member ${i}`,
    email: null,
  }));
  const { screen } = await showSettings(
    ['Acme', 'Names'],
    snapshotWith([workspaceWith({ members })]),
  );
  const list = screen.getByRole('region', { name: 'People' });
  await expect.element(list.getByText('240 more: search to narrow.')).toBeVisible();
  await list.getByLabelText('Find in 300 people').fill('Member 299');
  await expect.element(list.getByLabelText('m-299', { exact: true })).toBeVisible();
  expect(list.getByRole('listitem').elements()).toHaveLength(1);
});

test('an import of names is looked at before anything changes', async () => {
  const { bridge, screen } = await showSettings(['Acme', 'Names'], undefined, {
    'names.import': () => ({ kind: 'imported', count: 3, skipped: 1, unknown: ['x-1'] }),
  });
  await screen.getByRole('button', { name: 'Import names…' }).click();
  const dialog = screen.getByRole('dialog', { name: 'Import names' });
  const text = dialog.getByLabelText('or its text');
  await text.fill('nothing of use');
  await expect.element(dialog.getByText(/^No row gives an id and a name/)).toBeVisible();
  await expect.element(dialog.getByRole('button', { name: 'Import', exact: true })).toBeDisabled();
  const csv = 'id,name\na-ana,Ana P.\nt-payments,Payments\nx-1,Robin Ek\n,Nobody';
  const file = new File([csv], 'names.csv', { type: 'text/csv' });
  await dialog.getByLabelText('CSV or JSON file').upload(file);
  await expect.element(text).toHaveValue(csv);
  await expect
    .element(dialog.getByRole('status', { name: 'What would change' }))
    .toMatchTextContent('3 names · 1 as now · 1 for ids not seen yet · 1 row skipped');
  await expect.element(dialog.getByRole('row', { name: 'a-ana Ana Pires Ana P.' })).toBeVisible();
  await expect.element(dialog.getByText('Row 5: there is no id; skipped.')).toBeVisible();
  await expectAccessible();
  expect(bridge.inputsOf('names.import')).toEqual([]);
  await dialog.getByRole('button', { name: 'Import 3 names' }).click();
  await expect.element(dialog).not.toBeInTheDocument();
  expect(bridge.inputsOf('names.import')).toEqual([{ workspaceId: 'w-1', text: csv }]);
  await expect
    .element(screen.getByRole('status', { name: 'Last action' }))
    .toMatchTextContent('3 names imported');
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
