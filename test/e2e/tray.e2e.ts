import type { Snapshot } from '../../core/contract/snapshot.ts';
import { defaultSettings, type Settings } from '../../main/settings.ts';
import { sampleIds } from '../../service/sample.ts';
import { callMain } from '../support/account.ts';
import { clockAt, expect, test } from '../support/app.ts';
import { expectOnBus, type ExpectedTray } from '../support/bus-tray.ts';
import { acme, connectedSettings, storeToken, writeSettings } from '../support/connected.ts';
import { json, startMisbehaving, status } from '../support/misbehaving/server.ts';
import { dutyRow } from '../support/rows.ts';
import { eightToFour, wednesdayMorning } from '../support/wednesday.ts';

const minuteMs = 60_000;

const { platform, ana, mira, jonas, sofia, payments } = sampleIds;

/** Ana is me. From 14:00 to 15:00 Platform breaks its promise of 8 to 16; after 16 it made none. */
const schedule = [
  dutyRow(platform, mira, '2027-03-10T09:00Z', '2027-03-10T12:00Z'),
  dutyRow(platform, ana, '2027-03-10T12:00Z', '2027-03-10T14:00Z'),
  dutyRow(platform, jonas, '2027-03-10T15:00Z', '2027-03-10T16:00Z'),
  dutyRow(payments, sofia, '2027-03-10T09:00Z', '2027-03-10T14:00Z'),
  dutyRow(platform, jonas, '2027-03-11T08:00Z', '2027-03-11T16:00Z'),
];

function settings(base: string): Settings {
  const account = { base, customer: sampleIds.organisation };
  const connected = connectedSettings(account, { me: ana, contracts: { [platform]: eightToFour } });
  // The windows are dark, which says nothing about the panel.
  return { ...connected, preferences: { ...connected.preferences, theme: 'dark' } };
}

test('every state of the tray is on the bus: its text, its menu and its picture', async ({
  startApp,
  desktop,
  profile,
  tray,
}) => {
  const pingHome = await startMisbehaving();
  const rows = json(schedule);
  writeSettings(profile, settings(pingHome.base));
  await storeToken(desktop, pingHome.token);
  pingHome.always('readSchedule', rows);
  pingHome.next('readSchedule', [{ kind: 'delay', ms: 4_000 }, rows]);
  const app = await startApp({ env: clockAt(wednesdayMorning) });
  const pixels = new Map<string, string>();

  const shows = async (expected: ExpectedTray) => {
    pixels.set(expected.icon, await expectOnBus(app, tray, expected));
  };
  const passes = (minutes: number) =>
    app.electron.evaluate((_, ms) => {
      globalThis.watchbillTest?.shiftClock(ms);
      globalThis.watchbillTest?.look();
    }, minutes * minuteMs);
  const team = `team:${acme}:${platform}`;
  const other = `team:${acme}:${payments}`;

  await shows({
    icon: 'unknown',
    tooltip: 'Not known yet · Acme · not read yet',
    lines: { [`workspace:${acme}`]: 'Not known yet · Acme', status: 'not read yet' },
    without: ['my-next'],
  });
  const morning = 'Mira Kaur · Platform until Wed 10 Mar 12:00';
  const beside = 'Sofia Almeida · Payments until Wed 10 Mar 14:00';
  const miraNow = {
    [team]: 'Mira Kaur is on call · Platform',
    [`${team}:0`]: '  until Wed 10 Mar 12:00',
    [`${team}:1`]: '  next: you, Wed 12:00',
    [other]: 'Sofia Almeida is on call · Payments',
    'my-next': 'Your next shift: Wed 10 Mar 12:00 (Platform)',
  };
  const gapAhead = { [`gap:${team}`]: '▲ Gap: Wed 14:00 – 15:00 (Platform)' };
  await shows({
    icon: 'someone',
    tooltip: `${morning}; ${beside}`,
    lines: { ...miraNow, ...gapAhead, status: 'Up to date', 'mute:1h': '1 h' },
    without: ['muted', `sign-in:${acme}`],
  });
  await app.choose('1 h');
  await shows({
    icon: 'someone-muted',
    tooltip: `${morning}; ${beside}`,
    lines: { ...miraNow, ...gapAhead, muted: 'Notifications muted until Wed 10 Mar 11:20' },
    without: ['mute'],
  });
  await app.choose('Unmute notifications');
  pingHome.always('readSchedule', status(401));
  await app.choose('Refresh now');
  const refused = 'as of 10:20 · computed from saved rules · sign in again';
  await shows({
    icon: 'someone-sign-in',
    tooltip: `${morning}; Sofia Almeida · Payment… · ${refused}`,
    lines: { ...miraNow, status: refused, [`sign-in:${acme}`]: 'Sign in…' },
    without: [`gap:${team}`],
  });
  pingHome.always('readSchedule', rows);
  await app.choose('Refresh now');
  await expect.poll(app.menu).toContain('Up to date');
  await pingHome.goAway();
  await passes(20);
  const offline = 'as of 10:20 · computed from saved rules · offline';
  await shows({
    icon: 'someone-stale',
    tooltip: `${morning}; Sofia Almeida · Payments unti… · ${offline}`,
    lines: { ...miraNow, status: offline },
    without: [`sign-in:${acme}`, `gap:${team}`],
  });
  await pingHome.comeBack();
  await passes(70);
  await shows({
    icon: 'soon',
    tooltip: `${morning}; ${beside}`,
    lines: { ...miraNow, ...gapAhead, status: 'Up to date' },
  });
  await passes(40);
  await shows({
    icon: 'me',
    tooltip: `You · Platform until Wed 10 Mar 14:00; ${beside}`,
    lines: {
      [team]: 'You are on call · Platform',
      [`${team}:1`]: '  next: Jonas Weber, Wed 15:00',
      'my-next': 'Your next shift: none planned',
      status: 'Up to date',
    },
  });
  await passes(120);
  await shows({
    icon: 'gap',
    tooltip: 'Gap now, until Wed 10 Mar 15:00 · Platform; Nobody is on call · Payments',
    lines: {
      [team]: '▲ Nobody is on call · Platform',
      [other]: 'Nobody is on call · Payments',
      [`gap:${team}`]: '▲ Gap now, until Wed 10 Mar 15:00 (Platform)',
      status: 'Up to date',
    },
  });
  const zone = (name: string) =>
    app.electron.evaluate((_, to) => {
      process.env['TZ'] = to;
      globalThis.watchbillTest?.look();
    }, name);
  await zone('Asia/Tokyo');
  const gapInTokyo = '▲ Gap now, until Thu 11 Mar 00:00 (Platform)';
  await expect.poll(app.menu).toContain(gapInTokyo);
  await zone('Europe/Lisbon');
  await expect.poll(app.menu).not.toContain(gapInTokyo);
  await passes(120);
  const tomorrow = 'Nobody is on call · Platform; next: Jonas Weber, Thu 08:00';
  await shows({
    icon: 'nobody',
    tooltip: `${tomorrow}; Nobody is on call · Payments`,
    lines: {
      [team]: tomorrow,
      [other]: 'Nobody is on call · Payments',
      [`gap:${team}`]: '▲ Gap: Fri 08:00 – 16:00 (Platform)',
      status: 'Up to date',
    },
  });
  expect(new Set(pixels.values()).size).toBe(9);
  await pingHome.close();
});

