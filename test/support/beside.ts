import { execFile } from 'node:child_process';
import { electronArgs, electronPath } from '../../scripts/electron.ts';

/** How a program ended, and what it printed. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** This machine without a display or a bus, in the place and language of the tests. */
export function bareMachine(): NodeJS.ProcessEnv {
  const desktop = ['DISPLAY', 'WAYLAND_DISPLAY', 'DBUS_SESSION_BUS_ADDRESS'];
  const all = Object.entries(process.env).filter(([name]) => !desktop.includes(name));
  return { ...Object.fromEntries(all), TZ: 'Europe/Lisbon', LANG: 'en_GB.UTF-8' };
}

/** Starts Watchbill beside the fixtures, as a shell or a second click would, and waits for its end. */
export function startBeside(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Ended> {
  return new Promise((resolve) => {
    const options = { env: { ...bareMachine(), ...env }, timeout: 30_000 };
    const child = execFile(electronPath(), electronArgs(args), options, (_, stdout, stderr) => {
      resolve({ code: child.exitCode, stdout, stderr });
    });
  });
}
