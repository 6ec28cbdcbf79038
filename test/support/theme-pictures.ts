import type { Page } from '@playwright/test';
import path from 'node:path';
import { pictures, type RunningApp } from './app.ts';

/** Pictures of the window as it is, in both themes. */
export async function picture(app: RunningApp, window: Page, name: string): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    await app.electron.evaluate(({ nativeTheme }, wanted) => {
      nativeTheme.themeSource = wanted;
    }, theme);
    await window.waitForFunction(`matchMedia('(prefers-color-scheme: ${theme})').matches`);
    // Colours that are still on their way from the other theme would be neither.
    const to = path.join(pictures, `${name}-${theme}.png`);
    await window.screenshot({ path: to, animations: 'disabled' });
  }
}
