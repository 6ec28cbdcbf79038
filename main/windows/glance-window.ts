import { BrowserWindow, screen } from 'electron';
import path from 'node:path';
import { glanceSize, type GlanceEvents, type GlancePorts, type GlanceWindow } from './glance.ts';
import { safePreferences } from './guard.ts';
import { pageUrl } from './pages.ts';

/** The glance's window on this machine's screens. */
export function glanceOnScreen(appFolder: string): Omit<GlancePorts, 'clock'> {
  return {
    newWindow: (events) => glanceWindow(appFolder, events),
    pointer: () => screen.getCursorScreenPoint(),
    workAreaAt: (point) => screen.getDisplayNearestPoint(point).workArea,
  };
}

function glanceWindow(appFolder: string, { left, closed }: GlanceEvents): GlanceWindow {
  const window = new BrowserWindow({
    ...glanceSize,
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
  window.on('blur', left);
  window.on('closed', closed);
  window.webContents.on('before-input-event', (event, input) => {
    if (input.type !== 'keyDown' || input.key !== 'Escape') return;
    event.preventDefault();
    left();
  });
  void window.loadURL(pageUrl('glance'));
  return {
    contents: window.webContents,
    isVisible: () => window.isVisible(),
    setPosition(x, y) {
      window.setPosition(x, y);
    },
    show() {
      if (!window.webContents.isLoading()) appear(window);
      else
        window.once('ready-to-show', () => {
          appear(window);
        });
    },
    hide() {
      window.hide();
    },
    destroy() {
      window.destroy();
    },
  };
}

function appear(window: BrowserWindow): void {
  window.show();
  // X11 takes this from a window on screen only: asked for before, it would be forgotten.
  window.setSkipTaskbar(true);
}
