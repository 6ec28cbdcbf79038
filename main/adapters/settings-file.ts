import { readFileSync, renameSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import type { Instant } from '../../core/time/instant.ts';
import { settingsShape, type Settings } from '../settings.ts';

/** What `settings.json` in a folder says. */
export type SettingsRead =
  | { readonly kind: 'read'; readonly settings: Settings }
  | { readonly kind: 'missing' }
  /** Not JSON, or of another shape. */
  | { readonly kind: 'damaged' };

/** Settings to go on with, and the name a bad file was set aside under, if there was one. */
export interface TakenSettings {
  readonly settings: Settings;
  readonly setAsideAs: string | null;
}

const fileName = 'settings.json';

/**
 * Reads `settings.json`. Nothing is mended or written: whoever only asks must not take the news of
 * a damaged file away.
 */
export function readSettings(folder: string): SettingsRead {
  let text: string;
  try {
    text = readFileSync(path.join(folder, fileName), 'utf8');
  } catch (error) {
    // A folder that cannot be read is not ours to mend.
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      return { kind: 'missing' };
    throw error;
  }
  try {
    const { settings } = JSON.parse(text) as { readonly settings?: unknown };
    const parsed = v.safeParse(settingsShape, settings);
    return parsed.success ? { kind: 'read', settings: parsed.output } : { kind: 'damaged' };
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return { kind: 'damaged' };
    throw error;
  }
}

/** Reads the settings; a damaged file is kept under another name and the defaults take over. */
export function takeSettings(folder: string, defaults: Settings, now: Instant): TakenSettings {
  const found = readSettings(folder);
  switch (found.kind) {
    case 'read':
      return { settings: found.settings, setAsideAs: null };
    case 'missing':
      return { settings: defaults, setAsideAs: null };
    case 'damaged': {
      const setAsideAs = `settings.damaged-${now}.json`;
      renameSync(path.join(folder, fileName), path.join(folder, setAsideAs));
      return { settings: defaults, setAsideAs };
    }
  }
}
