import { homedir } from 'node:os';
import path from 'node:path';

/** The app's folder for this user, as Electron chooses it, or the one the environment names. */
export function profileFolder(): string {
  const asked = process.env['WATCHBILL_PROFILE'];
  if (asked !== undefined) return asked;
  if (process.platform === 'darwin')
    return path.join(homedir(), 'Library', 'Application Support', 'watchbill');
  if (process.platform === 'win32') {
    return path.join(
      process.env['APPDATA'] ?? path.join(homedir(), 'AppData', 'Roaming'),
      'watchbill',
    );
  }
  return path.join(process.env['XDG_CONFIG_HOME'] ?? path.join(homedir(), '.config'), 'watchbill');
}
