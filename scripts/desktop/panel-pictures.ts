import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { defaultSettings, type Settings } from '../../main/settings.ts';
import { sampleIds } from '../../service/sample.ts';
import { electronArgs, electronPath } from '../electron.ts';
import { startPanelDesktop, until, type PanelDesktop } from './panel-desktop.ts';
import { end } from './private-desktop.ts';

/** Long before a shift, so that a notice is due on whatever day the pictures are taken. */
const leadMinutes = [2 * 24 * 60];

/** What was on the screen as each picture was taken: of windows, their widths and heights. */
export interface Seen {
  readonly notices: number;
  readonly menu: readonly (readonly [number, number])[];
  readonly glance: readonly (readonly [number, number])[];
  /** The picture of what opened from the icon, by name. */
  readonly files: Readonly<Record<'notice' | 'menu' | 'glance', string>>;
}

/** The app on a real panel, the sample in it: its notice, its menu and its glance as pictures. */
export async function takePanelPictures(theme: 'light' | 'dark', folder: string): Promise<Seen> {
  const panel = await startPanelDesktop(theme);
  const profile = mkdtempSync(path.join(tmpdir(), 'watchbill-panel-profile-'));
  const settings = { settings: settingsOf(next()) };
  writeFileSync(path.join(profile, 'settings.json'), JSON.stringify(settings));
  const app = spawn(electronPath(), electronArgs([]), {
    stdio: 'ignore',
    env: { ...panel.env, WATCHBILL_PROFILE: profile },
  });
  try {
    await until(() => panel.icons() === 1, 'an icon on the panel');
    const file = (name: string) => path.join(folder, `panel-${name}-${theme}.png`);
    const files = { notice: file('notice'), menu: file('menu'), glance: file('glance') };
    return { ...(await look(panel, files)), files };
  } finally {
    await end(app);
    await panel.dispose();
    rmSync(profile, { recursive: true, force: true });
  }
}

async function look(panel: PanelDesktop, files: Seen['files']): Promise<Omit<Seen, 'files'>> {
  await until(() => panel.notices() > 0, 'a notice');
  const notices = panel.notices();
  await panel.picture('notice', files.notice);
  panel.closeNotices();
  await until(() => panel.notices() === 0, 'the notice gone');

  panel.clickIcon('right');
  // The program that the panel runs its icons in; the icon itself is a window of it, too.
  const menu = () => panel.windows('wrapper-2.0').filter(([, height]) => height > 50);
  await until(() => menu().length > 0, 'a menu');
  const menuSeen = menu();
  await panel.picture('menu', files.menu);
  panel.press('Escape');
  await until(() => menu().length === 0, 'the menu gone');

  panel.clickIcon('left');
  const glance = () => panel.windows('Watchbill');
  await until(() => glance().length > 0, 'the glance');
  const glanceSeen = glance();
  await panel.picture('glance', files.glance);
  return { notices, menu: menuSeen, glance: glanceSeen };
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
