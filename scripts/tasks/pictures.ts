import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { defaultSettings, type Settings } from '../../main/settings.ts';
import { sampleIds } from '../../service/sample.ts';
import { ensureBuilt } from '../build.ts';
import { startPanelDesktop, type PanelDesktop } from '../desktop/panel-desktop.ts';
import { electronArgs, electronPath } from '../electron.ts';
import { root } from './steps.ts';
import { vitest } from './suites.ts';

const folder = path.join(root, '.cache', 'pictures');
mkdirSync(folder, { recursive: true });
for (const mode of ['accept', 'look']) if (process.argv.includes(`--${mode}`)) await screens(mode);
await ensureBuilt();

/** The only status icon is the last thing on the panel. */
const iconAt = ['1264', '16'] as const;

/** The corner with the icon and what opens from it; a pop-up needs less of it. */
const corners = {
  notice: '460x176+820+0',
  menu: '460x496+820+0',
  glance: '460x496+820+0',
} as const;

/** Long before a shift, so that a notice is due on whatever day the pictures are taken. */
const leadMinutes = [2 * 24 * 60];

for (const theme of ['light', 'dark'] as const) await take(theme);
console.log(`Pictures are in ${path.relative(root, folder)}.`);

/** The screens of the windows, instead of a panel: as kept for the tests, or to be looked at. */
async function screens(mode: string): Promise<never> {
  const { command, args, env } = vitest('ui', { WATCHBILL_PICTURES: mode });
  const run = spawn(command, [...args, 'test/ui/screens'], {
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  const [code] = (await once(run, 'exit')) as [number | null];
  process.exit(code ?? 1);
}

/** The app on a real panel: notice, menu and glance. */
async function take(theme: 'light' | 'dark'): Promise<void> {
  const panel = await startPanelDesktop(theme);
  const profile = mkdtempSync(path.join(tmpdir(), 'watchbill-pictures-'));
  writeFileSync(
    path.join(profile, 'settings.json'),
    JSON.stringify({ settings: settingsOf(next()) }),
  );
  const app = spawn(electronPath(), electronArgs([]), {
    stdio: 'ignore',
    env: { ...panel.env, WATCHBILL_PROFILE: profile },
  });
  const gone = new Promise((resolve) => app.once('exit', resolve));
  try {
    await sleep(15_000);
    const shot = shooter(panel, theme);
    shot('notice');
    closeNotices(panel);
    await sleep(500);
    pointer(panel, 'mousemove', ...iconAt, 'click', '3');
    await sleep(2_000);
    shot('menu');
    pointer(panel, 'key', 'Escape');
    await sleep(500);
    pointer(panel, 'mousemove', ...iconAt, 'click', '1');
    await sleep(4_000);
    shot('glance');
  } finally {
    app.kill('SIGTERM');
    await gone;
    await panel.dispose();
    rmSync(profile, { recursive: true, force: true });
  }
}

/** Who is next in the sample's Platform team, which changes hands at 09:00 UTC. */
function next(): string {
  const { tomas, ana, jonas, mira } = sampleIds;
  const onDay = [tomas, ana, jonas, jonas, ana, mira, mira];
  const day = new Date(Date.now() - 9 * 3_600_000).getUTCDay();
  const later = [1, 2, 3].map((days) => onDay[(day + days) % 7]);
  return later.find((member) => member !== onDay[day]) ?? ana;
}

function settingsOf(me: string): Settings {
  const { workspaces, preferences, ...rest } = defaultSettings();
  return {
    ...rest,
    workspaces: workspaces.map((workspace) => ({ ...workspace, me })),
    preferences: { ...preferences, leadMinutes },
  };
}

function closeNotices(panel: PanelDesktop): void {
  spawnSync('dunstctl', ['close-all'], { env: panel.env });
}

function shooter(panel: PanelDesktop, theme: string): (name: keyof typeof corners) => void {
  return (name) => {
    const to = path.join(folder, `panel-${name}-${theme}.png`);
    spawnSync('import', ['-window', 'root', '-crop', corners[name], '+repage', to], {
      env: panel.env,
    });
  };
}

function pointer(panel: PanelDesktop, ...words: string[]): void {
  spawnSync('xdotool', words, { env: panel.env });
}
