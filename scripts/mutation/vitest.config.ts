import { defineConfig } from 'vitest/config';

// The tests of the area under mutation: scripts/mutation.ts says which.
const tests = (process.env['WATCHBILL_MUTATION_TESTS'] ?? 'test/unit/time/*.test.ts').split(' ');

export default defineConfig({ test: { include: tests, testTimeout: 120_000 } });
