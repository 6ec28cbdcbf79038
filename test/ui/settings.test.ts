import { page, userEvent } from 'vitest/browser';
import { beforeEach, expect, test } from 'vitest';
import Settings from '../../renderer/settings/Settings.svelte';
import { Refusal } from '../support/fake-bridge.ts';
import { snapshotWith } from '../support/sample-snapshot.ts';
import { showPage, themed } from './support/pages.ts';
import { expectAccessible } from './support/show.ts';

beforeEach(() => page.viewport(820, 1000));

test('theme, start at login and notices are saved as they are chosen', async () => {
  const { bridge, screen } = await showPage(Settings);
  await screen.getByRole('radio', { name: 'Dark' }).click();
  await screen.getByRole('switch', { name: 'Start at login' }).click();
  await screen.getByRole('switch', { name: 'Quiet hours' }).click();
  await screen.getByRole('switch', { name: 'Handoffs' }).click();
  expect(bridge.inputsOf('preferences.change')).toEqual([
    { theme: 'dark' },
    { startAtLogin: true },
    { quietHours: { from: '22:00', to: '07:00' } },
    { handoffNotices: true },
  ]);
});

test('leads are written as people say them, saved when left, and refused with a reason', async () => {
  const { bridge, screen } = await showPage(Settings);
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

test('a workspace’s reading, contract and person are changed', async () => {
  const { bridge, screen } = await showPage(Settings);
  await screen.getByLabelText('You are').selectOptions('Ana Pires');
  await screen.getByLabelText('Time zone of the schedule').fill('Mars/Base');
  await userEvent.tab();
  await expect.element(screen.getByText(/No such zone/)).toBeVisible();
  await screen.getByLabelText('Time zone of the schedule').fill('Asia/Kathmandu');
  await userEvent.tab();
  await screen.getByLabelText('Payments promises cover').selectOptions('Given days and hours');
  expect(bridge.inputsOf('workspace.change')).toEqual([
    { workspaceId: 'w-1', me: 'a-ana' },
    {
      workspaceId: 'w-1',
      interpretation: { zone: 'Asia/Kathmandu', weekdayZero: 'sunday', weekOfMonth: 'block' },
    },
    {
      workspaceId: 'w-1',
      contracts: {
        't-platform': { kind: 'always', people: 1 },
        't-payments': {
          kind: 'hours',
          people: 1,
          weekDays: [1, 2, 3, 4, 5],
          startTime: '09:00:00',
          endTime: '17:00:00',
        },
      },
    },
  ]);
});

test('the readings of a week of month are shown on a date where they differ', async () => {
  const { screen } = await showPage(Settings);
  const options = screen.getByLabelText('Weeks of month').getByRole('option').elements();
  const texts = options.map((it) => it.textContent);
  expect(new Set(texts.map((it) => /\d+$/.exec(it)?.[0])).size).toBeGreaterThan(1);
});

test('removing a workspace asks first, and a failure is told', async () => {
  const { bridge, screen } = await showPage(Settings, snapshotWith(), {
    'workspace.remove': () => new Refusal({ kind: 'keychain-locked' }),
  });
  await screen.getByRole('button', { name: 'Remove workspace…' }).click();
  expect(bridge.inputsOf('workspace.remove')).toEqual([]);
  await screen.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect.element(screen.getByRole('alert')).toMatchTextContent('Keychain locked.');
  expect(bridge.inputsOf('workspace.remove')).toEqual([{ workspaceId: 'w-1' }]);
});

test.each(['light', 'dark'] as const)('axe finds nothing, %s', async (theme) => {
  const { screen } = await showPage(Settings, themed(snapshotWith(), theme));
  await expect.element(screen.getByRole('region', { name: 'Notices' })).toBeVisible();
  await screen.getByRole('switch', { name: 'Coverage gaps' }).click();
  await expectAccessible();
});
