import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { buildApp } from '../build.ts';
import { startPanelDesktop, type PanelDesktop } from '../desktop/panel-desktop.ts';
import { electronArgs, electronPath } from '../electron.ts';
import { root } from './steps.ts';

const folder = path.join(root, '.cache', 'pictures');
mkdirSync(folder, { recursive: true });
await buildApp();

/** The only status icon is the last thing on the panel. */
const iconAt = ['1264', '16'] as const;

for (const theme of ['light', 'dark'] as const) await take(theme);
console.log(`Pictures are in ${path.relative(root, folder)}.`);

/** The app on a real panel: icon, menu, glance and a notice. */
async function take(theme: 'light' | 'dark'): Promise<void> {
  const panel = await startPanelDesktop(theme);
  const profile = mkdtempSync(path.join(tmpdir(), 'watchbill-pictures-'));
  const app = spawn(electronPath(), electronArgs([]), {
    stdio: 'ignore',
    env: { ...panel.env, WATCHBILL_PROFILE: profile },
  });
  const gone = new Promise((resolve) => app.once('exit', resolve));
  try {
    await sleep(7_000);
    const shot = shooter(panel, theme);
    shot('panel');
    pointer(panel, 'mousemove', ...iconAt, 'click', '3');
    await sleep(1_500);
    shot('menu');
    pointer(panel, 'key', 'Escape');
    await sleep(500);
    pointer(panel, 'mousemove', ...iconAt, 'click', '1');
    await sleep(2_500);
    shot('glance');
  } finally {
    app.kill('SIGTERM');
    await gone;
    await panel.dispose();
    rmSync(profile, { recursive: true, force: true });
  }
}

function shooter(panel: PanelDesktop, theme: string): (name: string) => void {
  return (name) => {
    spawnSync('import', ['-window', 'root', path.join(folder, `panel-${name}-${theme}.png`)], {
      env: panel.env,
    });
  };
}

function pointer(panel: PanelDesktop, ...words: string[]): void {
  spawnSync('xdotool', words, { env: panel.env });
}
