// The only file that must run on a bare machine: plain Node 20, no dependencies. It makes the
// machine ready for a task, then hands over to the task on a supported Node.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { electronFor } from './setup/electron.mjs';
import { ensureModules } from './setup/modules.mjs';
import { modernNode, requireNode } from './setup/node.mjs';
import { ensureSystem } from './setup/system.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** What each task needs from the machine, and the file that does it. */
const tasks = {
  start: { file: 'scripts/tasks/start.ts', system: ['build', 'run'], electron: true },
  test: { file: 'scripts/tasks/test.ts', system: ['build', 'run', 'test'], electron: true },
  'test:deep': { file: 'scripts/tasks/deep.ts', system: ['build', 'run', 'test'], electron: true },
  bench: { file: 'scripts/tasks/bench.ts', system: ['build', 'run', 'test'], electron: true },
  pictures: { file: 'scripts/tasks/pictures.ts', system: ['build', 'run', 'test'], electron: true },
  package: { file: 'scripts/package.ts', system: ['build', 'run'], electron: true },
  check: { file: 'scripts/tasks/check.ts', system: ['build'], electron: false },
  format: { file: 'scripts/tasks/format.ts', system: ['build'], electron: false },
  serve: { file: 'scripts/serve.ts', system: ['build'], electron: false },
  vectors: { file: 'scripts/vectors.ts', system: ['build'], electron: false },
};

const [name, ...rest] = process.argv.slice(2);
const task = name === undefined ? undefined : tasks[name];
if (task === undefined) {
  console.error(`Unknown task "${name ?? ''}". Tasks: ${Object.keys(tasks).join(', ')}`);
  process.exit(2);
}

try {
  requireNode();
  ensureSystem(task.system);
  ensureModules(root);
  const env = { ...process.env, ...(task.electron ? electronFor(root) : {}) };
  handOver(task.file, rest, env);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}

function handOver(file, args, env) {
  const node = modernNode(root);
  if (!existsSync(path.join(root, file))) throw new Error(`${file} is missing from this checkout`);
  const bin = path.dirname(node);
  const child = spawn(
    node,
    ['--disable-warning=ExperimentalWarning', path.join(root, file), ...args],
    {
      stdio: 'inherit',
      env: {
        ...env,
        PATH: [bin, path.join(root, 'node_modules', '.bin'), process.env.PATH].join(path.delimiter),
      },
    },
  );
  // Ctrl+C reaches the whole group by itself; a kill of this process alone must be passed on.
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  process.on('SIGINT', () => undefined);
  endWithNpm(child);
  child.on('error', (error) => {
    console.error(error.message);
    process.exit(1);
  });
  // As a shell tells it: a task that was killed says by what.
  child.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));
}

/** npm hands a SIGTERM on to the shell between us, and no further: what it leaves behind must end. */
function endWithNpm(child) {
  if (process.env.npm_lifecycle_event === undefined || process.platform === 'win32') return;
  const shell = process.ppid;
  const watch = () => process.ppid === shell || child.kill('SIGTERM');
  setInterval(watch, 500).unref();
}
