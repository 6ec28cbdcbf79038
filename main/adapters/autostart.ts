import { app } from 'electron';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import {
  autostartFile,
  autostartEntry,
  startsOther,
  type LoginStart,
  type Program,
} from '../autostart.ts';

/**
 * Electron's own login items do nothing on Linux: there it is a file in the autostart folder.
 * Windows and macOS keep a moved app's item by themselves, and what a person switched off there.
 */
export const loginStart: LoginStart = {
  set(wanted) {
    if (process.platform === 'linux') setFile(wanted);
    else app.setLoginItemSettings({ openAtLogin: wanted });
  },
  renew() {
    if (process.platform !== 'linux') return;
    const held = textOf(file());
    if (held === null || startsOther(held, program())) setFile(true);
  },
};

const file = (): string => autostartFile(process.env['XDG_CONFIG_HOME'], homedir());

function setFile(wanted: boolean): void {
  if (!wanted) {
    rmSync(file(), { force: true });
    return;
  }
  mkdirSync(path.dirname(file()), { recursive: true });
  writeFileSync(file(), autostartEntry(program()));
}

function textOf(name: string): string | null {
  try {
    return readFileSync(name, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/** An AppImage runs from a mount that is gone after a restart; its own file stays. */
function program(): Program {
  const image = process.env['APPIMAGE'];
  if (image !== undefined) return { file: image, args: [] };
  return { file: process.execPath, args: app.isPackaged ? [] : [app.getAppPath()] };
}
