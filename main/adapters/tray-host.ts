import { asked, type Ask } from './ask.ts';
import { hasSelectionOwner } from './x-selection.ts';

const watcherQuestion = [
  '--session',
  '--print-reply=literal',
  '--dest=org.freedesktop.DBus',
  '/',
  'org.freedesktop.DBus.NameHasOwner',
  'string:org.kde.StatusNotifierWatcher',
];

/**
 * Whether this desktop has a place for tray icons. On Linux one answers under the watcher's name on
 * the bus, or is a panel of the old kind that owns a selection of the display, as with i3 or tint2.
 * Where the bus cannot be asked, there is taken to be one.
 */
export async function hasTrayHost(
  ask: Ask = asked,
  env: Readonly<Record<string, string | undefined>> = process.env,
  platform = process.platform,
): Promise<boolean> {
  if (platform !== 'linux') return true;
  const watched = await ask('dbus-send', watcherQuestion);
  if (watched === null || !watched.includes('false')) return true;
  return hasSelectionOwner((screen) => `_NET_SYSTEM_TRAY_S${screen}`, env);
}
