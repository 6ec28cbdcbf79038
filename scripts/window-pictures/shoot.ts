import { mkdirSync, writeFileSync } from 'node:fs';
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

/** Takes each picture in both themes into a folder; returns what pages complained about. */
export async function shoot(shots: readonly Shot[], folder = pictures): Promise<string[]> {
  mkdirSync(folder, { recursive: true });
  const [served, script] = await Promise.all([serveFolder(pages, policy), standIn()]);
  const browser = await chromium.launch({
    executablePath: process.env['WATCHBILL_CHROMIUM'] ?? '/usr/bin/chromium',
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    env: {
      ...(process.env as Record<string, string>),
      FONTCONFIG_FILE: oneFont(),
      LANG: 'C.UTF-8',
    },
  });
  const complaints: string[] = [];
  for (const shot of shots)
    for (const theme of ['light', 'dark'] as const)
      complaints.push(...(await take(browser, served.url, script, shot, theme, folder)));
  await browser.close();
  served.dispose();
  return complaints;
}

/** Only DejaVu, drawn in the same way on every machine. */
function oneFont(): string {
  const folder = path.join(root, '.cache', 'pictures', 'fonts');
  const file = path.join(folder, 'fonts.conf');
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    file,
    `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>/usr/share/fonts/truetype/dejavu</dir>
  <cachedir>${path.join(folder, 'cache')}</cachedir>
  <alias binding="strong">
    <family>system-ui</family>
    <prefer><family>DejaVu Sans</family></prefer>
  </alias>
  <alias binding="strong">
    <family>sans-serif</family>
    <prefer><family>DejaVu Sans</family></prefer>
  </alias>
  <alias binding="strong">
    <family>monospace</family>
    <prefer><family>DejaVu Sans Mono</family></prefer>
  </alias>
  <selectfont>
    <rejectfont><glob>*Serif*</glob></rejectfont>
    <rejectfont><glob>*Math*</glob></rejectfont>
    <rejectfont><glob>*Condensed*</glob></rejectfont>
  </selectfont>
  <match target="font">
    <edit name="antialias" mode="assign"><bool>true</bool></edit>
    <edit name="hinting" mode="assign"><bool>false</bool></edit>
    <edit name="rgba" mode="assign"><const>none</const></edit>
  </match>
</fontconfig>
`,
  );
  return file;
}

async function take(
  browser: Browser,
  url: string,
  script: string,
  shot: Shot,
  theme: 'light' | 'dark',
  folder: string,
): Promise<string[]> {
  const complaints: string[] = [];
  const page = await browser.newPage({
    viewport: shot.size ?? { width: 1280, height: 800 },
    locale: 'en-GB',
    timezoneId: 'UTC',
    deviceScaleFactor: 1,
    reducedMotion: 'reduce',
  });
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
  await settled(page);
  await shot.act?.(page);
  writeFileSync(path.join(folder, `${name}.png`), await settled(page));
  await page.close();
  return complaints;
}

/** The page once it has stopped changing: two pictures in a row are the same. */
async function settled(page: Page): Promise<Buffer> {
  const look = () => page.screenshot({ animations: 'disabled', caret: 'hide' });
  for (let last = await look(), tries = 0; tries < 50; tries += 1) {
    await page.waitForTimeout(50);
    const next = await look();
    if (next.equals(last)) return next;
    last = next;
  }
  throw new Error('the page never came to rest');
}
