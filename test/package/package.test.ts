import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startPrivateDesktop, type PrivateDesktop } from '../../scripts/desktop/private-desktop.ts';
import { startTrayWatcher, type TrayWatcher } from '../../scripts/desktop/tray-watcher.ts';
import { packageApp, packaged } from '../../scripts/package.ts';
import { archivedFiles, fusesOf } from '../support/asar.ts';

const executable = path.join(packaged, 'watchbill');
const archived = () => archivedFiles(path.join(packaged, 'resources', 'app.asar'));
const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

beforeAll(async () => {
  expect(await packageApp()).toBe(0);
}, 300_000);

test('the package holds the bundles, the icons and the native modules, and nothing for developers', () => {
  const files = archived();
  const tops = new Set(files.map((file) => file.path.split('/').slice(0, 2).join('/')));
  expect([...tops].sort()).toEqual([
    'assets/icons',
    'node_modules/@libsql',
    'node_modules/@neon-rs',
    'node_modules/detect-libc',
    'node_modules/keytar',
    'node_modules/libsql',
    'out/main',
    'out/preload',
    'out/renderer',
    'out/service',
    'package.json',
  ]);
  expect(files.filter((file) => /\.(map|ts|svelte|gypi?|cc|h)$/.test(file.path))).toEqual([]);
});

test('every icon that a package names is there', () => {
  const config = readFileSync('electron-builder.yml', 'utf8');
  const icons = [...config.matchAll(/^ {2}icon: (.+)$/gm)].map(([, icon]) => icon ?? '');
  expect(icons).toHaveLength(3);
  expect(icons.filter((icon) => !existsSync(path.join('assets', icon)))).toEqual([]);
});

test('native modules lie beside the archive, from which they could not be loaded', () => {
  const native = archived().filter((file) => file.path.endsWith('.node'));
  expect(native.map((file) => path.basename(file.path)).sort()).toEqual([
    'index.node',
    'keytar.node',
  ]);
  expect(native.filter((file) => !file.unpacked)).toEqual([]);
});

test('the executable runs nothing but the app in its archive', () => {
  expect(fusesOf(executable)).toEqual({
    runAsNode: false,
    cookieEncryption: true,
    nodeOptions: false,
    nodeCliInspect: false,
    asarIntegrity: true,
    onlyLoadAppFromAsar: true,
  });
});

let desktop: PrivateDesktop;
let tray: TrayWatcher;
const profile = mkdtempSync(path.join(tmpdir(), 'watchbill-packaged-'));
beforeAll(async () => {
  desktop = await startPrivateDesktop({ keyring: true, screen: '1440x900x24' });
  tray = await startTrayWatcher(desktop.busAddress);
});
afterAll(async () => {
  tray.dispose();
  await desktop.dispose();
  rmSync(profile, { recursive: true, force: true });
});

test('the packaged app reads its own service, shows who is on call, and answers a command line', async () => {
  const env = { ...process.env, ...desktop.env, WATCHBILL_PROFILE: profile };
  const app = spawn(executable, asRoot, { env, stdio: 'ignore' });
  try {
    const lines = async () => (await tray.read())?.menu.map((item) => item.label) ?? [];
    await expect.poll(lines, { timeout: 40_000, interval: 200 }).toContain('Up to date');
    expect(await lines()).toContainEqual(expect.stringMatching(/ is on call · Platform$/));
    expect((await tray.read())?.pixmaps).not.toEqual([]);
    expect(await answer(['--who'], env)).toMatch(/ is on call · Platform\n/);
  } finally {
    await quit(app);
  }
});

function answer(args: readonly string[], env: NodeJS.ProcessEnv): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(executable, [...asRoot, ...args], { env }, (error, stdout) => {
      if (error === null) resolve(stdout);
      else reject(error);
    });
  });
}

function quit(app: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    app.once('exit', () => {
      resolve();
    });
    app.kill('SIGTERM');
  });
}
