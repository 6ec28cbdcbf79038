import { sampleNow } from '../../test/support/sample-snapshot.ts';
import { scenes } from './scenes.ts';

/** What the picture taker leaves for this script, and what this script leaves for the page. */
interface PictureGlobals {
  pictureOf?: string;
  pictureTheme?: 'light' | 'dark';
  watchbill?: unknown;
}

// Runs before the page's own script: puts a stand-in for main there and holds the clock.
const page: PictureGlobals & object = globalThis as object;
const scene = scenes[page.pictureOf ?? 'schedule'];
if (scene === undefined) throw new Error('no such scene');
Date.now = () => sampleNow;
page.watchbill = scene(page.pictureTheme ?? 'light');
