import { page, userEvent } from 'vitest/browser';
import { beforeEach, expect, test } from 'vitest';
import { minuteMs } from '../../core/time/instant.ts';
import { Refusal } from '../support/fake-bridge.ts';
import { sampleNow, snapshotWith } from '../support/sample-snapshot.ts';
import { showSettings } from './support/settings-window.ts';

beforeEach(() => page.viewport(860, 900));

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
