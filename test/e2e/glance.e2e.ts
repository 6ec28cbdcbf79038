import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { defaultSettings } from '../../main/settings.ts';
import type { PrivateDesktop } from '../../scripts/desktop/private-desktop.ts';
import { expect, test, type RunningApp } from '../support/app.ts';
import { writeSettings } from '../support/connected.ts';

const run = promisify(execFile);

/** A mouse and a keyboard on the private display: what they send reaches whoever has the keyboard. */
function handsOn({ env }: PrivateDesktop) {
  return (...words: readonly string[]) =>
    run('xdotool', [...words], { env: { ...process.env, ...env } });
}

/** Where the glance stands among the screens; null while it is hidden or gone. */
function glanceIn(app: RunningApp) {
  return app.electron.evaluate(({ BrowserWindow, screen }) => {
    const window = BrowserWindow.getAllWindows().find((it) =>
      it.webContents.getURL().endsWith('/glance.html'),
    );
    if (window === undefined || !window.isVisible()) return null;
    const { workArea } = screen.getPrimaryDisplay();
    const { x, y, width, height } = window.getBounds();
    const whole =
      x >= workArea.x &&
      y >= workArea.y &&
      x + width <= workArea.x + workArea.width &&
      y + height <= workArea.y + workArea.height;
    return { x, y, whole, focused: window.isFocused() };
  });
}

function withShortcut(profile: string, shortcut: string): void {
  const defaults = defaultSettings();
  writeSettings(profile, { ...defaults, preferences: { ...defaults.preferences, shortcut } });
}

test('the glance is whole at every edge of the screen, walked by keys, and gone with the keyboard', async ({
  startApp,
  desktop,
  tray,
}) => {
  const hands = handsOn(desktop);
  const app = await startApp();
  await expect.poll(app.menu).toContain('Up to date');
  for (const corner of ['0 0', '1439 0', '0 899', '1439 899']) {
    await hands('mousemove', ...corner.split(' '));
    const opened = async () => {
      if ((await glanceIn(app)) === null) await tray.activate();
      return glanceIn(app);
    };
    await expect.poll(opened).toMatchObject({ whole: true, focused: true });
    const [x = 0] = corner.split(' ').map(Number);
    expect(((await glanceIn(app))?.x ?? 0) > 600).toBe(x > 600);
    await hands('key', 'Escape');
    await expect.poll(() => glanceIn(app)).toBeNull();
  }

  const page = await app.window('glance');
  await expect
    .poll(async () => {
      if ((await glanceIn(app)) === null) await tray.activate();
      return glanceIn(app);
    })
    .toMatchObject({ focused: true });
  await hands('key', 'Tab');
  await expect(page.getByRole('region', { name: 'Facts' })).toBeFocused();
  await hands('key', 'Tab');
  await expect(page.getByRole('button', { name: 'Open schedule' })).toBeFocused();
  await hands('key', 'Tab');
  await expect(page.getByRole('button', { name: 'Mute 1 h' })).toBeFocused();
  await hands('key', 'Return');
  await expect.poll(app.menu).toContainEqual(expect.stringMatching(/^Notifications muted until /));
  await hands('key', 'shift+Tab');
  await hands('key', 'Return');
  await app.window('editor');
  await expect.poll(() => glanceIn(app)).toBeNull();
});

test('the shortcut is pressed anywhere and opens the glance; a second program does not get it, says so and drops it', async ({
  startApp,
  desktop,
  profile,
}) => {
  const hands = handsOn(desktop);
  const other = mkdtempSync(path.join(tmpdir(), 'watchbill-other-'));
  withShortcut(profile, 'Control+Alt+W');
  withShortcut(other, 'Control+Alt+W');
  const app = await startApp();
  await expect.poll(app.menu).toContain('Up to date');
  await hands('key', 'ctrl+alt+w');
  await expect.poll(() => glanceIn(app)).toMatchObject({ whole: true });
  await hands('key', 'ctrl+alt+w');
  await expect.poll(() => glanceIn(app)).toBeNull();

  const second = await startApp({ profile: other });
  await expect.poll(second.menu).toContain('! Shortcut Ctrl+Alt+W is not free');
  await second.close();
  rmSync(other, { recursive: true, force: true });
  await hands('key', 'ctrl+alt+w');
  await expect.poll(() => glanceIn(app)).toMatchObject({ whole: true });
});