test('a click opens the glance, Escape closes it; a shortcut that is not free is told and dropped', async ({
  startApp,
  profile,
  tray,
}) => {
  const defaults = defaultSettings();
  const preferences = { ...defaults.preferences, shortcut: 'Control+Alt+F9' };
  writeSettings(profile, { ...defaults, preferences });
  const app = await startApp();
  await expect.poll(app.menu).toContain('Up to date');
  const isTaken = (keys: string) =>
    app.electron.evaluate(({ globalShortcut }, text) => globalShortcut.isRegistered(text), keys);
  expect(await isTaken('Control+Alt+F9')).toBe(true);

  await tray.activate();
  const glance = await app.window('glance');
  const now = glance.getByRole('region', { name: 'Platform, now' });
  await expect(now).toContainText(/until .* left/);
  const isOpen = () =>
    app.electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().some(
        (it) => it.isVisible() && it.webContents.getURL().endsWith('/glance.html'),
      ),
    );
  await expect.poll(isOpen).toBe(true);
  // As the keyboard sends it: main sees the key before the page does.
  await app.electron.evaluate(({ webContents }) => {
    for (const contents of webContents.getAllWebContents())
      if (contents.getURL().endsWith('/glance.html'))
        contents.sendInputEvent({ type: 'keyDown', keyCode: 'Escape' });
  });
  await expect.poll(isOpen).toBe(false);
  // A click right after is taken for the one that closed it.
  const opened = async () => {
    if (!(await isOpen())) await tray.activate();
    return isOpen();
  };
  await expect.poll(opened).toBe(true);
  await glance.getByRole('button', { name: 'Open schedule' }).click();
  const editor = await app.window('editor');

  const want = (shortcut: string) => callMain(editor, 'preferences.change', { shortcut });
  await app.electron.evaluate(({ globalShortcut }) => {
    globalShortcut.register('Control+Alt+F10', () => undefined);
  });
  await want('Control+Alt+F10');
  await expect.poll(app.menu).toContain('! Shortcut Ctrl+Alt+F10 is not free');
  await expect(editor.getByText(/shortcut Ctrl\+Alt\+F10 could not be set/)).toBeVisible();
  const kept = (await callMain(editor, 'snapshot.read', {})) as { readonly value: Snapshot };
  expect(kept.value.preferences.shortcut).toBeNull();
  expect(await isTaken('Control+Alt+F9')).toBe(false);
  await want('Control+Alt+F11');
  expect(await isTaken('Control+Alt+F11')).toBe(true);
  expect(await want('Shift+A')).toMatchObject({ ok: false });
  await expect.poll(app.menu).not.toContainEqual(expect.stringContaining('not free'));
});
