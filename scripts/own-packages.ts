import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

/**
 * Installs the packages of a folder with a lock of its own, unless `wanted` is there already.
 * Not `npm ci`: it refuses a lock that lacks builds for other platforms, as a lock written where
 * the registry does not carry them does. Versions are exact all the same, and no lock is changed.
 */
export function installOwnPackages(folder: string, wanted: string): void {
  if (existsSync(path.join(folder, 'node_modules', wanted, 'package.json'))) return;
  console.error(`Installing the packages of ${path.basename(folder)}…`);
  const args = ['install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund'];
  const shell = process.platform === 'win32';
  const { status } = spawnSync('npm', [...args, '--loglevel=error'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell,
  });
  if (status !== 0) throw new Error(`npm install failed in ${folder}; its messages are above.`);
}
