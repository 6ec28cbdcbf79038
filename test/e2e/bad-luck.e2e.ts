import Database from 'libsql';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { startPrivateDesktop } from '../../scripts/desktop/private-desktop.ts';
import { connect } from '../support/account.ts';
import { expect, test } from '../support/app.ts';
import {
  connectedSettings,
  keychainProcess,
  lockKeychain,
  storeToken,
  writeSettings,
} from '../support/connected.ts';
import {
  empty,
  html,
  startMisbehaving,
  status,
  text,
  tooMany,
  type Fault,
  type Misbehaving,
} from '../support/misbehaving/server.ts';
import { picture } from '../support/theme-pictures.ts';

const minuteMs = 60_000;
let pingHome: Misbehaving;

const withBadPingHome = test.extend<{ readonly connected: undefined }>({
  connected: [
    async ({ desktop, profile }, use) => {
      pingHome = await startMisbehaving({ sampleAt: Date.now() });
      const { base, ids, token } = pingHome;
      writeSettings(profile, connectedSettings({ base, customer: ids.organisation }));
      await storeToken(desktop, token);
      await use(undefined);
      await pingHome.close();
    },
    { auto: true },
  ],
});

const withoutKeychain = test.extend({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads the fixtures wanted from here.
  desktop: async ({}, use) => {
    const desktop = await startPrivateDesktop({
      keyring: false,
      activation: false,
      screen: '1440x900x24',
    });
    await use(desktop);
    await desktop.dispose();
  },
});

const someone = expect.stringMatching(/ is on call · Platform$/) as unknown;

const refusals: readonly (readonly [string, Fault, RegExp, RegExp])[] = [
  ['401', status(401), /sign in again$/, /Sign in again/],
  ['403', status(403), /access refused$/, /Access refused/],
  ['404', status(404), /customer not found$/, /Not found/],
  ['409', status(409), /PingHome error$/, /Changed meanwhile|PingHome/],
  ['422', status(422), /PingHome error$/, /PingHome/],
  ['a web page', html(200), /PingHome error$/, /Reply not understood/],
  ['an empty body', empty(200), /PingHome error$/, /Reply not understood/],
];

withBadPingHome(
  'each refusal is named in tray and window, beside what was read last',
  async ({ startApp }) => {
    const app = await startApp();
    await expect.poll(app.menu).toContain('Up to date');
    const known = (await app.menu()).filter((line) => line.includes(' is on call · '));
    await app.choose('Open schedule…');
    const window = await app.window('editor');
    const card = window.getByRole('article', { name: 'Platform: on call now' });
    for (const [name, fault, inMenu, inWindow] of refusals) {
      await test.step(name, async () => {
        pingHome.always('readSchedule', fault);
        await app.choose('Refresh now');
        await expect.poll(app.menu).toContainEqual(expect.stringMatching(inMenu));
        const menu = await app.menu();
        expect(menu).toEqual(expect.arrayContaining(known));
        expect(menu).toContainEqual(expect.stringMatching(/^as of .* computed from saved rules/));
        expect(menu.join('\n')).not.toMatch(/Nobody is on call|Up to date/);
        await expect(window.getByText(inWindow).first()).toBeVisible();
        await expect(card).toBeVisible();
        if (name === '401') await picture(app, window, 'state-sign-in-again');
      });
    }
    pingHome.heal();
    await app.choose('Refresh now');
    await expect.poll(app.menu).toContain('Up to date');
  },
);

