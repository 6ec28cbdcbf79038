import { svelte } from '@sveltejs/vite-plugin-svelte';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { media } from './test/ui/support/media.ts';
import { mouse } from './test/ui/support/mouse.ts';
import { oneFont } from './test/ui/pictures/one-font.ts';
import { kept, picture, smooth } from './test/ui/pictures/picture.ts';

const asRoot = process.getuid?.() === 0;
const chromium = process.env['WATCHBILL_CHROMIUM'];
// Ten walks around a transition share two cores with the rest of the suite; deep ones are ten times as long.
const testTimeout = process.env['WATCHBILL_DEEP'] === '1' ? 900_000 : 60_000;

export default defineConfig({
  test: {
    // One fewer than the cores is what it would take: half of a machine with two.
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.ts', 'test/vectors/**/*.test.ts'],
          setupFiles: ['test/support/seed.ts'],
          testTimeout,
        },
      },
      // Mostly waits, for servers that are slow or silent on purpose.
      {
        test: {
          name: 'main',
          include: ['test/main/**/*.test.ts'],
          testTimeout,
          maxWorkers: 3,
          // Another number of workers has to run before or after the others.
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'contract',
          include: ['test/contract/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'package',
          include: ['test/package/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 30_000,
        },
      },
      {
        plugins: [svelte()],
        // Found only when a test asks for them, they would make the page load anew under its tests.
        optimizeDeps: { include: ['date-holidays', 'ical.js', 'papaparse'] },
        test: {
          name: 'ui',
          include: ['test/ui/**/*.test.ts'],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            commands: { kept, media, mouse, picture },
            provider: playwright({
              launchOptions: {
                ...(chromium === undefined ? {} : { executablePath: chromium }),
                args: ['--lang=en-GB', ...(asRoot ? ['--no-sandbox'] : [])],
                env: { ...process.env, ...oneFont(import.meta.dirname, smooth) },
              },
              contextOptions: { locale: 'en-GB', timezoneId: 'UTC' },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});
