import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { areaOf, areas } from './mutation/areas.ts';
import { writeMutationEvidence } from './mutation/evidence.ts';
import { score } from './mutation/figures.ts';
import { installOwnPackages } from './own-packages.ts';

/*
 * Breaks the engine on purpose, area by area, and writes what no test noticed to docs/evidence.md.
 * Usage: node scripts/mutation.ts [--minutes N] [--area NAME]… [--file PATH]… [--report-only]
 *   [-- stryker options]
 * A file is broken beside the tests of its area, which is quicker than the whole of it.
 */

const root = path.dirname(import.meta.dirname);
const folder = path.join(import.meta.dirname, 'mutation');
const least = 90;

const own = process.argv.slice(2);
const split = own.indexOf('--');
const forStryker = split < 0 ? [] : own.slice(split + 1);
const options = split < 0 ? own : own.slice(0, split);
const given = (name: string): string[] => options.filter((_, i) => options[i - 1] === name);
const chosen = given('--area');
const minutes = Number(options[options.indexOf('--minutes') + 1] ?? Number.NaN);
const until = options.includes('--minutes') ? performance.now() + minutes * 60_000 : Infinity;

function run(area: string, file: string | null = null): void {
  const it = areas[area];
  if (it === undefined) throw new Error(`no area is called ${area}: ${Object.keys(areas).join()}`);
  const mutate = file ?? it.mutate.join();
  const report = file === null ? area : file.replaceAll('/', '-');
  const stryker = path.join(folder, 'node_modules/@stryker-mutator/core/bin/stryker.js');
  const args = ['run', path.join(folder, 'stryker.config.mjs'), '--mutate', mutate];
  const env = {
    ...process.env,
    WATCHBILL_MUTATION_AREA: report,
    WATCHBILL_MUTATION_TESTS: it.tests.join(' '),
    WATCHBILL_MUTATION_STATIC: it.atLoad === true ? '1' : '0',
  };
  const { status } = spawnSync(process.execPath, [stryker, ...args, ...forStryker], {
    cwd: root,
    stdio: 'inherit',
    env,
  });
  if (status !== 0) throw new Error(`the run of ${report} broke; its messages are above`);
}

if (!options.includes('--report-only')) {
  installOwnPackages(folder, '@stryker-mutator/core');
  const files = given('--file');
  for (const file of files) run(areaOf(file), file);
  const all = files.length > 0 ? [] : Object.keys(areas);
  for (const area of chosen.length > 0 ? chosen : all) {
    if (performance.now() >= until) console.log(`No time left for ${area}.`);
    else if (areas[area]?.mutate.length !== 0) run(area);
  }
}
const { rows, unmeasured } = writeMutationEvidence();
const share = score(rows);
console.log(
  `${share.toFixed(1)} % noticed in ${rows.length} files; never measured: ${unmeasured.length}`,
);
// One test of the deep tier: whether enough was noticed.
const enough = share >= least;
console.log(`${enough ? 1 : 0} passed, ${enough ? 0 : 1} failed`);
process.exitCode = enough ? 0 : 1;
