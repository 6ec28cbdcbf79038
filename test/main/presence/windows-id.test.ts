import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

test('Windows knows the app’s notices by the id its installer gives it, from before there can be one', () => {
  const [, installed] = /^appId: (.+)$/m.exec(readFileSync('electron-builder.yml', 'utf8')) ?? [];
  const start = readFileSync('main/index.ts', 'utf8');
  const told = start.indexOf(`app.setAppUserModelId('${installed}')`);
  expect(installed).toBeDefined();
  expect(told).toBeGreaterThan(0);
  expect(told).toBeLessThan(start.indexOf('app.whenReady()'));
});
