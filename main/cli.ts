import { app } from 'electron';
import { writeSync } from 'node:fs';
import { answer, needsCache, type Known } from '../core/cli/answer.ts';
import { parseCommand } from '../core/cli/command.ts';
import { readSettings } from './adapters/settings-file.ts';
import { systemZone } from './adapters/zone.ts';
import { readCacheSync } from './cache.ts';
import { foldersIn } from './folders.ts';
import { firstSnapshot } from './snapshot-start.ts';
import { pollEveryMs } from './sync/schedule.ts';
import { localeFrom } from './viewer.ts';

/**
 * Answers a command line that only asks, from the cache, in the first turn of the loop and so
 * without a display. Returns the exit code; null when the app is to start.
 */
export function answerCommandLine(argv: readonly string[], profile: string): number | null {
  const command = parseCommand(argv.slice(1));
  if (command.kind === 'app') return null;
  const now = Date.now();
  const known: Known = needsCache(command) ? knownIn(profile) : { kind: 'missing' };
  const said = answer(command, known, app.getVersion(), now);
  if (said === null) return null;
  // process.stdout may be cut off by the exit that follows; a synchronous write is not.
  if (said.stdout !== '') writeSync(1, said.stdout);
  if (said.stderr !== '') writeSync(2, said.stderr);
  return said.exitCode;
}

function knownIn(profile: string): Known {
  const cache = readCacheSync(foldersIn(profile).cache);
  if (cache.accounts.length === 0) {
    return cache.setAside.length > 0 ? { kind: 'unreadable' } : { kind: 'missing' };
  }
  const found = readSettings(profile);
  if (found.kind !== 'read') return { kind: 'unreadable' };
  // Electron tells the system's locale only once it is ready, which is too late here.
  const { locale } = new Intl.DateTimeFormat().resolvedOptions();
  const viewer = { zone: systemZone(), locale: localeFrom(process.env) ?? locale };
  const rest = { viewer, version: app.getVersion(), attention: [] };
  return {
    kind: 'cached',
    snapshot: { ...firstSnapshot(found.settings, cache, rest, pollEveryMs), revision: 0 },
  };
}
