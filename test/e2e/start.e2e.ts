import { execFile, spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test as base } from '@playwright/test';

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const test = base.extend<{ readonly folder: string }>({
  folder: async ({}, use) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'watchbill-start-'));
    await use(folder);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  },
});

/** This machine as one without a display, with what is given in front of its programs. */
function bareEnv(profile: string, programs = ''): NodeJS.ProcessEnv {
  const desktop = ['DISPLAY', 'WAYLAND_DISPLAY', 'DBUS_SESSION_BUS_ADDRESS', 'XDG_RUNTIME_DIR'];
  const rest = Object.entries(process.env).filter(([name]) => !desktop.includes(name));
  const found = [programs, process.env['PATH'] ?? '']
    .filter((it) => it !== '')
    .join(path.delimiter);
  const here = {
    TZ: 'Europe/Lisbon',
    LANG: 'en_GB.UTF-8',
    WATCHBILL_PROFILE: profile,
    PATH: found,
  };
  return { ...Object.fromEntries(rest), ...here };
}

/** Runs Node on what a person starts, to its end. */
function run(args: readonly string[], env: NodeJS.ProcessEnv): Promise<Ended> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [...args],
      { env, timeout: 60_000 },
      (_, stdout, stderr) => {
        resolve({ code: child.exitCode, stdout, stderr });
      },
    );
  });
}

/** A program of a machine that is only made up: what it was asked is in `<name>.log` beside it. */
function madeUp(folder: string, name: string, script: string): void {
  mkdirSync(folder, { recursive: true });
  const log = path.join(folder, `${name}.log`);
  writeFileSync(path.join(folder, name), `#!/bin/sh\necho "$*" >>'${log}'\n${script}\n`);
  chmodSync(path.join(folder, name), 0o755);
}

/** A Debian on which some packages are missing. */
function debianWithout(folder: string, ...missing: string[]): string {
  const programs = path.join(folder, 'programs');
  const lacks = missing.map((name) => `"${name}"|"${name}t64"`).join('|');
  madeUp(
    programs,
    'dpkg-query',
    `for name; do case "$name" in ${lacks}) ;; *) echo "$name install ok installed" ;; esac; done`,
  );
  madeUp(programs, 'apt-get', 'exit 0');
  return programs;
}

/** As a user whose number that is. */
const as = (user: number) => ['--import', `data:text/javascript,process.getuid=()=>${user}`];

test('what a machine lacks is named to a user, installed by root, and fetched once per lock file', async ({
  folder,
}) => {
  const programs = debianWithout(folder, 'g++', 'libgbm1');
  const env = bareEnv(path.join(folder, 'profile'), programs);
  const asked = (name: string) => {
    const log = path.join(programs, `${name}.log`);
    return existsSync(log) ? readFileSync(log, 'utf8').trimEnd().split('\n') : [];
  };
  const install = 'install -y --no-install-recommends g++ libgbm1';
  const byUser = await run([...as(1000), 'scripts/run.mjs', 'start'], env);
  expect(byUser).toMatchObject({ code: 1, stdout: '' });
  expect(byUser.stderr).toContain(`\n  sudo apt-get ${install}\n`);
  expect(asked('apt-get')).toEqual([]);
  expect(existsSync(path.join(folder, 'profile'))).toBe(false);

  const vectors = 'test/vectors/vectors-interpretation-public.json';
  const byRoot = await run([...as(0), 'scripts/run.mjs', 'vectors', vectors], env);
  expect(byRoot.stdout.trimEnd()).toMatch(/\d+ passed, 0 failed$/);
  expect(byRoot.code).toBe(0);
  expect(asked('apt-get').map((line) => line.replace(/^-q -o \S+ /, ''))).toEqual([
    'update',
    'install -y --no-install-recommends g++',
  ]);

  madeUp(programs, 'npm', 'mkdir -p node_modules; exit ${NPM_FAILS:-0}');
  const lock = path.join(folder, 'package-lock.json');
  writeFileSync(lock, '{"lock": 1}');
  const file = pathToFileURL(path.resolve('scripts/setup/modules.mjs')).href;
  const script = `import { ensureModules } from '${file}'; ensureModules(process.argv[1])`;
  const modules = (more: NodeJS.ProcessEnv = {}) =>
    run(['--input-type=module', '-e', script, folder], { ...env, ...more });
  expect(await modules({ NPM_FAILS: '1' })).toMatchObject({ code: 1 });
  expect(await modules()).toMatchObject({ code: 0 });
  expect(await modules()).toMatchObject({ code: 0, stderr: '' });
  writeFileSync(lock, '{"lock": 2}');
  expect(await modules()).toMatchObject({ code: 0 });
  expect(asked('npm')).toEqual(Array(3).fill('ci --no-audit --no-fund --loglevel=error'));
});

