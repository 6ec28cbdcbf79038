import { spawnSync } from 'node:child_process';
import { root } from './steps.ts';

const result = spawnSync('prettier', ['--write', '--log-level=warn', '.'], {
  cwd: root,
  stdio: 'inherit',
});
process.exitCode = result.status ?? 1;
