import { app, type Rectangle } from 'electron';
import { randomBytes, randomUUID } from 'node:crypto';
import path from 'node:path';
import type { ViewRequest } from '../core/contract/ipc.ts';
import { openLog, type Log } from './adapters/log.ts';
import { openNetwork } from './adapters/network.ts';
import { startServiceHost } from './adapters/service-host.ts';
import { openSettings } from './adapters/settings.ts';
import { hasTrayHost } from './adapters/tray-host.ts';
import { keychainVault } from './adapters/vault.ts';
import { sleepOn } from './clock.ts';
import { createEngine, type Engine } from './engine.ts';
import { claimLinks, followWaking, type Finished } from './lifecycle.ts';
import { startLocalService } from './local-service.ts';
import { localWorkspaceId, type Settings } from './settings.ts';
import type { FirstLight } from './start/first-light.ts';
import { startShell } from './start/shell.ts';
import { answerWindows, openWindows } from './start/windows.ts';
import { closeWindowsWhenAsked, quitAfterFirstRead } from './testing.ts';
import { createGlance } from './windows/glance.ts';
import { glanceOnScreen } from './windows/glance-window.ts';
import { guardAllContents } from './windows/guard.ts';
import { servePages } from './windows/pages.ts';
import type { Windows } from './windows/windows.ts';

/** The running app, as the desktop may turn to it. */
export interface RunningApp {
  readonly open: (request: ViewRequest) => void;
  /** A line of the tray's menu was chosen. */
  readonly chosen: (id: string) => void;
  readonly clicked: (icon: Rectangle) => void;
  /** Finishes what must not be cut off, and closes everything. */
  readonly finish: () => Promise<Finished>;
}

/** Builds and wires everything behind the tray that is there already. */
export function startApp(light: FirstLight): RunningApp {
  const { clock, folders } = light;
  const log = openLog(folders.logs, !app.isPackaged);
  surviveBugs(log);
  // The walls stand before there is a page to keep in.
  servePages();
  guardAllContents();
  claimLinks();
  const settings = openSettings(folders.profile, light.settings);
  const network = openNetwork();
  const vault = keychainVault();
  const embeddedToken = randomBytes(32).toString('base64url');
  const engine = createEngine({
    folders,
    settings,
    held: light.held,
    first: light.snapshot,
    pollEveryMs: light.pollEveryMs,
    clock,
    vault,
    network,
    embeddedToken,
    newId: randomUUID,
    report: (error, where) => log.bug(error, where),
  });
  const glance = createGlance({ clock, ...glanceOnScreen(app.getAppPath()) });
  const windows = openWindows(engine, settings, glance);
  const shell = startShell({ light, engine, windows, glance });
  answerWindows({ engine, windows, shell, network, log });
  engine.sync.start();
  const service = wantsService(light.settings)
    ? startService(engine, light, embeddedToken, log)
    : null;
  quitAfterFirstRead(engine);
  closeWindowsWhenAsked();
  followWaking(() => {
    shell.woke();
    engine.sync.trigger();
  });
  void openWhereNoTrayIs(engine, windows, light);
  return {
    open: windows.open,
    chosen: shell.chosen,
    clicked: glance.toggle,
    async finish() {
      const writes = await engine.writes;
      await Promise.race([writes.finish(), sleepOn(clock)(longestWriteMs)]);
      await shell.dispose();
      writes.dispose();
      await engine.sync.dispose();
      await service?.dispose();
      return { isHeldUp: vault.isWaiting };
    },
  };
}

/** Electron's own answer to a bug is a dialog that stops everything until someone clicks it. */
function surviveBugs(log: Log): void {
  process.on('uncaughtException', (error) => log.bug(error, 'uncaught'));
  process.on('unhandledRejection', (reason) => log.bug(reason, 'unhandled'));
}

/** Longer than one write may take; what a longer one has done so far is in the journal. */
const longestWriteMs = 25_000;

/** Panels start beside us at login: only one that is still missing then is missing. */
const trayHostWithinMs = 10_000;

async function openWhereNoTrayIs(
  engine: Engine,
  windows: Windows,
  { clock }: FirstLight,
): Promise<void> {
  await new Promise<void>((resolve) => {
    clock.setTimer(trayHostWithinMs, resolve);
  });
  if (await hasTrayHost()) return;
  engine.store.addAttention({ kind: 'no-tray' });
  windows.open({ screen: 'schedule', workspaceId: null, teamId: null, at: null });
}

function wantsService(settings: Settings): boolean {
  if (!app.isPackaged && process.env['WATCHBILL_NO_SERVICE'] === '1') return false;
  return settings.workspaces.some(({ id }) => id === localWorkspaceId);
}

function startService(engine: Engine, { folders, clock }: FirstLight, token: string, log: Log) {
  return startLocalService(
    (listeners) =>
      startServiceHost({
        file: path.join(app.getAppPath(), 'out', 'service', 'embedded.cjs'),
        database: folders.database,
        token,
        now: clock.now,
        log: (line) => {
          log.info(`service: ${line}`);
        },
        ...listeners,
      }),
    engine.store,
    engine.workspaces,
  );
}
