import { defineConfig } from 'vitest/config';

// The tests of the area under mutation: scripts/mutation.ts says which.
const tests = (process.env['WATCHBILL_MUTATION_TESTS'] ?? 'test/unit/time/*.test.ts').split(' ');

// The same cases for each broken line: only then does a line that was noticed stay so.
export default defineConfig({
  test: { include: tests, testTimeout: 120_000, setupFiles: ['test/support/seed.ts'] },
});
