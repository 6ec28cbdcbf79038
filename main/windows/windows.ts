import { BrowserWindow, nativeTheme, screen } from 'electron';
import path from 'node:path';
import type { WebContents } from 'electron';
import type { ViewRequest } from '../../core/contract/ipc.ts';
import type { Theme } from '../../core/contract/snapshot.ts';
import type { WindowPlace } from '../settings.ts';
import { safePreferences } from './guard.ts';
import { pageUrl } from './pages.ts';
import { comeBack, type Box } from './placement.ts';

type Screen = 'editor' | 'settings';

/** The windows of the app: each exists at most once and is destroyed when closed. */
export interface Windows {
  open(request: ViewRequest): void;
  /** What the newest request for a window was, for the page to read once it runs. */
  lastRequest(): ViewRequest;
  contents(): readonly WebContents[];
  applyTheme(theme: Theme): void;
}

export interface WindowPorts {
  readonly appFolder: string;
  readonly place: (name: Screen) => WindowPlace | undefined;
  readonly keepPlace: (name: Screen, place: WindowPlace) => void;
  readonly tell: (contents: WebContents, request: ViewRequest) => void;
}

const sizes = {
  editor: { width: 1280, height: 800, minWidth: 720, minHeight: 480 },
  settings: { width: 860, height: 680, minWidth: 560, minHeight: 420 },
} as const;

/** The colour before the first paint, so that a dark window does not flash white. */
const firstPaint = { light: '#ffffff', dark: '#12161d' } as const;

export function createWindows(ports: WindowPorts): Windows {
  const open = new Map<Screen, BrowserWindow>();
  let last: ViewRequest = { screen: 'schedule', workspaceId: null, teamId: null, at: null };

  function create(name: Screen): BrowserWindow {
    const window = new BrowserWindow({
      ...sizes[name],
      ...visiblePlace(ports.place(name)),
      show: false,
      autoHideMenuBar: true,
      title: 'Watchbill',
      icon: path.join(ports.appFolder, 'assets', 'icons', 'app', '128.png'),
      backgroundColor: nativeTheme.shouldUseDarkColors ? firstPaint.dark : firstPaint.light,
      webPreferences: {
        ...safePreferences,
        preload: path.join(ports.appFolder, 'out', 'preload', 'index.cjs'),
      },
    });
    window.setMenuBarVisibility(false);
    window.once('ready-to-show', () => {
      window.show();
    });
    window.on('close', () => {
      ports.keepPlace(name, { ...window.getNormalBounds(), maximized: window.isMaximized() });
    });
    window.on('closed', () => {
      open.delete(name);
    });
    if (ports.place(name)?.maximized === true) window.maximize();
    void window.loadURL(pageUrl(name));
    open.set(name, window);
    return window;
  }

  return {
    open(request) {
      last = request;
      const name: Screen = request.screen === 'settings' ? 'settings' : 'editor';
      const window = open.get(name);
      if (window === undefined) {
        create(name);
        return;
      }
      if (window.isMinimized()) window.restore();
      window.show();
      window.focus();
      ports.tell(window.webContents, request);
    },
    lastRequest: () => last,
    contents: () => [...open.values()].map((window) => window.webContents),
    applyTheme(theme) {
      nativeTheme.themeSource = theme;
    },
  };
}

/** A remembered place, moved back where the screen it was on is gone. */
function visiblePlace(place: WindowPlace | undefined): Partial<Box> {
  if (place === undefined) return {};
  const { x, y, width, height } = place;
  const remembered = { x, y, width, height };
  return comeBack(remembered, screen.getDisplayMatching(remembered).workArea);
}
