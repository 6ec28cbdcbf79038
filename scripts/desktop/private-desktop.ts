import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A display, a session bus and an unlocked keyring that belong to nobody else. */
export interface PrivateDesktop {
  /** What a program needs in its environment to live on it. */
  readonly env: Readonly<Record<string, string>>;
  readonly busAddress: string;
  /** Ends everything that was started, newest first, and removes its files. */
  dispose(): Promise<void>;
}

export interface PrivateDesktopOptions {
  /** Where the keyring keeps its file; a folder of its own when not given. */
  readonly keyringFolder?: string;
  readonly keyring: boolean;
  /** False keeps the bus from starting a keyring, or anything else, when somebody asks for one. */
  readonly activation?: boolean;
  readonly screen: string;
  /** A home for everything the bus starts; the caller's own when not given. */
  readonly home?: string;
}

/** Ctrl+C reaches a whole process group: a bus that dies before its programs takes them down. */
const detached = true;

/** Starts Xvfb, a session bus and, when asked, gnome-keyring: the real ones, only private. */
export async function startPrivateDesktop(options: PrivateDesktopOptions): Promise<PrivateDesktop> {
  const folder = mkdtempSync(path.join(tmpdir(), 'watchbill-desktop-'));
  const runtime = path.join(folder, 'run');
  mkdirSync(runtime, { mode: 0o700 });
  const children: ChildProcess[] = [];
  const dispose = async () => {
    for (const child of children.reverse()) await end(child);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const display = await startDisplay(options.screen, children);
    const base = {
      DISPLAY: display,
      XDG_RUNTIME_DIR: runtime,
      XDG_SESSION_TYPE: 'x11',
      // The accessibility bus would be one more process nobody asked for.
      NO_AT_BRIDGE: '1',
      ...(options.home === undefined ? {} : homeAt(options.home)),
    };
    const busAddress = await startBus(base, children, options.activation === false ? folder : null);
    const env = { ...base, DBUS_SESSION_BUS_ADDRESS: busAddress };
    if (options.keyring) {
      const keyring = options.keyringFolder ?? path.join(folder, 'keyring');
      mkdirSync(keyring, { recursive: true, mode: 0o700 });
      await startKeyring({ ...env, XDG_DATA_HOME: keyring, HOME: keyring }, children);
    }
    return { env, busAddress, dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}

function homeAt(home: string): Record<string, string> {
  return {
    HOME: home,
    XDG_CONFIG_HOME: path.join(home, '.config'),
    XDG_CACHE_HOME: path.join(home, '.cache'),
    XDG_DATA_HOME: path.join(home, '.local', 'share'),
  };
}

async function startDisplay(screen: string, children: ChildProcess[]): Promise<string> {
  // A display whose last program ended would begin anew, under the hands of one that just starts.
  const words = ['-displayfd', '3', '-screen', '0', screen, '-nolisten', 'tcp', '-noreset'];
  const child = spawn('Xvfb', words, {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    detached,
  });
  children.push(child);
  const number = await firstLine(child, child.stdio[3] as NodeJS.ReadableStream, 'Xvfb');
  return `:${number}`;
}

async function startBus(
  env: Record<string, string>,
  children: ChildProcess[],
  bareIn: string | null,
): Promise<string> {
  const kind = bareIn === null ? '--session' : `--config-file=${bareBus(bareIn)}`;
  const child = spawn('dbus-daemon', [kind, '--nofork', '--nopidfile', '--print-address'], {
    stdio: ['ignore', 'pipe', 'ignore'],
    detached,
    env: { ...process.env, ...env },
  });
  children.push(child);
  return firstLine(child, child.stdout as NodeJS.ReadableStream, 'dbus-daemon');
}

/** A session bus that knows no program to start. */
function bareBus(folder: string): string {
  const file = path.join(folder, 'bus.conf');
  writeFileSync(
    file,
    `<busconfig><type>session</type><listen>unix:dir=${folder}</listen><policy context="default">
<allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
</policy></busconfig>`,
  );
  return file;
}

async function startKeyring(env: Record<string, string>, children: ChildProcess[]): Promise<void> {
  const child = spawn(
    'gnome-keyring-daemon',
    ['--unlock', '--foreground', '--components=secrets'],
    {
      stdio: ['pipe', 'ignore', 'ignore'],
      detached,
      env: { ...process.env, ...env },
    },
  );
  children.push(child);
  child.stdin.end('watchbill');
  await nameOwned('org.freedesktop.secrets', { ...process.env, ...env }, child);
}

/** Waits until a program answers under a bus name; asking by name only would start another one. */
export async function nameOwned(
  name: string,
  env: NodeJS.ProcessEnv,
  child: ChildProcess,
): Promise<void> {
  const ask = ['--session', '--print-reply=literal', '--dest=org.freedesktop.DBus', '/'];
  for (let tries = 0; tries < 200; tries += 1) {
    const asked = spawnSync(
      'dbus-send',
      [...ask, 'org.freedesktop.DBus.NameHasOwner', `string:${name}`],
      {
        env,
        encoding: 'utf8',
        timeout: 5_000,
      },
    );
    if (asked.stdout.includes('true')) return;
    if (child.exitCode !== null) break;
    await sleep(50);
  }
  throw new Error(`Nothing answers as ${name} on the private bus.`);
}

function firstLine(
  child: ChildProcess,
  stream: NodeJS.ReadableStream,
  name: string,
): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    stream.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8');
      const newline = text.indexOf('\n');
      if (newline >= 0) resolve(text.slice(0, newline).trim());
    });
    child.once('error', reject);
    child.once('exit', (code) => {
      reject(new Error(`${name} ended with code ${code} before it was ready`));
    });
  });
}

/** Ends a program, in the end by force. */
export function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    const hard = setTimeout(() => child.kill('SIGKILL'), 2_000);
    child.once('exit', () => {
      clearTimeout(hard);
      resolve();
    });
    child.kill('SIGTERM');
  });
}
