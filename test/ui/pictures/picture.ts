import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type {} from '@vitest/browser-playwright';
import pixelmatch from 'pixelmatch';
import type { ElementHandle } from 'playwright';
import { PNG } from 'pngjs';
import type { BrowserCommand } from 'vitest/node';
import { indexedPng } from './indexed-png.ts';
import { hasOneFont } from './one-font.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const keptIn = path.join(root, 'test', 'pictures');
const takenIn = path.join(root, '.cache', 'pictures', 'taken');

/** How far apart two colours may be, and which share of all pixels may be farther. */
const threshold = 0.1;
const mostShare = 0.002;
/** A changed word is few pixels of a window, but many of a small square. */
const square = 32;
const mostInSquare = 12;

/** Looks at a page after which it is taken to have come to rest. */
const mostLooks = 40;

/** `compare` with what is kept, `accept` what differs, or only `look`, with smooth letters. */
type Mode = 'compare' | 'accept' | 'look';
const wanted = process.env['WATCHBILL_PICTURES'];
const mode: Mode = wanted === 'accept' || wanted === 'look' ? wanted : 'compare';

/** Whether letters are drawn smoothly in this run. */
export const smooth = mode === 'look';

/**
 * Compares the page under test, or what a selector finds in it, with the kept picture of a name;
 * says what is different, or null. Node's side of `commands.picture`.
 */
export const picture: BrowserCommand<[name: string, selector: string | null]> = async (
  { page, frame },
  name,
  selector,
) => {
  // Other systems draw letters in their own way; on Linux the set-up installs the font.
  if (!hasOneFont && process.platform !== 'linux') return null;
  if (!hasOneFont) return `${name}: DejaVu is missing, the font that kept pictures are drawn with`;
  const own = await frame();
  const subject = selector === null ? await own.frameElement() : await own.$(selector);
  if (subject === null) return `${name}: ${String(selector)} is not on the page`;
  let seen = await look(subject);
  if (mode === 'compare' && difference(name, seen) === null) return null;
  // Only now: most pages are at rest, and every look at one costs.
  for (let looks = 0; looks < mostLooks; looks += 1) {
    await page.waitForTimeout(50);
    const next = await look(subject);
    if (next.equals(seen)) return settle(name, next);
    seen = next;
  }
  return `${name}: the page never came to rest`;
};

/** The names of all kept pictures. Node's side of `commands.kept`. */
export const kept: BrowserCommand<[]> = () =>
  readdirSync(keptIn).map((file) => path.basename(file, '.png'));

const look = (subject: ElementHandle): Promise<Buffer> =>
  subject.screenshot({ animations: 'disabled', caret: 'hide' });

/** What is to be done with a picture of a page at rest. */
function settle(name: string, seen: Buffer): string | null {
  if (mode === 'look') save(takenIn, name, seen);
  if (mode === 'look') return null;
  const wrong = difference(name, seen);
  if (wrong === null) return null;
  if (mode === 'compare') return `${wrong}; see ${path.relative(root, takenIn)}`;
  save(keptIn, name, indexedPng(PNG.sync.read(seen)));
  return null;
}

function save(folder: string, name: string, bytes: Buffer): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, `${name}.png`), bytes);
}

/** What is different from the kept picture; leaves pictures of both where it is much. */
function difference(name: string, seen: Buffer): string | null {
  const file = path.join(keptIn, `${name}.png`);
  if (!existsSync(file)) return `${name}: there is no kept picture`;
  const [before, after] = [PNG.sync.read(readFileSync(file)), PNG.sync.read(seen)];
  const { width, height } = before;
  if (after.width !== width || after.height !== height) {
    save(takenIn, name, seen);
    return `${name}: ${after.width} × ${after.height} instead of ${width} × ${height}`;
  }
  const shown = new PNG({ width, height });
  const compare = (output: Buffer | null, options: { windowSize?: number }) =>
    pixelmatch(before.data, after.data, output, width, height, { threshold, ...options });
  const share = compare(shown.data, {}) / (width * height);
  const densest = share === 0 ? 0 : compare(null, { windowSize: square });
  if (share <= mostShare && densest <= mostInSquare) return null;
  save(takenIn, name, seen);
  save(takenIn, `${name}.diff`, PNG.sync.write(shown));
  return `${name}: ${(share * 100).toFixed(2)} % of all pixels differ, ${densest} in one square of ${square}`;
}

declare module 'vitest/browser' {
  interface BrowserCommands {
    picture: (name: string, selector: string | null) => Promise<string | null>;
    kept: () => Promise<string[]>;
  }
}
