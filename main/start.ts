import { app, clipboard, ipcMain, nativeTheme } from 'electron';
import { randomBytes, randomUUID } from 'node:crypto';
import path from 'node:path';
import { applyAutostart } from './adapters/autostart.ts';
import { openLog, type Log } from './adapters/log.ts';
import { openNetwork } from './adapters/network.ts';
import { startServiceHost } from './adapters/service-host.ts';
import { desktopNotifier } from './adapters/notifier.ts';
import { openSettings } from './adapters/settings.ts';
import { desktopHotkeys } from './adapters/shortcut.ts';
import { hasTrayHost } from './adapters/tray-host.ts';
import { keychainVault } from './adapters/vault.ts';
import { sleepOn } from './clock.ts';
import type { Outcome } from '../core/contract/failure.ts';
import { diagnosticsText } from './diagnostics.ts';
import { createEngine, type Engine } from './engine.ts';
import { foldersIn, type Folders } from './folders.ts';
import { createHandlers } from './ipc/handlers.ts';
import { publish } from './ipc/publish.ts';
import { serveCalls } from './ipc/serve.ts';
import { followLifecycle, linkIn } from './lifecycle.ts';
import { startLocalService } from './local-service.ts';
import { menuActions } from './menu-actions.ts';
import { createNotices } from './notices.ts';
import { createPresence } from './presence.ts';
import { followShortcut } from './shortcut.ts';
import { defaultSettings, localWorkspaceId, type SettingsStore } from './settings.ts';
import { appClock, openSeam, quitAfterFirstRead } from './testing.ts';
import { trayIcons } from './tray/icons.ts';
import { printTray } from './tray/print.ts';
import { createTray } from './tray/tray.ts';
import { reach } from './pinghome/reach.ts';
import { testConnection } from './connection-test.ts';
import { createGlance, type Glance } from './windows/glance.ts';
import { localeFrom, systemZone } from './viewer.ts';
import { guardAllContents, isTrustedSender } from './windows/guard.ts';
import { servePages } from './windows/pages.ts';
import { createWindows, type Windows } from './windows/windows.ts';

type AppClock = ReturnType<typeof appClock>;

