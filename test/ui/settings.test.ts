import { page, userEvent } from 'vitest/browser';
import { beforeEach, expect, test } from 'vitest';
import type { Snapshot } from '../../core/contract/snapshot.ts';
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
    .toMatchTextContent(/Sign-in\s*Off\. A token is pasted instead\./);
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
  ['About'],
] as const;

test.each(pages.flatMap((names) => (['light', 'dark'] as const).map((it) => [it, names] as const)))(
  'axe finds nothing, %s, %j',
  async (theme, names) => {
    await showSettings(names, themed(snapshotWith(), theme));
    await expectAccessible();
  },
);
