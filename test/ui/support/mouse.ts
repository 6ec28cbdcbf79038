import type {} from '@vitest/browser-playwright';
import type { BrowserCommand } from 'vitest/node';

/** One thing a mouse does, in pixels of the page under test. */
export type MouseAct =
  | { readonly kind: 'move' | 'double'; readonly x: number; readonly y: number }
  | { readonly kind: 'down' }
  | { readonly kind: 'up' };

/** Works the real mouse of the browser that runs the tests. Node's side of `commands.mouse`. */
export const mouse: BrowserCommand<[MouseAct]> = async ({ page, frame }, act) => {
  if (act.kind === 'down') return page.mouse.down();
  if (act.kind === 'up') return page.mouse.up();
  const own = await frame();
  const box = await (await own.frameElement()).boundingBox();
  if (box === null) throw new Error('the page under test is not shown');
  const scale = box.width / (await own.evaluate<number>('window.innerWidth'));
  const [x, y] = [box.x + act.x * scale, box.y + act.y * scale];
  return act.kind === 'double' ? page.mouse.dblclick(x, y) : page.mouse.move(x, y, { steps: 4 });
};

declare module 'vitest/browser' {
  interface BrowserCommands {
    mouse: (act: MouseAct) => Promise<void>;
  }
}
