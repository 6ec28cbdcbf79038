import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { ViewRequest } from '../../core/contract/ipc.ts';
import type { Settings } from '../../main/settings.ts';
import { sampleIds } from '../../service/sample.ts';
import { callMain } from '../support/account.ts';
import { clockAt, expect, test, type RunningApp } from '../support/app.ts';
import { acme, connectedSettings, storeToken, writeSettings } from '../support/connected.ts';
import { json, startMisbehaving, status } from '../support/misbehaving/server.ts';
import { dutyRow } from '../support/rows.ts';

const hourMs = 3_600_000;
/** Wednesday evening; Lisbon, where the viewer is, has UTC in winter. */
const begins = Date.UTC(2027, 2, 10, 20, 20);

const { organisation, platform, payments, mira, sofia } = sampleIds;
const rows = [
  dutyRow(platform, mira, begins - hourMs, '2027-03-11T08:00Z'),
  dutyRow(payments, sofia, begins - hourMs, '2027-03-11T08:00Z'),
];

test('each line of the menu does what it says when it is chosen on the bus', async ({
  startApp,
  desktop,
  profile,
}) => {
  const pingHome = await startMisbehaving();
  writeSettings(profile, connectedSettings({ base: pingHome.base, customer: organisation }));
  await storeToken(desktop, pingHome.token);
  pingHome.always('readSchedule', json(rows));
  const app = await startApp({ env: clockAt(begins) });
  await expect.poll(app.menu).toContain('Up to date');
  const reads = () => pingHome.seen('readSchedule').length;

  await test.step('copy', async () => {
    await app.electron.evaluate(({ clipboard }) => {
      clipboard.clear();
    });
    await app.choose('Copy who is on call');
    await expect
      .poll(() => app.electron.evaluate(({ clipboard }) => clipboard.readText()))
      .toBe(
        [
          'Mira Kaur · Platform until Thu 11 Mar 08:00',
          'Sofia Almeida · Payments until Thu 11 Mar 08:00',
          'Times in Europe/Lisbon',
        ].join('\n'),
      );
  });

  await test.step('refresh', async () => {
    const before = reads();
    await app.choose('Refresh now');
    await expect.poll(reads).toBeGreaterThan(before);
  });

  await test.step('mute', async () => {
    await app.choose('until tomorrow 09:00 (at most 24 h)');
    await expect.poll(app.menu).toContain('Notifications muted until Thu 11 Mar 09:00');
    expect(kept(profile).preferences.mutedUntil).toBe(Date.UTC(2027, 2, 11, 9));
    await app.choose('Unmute notifications');
    await expect.poll(app.menu).toContain('1 h');
    expect(kept(profile).preferences.mutedUntil).toBeNull();
  });

  await test.step('a team', async () => {
    await app.choose('Sofia Almeida is on call · Payments');
    const editor = await app.window('editor');
    expect(await viewIn(app)).toMatchObject({ workspaceId: acme, teamId: payments, at: null });
    const shown = (team: string) => editor.getByRole('article', { name: `${team}: on call now` });
    await expect(shown('Payments')).toBeVisible();
    await expect(shown('Platform')).toBeHidden();
    // The window that is open already turns to the other team, and no second one comes.
    await app.choose('Mira Kaur is on call · Platform');
    await expect(shown('Platform')).toBeVisible();
    await expect(shown('Payments')).toBeHidden();
    expect(app.electron.windows()).toHaveLength(1);
  });

  await test.step('settings', async () => {
    await app.choose('Settings…');
    const settings = await app.window('settings');
    await expect(settings.getByRole('heading', { level: 1 })).toBeVisible();
  });

  await test.step('sign in', async () => {
    pingHome.always('readSchedule', status(401));
    await app.choose('Refresh now');
    await app.choose('Sign in…');
    const editor = await app.window('editor');
    const dialog = editor.getByRole('dialog', { name: 'Sign in' });
    await expect(dialog.getByLabel('Token')).toBeVisible();
    expect(await viewIn(app)).toMatchObject({ workspaceId: acme, teamId: null });
  });

  await test.step('quit', async () => {
    const gone = new Promise<number | null>((resolve) => {
      app.electron.process().once('exit', resolve);
    });
    await app.choose('Quit Watchbill');
    expect(await gone).toBe(0);
  });
  await pingHome.close();
});

test('a desktop without a place for the icon gets the window, and is told how to get a tray', async ({
  startApp,
  tray,
  notices,
}) => {
  tray.dispose();
  const app = await startApp({ iconShown: false });
  const editor = await app.window('editor');
  const how = 'This desktop shows no tray icons. On GNOME, install the extension';
  await expect(editor.getByText(how)).toBeVisible();
  await expect
    .poll(() => notices.received.map(({ title }) => title))
    .toEqual(['No tray on this desktop']);
  expect(notices.received[0]?.body).toContain(how);
  await expect(editor.getByRole('article', { name: 'Platform: on call now' })).toBeVisible();
});

function kept(profile: string): Settings {
  const file = path.join(profile, 'settings.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { readonly settings: Settings }).settings;
}

async function viewIn(app: RunningApp): Promise<ViewRequest> {
  const answer = await callMain(await app.window('editor'), 'view.read', {});
  return (answer as { readonly value: ViewRequest }).value;
}
