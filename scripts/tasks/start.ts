import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import path from 'node:path';
import { ensureBuilt } from '../build.ts';
import { startNotificationServer } from '../desktop/notification-server.ts';
import { startPrivateDesktop } from '../desktop/private-desktop.ts';
import { startTrayWatcher } from '../desktop/tray-watcher.ts';
import { electronArgs, electronPath } from '../electron.ts';
import { profileFolder } from '../profile.ts';

const args = process.argv.slice(2);
/** What the command-line face answers without a display; the app itself knows them all. */
const asksOnly = args.some((arg) =>
  ['--who', '--next', '--check', '--version', '--help'].includes(arg),
);

await ensureBuilt();
process.exitCode = asksOnly ? await ask() : await run(args, {});

/** Answers from the cache; where there is none yet, the app reads once first. */
async function ask(): Promise<number> {
  const first = spawnSync(electronPath(), electronArgs(args), { encoding: 'utf8' });
  if (first.status !== 2 || existsSync(path.join(profileFolder(), 'last-known-good')))
    return pass(first);
  console.error('Nothing was read on this profile yet: reading once…');
  const read = await run([], { WATCHBILL_READ_ONCE: '1' });
  if (read !== 0) return read;
  return pass(spawnSync(electronPath(), electronArgs(args), { encoding: 'utf8' }));
}

function pass(result: { stdout: string; stderr: string; status: number | null }): number {
  process.stdout.write(result.stdout);
  process.stderr.write(withoutNoise(result.stderr));
  return result.status ?? 1;
}

/** Runs the app on this machine's desktop, or on one of its own where there is none. */
async function run(
  appArgs: readonly string[],
  extra: Readonly<Record<string, string>>,
): Promise<number> {
  const hasDisplay =
    process.platform !== 'linux' ||
    process.env['DISPLAY'] !== undefined ||
    process.env['WAYLAND_DISPLAY'] !== undefined;
  if (hasDisplay) return launch(appArgs, extra);
  console.error(
    'No display here: bringing a virtual display, bus and keyring of its own. Ctrl+C ends it.',
  );
  const desktop = await startPrivateDesktop({
    keyring: true,
    keyringFolder: path.join(profileFolder(), 'keyring'),
    screen: '1440x900x24',
  });
  const watcher = await startTrayWatcher(desktop.busAddress);
  const notices = await startNotificationServer(desktop.busAddress, (notice) => {
    console.log(`Notice: ${notice.title}${notice.body === '' ? '' : ` — ${notice.body}`}`);
  });
  try {
    return await launch(appArgs, {
      ...desktop.env,
      // What a command line prints is its answer, not the tray.
      ...(asksOnly ? {} : { WATCHBILL_PRINT_TRAY: '1' }),
      ...extra,
    });
  } finally {
    watcher.dispose();
    notices.dispose();
    await desktop.dispose();
  }
}

function launch(
  appArgs: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<number> {
  const child = spawn(electronPath(), electronArgs(appArgs), {
    stdio: ['ignore', 'inherit', 'pipe'],
    env: { ...process.env, ...env },
  });
  child.stderr.on('data', (chunk: Buffer) => {
    process.stderr.write(withoutNoise(chunk.toString('utf8')));
  });
  const quit = () => child.kill('SIGTERM');
  process.on('SIGINT', quit);
  process.on('SIGTERM', quit);
  return new Promise((resolve) => {
    child.on('exit', (code, signal) => {
      // As a shell tells it: an app that was killed did not end well.
      resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal]));
    });
  });
}

/** Chromium complains about what a machine without a system bus or GPU does not have. */
function withoutNoise(text: string): string {
  return text
    .split('\n')
    .filter((line) => !/:(ERROR|WARNING):\w+\.cc/.test(line))
    .join('\n');
}
