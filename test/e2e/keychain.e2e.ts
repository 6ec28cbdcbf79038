import { spawnSync } from 'node:child_process';
import { startPrivateDesktop } from '../../scripts/desktop/private-desktop.ts';
import { connect } from '../support/account.ts';
import { test as withDesktop } from '../support/app.ts';
import { expect, test } from '../support/bad-pinghome.ts';
import { keychainProcess, lockKeychain } from '../support/connected.ts';
import { startMisbehaving } from '../support/misbehaving/server.ts';
import { picture } from '../support/theme-pictures.ts';

const withoutKeychain = withDesktop.extend({
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

test('a locked keychain is told; a token pasted then works until quit', async ({
  startApp,
  desktop,
  pingHome,
}) => {
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
});

test('a keychain that never answers holds up neither the tray nor the end', async ({
  startApp,
  desktop,
}) => {
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
});

withoutKeychain(
  'without a keychain the token lives in memory until quit, and the person is told',
  async ({ startApp, profile }) => {
    const pingHome = await startMisbehaving({ sampleAt: Date.now() });
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
