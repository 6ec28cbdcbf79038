import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { writePanelConfig } from './panel-config.ts';
import { end, nameOwned, startPrivateDesktop } from './private-desktop.ts';

/** The only status icon is the last thing on the panel. */
const icon = ['1264', '16'] as const;

/** The corner with the icon and what opens from it; a pop-up needs less of it. */
const corners = {
  notice: '460x176+820+0',
  menu: '460x496+820+0',
  glance: '460x496+820+0',
} as const;

/** What opens from the icon, or beside it. */
export type Corner = keyof typeof corners;

/** A private desktop with a real XFCE panel, window manager and notification daemon on it. */
export interface PanelDesktop {
  readonly env: NodeJS.ProcessEnv;
  /** The apps whose icons the panel shows. */
  icons(): number;
  clickIcon(button: 'left' | 'right'): void;
  press(key: string): void;
  /** What is on the screen with a title, as widths and heights. */
  windows(title: string): readonly (readonly [number, number])[];
  notices(): number;
  closeNotices(): void;
  /** Takes a picture once nothing moves in it any more. */
  picture(corner: Corner, file: string): Promise<void>;
  dispose(): Promise<void>;
}

/** Starts it with a light or a dark panel along the top: window list, clock, status icons. */
export async function startPanelDesktop(theme: 'light' | 'dark'): Promise<PanelDesktop> {
  const home = mkdtempSync(path.join(tmpdir(), 'watchbill-panel-'));
  writePanelConfig(home, theme);
  const desktop = await startPrivateDesktop({ keyring: true, screen: '1280x800x24', home });
  const env = {
    ...process.env,
    ...desktop.env,
    TZ: 'Europe/Lisbon',
    LANG: 'en_GB.UTF-8',
    GTK_THEME: theme === 'dark' ? 'Adwaita:dark' : 'Adwaita',
  };
  const children: ChildProcess[] = [];
  const run = (command: string, ...args: string[]) => {
    const child = spawn(command, args, { env, stdio: 'ignore' });
    children.push(child);
    return child;
  };
  const ask = (command: string, ...args: string[]) =>
    spawnSync(command, args, { env, encoding: 'utf8' }).stdout.trim();
  const background = path.join(home, 'background.png');
  ask('convert', '-size', '1280x800', `xc:${theme === 'dark' ? '#2b3242' : '#c9cfdd'}`, background);
  run('xfwm4', '--compositor=off');
  await until(() => ask('xdotool', 'getwindowfocus') !== '', 'a window manager');
  ask('display', '-window', 'root', background);
  await nameOwned(watcher, env, run('xfce4-panel', '--disable-wm-check'));
  const daemon = run('dunst', '-config', path.join(home, 'dunstrc'));
  await nameOwned('org.freedesktop.Notifications', env, daemon);
  const shot = (corner: Corner, file: string) => {
    ask('import', '-window', 'root', '-crop', corners[corner], '+repage', file);
    return readFileSync(file);
  };
  return {
    env,
    icons: () =>
      ask(
        'dbus-send',
        ...['--session', '--print-reply', `--dest=${watcher}`, '/StatusNotifierWatcher'],
        ...['org.freedesktop.DBus.Properties.Get', `string:${watcher}`],
        'string:RegisteredStatusNotifierItems',
      ).match(/string "/g)?.length ?? 0,
    clickIcon(button) {
      ask('xdotool', 'mousemove', ...icon, 'click', button === 'left' ? '1' : '3');
    },
    press(key) {
      ask('xdotool', 'key', key);
    },
    windows: (title) =>
      ask('xdotool', 'search', '--onlyvisible', '--name', `^${title}$`)
        .split('\n')
        .filter((id) => id !== '')
        .map((id) => sizeIn(ask('xdotool', 'getwindowgeometry', '--shell', id))),
    notices: () => Number(ask('dunstctl', 'count', 'displayed')),
    closeNotices() {
      ask('dunstctl', 'close-all');
    },
    async picture(corner, file) {
      let last = shot(corner, file);
      await until(() => {
        const before = last;
        last = shot(corner, file);
        return last.equals(before);
      }, `a ${corner} that stands still`);
    },
    async dispose() {
      for (const child of children.reverse()) await end(child);
      await desktop.dispose();
      rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}

const watcher = 'org.kde.StatusNotifierWatcher';

function sizeIn(shell: string): readonly [number, number] {
  const of = (name: string) => Number(new RegExp(`^${name}=(\\d+)$`, 'm').exec(shell)?.[1]);
  return [of('WIDTH'), of('HEIGHT')];
}

/** Waits until something holds on a desktop that tells nobody when. */
export async function until(holds: () => boolean, what: string): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (holds()) return;
    await sleep(100);
  }
  throw new Error(`There was never ${what}.`);
}