withBadPingHome('one unreadable entry does not hide the others', async ({ startApp }) => {
  const { base, ids, token } = pingHome;
  const reply = await fetch(`${base}/customer/${ids.organisation}/schedule`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const good = (await reply.json()) as unknown[];
  const bad = { team_id: ids.platform, team_member_id: ids.mira, week_days: 'Friday' };
  pingHome.always(
    'readSchedule',
    text(JSON.stringify([...good.slice(0, 2), bad, ...good.slice(2)])),
  );
  const app = await startApp();
  await expect.poll(app.menu).toContainEqual(expect.stringMatching(/1 entry unreadable$/));
  expect(await app.menu()).toContainEqual(someone);
  await app.choose('Open schedule…');
  const window = await app.window('editor');
  await expect(window.getByText('1 entry unreadable').first()).toBeVisible();
  await picture(app, window, 'state-partial');
});

withBadPingHome(
  'what may pass by itself is marked once three polls have passed',
  async ({ startApp }) => {
    const app = await startApp();
    await expect.poll(app.menu).toContain('Up to date');
    const reads = () => pingHome.seen('readSchedule').length;
    pingHome.always('readSchedule', tooMany('300'));
    const before = reads();
    await app.choose('Refresh now');
    await expect.poll(reads).toBe(before + 1);
    await app.electron.evaluate(() => globalThis.watchbillTest?.look());
    expect(await app.menu()).toContain('Up to date');

    await app.electron.evaluate((_, ms) => {
      globalThis.watchbillTest?.shiftClock(ms);
      globalThis.watchbillTest?.look();
    }, 4 * minuteMs);
    await expect.poll(app.menu).toContainEqual(expect.stringMatching(/PingHome asks to wait$/));
    expect(await app.menu()).toContainEqual(someone);
    await app.choose('Open schedule…');
    const window = await app.window('editor');
    // The page has a clock of its own.
    await window.evaluate(`{ const real = Date.now; Date.now = () => real() + ${4 * minuteMs}; }`);
    await expect(window.getByText('PingHome asks to wait').first()).toBeVisible();
    await picture(app, window, 'state-stale');

    pingHome.always('readSchedule', status(501));
    await app.choose('Refresh now');
    await expect.poll(app.menu).toContainEqual(expect.stringMatching(/PingHome error$/));
    expect(await app.menu()).toContainEqual(someone);
    await expect(window.getByText(/PingHome answered with error 501/).first()).toBeVisible();

    await pingHome.goAway();
    await app.choose('Refresh now');
    await expect.poll(app.menu).toContainEqual(expect.stringMatching(/ · offline$/));
    expect(await app.menu()).toContainEqual(someone);
    await expect(window.getByText('Offline.').first()).toBeVisible();
    await picture(app, window, 'state-offline');
    pingHome.heal();
    await pingHome.comeBack();
    await app.choose('Refresh now');
    await expect.poll(app.menu).toContain('Up to date');
  },
);

withBadPingHome(
  'before the first read the window says what it waits for, and never that nobody is on call',
  async ({ startApp }) => {
    pingHome.next('readSchedule', [{ kind: 'delay', ms: 4_000 }, html(200)]);
    const app = await startApp();
    await app.choose('Open schedule…');
    const window = await app.window('editor');
    await expect(window.getByText('Reading the schedule…')).toBeVisible();
    await picture(app, window, 'state-reading');
    expect((await app.menu()).join('\n')).not.toContain('Nobody');
    await expect(window.getByText('Reply not understood')).toBeVisible();
    await expect.poll(app.menu).toContain('Not known yet · Acme');
    await picture(app, window, 'state-unread');
    pingHome.next('readSchedule', status(401));
    await window.getByRole('button', { name: 'Try again' }).click();
    await expect(window.getByLabel('PingHome token')).toBeVisible();
    await picture(app, window, 'state-sign-in');
    pingHome.always('readSchedule', text('[]'));
    pingHome.always('listTeams', text('[]'));
    await window.getByLabel('PingHome token').fill(pingHome.token);
    await window.getByRole('button', { name: 'Sign in' }).click();
    await expect(window.getByLabel('PingHome token')).toBeHidden();
    await expect.poll(app.menu).not.toContainEqual(expect.stringMatching(/sign in/));
    await picture(app, window, 'state-empty');
  },
);

withBadPingHome(
  'a locked keychain is told; a token pasted then works until quit',
  async ({ startApp, desktop }) => {
    await lockKeychain(desktop);
    const app = await startApp();
    await expect.poll(app.menu).toContain('! Keychain locked');
    await app.choose('Sign in…');
    const window = await app.window('editor');
    await expect(window.getByText(/keychain is locked/i).first()).toBeVisible();
    await window.getByLabel('PingHome token').fill(pingHome.token);
    await window.getByRole('button', { name: 'Sign in' }).click();
    await expect.poll(app.menu).toContain('Up to date');
    expect(await app.menu()).toContain('! Keychain locked');
    await expect(window.getByText(/in memory only until Watchbill quits/)).toBeVisible();
    await picture(app, window, 'state-keychain-locked');
  },
);

withBadPingHome(
  'a keychain that never answers holds up neither the tray nor the end',
  async ({ startApp, desktop }) => {
    const keychain = await keychainProcess(desktop);
    process.kill(keychain, 'SIGSTOP');
    try {
      const app = await startApp();
      await expect.poll(app.menu).toContain('! Keychain locked');
      const child = app.electron.process();
      const gone = new Promise((resolve) => child.once('exit', resolve));
      const quitAt = Date.now();
      await app.electron.evaluate(() => globalThis.watchbillTest?.choose('quit'));
      await gone;
      expect(Date.now() - quitAt).toBeLessThan(5_000);
    } finally {
      process.kill(keychain, 'SIGCONT');
    }
  },
);

withoutKeychain(
  'without a keychain the token lives in memory until quit, and the person is told',
  async ({ startApp, profile }) => {
    pingHome = await startMisbehaving({ sampleAt: Date.now() });
    const { base, ids, token } = pingHome;
    const app = await startApp();
    await app.choose('Connect PingHome…');
    const window = await app.window('editor');
    await connect(window, { base, token, customer: ids.organisation });
    await expect.poll(app.menu).toContain('Up to date');
    expect(await app.menu()).toContain('! No keychain');
    await expect(window.getByText(/in memory only until Watchbill quits/)).toBeVisible();
    await app.close();
    const held = spawnSync('grep', ['-rlaF', token, profile], { encoding: 'utf8' }).stdout;
    expect(held).toBe('');
    const again = await startApp();
    await expect.poll(again.menu).toContain('Sign in…');
    await expect.poll(again.menu).toContainEqual(expect.stringMatching(/ · sign in again$/));
    expect(await again.menu()).toEqual(expect.arrayContaining(['! No keychain', someone]));
    await again.choose('Open schedule…');
    const reopened = await again.window('editor');
    await expect(reopened.getByText(/no token is stored/)).toBeVisible();
    await expect(reopened.getByText(/in memory/)).toHaveCount(0);
    await pingHome.close();
  },
);

test('damaged files are set aside, told of, and replaced by what works', async ({
  startApp,
  profile,
}) => {
  const first = await startApp();
  await expect.poll(first.menu).toContain('Up to date');
  await first.close();
  const cache = path.join(profile, 'last-known-good');
  const cached = readdirSync(cache).filter((name) => name.endsWith('.cache.json'));
  const files = [
    ...['settings.json', 'notices.json', 'journal.jsonl'].map((name) => path.join(profile, name)),
    ...cached.map((name) => path.join(cache, name)),
  ];
  const damage = '{"damaged": tru\n{"by": "a test"}\n';
  for (const file of files) writeFileSync(file, damage);
  const app = await startApp();
  const told = [
    '! Settings were reset',
    '! Saved schedule was reset',
    '! Record of notices was reset',
    '! Journal of changes was reset',
  ];
  await expect.poll(app.menu).toEqual(expect.arrayContaining([...told, 'Up to date']));
  expect(await app.menu()).toContainEqual(someone);
  await app.choose('Open schedule…');
  const window = await app.window('editor');
  await expect(window.getByText(/could not be read/)).toHaveCount(4);
  await picture(app, window, 'state-damaged-files');
  const kept = [profile, cache].flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.includes('damaged'))
      .map((name) => readFileSync(path.join(folder, name), 'utf8')),
  );
  expect(kept).toEqual(files.map(() => damage));
});

