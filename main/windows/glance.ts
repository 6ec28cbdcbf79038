import { BrowserWindow, screen, type Rectangle, type WebContents } from 'electron';
import path from 'node:path';
import { safePreferences } from './guard.ts';
import { pageUrl } from './pages.ts';
import { placeBy } from './placement.ts';

/** The small window behind a click on the tray icon. */
export interface Glance {
  /** Opens it at the icon, whose bounds are all zero where the platform does not tell. */
  toggle(icon: Rectangle): void;
  close(): void;
  contents(): readonly WebContents[];
  dispose(): void;
}

const size = { width: 360, height: 440 } as const;
/** A hidden window costs as much memory as an open one: unused for this long, it goes. */
const keepMs = 60_000;

export function createGlance(appFolder: string): Glance {
  let window: BrowserWindow | null = null;
  let expiry: NodeJS.Timeout | null = null;
  let hiddenAt = 0;

  function create(): BrowserWindow {
    const created = new BrowserWindow({
      ...size,
      show: false,
      frame: false,
      resizable: false,
      maximizable: false,
      minimizable: false,
      fullscreenable: false,
      skipTaskbar: true,
      alwaysOnTop: true,
      title: 'Watchbill',
      webPreferences: {
        ...safePreferences,
        preload: path.join(appFolder, 'out', 'preload', 'index.cjs'),
      },
    });
    created.on('blur', hide);
    created.on('closed', () => {
      window = null;
    });
    created.webContents.on('before-input-event', (event, input) => {
      if (input.type !== 'keyDown' || input.key !== 'Escape') return;
      event.preventDefault();
      hide();
    });
    void created.loadURL(pageUrl('glance'));
    return created;
  }

  function hide(): void {
    if (window === null || !window.isVisible()) return;
    window.hide();
    hiddenAt = performance.now();
    stopExpiry();
    expiry = setTimeout(() => {
      window?.destroy();
    }, keepMs);
  }

  function stopExpiry(): void {
    if (expiry !== null) clearTimeout(expiry);
    expiry = null;
  }

  function show(icon: Rectangle): void {
    stopExpiry();
    const shown = (window ??= create());
    const anchor = icon.width > 0 ? icon : screen.getCursorScreenPoint();
    const { workArea } = screen.getDisplayNearestPoint(anchor);
    shown.setPosition(...positionOf(placeBy(size, anchor, workArea)));
    if (shown.webContents.isLoading()) {
      shown.once('ready-to-show', () => {
        appear(shown);
      });
    } else appear(shown);
  }

  function appear(shown: BrowserWindow): void {
    shown.show();
    // X11 takes this from a window on screen only: asked for before, it would be forgotten.
    shown.setSkipTaskbar(true);
  }

  return {
    toggle(icon) {
      // The click that closes it by blur must not open it again.
      const justHidden = performance.now() - hiddenAt < 250;
      if (window?.isVisible() === true) hide();
      else if (!justHidden) show(icon);
    },
    close: hide,
    contents: () => (window === null ? [] : [window.webContents]),
    dispose() {
      stopExpiry();
      window?.destroy();
    },
  };
}

function positionOf({ x, y }: { readonly x: number; readonly y: number }): [number, number] {
  return [x, y];
}
