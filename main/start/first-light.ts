import { app, Menu, nativeTheme, Tray, type Rectangle } from 'electron';
import path from 'node:path';
import type { Snapshot } from '../../core/contract/snapshot.ts';
import { trayView, type TrayView } from '../../core/tray/view.ts';
import { takeSettings } from '../adapters/settings-file.ts';
import { systemZone } from '../adapters/zone.ts';
import { readCacheSync, type CacheRead } from '../cache.ts';
import { foldersIn, type Folders } from '../folders.ts';
import { defaultSettings, type Settings } from '../settings.ts';
import { firstSnapshot, type FirstSnapshot } from '../snapshot-start.ts';
import { appClock, pollInterval } from '../testing.ts';
import { trayIcons } from '../tray/icons.ts';
import { printTray } from '../tray/print.ts';
import { createTray, type AppTray } from '../tray/tray.ts';
import { localeFrom } from '../viewer.ts';

/** The tray as it was left, and what it was drawn from: the rest of the app goes on from here. */
export interface FirstLight {
  readonly clock: ReturnType<typeof appClock>;
  readonly folders: Folders;
  readonly settings: Settings;
  readonly held: CacheRead;
  readonly snapshot: FirstSnapshot;
  readonly viewer: () => Snapshot['viewer'];
  readonly pollEveryMs: (customers: number) => number;
  readonly tray: AppTray;
  readonly draw: (view: TrayView) => void;
}

/** What the tray is told before anyone who can act on it is there. */
export interface FirstLightPorts {
  readonly chosen: (id: string) => void;
  readonly clicked: (icon: Rectangle) => void;
}

/**
 * Shows the tray from settings and the last known good. A person waits for this part of a start,
 * so whatever is not needed for it belongs elsewhere: it would only make this file's bundle larger.
 */
export function firstLight(ports: FirstLightPorts): FirstLight {
  const clock = appClock();
  const folders = foldersIn(app.getPath('userData'));
  const { settings, setAsideAs } = takeSettings(folders.profile, defaultSettings(), clock.now());
  const held = readCacheSync(folders.cache, true);
  const pollEveryMs = pollInterval();
  const snapshot = firstSnapshot(
    settings,
    held,
    {
      viewer: viewer(),
      version: app.getVersion(),
      attention: setAsideAs === null ? [] : [{ kind: 'settings-reset', setAsideAs }],
    },
    pollEveryMs,
  );
  const tray = createTray({
    platform: process.platform,
    newTray: (image) => new Tray(image),
    newMenu: (items) => Menu.buildFromTemplate(items),
    image: trayIcons(path.join(app.getAppPath(), 'assets', 'icons', 'tray')),
    ...ports,
  });
  nativeTheme.on('updated', tray.recolour);
  const draw = drawing(tray);
  draw(trayView({ ...snapshot, revision: 0 }, clock.now()));
  return { clock, folders, settings, held, snapshot, viewer, pollEveryMs, tray, draw };
}

function drawing(tray: AppTray): (view: TrayView) => void {
  if (process.env['WATCHBILL_PRINT_TRAY'] !== '1') return tray.show;
  const print = printTray((text) => process.stdout.write(text));
  return (view) => {
    tray.show(view);
    print(view);
  };
}

function viewer(): Snapshot['viewer'] {
  return { zone: systemZone(), locale: localeFrom(process.env) ?? app.getSystemLocale() };
}
