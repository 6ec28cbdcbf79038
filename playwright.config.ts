import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'test/e2e',
  testMatch: '**/*.e2e.ts',
  outputDir: '.cache/results/e2e',
  // Each test has a desktop of its own, but two cores: two apps at once make seconds count wrong.
  workers: 1,
  fullyParallel: false,
  // Start of desktop, service and app, with room for a slow machine.
  timeout: 90_000,
  expect: { timeout: 15_000 },
  // A retry would hide that something happens only sometimes.
  retries: 0,
  forbidOnly: process.env['CI'] !== undefined,
  reporter: 'list',
});
