import { app } from 'electron';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { autostartEntry, type Program } from '../autostart.ts';

/**
 * Starts the app at login, or no longer. Electron's own login items do nothing on Linux: there
 * it is a file in the autostart folder.
 */
export function applyAutostart(wanted: boolean): void {
  if (process.platform !== 'linux') {
    app.setLoginItemSettings({ openAtLogin: wanted });
    return;
  }
  const config = process.env['XDG_CONFIG_HOME'] ?? path.join(homedir(), '.config');
  const file = path.join(config, 'autostart', 'watchbill.desktop');
  if (!wanted) {
    rmSync(file, { force: true });
    return;
  }
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, autostartEntry(program()));
}

/** An AppImage runs from a mount that is gone after a restart; its own file stays. */
function program(): Program {
  const image = process.env['APPIMAGE'];
  if (image !== undefined) return { file: image, args: [] };
  return { file: process.execPath, args: app.isPackaged ? [] : [app.getAppPath()] };
}
