import { asked, type Ask } from './ask.ts';

/**
 * Whether the desktop says that its person is not to be disturbed. On Linux each desktop says it
 * in its own place; one that says nothing is taken to want notices. Windows and macOS hold
 * notices by themselves and keep them in their list.
 */
export async function isDoNotDisturb(
  ask: Ask = asked,
  env: Readonly<Record<string, string | undefined>> = process.env,
  platform = process.platform,
): Promise<boolean> {
  if (platform !== 'linux') return false;
  const desktop = env['XDG_CURRENT_DESKTOP'] ?? '';
  const answers = await Promise.all([
    says(/boolean true/, ask('dbus-send', property('org.freedesktop.Notifications', 'Inhibited'))),
    says(/boolean true/, ask('dbus-send', property('org.dunstproject.cmd0', 'paused'))),
    /xfce/i.test(desktop)
      ? says(/^true$/, ask('xfconf-query', ['-c', 'xfce4-notifyd', '-p', '/do-not-disturb']))
      : false,
    /gnome|unity|pantheon|budgie/i.test(desktop)
      ? says(
          /^false$/,
          ask('gsettings', ['get', 'org.gnome.desktop.notifications', 'show-banners']),
        )
      : false,
  ]);
  return answers.includes(true);
}

async function says(pattern: RegExp, answer: Promise<string | null>): Promise<boolean> {
  return pattern.test((await answer)?.trim() ?? '');
}

/** The question for a property of the notification service. */
function property(of: string, name: string): readonly string[] {
  return [
    '--session',
    '--print-reply=literal',
    '--dest=org.freedesktop.Notifications',
    '/org/freedesktop/Notifications',
    'org.freedesktop.DBus.Properties.Get',
    `string:${of}`,
    `string:${name}`,
  ];
}