/** Builds and wires everything; the tray comes first, what it can wait for comes after. */
export function startApp(): void {
  const clock = appClock();
  const folders = foldersIn(app.getPath('userData'));
  const log = openLog(folders.logs, !app.isPackaged);
  surviveBugs(log);
  const opened = openSettings(folders.profile, defaultSettings(), clock.now());
  const network = openNetwork();
  const vault = keychainVault();
  const embeddedToken = randomBytes(32).toString('base64url');
  const engine = createEngine({
    folders,
    settings: opened.store,
    clock,
    vault,
    network,
    embeddedToken,
    viewer: viewer(),
    version: app.getVersion(),
    attention:
      opened.setAsideAs === null ? [] : [{ kind: 'settings-reset', setAsideAs: opened.setAsideAs }],
    newId: randomUUID,
    report: (error, where) => log.bug(error, where),
  });
  const glance = createGlance(app.getAppPath());
  const windows = openWindows(engine, opened.store, glance);
  const shell = startShell({ engine, windows, glance, clock, folders });
  serve(engine, windows, shell, network, log);
  engine.sync.start();
  const service = wantsService(opened.store)
    ? startService(engine, folders, embeddedToken, clock, log)
    : null;
  quitAfterFirstRead(engine);
  followLifecycle({
    open: windows.open,
    woke: (cause) => {
      shell.woke();
      engine.sync.trigger(cause);
    },
    isHeldUp: vault.isWaiting,
    async finish() {
      const writes = await engine.writes;
      await Promise.race([writes.settled(), sleepOn(clock)(longestWriteMs)]);
      shell.dispose();
      writes.dispose();
      await engine.sync.dispose();
      await service?.dispose();
    },
  });
  void openWhereNoTrayIs(engine, windows, clock);
  const link = linkIn(process.argv);
  if (link !== null) windows.open(link);
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

async function openWhereNoTrayIs(engine: Engine, windows: Windows, clock: AppClock): Promise<void> {
  await new Promise<void>((resolve) => {
    clock.setTimer(trayHostWithinMs, resolve);
  });
  if (await hasTrayHost()) return;
  engine.store.addAttention({ kind: 'no-tray' });
  windows.open({ screen: 'schedule', workspaceId: null, teamId: null, at: null });
}

function viewer(): { readonly zone: string; readonly locale: string } {
  return { zone: systemZone(), locale: localeFrom(process.env) ?? app.getSystemLocale() };
}

function wantsService(settings: SettingsStore): boolean {
  if (!app.isPackaged && process.env['WATCHBILL_NO_SERVICE'] === '1') return false;
  return settings.read().workspaces.some(({ id }) => id === localWorkspaceId);
}

function startService(engine: Engine, folders: Folders, token: string, clock: AppClock, log: Log) {
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

function openWindows(engine: Engine, settings: SettingsStore, glance: Glance): Windows {
  const windows = createWindows({
    appFolder: app.getAppPath(),
    place: (name) => settings.read().places[name],
    keepPlace(name, place) {
      settings.change((all) => ({ ...all, places: { ...all.places, [name]: place } }));
    },
    tell(contents, request) {
      publish([contents], 'view.requested', request);
    },
  });
  windows.applyTheme(engine.store.read().preferences.theme);
  engine.store.subscribe((snapshot, before) => {
    publish([...windows.contents(), ...glance.contents()], 'snapshot.changed', snapshot);
    if (snapshot.preferences.startAtLogin !== before.preferences.startAtLogin) {
      applyAutostart(snapshot.preferences.startAtLogin);
    }
    if (snapshot.preferences.theme !== before.preferences.theme) {
      windows.applyTheme(snapshot.preferences.theme);
    }
  });
  return windows;
}

interface Shell {
  testNotice(): Promise<Outcome<null>>;
  woke(): void;
  dispose(): void;
}

interface ShellParts {
  readonly engine: Engine;
  readonly windows: Windows;
  readonly glance: Glance;
  readonly clock: AppClock;
  readonly folders: Folders;
}

/** Tray, notices and the test seam. */
function startShell({ engine, windows, glance, clock, folders }: ShellParts): Shell {
  const { store, sync } = engine;
  const chosen = menuActions({
    open: windows.open,
    refresh: () => void sync.refresh(null),
    copyWhoIsOnCall: () => {
      clipboard.writeText(presence.view().copy);
    },
    changePreferences: engine.changePreferences,
    snapshot: store.read,
    now: clock.now,
    quit: () => {
      app.quit();
    },
  });
  const tray = createTray({
    image: trayIcons(path.join(app.getAppPath(), 'assets', 'icons', 'tray')),
    chosen,
    clicked: glance.toggle,
  });
  nativeTheme.on('updated', tray.recolour);
  const endShortcut = followShortcut({
    store,
    hotkeys: desktopHotkeys,
    pressed: () => {
      glance.toggle(tray.bounds());
    },
    changePreferences: engine.changePreferences,
  });
  const print =
    process.env['WATCHBILL_PRINT_TRAY'] === '1'
      ? printTray((text) => process.stdout.write(text))
      : () => undefined;
  const notices = createNotices({
    store,
    clock,
    notifier: desktopNotifier(path.join(app.getAppPath(), 'assets', 'icons', 'app', '128.png')),
    file: folders.notices,
    open: windows.open,
    planAgain: () => {
      presence.look();
    },
  });
  sync.onRead(notices.readEnded);
  const presence = createPresence({
    store,
    clock,
    viewer,
    draw(view) {
      tray.show(view);
      print(view);
    },
    notices: notices.plan,
    jumped: () => {
      notices.awaitRead();
      sync.trigger('clock');
    },
  });
  openSeam({
    trayView: presence.view,
    choose: tray.choose,
    shiftClock: clock.shift,
    look: presence.look,
  });
  return {
    testNotice: notices.test,
    woke() {
      notices.awaitRead();
      presence.look();
    },
    dispose() {
      endShortcut();
      glance.dispose();
      presence.dispose();
      tray.dispose();
    },
  };
}

function serve(
  engine: Engine,
  windows: Windows,
  shell: Shell,
  network: ReturnType<typeof openNetwork>,
  log: Log,
): void {
  servePages();
  guardAllContents();
  const handlers = createHandlers({
    store: engine.store,
    workspaces: engine.workspaces,
    refresh: engine.sync.refresh,
    writes: engine.writes,
    progressed: (progress) => {
      publish(windows.contents(), 'writes.progressed', progress);
    },
    testConnection: (input) =>
      testConnection(input, engine.accounts.clientWith, (address) =>
        reach(network.fetchRead, address),
      ),
    changePreferences: engine.changePreferences,
    testNotice: shell.testNotice,
    lastRequest: windows.lastRequest,
    openWindow: windows.open,
    diagnostics: () => diagnosticsText(engine.store.read(), process.versions),
  });
  serveCalls(handlers, {
    ipc: ipcMain,
    trusted: (event) => isTrustedSender(event.senderFrame),
    report: (error, call) => log.bug(error, call),
  });
}
