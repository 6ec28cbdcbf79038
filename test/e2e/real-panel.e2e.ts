import { statSync } from 'node:fs';
import { takePanelPictures } from '../../scripts/desktop/panel-pictures.ts';
import { expect, pictures, test } from '../support/app.ts';

for (const theme of ['light', 'dark'] as const)
  test(`on a real, ${theme} panel a notice is shown, a right click opens the menu, a left one the glance`, async () => {
    const started = Date.now();
    const seen = await takePanelPictures(theme, pictures);
    expect(seen.notices).toBeGreaterThan(0);
    // As the panel draws it: each line of the menu takes its room.
    expect(seen.menu).toHaveLength(1);
    const [[, height] = [0, 0]] = seen.menu;
    expect(height).toBeGreaterThan(300);
    expect(seen.glance).toEqual([[360, 440]]);
    for (const file of Object.values(seen.files))
      expect(statSync(file).mtimeMs, file).toBeGreaterThan(started);
  });
