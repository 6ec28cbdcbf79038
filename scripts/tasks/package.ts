import { spawnSync } from 'node:child_process';
import { buildApp } from '../build.ts';
import { root } from './steps.ts';

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
const result = spawnSync('electron-builder', ['--dir', '--publish', 'never', ...electron], {
  cwd: root,
  stdio: 'inherit',
  env: process.env,
});
process.exitCode = result.status ?? 1;
