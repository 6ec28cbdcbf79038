import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { chromium, type Browser, type Page } from 'playwright';
import { build } from 'vite';
import { serveFolder } from './serve.ts';

const root = path.resolve(import.meta.dirname, '../..');
const pages = path.join(root, 'out/renderer');
const pictures = path.join(root, '.cache/pictures/window');
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
  "connect-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
/** The stand-in for main as one script that runs before the page's own. */
async function standIn(): Promise<string> {
  const output = await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      write: false,
      minify: false,
      lib: { entry: path.join(import.meta.dirname, 'page.ts'), formats: ['iife'], name: 'scene' },
    },
  });
  const [first] = Array.isArray(output) ? output : [output];
  const chunk = first !== undefined && 'output' in first ? first.output[0] : undefined;
  if (chunk === undefined || !('code' in chunk)) throw new Error('nothing was built');
  return chunk.code;
}

export interface Shot {
  readonly name: string;
  readonly scene: string;
  readonly page?: string;
  readonly size?: { readonly width: number; readonly height: number };
  readonly act?: (page: Page) => Promise<void>;
}

/** Takes each picture in both themes; returns what pages complained about. */
export async function shoot(shots: readonly Shot[]): Promise<string[]> {
  mkdirSync(pictures, { recursive: true });
  const [served, script] = await Promise.all([serveFolder(pages, policy), standIn()]);
  const browser = await chromium.launch({
    executablePath: process.env['WATCHBILL_CHROMIUM'] ?? '/usr/bin/chromium',
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  const complaints: string[] = [];
  for (const shot of shots)
    for (const theme of ['light', 'dark'] as const)
      complaints.push(...(await take(browser, served.url, script, shot, theme)));
  await browser.close();
  served.dispose();
  return complaints;
}

async function take(
  browser: Browser,
  url: string,
  script: string,
  shot: Shot,
  theme: 'light' | 'dark',
): Promise<string[]> {
  const complaints: string[] = [];
  const page = await browser.newPage({ viewport: shot.size ?? { width: 1280, height: 800 } });
  const name = `${shot.name}-${theme}`;
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`${name}: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`${name}: ${error.stack ?? error.message}`));
  await page.addInitScript(
    `globalThis.pictureOf = ${JSON.stringify(shot.scene)}; globalThis.pictureTheme = '${theme}';`,
  );
  await page.addInitScript(script);
  await page.goto(`${url}/${shot.page ?? 'editor'}.html`);
  await page.waitForTimeout(300);
  await shot.act?.(page);
  await page.waitForTimeout(200);
  await page.screenshot({ path: path.join(pictures, `${name}.png`) });
  await page.close();
  return complaints;
}
