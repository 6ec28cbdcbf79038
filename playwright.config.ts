import { defineConfig } from '@playwright/test';

const countingSeconds = ['lifecycle', 'notices'].map((name) => `**/${name}.e2e.ts`);

/** A test that waits out the app's own patience says so. */
const mostlyWaiting = /@waits/;

export default defineConfig({
  testDir: 'test/e2e',
  testMatch: '**/*.e2e.ts',
  // Each test has a desktop, a profile and a service of its own.
  workers: 2,
  fullyParallel: false,
  // On two cores two apps at once would make seconds count wrong where they are counted.
  projects: [
    {
      name: 'windows',
      testIgnore: countingSeconds,
      grepInvert: mostlyWaiting,
      outputDir: '.cache/results/e2e-windows',
    },
    {
      name: 'seconds',
      testMatch: countingSeconds,
      workers: 1,
      outputDir: '.cache/results/e2e-seconds',
    },
    // Half a minute of looking for what may have happened costs nobody a second.
    {
      name: 'waiting',
      testIgnore: countingSeconds,
      grep: mostlyWaiting,
      workers: 1,
      outputDir: '.cache/results/e2e-waiting',
    },
  ],
  // Start of desktop, service and app, with room for a slow machine.
  timeout: 90_000,
  expect: { timeout: 15_000 },
  // A retry would hide that something happens only sometimes.
  retries: 0,
  forbidOnly: process.env['CI'] !== undefined,
  reporter: 'list',
});
