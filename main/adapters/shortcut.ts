import { globalShortcut } from 'electron';

/** Key combinations that reach the app whatever has the keyboard. */
export interface Hotkeys {
  /** False when the desktop does not give it away. */
  take(shortcut: string, pressed: () => void): boolean;
  release(shortcut: string): void;
}

/** The desktop's own. */
export const desktopHotkeys: Hotkeys = {
  take(shortcut, pressed) {
    try {
      return globalShortcut.register(shortcut, pressed);
    } catch (error) {
      // A key this runtime has no name for.
      if (error instanceof TypeError) return false;
      throw error;
    }
  },
  release(shortcut) {
    globalShortcut.unregister(shortcut);
  },
};