test('a locked database is named, and read as soon as it is free', async ({
  startApp,
  profile,
}) => {
  const file = path.join(profile, 'schedule.db');
  const other = new Database(file);
  other.exec('PRAGMA journal_mode = DELETE; CREATE TABLE mine (a); BEGIN EXCLUSIVE');
  const app = await startApp();
  await expect.poll(app.menu).toContain('! Local service stopped');
  await app.choose('Open schedule…');
  const window = await app.window('editor');
  await expect(window.getByText(/it is locked by another program/).first()).toBeVisible();
  await picture(app, window, 'state-service-locked');
  other.exec('ROLLBACK');
  other.close();
  await expect.poll(app.menu).toContain('Up to date');
  expect(await app.menu()).not.toContain('! Local service stopped');
  await expect(window.getByRole('article', { name: 'Platform: on call now' })).toBeVisible();
});

test('a damaged database, or one that is none, is named in tray and window', async ({
  startApp,
  profile,
}) => {
  const file = path.join(profile, 'schedule.db');
  writeFileSync(file, 'this is no database, whatever its name says'.repeat(100));
  const app = await startApp();
  await expect.poll(app.menu).toContain('! Local service stopped');
  await app.choose('Open schedule…');
  const window = await app.window('editor');
  await expect(window.getByText(/the file is damaged or no database/).first()).toBeVisible();
  await app.close();
  rmSync(file);
  mkdirSync(file);
  const again = await startApp();
  await expect.poll(again.menu).toContain('! Local service stopped');
});

test('a window whose page crashed comes back', async ({ startApp }) => {
  const app = await startApp();
  await expect.poll(app.menu).toContain('Up to date');
  await app.choose('Open schedule…');
  const window = await app.window('editor');
  await expect(window.getByRole('article', { name: 'Platform: on call now' })).toBeVisible();
  const crashed = window.waitForEvent('crash');
  await app.electron.evaluate(({ webContents }) => {
    for (const contents of webContents.getAllWebContents()) contents.forcefullyCrashRenderer();
  });
  await crashed;
  await expect
    .poll(() =>
      app.electron.evaluate(({ BrowserWindow }) =>
        Promise.all(
          BrowserWindow.getAllWindows().map((open) =>
            open.webContents.isCrashed()
              ? 'crashed'
              : (open.webContents.executeJavaScript('document.body.innerText') as Promise<string>),
          ),
        ),
      ),
    )
    .toEqual([expect.stringContaining('Platform')]);
});
