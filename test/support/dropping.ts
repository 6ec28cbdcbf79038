import type { Page } from '@playwright/test';

/** Drops a file of the disk in the middle of a window, as a file manager does. */
export async function dropFile(window: Page, file: string): Promise<void> {
  const browser = await window.context().newCDPSession(window);
  const box = await window.locator('body').boundingBox();
  const [x, y] = [(box?.width ?? 0) / 2, (box?.height ?? 0) / 2];
  const data = { items: [], files: [file], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await browser.send('Input.dispatchDragEvent', { type, x, y, data });
  await browser.detach();
}

/** Chooses a file of the disk in the import's own dialog. */
export async function chooseFile(window: Page, file: string): Promise<void> {
  const panel = window.getByRole('complementary', { name: 'Import' });
  const [chooser] = await Promise.all([
    window.waitForEvent('filechooser'),
    panel.getByRole('button', { name: 'Choose a file…' }).click(),
  ]);
  await chooser.setFiles(file);
}
