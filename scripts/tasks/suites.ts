import { existsSync } from 'node:fs';
import path from 'node:path';
import { resultFile, root, type Step } from './steps.ts';

const bin = (name: string) => path.join(root, 'node_modules', '.bin', name);

/** What reads the sources without running them. */
export const checks: readonly Step[] = [
  { name: 'format', command: bin('prettier'), args: ['--check', '--log-level=warn', '.'] },
  { name: 'lint', command: bin('eslint'), args: ['.'] },
  { name: 'styles', command: bin('stylelint'), args: ['renderer/**/*.{css,svelte}'] },
  { name: 'types of core', command: bin('tsc'), args: ['-p', 'core'] },
  { name: 'types', command: bin('tsc'), args: ['-p', '.'] },
  {
    name: 'types of the windows',
    command: bin('svelte-check'),
    args: ['--tsconfig', 'renderer/tsconfig.json'],
  },
  {
    name: 'layers',
    command: bin('depcruise'),
    args: ['core', 'main', 'preload', 'renderer', 'service', 'scripts', 'test'],
  },
];

/** A vitest project as a step. */
export function vitest(
  project: string,
  extra: Readonly<Record<string, string>> = {},
  label = project,
): Step {
  const file = resultFile(`vitest-${label.replaceAll(/\W+/g, '-')}.json`);
  return {
    name: label,
    command: bin('vitest'),
    args: [
      'run',
      '--project',
      project,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${file}`,
    ],
    env: { ...browser(), ...extra },
    report: { kind: 'vitest', file },
  };
}

function browser(): Readonly<Record<string, string>> {
  const chromium = '/usr/bin/chromium';
  return existsSync(chromium) ? { WATCHBILL_CHROMIUM: chromium } : {};
}

/** The zones the machine of a tester may be in; the answers may not depend on it. */
const zones = ['UTC', 'America/Sao_Paulo', 'Australia/Lord_Howe'] as const;

/** The end-to-end run in real windows. */
export function endToEnd(extra: Readonly<Record<string, string>> = {}): Step {
  const file = resultFile('playwright.json');
  return {
    name: 'end to end',
    command: bin('playwright'),
    args: ['test', '--reporter=list,json'],
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: file, ...extra },
    report: { kind: 'playwright', file },
  };
}

/** The windows as they look, compared with the pictures in `test/pictures`. */
const pictures: Step = {
  name: 'pictures',
  command: process.execPath,
  args: ['--disable-warning=ExperimentalWarning', 'scripts/window-pictures/compare.ts'],
  env: browser(),
};

export const suites = {
  pure: [
    ...zones.map((zone) => vitest('unit', { TZ: zone }, `unit in ${zone}`)),
    vitest('main'),
    vitest('contract'),
  ],
  windows: [pictures, vitest('ui'), endToEnd()],
} as const satisfies Record<string, readonly Step[]>;
