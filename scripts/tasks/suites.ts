import { existsSync } from 'node:fs';
import { tool, type Tool } from '../tool.ts';
import { resultFile, type Step } from './steps.ts';

/** A step that is a tool with arguments. */
const reading = (name: string, { command, args }: Tool, ...more: string[]): Step => ({
  name,
  command,
  args: [...args, ...more],
});

/** What reads the sources without running them. */
export const checks: readonly Step[] = [
  reading('format', tool('prettier'), '--check', '--log-level=warn', '.'),
  reading('lint', tool('eslint'), '.'),
  reading('styles', tool('stylelint'), 'renderer/**/*.{css,svelte}'),
  reading('types of core', tool('typescript', 'tsc'), '-p', 'core'),
  reading('types', tool('typescript', 'tsc'), '-p', '.'),
  reading('types of the windows', tool('svelte-check'), '--tsconfig', 'renderer/tsconfig.json'),
  reading(
    'layers',
    tool('dependency-cruiser', 'depcruise'),
    ...['core', 'main', 'preload', 'renderer', 'service', 'scripts', 'test'],
  ),
];

/** A vitest project as a step. */
export function vitest(
  project: string,
  extra: Readonly<Record<string, string>> = {},
  label = project,
): Step {
  const file = resultFile(`vitest-${label.replaceAll(/\W+/g, '-')}.json`);
  return {
    ...reading(
      label,
      tool('vitest'),
      ...['run', '--project', project, '--reporter=default', '--reporter=json'],
      `--outputFile.json=${file}`,
    ),
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

/**
 * The end-to-end run in real windows: first what may run two at a time, then what counts seconds,
 * beside what only waits.
 */
export function endToEnd(extra: Readonly<Record<string, string>> = {}): readonly Step[] {
  return [['windows'], ['seconds', 'waiting']].map((projects) => {
    const file = resultFile(`playwright-${projects.join('-')}.json`);
    return {
      ...reading(
        `end to end, ${projects.join(' and ')}`,
        tool('@playwright/test', 'playwright'),
        'test',
        ...projects.map((project) => `--project=${project}`),
        '--reporter=list,json',
      ),
      env: { PLAYWRIGHT_JSON_OUTPUT_NAME: file, ...extra },
      report: { kind: 'playwright', file },
    };
  });
}

export const suites = {
  pure: [
    ...zones.map((zone) => vitest('unit', { TZ: zone }, `unit in ${zone}`)),
    vitest('main'),
    vitest('contract'),
  ],
  windows: [vitest('ui'), ...endToEnd()],
} as const satisfies Record<string, readonly Step[]>;
