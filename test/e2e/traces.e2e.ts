import { existsSync, readFileSync } from 'node:fs';
import { callMain, connect } from '../support/account.ts';
import { expect, test, type RunningApp } from '../support/app.ts';
import { filesIn } from '../support/left-behind.ts';
import { startMisbehaving, status } from '../support/misbehaving/server.ts';

/** Every dump that a crash left, wherever below the folder for them. */
function dumpsOf(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return filesIn(folder).filter((file) => file.endsWith('.dmp'));
}

/** Makes the page end as by a bug of its own, not as by a kill. */
async function crash(app: RunningApp): Promise<void> {
  const window = await app.window('editor');
  const crashed = window.waitForEvent('crash');
  await app.electron.evaluate(({ webContents }) => {
    for (const contents of webContents.getAllWebContents()) {
      contents.loadURL('chrome://crash').catch(() => undefined);
    }
  });
  await crashed;
}

test('a page that crashed leaves nothing behind; even with dumps asked for, no token is in them', async ({
  startApp,
}) => {
  const shipped = await startApp();
  const folder = await shipped.electron.evaluate(({ app }) => app.getPath('crashDumps'));
  await shipped.choose('Open schedule…');
  await expect((await shipped.window('editor')).getByRole('banner')).toBeVisible();
  await crash(shipped);
  await shipped.close();
  expect(dumpsOf(folder)).toEqual([]);

  const token = 'tkn-9d2e61c2e7d84b05-crash';
  const pingHome = await startMisbehaving({ sampleAt: Date.now(), token });
  const app = await startApp();
  // Before the page is there that the token is pasted into.
  await app.electron.evaluate(({ crashReporter }) => {
    crashReporter.start({ uploadToServer: false });
  });
  await app.choose('Connect PingHome…');
  const window = await app.window('editor');
  const { base, ids } = pingHome;
  await connect(window, { base, token, customer: ids.organisation });
  await expect.poll(app.menu).toContain('Up to date');
  pingHome.always('any', status(403, { message: `Bearer ${token} may not` }));
  await callMain(window, 'sync.refresh', { workspaceId: null });
  await crash(app);
  await expect.poll(() => dumpsOf(folder)).not.toEqual([]);
  for (const file of dumpsOf(folder)) {
    const bytes = readFileSync(file);
    expect(bytes.includes('MDMP'), file).toBe(true);
    for (const form of [Buffer.from(token), Buffer.from(token, 'utf16le')])
      expect(bytes.includes(form), file).toBe(false);
  }
  await pingHome.close();
});
