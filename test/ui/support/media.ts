import type {} from '@vitest/browser-playwright';
import type { BrowserCommand } from 'vitest/node';

/** What a person's desktop asks of every page; null asks for nothing. */
export interface Wish {
  readonly reducedMotion?: 'reduce' | null;
  readonly forcedColors?: 'active' | null;
}

/** Lets the page under test be asked so. Node's side of `commands.media`. */
export const media: BrowserCommand<[Wish]> = ({ page }, wish) => page.emulateMedia(wish);

declare module 'vitest/browser' {
  interface BrowserCommands {
    media: (wish: Wish) => Promise<void>;
  }
}