test('a task that a signal ends says by its code which one it was', async ({ folder }) => {
  for (const [signal, code] of [
    ['SIGKILL', 137],
    ['SIGSEGV', 139],
    ['SIGTERM', 0],
  ] as const) {
    const args = [
      'scripts/run.mjs',
      'serve',
      '--port',
      '0',
      '--database',
      path.join(folder, code + '.db'),
    ];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'ignore'] });
    const gone = new Promise<number | null>((resolve) => child.once('exit', resolve));
    await new Promise((resolve) => child.stdout.once('data', resolve));
    process.kill(taskOf(child.pid ?? 0), signal);
    expect(await gone).toBe(code);
  }
});

/** The process of a task, which is the one child of what started it. */
function taskOf(pid: number): number {
  return Number(readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim());
}

test('without a display it says so, prints the tray at each change, and runs until Ctrl+C', async ({
  folder,
}) => {
  // A group of its own, which is what Ctrl+C reaches.
  const child = spawn(process.execPath, ['scripts/run.mjs', 'start'], {
    env: bareEnv(folder),
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => (said.stdout += chunk.toString('utf8')));
  child.stderr.on('data', (chunk: Buffer) => (said.stderr += chunk.toString('utf8')));
  const gone = new Promise<number | null>((resolve) => child.once('exit', resolve));
  try {
    await expect.poll(() => said.stdout, { timeout: 40_000 }).toContain('  Up to date\n');
    expect(said.stderr).toContain('No display here: bringing a virtual display');
    const [first = '', ...later] = said.stdout.trimEnd().split('\n\n');
    expect(first).toMatch(/^\[unknown\] Sample: Not known yet/);
    expect(later.at(-1)).toMatch(/ is on call · Platform\n/);
    expect(child.exitCode).toBeNull();
  } finally {
    process.kill(-(child.pid ?? 0), 'SIGINT');
  }
  expect(await gone).toBe(0);
});

test('a question on a fresh profile is answered after one read, and with 2 where that fails', async ({
  folder,
}) => {
  const env = bareEnv(path.join(folder, 'fresh'));
  const first = await run(['scripts/run.mjs', 'start', '--who'], env);
  expect(first.stderr).toContain('reading once…');
  expect(first.stdout).toMatch(/^\S.* is on call · Platform\n {2}until /);
  expect(first.code).toBe(0);
  const built = statSync('out/renderer/editor.html').mtimeMs;
  const again = await run(['scripts/run.mjs', 'start', '--who'], env);
  expect(again).toEqual({ code: 0, stdout: first.stdout, stderr: '' });
  // A build would take the pages away from under an app that runs meanwhile.
  expect(statSync('out/renderer/editor.html').mtimeMs).toBe(built);

  const broken = path.join(folder, 'broken');
  mkdirSync(path.join(broken, 'schedule.db'), { recursive: true });
  const failed = await run(['scripts/run.mjs', 'start', '--who'], bareEnv(broken));
  expect(failed.stderr).toContain('watchbill: the first read failed: ');
  expect(failed).toMatchObject({ code: 2, stdout: '' });
});
