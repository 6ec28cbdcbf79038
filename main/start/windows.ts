import { app, clipboard, ipcMain } from 'electron';
import { readAbout } from '../about.ts';
import type { Log } from '../adapters/log.ts';
import type { Network } from '../adapters/network.ts';
import { testConnection } from '../connection-test.ts';
import { pushOf } from '../../core/contract/snapshot-push.ts';
import { saveFile } from '../adapters/save-file.ts';
import { diagnosticsText } from '../diagnostics.ts';
import type { Engine } from '../engine.ts';
import { createHandlers } from '../ipc/handlers.ts';
import { publish } from '../ipc/publish.ts';
import { serveCalls } from '../ipc/serve.ts';
import { reach } from '../pinghome/reach.ts';
import type { SettingsStore } from '../settings.ts';
import type { Glance } from '../windows/glance.ts';
import { isTrustedSender } from '../windows/guard.ts';
import { createWindows, type Windows } from '../windows/windows.ts';
import type { Shell } from './shell.ts';

/** The windows, fed with every change of the snapshot. */
export function openWindows(engine: Engine, settings: SettingsStore, glance: Glance): Windows {
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
    const push = pushOf(snapshot, before);
    publish([...windows.contents(), ...glance.contents()], 'snapshot.changed', push);
    if (snapshot.preferences.theme !== before.preferences.theme) {
      windows.applyTheme(snapshot.preferences.theme);
    }
  });
  return windows;
}

export interface CallParts {
  readonly engine: Engine;
  readonly windows: Windows;
  readonly shell: Shell;
  readonly network: Network;
  readonly log: Log;
}

/** Answers what the windows ask. */
export function answerWindows({ engine, windows, shell, network, log }: CallParts): void {
  const handlers = createHandlers({
    store: engine.store,
    workspaces: engine.workspaces,
    sessions: engine.sessions,
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
    copy: (text) => {
      clipboard.writeText(text);
    },
    about: () => readAbout(app.getAppPath(), process.versions),
    saveFile,
  });
  serveCalls(handlers, {
    ipc: ipcMain,
    trusted: (event) => isTrustedSender(event.senderFrame),
    report: (error, call) => log.bug(error, call),
  });
}
