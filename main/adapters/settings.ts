import ElectronStore from 'electron-store';
import type { Settings, SettingsStore } from '../settings.ts';

/**
 * Keeps the settings that were taken from `settings.json` there: mode 0600, written atomically and
 * as a whole. Where there is no such file, it begins with them.
 */
export function openSettings(folder: string, taken: Settings): SettingsStore {
  const file = new ElectronStore<{ settings: Settings }>({
    name: 'settings',
    cwd: folder,
    configFileMode: 0o600,
    defaults: { settings: taken },
  });
  let current = taken;
  return {
    read: () => current,
    change(edit) {
      const next = edit(current);
      if (next !== current) {
        file.set('settings', next);
        current = next;
      }
      return current;
    },
  };
}
