// One area's run: scripts/mutation/areas.ts says what it breaks and which tests must notice.
const area = process.env['WATCHBILL_MUTATION_AREA'] ?? 'by-hand';

export default {
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  vitest: { configFile: 'scripts/mutation/vitest.config.ts', related: false },
  mutate: ['core/time/**/*.ts', 'core/schedule/**/*.ts'],
  ignorePatterns: [
    'out',
    'dist',
    '.cache',
    'docs',
    'assets',
    '/main',
    'renderer',
    'service',
    'test/e2e',
    'test/ui',
    'scripts/bench',
  ],
  tempDirName: '.cache/stryker',
  coverageAnalysis: 'perTest',
  incremental: true,
  incrementalFile: `.cache/mutation/${area}.incremental.json`,
  // What runs once when a module loads has no test of its own, so every test would have to run.
  ignoreStatic: process.env['WATCHBILL_MUTATION_STATIC'] !== '1',
  timeoutMS: 10_000,
  timeoutFactor: 3,
  concurrency: 2,
  reporters: ['json', 'progress-append-only'],
  jsonReporter: { fileName: `.cache/mutation/${area}.json` },
  // Judged over all areas together, by scripts/mutation.ts.
  thresholds: { high: 95, low: 90, break: null },
};
