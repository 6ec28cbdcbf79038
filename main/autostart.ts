import path from 'node:path';
import type { Preferences } from '../core/contract/snapshot.ts';
import type { Store } from './store.ts';

/** What starts the app at login: its program and the arguments it needs. */
export interface Program {
  readonly file: string;
  readonly args: readonly string[];
}

/** The text of an XDG autostart file; quoted as the Desktop Entry Specification asks. */
export function autostartEntry({ file, args }: Program): string {
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Watchbill',
    'Comment=Who is on call, in the tray',
    execLine({ file, args }),
    'X-GNOME-Autostart-enabled=true',
    'Terminal=false',
    '',
  ].join('\n');
}

/** Whether an autostart file starts another program, as one does whose program was moved. */
export function startsOther(text: string, program: Program): boolean {
  return !text.split('\n').includes(execLine(program));
}

/** Where the autostart file is; an empty or relative folder counts as none, as XDG asks. */
export function autostartFile(configHome: string | undefined, home: string): string {
  const isUsable = configHome !== undefined && path.isAbsolute(configHome);
  return path.join(
    isUsable ? configHome : path.join(home, '.config'),
    'autostart',
    'watchbill.desktop',
  );
}

function execLine({ file, args }: Program): string {
  return `Exec=${[file, ...args].map(quoted).join(' ')}`;
}

/** Reserved characters are escaped twice: once for the quotes, once for the file's own strings. */
function quoted(word: string): string {
  const inner = word.replaceAll(/["`$\\]/g, '\\$&').replaceAll('%', '%%');
  return `"${inner.replaceAll('\\', '\\\\')}"`;
}

/** What starts the app at login, as the system keeps it. Both may throw what the disk says. */
export interface LoginStart {
  readonly set: (wanted: boolean) => void;
  /** Makes right again what is there for a program that moved. */
  readonly renew: () => void;
}

export interface AutostartPorts {
  readonly store: Store;
  readonly loginStart: LoginStart;
  readonly changePreferences: (parts: Partial<Preferences>) => void;
}

/**
 * Keeps the start at login as the preferences want it. What cannot be done is told, and the switch
 * goes back to what is there.
 */
export function followAutostart({ store, loginStart, changePreferences }: AutostartPorts): void {
  let held = store.read().preferences.startAtLogin;

  function tried(work: () => void): boolean {
    try {
      work();
    } catch (error) {
      if (!(error instanceof Error && 'code' in error)) throw error;
      store.addAttention({ kind: 'autostart', detail: error.message });
      return false;
    }
    store.dropAttention('autostart');
    return true;
  }

  if (held) tried(loginStart.renew);
  store.subscribe(({ preferences: { startAtLogin: wanted } }) => {
    if (wanted === held) return;
    const before = held;
    held = wanted;
    const done = tried(() => {
      loginStart.set(wanted);
    });
    if (done) return;
    held = before;
    changePreferences({ startAtLogin: before });
  });
}
