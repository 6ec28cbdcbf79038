import type { Rectangle, WebContents } from 'electron';
import type { Clock } from '../clock.ts';
import { placeBy, type Box } from './placement.ts';

/** The small window behind a click on the tray icon. */
export interface Glance {
  /** Opens it at the icon, whose bounds are all zero where the platform does not tell. */
  toggle(icon: Rectangle): void;
  close(): void;
  contents(): readonly WebContents[];
  dispose(): void;
}

/** The window itself, hidden until it is shown. */
export interface GlanceWindow {
  readonly contents: WebContents;
  isVisible(): boolean;
  setPosition(x: number, y: number): void;
  /** Shows it with the keyboard in it, as soon as there is something to see. */
  show(): void;
  hide(): void;
  destroy(): void;
}

/** What a person or the system does to the window. */
export interface GlanceEvents {
  /** The keyboard went elsewhere, or Escape was pressed in it. */
  readonly left: () => void;
  readonly closed: () => void;
}

export interface GlancePorts {
  readonly clock: Pick<Clock, 'monotonic' | 'setTimer'>;
  readonly newWindow: (events: GlanceEvents) => GlanceWindow;
  readonly pointer: () => { readonly x: number; readonly y: number };
  /** The part of the nearest screen that panels leave free. */
  readonly workAreaAt: (point: { readonly x: number; readonly y: number }) => Box;
}

export const glanceSize = { width: 360, height: 440 } as const;
/** A hidden window costs as much memory as an open one: unused for this long, it goes. */
const keepMs = 60_000;
/** A click on the icon takes the keyboard from the window before it arrives as a click. */
const sameClickMs = 250;

/** Opens the window near what was clicked, and lets it go once it is not used. */
export function createGlance({ clock, newWindow, pointer, workAreaAt }: GlancePorts): Glance {
  let window: GlanceWindow | null = null;
  let stopExpiry = (): void => undefined;
  let hiddenAt = -Infinity;

  function hide(): void {
    if (window?.isVisible() !== true) return;
    window.hide();
    hiddenAt = clock.monotonic();
    stopExpiry();
    stopExpiry = clock.setTimer(keepMs, () => window?.destroy());
  }

  function create(): GlanceWindow {
    return newWindow({
      left: hide,
      closed() {
        stopExpiry();
        window = null;
      },
    });
  }

  function show(icon: Rectangle): void {
    stopExpiry();
    const shown = (window ??= create());
    const anchor = icon.width > 0 ? icon : pointer();
    const { x, y } = placeBy(glanceSize, anchor, workAreaAt(anchor));
    shown.setPosition(x, y);
    shown.show();
  }

  return {
    toggle(icon) {
      if (window?.isVisible() === true) hide();
      else if (clock.monotonic() - hiddenAt >= sameClickMs) show(icon);
    },
    close: hide,
    contents: () => (window === null ? [] : [window.contents]),
    dispose() {
      stopExpiry();
      window?.destroy();
    },
  };
}
