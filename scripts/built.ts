import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** All that a build is made of; the packages it takes in are settled by the lock file. */
const made = [
  '{assets,core,main,preload,renderer,service}/**/*.*',
  'scripts/{build,licences}.ts',
  'package{,-lock}.json',
  'vite.renderer.config.ts',
];

const noteOf = (root: string) => path.join(root, 'out', 'built-from');

/** What tells these sources of the app from any others. */
export function sourcesOf(root: string): string {
  const hash = createHash('sha256');
  const entries = globSync(made, { cwd: root, withFileTypes: true }).filter((it) => it.isFile());
  for (const file of entries.map((it) => path.join(it.parentPath, it.name)).sort()) {
    const content = readFileSync(file);
    hash.update(`${path.relative(root, file)}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

/** Whether `out/` was built to its end, and from these sources. */
export function isBuilt(root: string): boolean {
  const note = noteOf(root);
  return existsSync(note) && readFileSync(note, 'utf8') === sourcesOf(root);
}

/** Runs a build, which counts only once it is whole: one that fails leaves nothing to rely on. */
export async function buildFrom(root: string, build: () => Promise<void>): Promise<void> {
  // Read first: what changes while it builds is built by the next.
  const sources = sourcesOf(root);
  rmSync(noteOf(root), { force: true });
  await build();
  writeFileSync(noteOf(root), sources);
}
