import { app, clipboard } from 'electron';
import path from 'node:path';
import type { Outcome } from '../../core/contract/failure.ts';
import { loginStart } from '../adapters/autostart.ts';
import { isDoNotDisturb } from '../adapters/do-not-disturb.ts';
import { desktopNotifier } from '../adapters/notifier.ts';
import { desktopHotkeys } from '../adapters/shortcut.ts';
import { followAutostart } from '../autostart.ts';
import type { Engine } from '../engine.ts';
import { isOnline } from '../lifecycle.ts';
import { menuActions } from '../menu-actions.ts';
import { createNotices } from '../notices.ts';
import { createPresence } from '../presence.ts';
import { followShortcut } from '../shortcut.ts';
import { openSeam } from '../testing.ts';
import type { Glance } from '../windows/glance.ts';
import type { Windows } from '../windows/windows.ts';
import type { FirstLight } from './first-light.ts';

/** What a person meets outside the windows: the tray's lines, notices, the shortcut. */
export interface Shell {
  /** Does what a line of the tray's menu says. */
  readonly chosen: (id: string) => void;
  testNotice(): Promise<Outcome<null>>;
  woke(): void;
  /** Ends once what the desktop was given is on disk. */
  dispose(): Promise<void>;
}

export interface ShellParts {
  readonly light: FirstLight;
  readonly engine: Engine;
  readonly windows: Windows;
  readonly glance: Glance;
}

/** Keeps the tray that is there true from now on, with the notices and the test seam. */
export function startShell({ light, engine, windows, glance }: ShellParts): Shell {
  const { store, sync } = engine;
  const { clock, tray } = light;
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
  const endShortcut = followShortcut({
    store,
    hotkeys: desktopHotkeys,
    pressed: () => {
      glance.toggle(tray.bounds());
    },
    changePreferences: engine.changePreferences,
  });
  const { changePreferences } = engine;
  followAutostart({ store, loginStart, changePreferences });
  const notices = createNotices({
    store,
    clock,
    notifier: desktopNotifier(path.join(app.getAppPath(), 'assets', 'icons', 'app', '128.png')),
    doNotDisturb: isDoNotDisturb,
    file: light.folders.notices,
    open: windows.open,
    planAgain: () => {
      presence.lookSoon();
    },
  });
  sync.onRead(notices.readEnded);
  const presence = createPresence({
    store,
    clock,
    viewer: light.viewer,
    draw: light.draw,
    notices: notices.plan,
    online: isOnline,
    jumped: (cause) => {
      if (cause !== 'online') notices.awaitRead();
      sync.trigger();
    },
  });
  openSeam({
    trayView: presence.view,
    choose: tray.choose,
    shiftClock: clock.shift,
    look: presence.look,
  });
  return {
    chosen,
    testNotice: notices.test,
    woke() {
      notices.awaitRead();
      presence.look();
    },
    async dispose() {
      endShortcut();
      glance.dispose();
      presence.dispose();
      await notices.settled();
      tray.dispose();
    },
  };
}
