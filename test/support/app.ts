import {
  test as base,
  _electron,
  expect,
  type ElectronApplication,
  type Page,
} from '@playwright/test';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  startNotificationServer,
  type NotificationServer,
} from '../../scripts/desktop/notification-server.ts';
import { startPrivateDesktop, type PrivateDesktop } from '../../scripts/desktop/private-desktop.ts';
import { startTrayWatcher, type TrayWatcher } from '../../scripts/desktop/tray-watcher.ts';
import { electronArgs, electronPath } from '../../scripts/electron.ts';

/** What a test wants to be different before the app starts. */
export interface AppOptions {
  readonly profile: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Without the seam the app is as people run it. */
  readonly seam?: boolean;
  /** False where the desktop has no place for the icon, so that no menu is waited for. */
  readonly iconShown?: boolean;
}

/** A running app, and the ways into it. */
export interface RunningApp {
  readonly electron: ElectronApplication;
  /** The labels of the tray menu as the desktop reads them, separators left out. */
  menu(): Promise<readonly string[]>;
  /** Chooses a menu line as a person does, over the bus. */
  choose(label: string): Promise<void>;
  /** The window that shows a page, once it is there. */
  window(page: 'editor' | 'settings' | 'glance'): Promise<Page>;
  /** Everything the app printed. */
  output(): string;
  close(): Promise<void>;
}

interface Fixtures {
  readonly desktop: PrivateDesktop;
  readonly tray: TrayWatcher;
  readonly notices: NotificationServer;
  readonly profile: string;
  readonly startApp: (options?: Partial<AppOptions>) => Promise<RunningApp>;
}

export const pictures = path.resolve('.cache/pictures');

export const test = base.extend<Fixtures>({
  desktop: async ({}, use) => {
    const desktop = await startPrivateDesktop({ keyring: true, screen: '1440x900x24' });
    await use(desktop);
    await desktop.dispose();
  },
  tray: async ({ desktop }, use) => {
    const tray = await startTrayWatcher(desktop.busAddress);
    await use(tray);
    tray.dispose();
  },
  notices: async ({ desktop }, use) => {
    const notices = await startNotificationServer(desktop.busAddress);
    await use(notices);
    notices.dispose();
  },
  profile: async ({}, use) => {
    mkdirSync(pictures, { recursive: true });
    const profile = mkdtempSync(path.join(tmpdir(), 'watchbill-profile-'));
    await use(profile);
    rmSync(profile, { recursive: true, force: true });
  },
  startApp: async ({ desktop, tray, notices, profile }, use) => {
    // The notification daemon must be there before the app asks for it.
    void notices;
    const running: RunningApp[] = [];
    await use(async (options = {}) => {
      const app = await launch(desktop, tray, { profile, ...options });
      running.push(app);
      return app;
    });
    for (const app of running) await app.close();
  },
});

export { expect };

/** The environment of an app by whose clock it is some instant as it starts. */
export const clockAt = (instant: number): Readonly<Record<string, string>> => ({
  WATCHBILL_TEST_CLOCK: String(instant - Date.now()),
});

/** Where the app saves next: the person says where, and only the folder of the test is written to. */
export async function savesTo(app: RunningApp, filePath: string): Promise<void> {
  await app.electron.evaluate(({ dialog }, chosen) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: chosen });
  }, filePath);
}

async function launch(
  desktop: PrivateDesktop,
  tray: TrayWatcher,
  options: AppOptions,
): Promise<RunningApp> {
  const electron = await _electron.launch({
    executablePath: electronPath(),
    args: electronArgs(options.args ?? []),
    // The page's theme is the app's doing, not the test's.
    colorScheme: null,
    env: {
      ...(process.env as Record<string, string>),
      ...desktop.env,
      TZ: 'Europe/Lisbon',
      LANG: 'en_GB.UTF-8',
      WATCHBILL_PROFILE: options.profile,
      ...(options.seam === false ? {} : { WATCHBILL_TEST: '1' }),
      ...options.env,
    },
  });
  let output = '';
  const keep = (chunk: Buffer) => {
    output += chunk.toString('utf8');
  };
  electron.process().stdout?.on('data', keep);
  electron.process().stderr?.on('data', keep);
  const menu = async () =>
    flatten((await tray.read())?.menu ?? [])
      .filter((item) => !item.separator)
      .map((item) => item.label);
  if (options.iconShown !== false)
    await expect.poll(menu, { message: 'the tray has a menu' }).not.toEqual([]);
  if (options.seam !== false) await untilSeam(electron);
  let closed = false;
  electron.on('close', () => {
    closed = true;
  });
  return {
    electron,
    menu,
    async choose(label) {
      // The tray is there before everything it will say is known.
      await expect.poll(() => tray.click(label), { message: `a menu line "${label}"` }).toBe(true);
    },
    async window(page) {
      const find = () =>
        electron.windows().find((window) => window.url().endsWith(`/${page}.html`));
      await expect.poll(() => find() !== undefined, { message: `the ${page} window` }).toBe(true);
      const window = find();
      if (window === undefined) throw new Error('The window closed again.');
      return window;
    },
    output: () => output,
    async close() {
      if (!closed) await electron.close();
    },
  };
}

/** The tray is there before what a test moves the app by. */
async function untilSeam(electron: ElectronApplication): Promise<void> {
  const isReady = () => electron.evaluate(() => globalThis.watchbillTest?.ready === true);
  await expect.poll(isReady, { message: 'the test seam' }).toBe(true);
}

type Item = NonNullable<Awaited<ReturnType<TrayWatcher['read']>>>['menu'][number];

function flatten(items: readonly Item[]): readonly Item[] {
  return items.flatMap((item) => [item, ...flatten(item.children)]);
}
