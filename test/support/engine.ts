import { randomUUID } from 'node:crypto';
import { readCacheSync } from '../../main/cache.ts';
import { createEngine, type Engine } from '../../main/engine.ts';
import { foldersIn } from '../../main/folders.ts';
import { systemClock } from '../../main/clock.ts';
import { defaultSettings, type Settings, type SettingsStore } from '../../main/settings.ts';
import { firstSnapshot } from '../../main/snapshot-start.ts';
import { pollEveryMs } from '../../main/sync/schedule.ts';
import type { Vault } from '../../main/adapters/vault.ts';

/** Settings that are kept in memory only. */
export function memorySettings(first: Settings = defaultSettings()): SettingsStore {
  let held = first;
  return {
    read: () => held,
    change(edit) {
      held = edit(held);
      return held;
    },
  };
}

export interface TestEngine extends Engine {
  readonly settings: SettingsStore;
  end(): Promise<void>;
}

/** The engine of the app over Node's own network, without Electron. */
export function openEngine(options: {
  readonly folder: string;
  readonly vault: Vault;
  readonly settings?: SettingsStore;
}): TestEngine {
  const settings = options.settings ?? memorySettings();
  const folders = foldersIn(options.folder);
  const held = readCacheSync(folders.cache, true);
  const rest = { viewer: { zone: 'UTC', locale: 'en-GB' }, version: '0.0.0', attention: [] };
  const engine = createEngine({
    folders,
    settings,
    held,
    first: firstSnapshot(settings.read(), held, rest, pollEveryMs),
    pollEveryMs,
    clock: systemClock,
    vault: options.vault,
    network: {
      fetchRead: (request, init) => fetch(request, init),
      openWriteFetch: () => Promise.resolve((request, init) => fetch(request, init)),
    },
    embeddedToken: 'embedded',
    newId: randomUUID,
    report(error) {
      throw error;
    },
  });
  return {
    ...engine,
    settings,
    async end() {
      (await engine.writes).dispose();
      await engine.sync.dispose();
    },
  };
}
