import { execFile } from 'node:child_process';

/**
 * Whether this desktop has a place for tray icons. Linux desktops without one answer nobody under
 * the watcher's bus name; where that cannot be asked, there is taken to be one.
 */
export function hasTrayHost(): Promise<boolean> {
  if (process.platform !== 'linux') return Promise.resolve(true);
  const question = [
    '--session',
    '--print-reply=literal',
    '--dest=org.freedesktop.DBus',
    '/',
    'org.freedesktop.DBus.NameHasOwner',
    'string:org.kde.StatusNotifierWatcher',
  ];
  return new Promise((resolve) => {
    execFile('dbus-send', question, { timeout: 5_000 }, (error, stdout) => {
      resolve(error !== null || !stdout.includes('false'));
    });
  });
}
