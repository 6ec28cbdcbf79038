import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { differences } from './vectors/check.ts';
import type { ReadCase } from './vectors/file.ts';
import { NotVectors, readVectors } from './vectors/file.ts';

const usage = 'Usage: npm run vectors -- FILE (a file of the format oncall-vectors/1)';

/** What is wrong with one case, at most a few lines of it; none when the engine agrees. */
function problemsOf(read: ReadCase): string[] {
  if ('problem' in read) return [read.problem];
  try {
    return differences(read.case);
  } catch (error) {
    // A zone this runtime does not know, or a bug: one bad case must not hide the others.
    return [error instanceof Error ? error.message : String(error)];
  }
}

function run(file: string): number {
  let failed = 0;
  const cases = readVectors(readFileSync(placeOf(file), 'utf8'));
  for (const read of cases) {
    const problems = problemsOf(read);
    if (problems.length === 0) continue;
    failed += 1;
    console.error(`✗ ${read.name}`);
    for (const problem of problems.slice(0, 8)) console.error(`    ${problem}`);
    if (problems.length > 8) console.error(`    … and ${problems.length - 8} more`);
  }
  console.log(`${cases.length - failed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

/** npm runs in the project's folder; a file is meant from where the command was given. */
function placeOf(file: string): string {
  const given = path.resolve(process.env['INIT_CWD'] ?? '.', file);
  return existsSync(given) ? given : file;
}

const [file] = process.argv.slice(2);
if (file === undefined) {
  console.error(usage);
  process.exitCode = 2;
} else {
  try {
    process.exitCode = run(file);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const verb = error instanceof NotVectors ? 'use' : 'read';
    console.error(`Cannot ${verb} ${file}: ${reason}\n${usage}`);
    console.log('0 passed, 1 failed');
    process.exitCode = 2;
  }
}
