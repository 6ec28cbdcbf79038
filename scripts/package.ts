import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { buildApp } from './build.ts';
import { tool } from './tool.ts';

const root = path.dirname(import.meta.dirname);

/** Where the packaged app of this machine's platform is put together. */
export const packaged = path.join(root, 'dist', 'linux-unpacked');

/** Builds and packages the app without making an installer; returns the exit code. */
export async function packageApp(): Promise<number> {
  // What an earlier build left behind would be packaged with it.
  for (const name of ['out', 'dist'])
    rmSync(path.join(root, name), { recursive: true, force: true });
  await buildApp();
  const standIn = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  // The stand-in shows that packaging works; what it makes is for nobody's use.
  const electron =
    standIn === undefined
      ? []
      : [
          `-c.electronDist=${standIn}`,
          `-c.electronVersion=${process.env['WATCHBILL_ELECTRON'] ?? ''}`,
        ];
  const { command, args } = tool('electron-builder');
  const result = spawnSync(command, [...args, '--dir', '--publish', 'never', ...electron], {
    cwd: root,
    stdio: 'inherit',
    env: process.env,
  });
  // The stand-in carries a loader for development, which is no part of any package.
  if (standIn !== undefined)
    rmSync(path.join(packaged, 'resources', 'app'), { recursive: true, force: true });
  return result.status ?? 1;
}

if (import.meta.main) process.exitCode = await packageApp();
