import ElectronStore from 'electron-store';
import { readFileSync, renameSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import type { Instant } from '../../core/time/instant.ts';
import { settingsShape, type Settings, type SettingsStore } from '../settings.ts';

/** A settings store, and the name a bad file was set aside under, if there was one. */
export interface OpenedSettings {
  readonly store: SettingsStore;
  readonly setAsideAs: string | null;
}

/**
 * Opens `settings.json` in a folder, mode 0600, written atomically. A file that is damaged or
 * of another shape is kept under another name and the defaults take over.
 */
export function openSettings(folder: string, defaults: Settings, now: Instant): OpenedSettings {
  const first = tryOpen(folder, defaults);
  if (first !== null) return { store: first, setAsideAs: null };
  const setAsideAs = `settings.damaged-${now}.json`;
  renameSync(path.join(folder, 'settings.json'), path.join(folder, setAsideAs));
  const second = tryOpen(folder, defaults);
  if (second === null) throw new Error('The default settings do not fit their own shape.');
  return { store: second, setAsideAs };
}

/**
 * What `settings.json` in a folder says; null when it says nothing that can be understood. Nothing
 * is mended or written: whoever only asks must not take the news of a damaged file away.
 */
export function readSettings(folder: string): Settings | null {
  const text = readFileSync(path.join(folder, 'settings.json'), 'utf8');
  try {
    const { settings } = JSON.parse(text) as { readonly settings?: unknown };
    const parsed = v.safeParse(settingsShape, settings);
    return parsed.success ? parsed.output : null;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return null;
    throw error;
  }
}

function tryOpen(folder: string, defaults: Settings): SettingsStore | null {
  let file: ElectronStore<{ settings: Settings }>;
  try {
    file = new ElectronStore<{ settings: Settings }>({
      name: 'settings',
      cwd: folder,
      configFileMode: 0o600,
      defaults: { settings: defaults },
    });
  } catch (error) {
    // Only a file that is not JSON is ours to mend; a folder that cannot be read is not.
    if (error instanceof SyntaxError) return null;
    throw error;
  }
  const parsed = v.safeParse(settingsShape, file.get('settings'));
  if (!parsed.success) return null;
  let current: Settings = parsed.output;
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
