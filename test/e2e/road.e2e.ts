import path from 'node:path';
import { expect, pictures, test } from '../support/app.ts';

test('a first start shows who is on call in the sample, and opens the schedule from the tray', async ({
  startApp,
  tray,
}) => {
  const app = await startApp();
  await expect.poll(app.menu).toContainEqual(expect.stringMatching(/ is on call · Platform$/));
  const shown = await tray.read();
  expect(shown?.tooltip).toMatch(/Platform/);
  expect(shown?.pixmaps[0]?.width).toBeGreaterThanOrEqual(22);

  await app.choose('Open schedule…');
  const window = await app.window('editor');
  await new Promise((r) => setTimeout(r, 2000));
  await window.screenshot({ path: path.join(pictures, 'window-light.png') });
});
