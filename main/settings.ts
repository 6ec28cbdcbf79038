import * as v from 'valibot';
import {
  addresses,
  contract,
  id,
  interpretation,
  leave,
  preferences,
  shortcut,
} from '../core/contract/shapes.ts';
import type { Preferences } from '../core/contract/snapshot.ts';
import { defaultInterpretation } from '../core/schedule/model.ts';

const workspace = v.object({
  id,
  name: v.string(),
  kind: v.picklist(['local', 'pinghome']),
  addresses: v.nullable(addresses),
  customerIds: v.array(id),
  interpretation,
  me: v.nullable(id),
  contracts: v.record(id, contract),
  leave: v.array(leave),
  names: v.record(id, v.string()),
  /** True once the keychain took the token: an empty answer then means locked or lost. */
  tokenStored: v.boolean(),
});

const place = v.object({
  x: v.number(),
  y: v.number(),
  width: v.number(),
  height: v.number(),
  maximized: v.boolean(),
});

/** What the settings file holds. Secrets have no place in it. */
export const settingsShape = v.object({
  workspaces: v.array(workspace),
  // Files from before there was a shortcut hold none.
  preferences: v.object({
    ...preferences.entries,
    shortcut: v.optional(v.nullable(shortcut), null),
  }),
  places: v.record(v.string(), place),
});

export type Settings = v.InferOutput<typeof settingsShape>;
export type WorkspaceSettings = Settings['workspaces'][number];
export type WindowPlace = v.InferOutput<typeof place>;

export const localWorkspaceId = 'local';

export const defaultPreferences: Preferences = {
  theme: 'system',
  leadMinutes: [24 * 60, 15],
  teamLeadMinutes: {},
  quietHours: null,
  mutedUntil: null,
  gapNotices: false,
  handoffNotices: false,
  startAtLogin: false,
  shortcut: null,
};

/** Nothing configured: the embedded service and its sample. */
export function defaultSettings(): Settings {
  return {
    workspaces: [
      {
        id: localWorkspaceId,
        name: 'Sample',
        kind: 'local',
        addresses: null,
        customerIds: [],
        interpretation: defaultInterpretation,
        me: null,
        contracts: {},
        leave: [],
        names: {},
        tokenStored: false,
      },
    ],
    preferences: {
      ...defaultPreferences,
      leadMinutes: [...defaultPreferences.leadMinutes],
      teamLeadMinutes: {},
    },
    places: {},
  };
}

/** Holds the settings; `change` writes all of them at once. */
export interface SettingsStore {
  read(): Settings;
  change(edit: (settings: Settings) => Settings): Settings;
}
