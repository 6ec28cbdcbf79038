import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Installs the locked node modules when they are missing or belong to another lock file. */
export function ensureModules(root) {
  const wanted = createHash('sha256')
    .update(readFileSync(path.join(root, 'package-lock.json')))
    .digest('hex');
  const stampFile = path.join(root, 'node_modules', '.watchbill-lock');
  const upToDate = () => existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted;
  if (upToDate()) return;
  // Two installations at once tear each other's files away.
  alone(path.join(root, '.cache', 'installing'), () => {
    if (upToDate()) return;
    console.error('Installing node modules…');
    // npm's engine warnings speak of the Node that installs, not of the one that runs.
    const result = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: root,
      // Standard output belongs to the task.
      stdio: ['ignore', 2, 2],
      shell: process.platform === 'win32',
    });
    if (result.status !== 0) throw new Error('npm ci failed; its messages are above.');
    writeFileSync(stampFile, wanted);
  });
}

/** Runs work while holding a folder as a lock; a lock whose owner is gone is taken over. */
function alone(lock, work) {
  const owner = path.join(lock, 'pid');
  for (;;) {
    try {
      mkdirSync(path.dirname(lock), { recursive: true });
      mkdirSync(lock);
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      if (isGone(owner)) rmSync(lock, { recursive: true, force: true });
      else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500);
    }
  }
  try {
    writeFileSync(owner, String(process.pid));
    work();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

function isGone(owner) {
  if (!existsSync(owner)) return false;
  try {
    process.kill(Number(readFileSync(owner, 'utf8')), 0);
    return false;
  } catch (error) {
    return error.code === 'ESRCH';
  }
}
