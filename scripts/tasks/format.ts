import { spawnSync } from 'node:child_process';
import { tool } from '../tool.ts';
import { root } from './steps.ts';

const { command, args } = tool('prettier');
const result = spawnSync(command, [...args, '--write', '--log-level=warn', '.'], {
  cwd: root,
  stdio: 'inherit',
});
process.exitCode = result.status ?? 1;
