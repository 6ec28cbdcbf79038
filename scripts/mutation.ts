import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

const root = path.dirname(import.meta.dirname);
const folder = path.join(import.meta.dirname, 'mutation');

const named = (where: string, names: string): string[] =>
  names.split(' ').map((name) => `${where}/${name}`);

/** Sources to break, and the tests that must notice: quick ones, so that thousands of runs fit. */
const areas = {
  engine: {
    mutate: [
      ...named('core/time', 'civil.ts interval.ts iso.ts stretch.ts zone.ts'),
      ...named('core/schedule', 'columns.ts coverage.ts load.ts month-days.ts oncall.ts'),
      ...named('core/schedule', 'planned-writes.ts radar.ts recurrence.ts ripple.ts'),
      ...named('core/schedule', 'same-rule.ts schedule.ts shifts.ts'),
    ],
    tests: [
      'test/unit/time/{civil,interval,iso,zone}.test.ts',
      'test/unit/schedule/{coverage,load,oncall,radar,recurrence,ripple,shifts}.test.ts',
      'test/vectors/vectors.test.ts',
    ],
  },
} as const;

type Area = keyof typeof areas;

function mutate(area: Area, more: readonly string[]): number {
  const { mutate: sources, tests } = areas[area];
  const stryker = path.join(folder, 'node_modules/@stryker-mutator/core/bin/stryker.js');
  const args = ['run', path.join(folder, 'stryker.config.json'), '--mutate', sources.join()];
  const env = { ...process.env, WATCHBILL_MUTATION_TESTS: tests.join(' ') };
  return (
    spawnSync(process.execPath, [stryker, ...args, ...more], { cwd: root, stdio: 'inherit', env })
      .status ?? 1
  );
}

function install(): void {
  if (existsSync(path.join(folder, 'node_modules', '@stryker-mutator', 'core'))) return;
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const shell = process.platform === 'win32';
  const { status } = spawnSync('npm', args, { cwd: folder, stdio: 'inherit', shell });
  if (status !== 0) throw new Error('npm ci failed; its messages are above.');
}

install();
const results = Object.keys(areas).map((area) => mutate(area as Area, process.argv.slice(2)));
process.exitCode = results.every((status) => status === 0) ? 0 : 1;
