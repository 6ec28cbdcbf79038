import type { Page } from '@playwright/test';
import path from 'node:path';
import type { Snapshot, WorkspaceState } from '../../core/contract/snapshot.ts';
import { callMain, keychainSecrets } from '../support/account.ts';
import { expect, pictures, test } from '../support/app.ts';
import { startTestService, type TestService } from '../support/service.ts';

const account = { email: 'ana@example.com', password: 'p4ss-geheim "wört"' };
let service: TestService;

test.beforeEach(async () => {
  service = await startTestService({ sampleAt: Date.now(), account });
});
test.afterEach(async () => {
  await service.close();
});

async function snapshotOf(page: Page): Promise<Snapshot> {
  const { value } = (await callMain(page, 'snapshot.read', {})) as { readonly value: Snapshot };
  return value;
}

const connectedIn = ({ workspaces }: Snapshot): WorkspaceState | undefined =>
  workspaces.find(({ kind }) => kind === 'pinghome');

/** Turns the settings to a page. */
async function turn(settings: Page, name: string): Promise<void> {
  const pages = settings.getByRole('navigation', { name: 'Settings pages' });
  await pages.getByRole('button', { name, exact: true }).click();
}

async function shoot(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: path.join(pictures, `${name}.png`) });
}

test('connected with e-mail and password; every setting reaches the tray and main; signed out again', async ({
  startApp,
  desktop,
  notices,
}) => {
  test.setTimeout(120_000);
  const app = await startApp();
  await app.choose('Connect PingHome…');
  const window = await app.window('editor');
  const dialog = window.getByRole('dialog', { name: 'Connect PingHome' });
  await dialog.getByRole('radio', { name: 'E-mail and password' }).click();
  await dialog.getByLabel('E-mail').fill(account.email);
  await dialog.getByLabel('Password', { exact: true }).fill(account.password);
  await dialog.getByRole('radio', { name: 'Own addresses' }).click();
  const addresses = dialog.getByRole('group', { name: 'Addresses' }).getByRole('textbox');
  await expect(addresses).toHaveCount(4);
  for (const at of [0, 1, 2, 3]) await addresses.nth(at).fill(service.base);
  await shoot(window, 'connect');
  await dialog.getByRole('button', { name: 'Next' }).click();
  for (const team of [/^Platform/, /^Payments/])
    await dialog.getByRole('checkbox', { name: team }).check();
  await dialog.getByRole('button', { name: 'Next' }).click();
  await expect(dialog.getByRole('status', { name: 'What answered' })).toContainText('Answered:');
  await dialog.getByLabel('You are').selectOption({ label: 'Mira Kaur' });
  await dialog.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect.poll(app.menu).toContainEqual(expect.stringMatching(/ is on call · Platform$/));
  const [secret] = await keychainSecrets(desktop);
  expect(secret).not.toBe(service.token);
  expect(app.output()).not.toContain(account.password);

  await window.getByRole('button', { name: 'Settings' }).click();
  const settings = await app.window('settings');
  await turn(settings, 'PingHome');
  await settings.getByLabel('Name in Watchbill').fill('Night watch');
  await settings.keyboard.press('Enter');
  await expect
    .poll(async () => connectedIn(await snapshotOf(settings)))
    .toMatchObject({ name: 'Night watch', token: 'keychain' });
  await shoot(settings, 'settings-account');

  await turn(settings, 'Coverage');
  const platform = settings.getByRole('region', { name: 'Platform' });
  await platform.getByRole('radio', { name: 'Around the clock' }).click();
  await expect.poll(app.menu).toContainEqual(expect.stringMatching(/^▲ Gap.*Platform/));
  await turn(settings, 'How rules are read');
  await shoot(settings, 'settings-reading');
  await settings.getByLabel('Time zone of the schedule').fill('Asia/Kathmandu');
  await settings.keyboard.press('Enter');
  await expect
    .poll(async () => connectedIn(await snapshotOf(settings))?.interpretation.zone)
    .toBe('Asia/Kathmandu');

  await turn(settings, 'Names');
  const members = connectedIn(await snapshotOf(settings))?.members ?? [];
  expect(members.length).toBeGreaterThan(5);
  await settings.getByRole('button', { name: 'Import names…' }).click();
  const names = members.map(({ id }, at) => `${id};Person ${at}`);
  await settings.getByLabel('or its text').fill(['id;name', ...names].join('\n'));
  await settings.getByRole('button', { name: `Import ${members.length} names` }).click();
  await expect
    .poll(app.menu)
    .toContainEqual(expect.stringMatching(/Person \d.* (is|are) on call · Platform$/));

  await turn(settings, 'Notices');
  await settings.getByLabel('Tell me before my shift').fill('2 h, 10 min');
  await settings.getByLabel('Before a shift in Payments').fill('1 d');
  await settings.getByRole('switch', { name: 'Quiet hours' }).click();
  await settings.getByRole('button', { name: 'Send a test notice' }).click();
  await expect.poll(() => notices.received.length).toBeGreaterThan(0);
  const teamId = connectedIn(await snapshotOf(settings))?.teams.find(
    ({ name }) => name === 'Payments',
  )?.id;
  await expect
    .poll(async () => (await snapshotOf(settings)).preferences)
    .toMatchObject({
      leadMinutes: [120, 10],
      teamLeadMinutes: { [teamId ?? '']: [1_440] },
      quietHours: { from: '22:00', to: '07:00' },
    });

  await turn(settings, 'General');
  await settings.getByRole('radio', { name: 'Dark' }).click();
  for (const page of [settings, window])
    await expect(page.locator('html')).toHaveAttribute('data-scheme', 'dark');
  await shoot(settings, 'settings-dark');

  await turn(settings, 'About');
  await expect(settings.getByText(/^svelte$/)).toBeVisible();
  await settings.getByRole('button', { name: 'Copy diagnostics' }).click();
  await expect
    .poll(() => app.electron.evaluate(({ clipboard }) => clipboard.readText()))
    .toContain('viewer zone Europe/Lisbon');
  await shoot(settings, 'settings-about');

  await turn(settings, 'Night watch');
  await settings.getByRole('button', { name: 'Sign out…' }).click();
  await settings.getByRole('dialog').getByRole('button', { name: 'Sign out' }).click();
  await expect(settings.getByText('Signed out. What was read before stays')).toBeVisible();
  await expect.poll(app.menu).toContainEqual(expect.stringMatching(/^Sign in/));
  expect(await app.menu()).toContainEqual(expect.stringMatching(/on call · Platform$/));
  expect(await keychainSecrets(desktop)).toEqual([]);
  const reply = await fetch(`${service.base}/customer`, {
    headers: { authorization: `Bearer ${secret ?? ''}` },
  });
  expect(reply.status).toBe(401);
});
