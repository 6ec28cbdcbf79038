import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { tool } from '../../../scripts/tool.ts';

/** A file, what it imports, and the rule that must catch it; null where it may. */
type Planted = readonly [file: string, imports: string, rule: string | null];

/** Row by row: what each layer may not reach, with neighbours that it may. */
const planted: readonly Planted[] = [
  ['core/tray/a.ts', 'electron', 'core-(schedule|text|tray|cli)-modules'],
  ['core/tray/b.ts', 'node:fs', 'core-is-pure'],
  ['core/tray/c.ts', '../../main/target.ts', 'core-imports'],
  ['core/tray/d.ts', '../../renderer/target.ts', 'core-imports'],
  ['core/tray/e.ts', '../../service/target.ts', 'core-imports'],
  ['core/tray/f.ts', 'luxon', 'luxon-in-core-time-only'],
  ['core/tray/g.ts', '../cli/target.ts', 'core-inwards'],
  ['core/schedule/a.ts', 'svelte', 'core-(schedule|text|tray|cli)-modules'],
  ['core/schedule/b.ts', 'ky', 'core-(schedule|text|tray|cli)-modules'],
  ['core/schedule/c.ts', '../tray/target.ts', 'core-inwards'],
  ['core/text/a.ts', '../tray/target.ts', 'core-inwards'],
  ['core/time/a.ts', '../schedule/target.ts', 'core-inwards'],
  ['core/time/b.ts', 'luxon', null],
  ['core/cli/a.ts', '../tray/target.ts', null],
  ['core/contract/a.ts', 'valibot', null],
  ['core/contract/b.ts', 'ky', 'core-contract-modules'],
  ['core/exchange/a.ts', 'papaparse', null],
  ['core/exchange/b.ts', 'date-holidays', 'holidays-in-one-file'],
  ['core/exchange/holidays.ts', 'date-holidays', null],
  ['preload/a.ts', '../core/schedule/target.ts', 'preload-contract-only'],
  ['preload/b.ts', '../main/target.ts', 'preload-imports'],
  ['preload/c.ts', 'valibot', 'preload-modules'],
  ['preload/d.ts', '../core/contract/target.ts', null],
  ['renderer/editor/a.ts', 'electron', 'renderer-modules'],
  ['renderer/editor/b.ts', 'node:path', 'renderer-is-a-page'],
  ['renderer/editor/c.ts', 'ky', 'renderer-modules'],
  ['renderer/editor/d.ts', '../../main/target.ts', 'renderer-imports'],
  ['renderer/editor/e.ts', '../../preload/target.ts', 'renderer-imports'],
  ['renderer/editor/f.ts', '../../service/target.ts', 'renderer-imports'],
  ['renderer/editor/g.ts', '../../core/schedule/target.ts', null],
  ['renderer/ui/a.ts', '../../core/schedule/target.ts', 'ui-knows-no-domain'],
  ['renderer/ui/b.ts', '../editor/target.ts', 'ui-knows-no-domain'],
  ['renderer/ui/c.ts', '@internationalized/date', 'renderer-ui-modules'],
  ['renderer/ui/d.ts', 'bits-ui', null],
  ['main/a.ts', '../renderer/target.ts', 'main-imports'],
  ['main/b.ts', '../preload/target.ts', 'main-imports'],
  ['main/c.ts', '../service/target.ts', 'main-imports'],
  ['main/d.ts', '../test/target.ts', 'main-imports'],
  ['main/e.ts', 'electron', 'electron-values-at-the-edge'],
  ['main/f.ts', 'keytar', 'native-adapters'],
  ['main/g.ts', 'hono', 'main-modules'],
  ['main/h.ts', 'ky', null],
  ['main/i.ts', 'type electron', null],
  ['main/sync/a.ts', 'electron', 'electron-values-at-the-edge'],
  ['main/windows/a.ts', 'electron', null],
  ['main/windows/b.ts', 'electron-store', 'native-adapters'],
  ['main/adapters/a.ts', 'keytar', null],
  ['service/a.ts', 'electron', 'service-modules'],
  ['service/b.ts', '../main/target.ts', 'service-imports'],
  ['service/c.ts', '../renderer/target.ts', 'service-imports'],
  ['service/d.ts', '../preload/target.ts', 'service-imports'],
  ['service/e.ts', 'hono', null],
  ['service/f.ts', '../core/schedule/target.ts', null],
  ['main/j.ts', '../scripts/target.ts', 'nobody-imports-scripts'],
  ['scripts/a.ts', '../test/target.ts', 'nobody-imports-test'],
  ['scripts/b.ts', '../main/target.ts', null],
  ['test/a.ts', '../scripts/target.ts', null],
  ['test/one.ts', './two.ts', 'no-cycles'],
  ['main/k.ts', './nowhere.ts', 'resolvable'],
];

const root = path.resolve(import.meta.dirname, '../../..');
let folder = '';
let found = new Map<string, ReadonlySet<string>>();

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'watchbill-layers-'));
  for (const file of ['tsconfig.json', 'package.json'])
    cpSync(path.join(root, file), path.join(folder, file));
  cpSync(path.join(root, '.dependency-cruiser.cjs'), path.join(folder, 'rules.cjs'));
  // The modules are another folder's, and must not be taken for files outside of everything.
  write(
    '.dependency-cruiser.cjs',
    `const { options, ...rules } = require('./rules.cjs');
     module.exports = { ...rules, options: { ...options, preserveSymlinks: true } };`,
  );
  symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
  for (const [file, imports] of planted) {
    write(file, lineFor(imports));
    const target = path.join(path.dirname(file), imports);
    if (imports.endsWith('/target.ts')) write(target, 'export const it = 1;\n');
  }
  write('test/two.ts', "export * from './one.ts';\n");
  const { command, args } = tool('dependency-cruiser', 'depcruise');
  const layers = ['core', 'main', 'preload', 'renderer', 'service', 'scripts', 'test'];
  const asked = spawnSync(command, [...args, ...layers, '--output-type', 'json'], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  found = rulesByFile(asked.stdout);
}, 60_000);

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

test.each(planted)('%s that imports %s is caught by %s', (file, _, rule) => {
  const caught = [...(found.get(file) ?? [])];
  if (rule === null) expect(caught).toEqual([]);
  else expect(caught).toContain(rule);
});

function write(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  writeFileSync(path.join(folder, file), text);
}

function lineFor(imports: string): string {
  const [first, second] = imports.split(' ');
  return second === undefined
    ? `import * as it from '${first}';\nexport { it };\n`
    : `import type * as it from '${second}';\nexport type { it };\n`;
}

interface Report {
  readonly summary: {
    readonly violations: readonly {
      readonly from: string;
      readonly rule: { readonly name: string };
    }[];
  };
}

function rulesByFile(json: string): Map<string, ReadonlySet<string>> {
  const rules = new Map<string, Set<string>>();
  for (const { from, rule } of (JSON.parse(json) as Report).summary.violations)
    rules.set(from, (rules.get(from) ?? new Set()).add(rule.name));
  return rules;
}
