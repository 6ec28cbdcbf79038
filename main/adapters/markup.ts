import { asked, type Ask } from './ask.ts';

/**
 * Whether the desktop takes a body for markup: on Linux most daemons do, and one that cannot be
 * asked is taken to. One that does not would show the escapes.
 */
export async function rendersMarkup(
  ask: Ask = asked,
  platform = process.platform,
): Promise<boolean> {
  if (platform !== 'linux') return false;
  const capabilities = await ask('dbus-send', [
    '--session',
    '--print-reply=literal',
    '--dest=org.freedesktop.Notifications',
    '/org/freedesktop/Notifications',
    'org.freedesktop.Notifications.GetCapabilities',
  ]);
  return capabilities === null || /\bbody-markup\b/.test(capabilities);
}

/** What a daemon that renders markup shows as it was meant. */
export function escapeMarkup(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
