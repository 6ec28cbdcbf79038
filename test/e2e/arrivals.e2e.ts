import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ViewRequest } from '../../core/contract/ipc.ts';
import { defaultSettings, type Settings } from '../../main/settings.ts';
import { sampleIds } from '../../service/sample.ts';
import { callMain } from '../support/account.ts';
import { expect, test, type RunningApp } from '../support/app.ts';
import { writeSettings } from '../support/connected.ts';

const atNoon = '2027-03-10T12:00:00Z';

test('the very first start follows its link to the team and the day, before anything was read', async ({
  startApp,
}) => {
  const app = await startApp({ args: [`watchbill://team/${sampleIds.payments}?at=${atNoon}`] });
  const window = await app.window('editor');
  const answer = (await callMain(window, 'view.read', {})) as { readonly value: ViewRequest };
  expect(answer.value).toMatchObject({ teamId: sampleIds.payments, at: Date.parse(atNoon) });
  const shown = (team: string) => window.getByRole('article', { name: `${team}: on call now` });
  await expect(shown('Payments')).toBeVisible();
  await expect(shown('Platform')).toBeHidden();
  await expect(window.getByText(/March 2027/).first()).toBeVisible();
});

test('windows come back where they were, and into sight where that screen is gone', async ({
  startApp,
  profile,
}) => {
  const defaults = defaultSettings();
  const gone = { x: 4_000, y: 120, width: 1_000, height: 700, maximized: false };
  const beside = { x: 40, y: 60, width: 800, height: 600, maximized: false };
  writeSettings(profile, { ...defaults, places: { editor: gone, settings: beside } });
  const first = await startApp();
  await first.choose('Open schedule…');
  await first.window('editor');
  await expect
    .poll(() => placeIn(first, 'editor'))
    .toEqual({ ...gone, x: 440, maximized: undefined });
  await first.choose('Settings…');
  await first.window('settings');
  await expect.poll(() => placeIn(first, 'settings')).toEqual({ ...beside, maximized: undefined });

  const moved = { x: 300, y: 90, width: 900, height: 640 };
  await first.electron.evaluate(({ BrowserWindow }, to) => {
    const window = BrowserWindow.getAllWindows().find((it) =>
      it.webContents.getURL().endsWith('/settings.html'),
    );
    window?.setBounds(to);
    window?.close();
  }, moved);
  await expect.poll(() => kept(profile).places['settings']).toMatchObject(moved);
  await first.close();
  const again = await startApp();
  await again.choose('Settings…');
  await again.window('settings');
  await expect.poll(() => placeIn(again, 'settings')).toEqual(moved);
});

test('switched on, the desktop starts the app at login; switched off, nothing of that is left', async ({
  startApp,
  desktop,
  profile,
  tray,
}) => {
  const config = path.join(profile, 'config');
  const file = path.join(config, 'autostart', 'watchbill.desktop');
  const app = await startApp({ env: { XDG_CONFIG_HOME: config } });
  await app.choose('Settings…');
  const settings = await app.window('settings');
  const atLogin = settings.getByRole('switch', { name: 'Start at login' });
  await atLogin.click();
  await expect.poll(() => existsSync(file)).toBe(true);
  await app.close();
  expect(await tray.read()).toBeNull();

  // What the desktop does at login: it reads the file by its own rules and starts what that says.
  const session = { ...desktop.env, XDG_CONFIG_HOME: config, WATCHBILL_PROFILE: profile };
  const login = spawn('gio', ['launch', startable(file)], {
    env: { ...process.env, ...session },
    // The app outlives what started it, and would keep its pipes open.
    stdio: 'ignore',
  });
  expect(await once(login, 'exit')).toEqual([0, null]);
  await expect.poll(async () => (await tray.read())?.menu ?? []).not.toEqual([]);
  await expect.poll(() => tray.click('Quit Watchbill')).toBe(true);
  await expect.poll(() => tray.read()).toBeNull();
  // Its icon goes before it does, and until then a second one would only hand over to it.
  await expect.poll(() => readdirSync(profile)).not.toContain('SingletonLock');

  const again = await startApp({ env: { XDG_CONFIG_HOME: config } });
  await again.choose('Settings…');
  await (await again.window('settings')).getByRole('switch', { name: 'Start at login' }).click();
  await expect.poll(() => existsSync(file)).toBe(false);
});

/** The autostart file; for root a copy that lets Chromium run without its sandbox, as it must. */
function startable(file: string): string {
  if (process.getuid?.() !== 0) return file;
  const copy = `${file}.root.desktop`;
  writeFileSync(copy, readFileSync(file, 'utf8').replace(/^Exec=.*$/m, '$& --no-sandbox'));
  return copy;
}

function kept(profile: string): Settings {
  const file = path.join(profile, 'settings.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { readonly settings: Settings }).settings;
}

function placeIn(app: RunningApp, page: 'editor' | 'settings') {
  return app.electron.evaluate(({ BrowserWindow }, name) => {
    const window = BrowserWindow.getAllWindows().find((it) =>
      it.webContents.getURL().endsWith(`/${name}.html`),
    );
    return window?.isVisible() === true ? window.getNormalBounds() : null;
  }, page);
}
