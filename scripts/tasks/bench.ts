import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { root } from './steps.ts';

const folder = path.join(root, 'scripts', 'bench');
const [section, ...rest] = process.argv.slice(2);
const notSections = ['report.ts', 'processes.ts'];
const sections = readdirSync(folder)
  .filter((name) => name.endsWith('.ts') && !notSections.includes(name))
  .map((name) => name.slice(0, -3));

if (section === undefined || !existsSync(path.join(folder, `${section}.ts`))) {
  console.error(
    `npm run bench -- SECTION [--json FILE], with SECTION one of: ${sections.join(', ')}`,
  );
  process.exit(2);
}
const result = spawnSync(
  process.execPath,
  ['--disable-warning=ExperimentalWarning', path.join(folder, `${section}.ts`), ...rest],
  {
    cwd: root,
    stdio: 'inherit',
  },
);
process.exitCode = result.status ?? 1;
