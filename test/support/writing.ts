import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Entry, Rule } from '../../core/schedule/model.ts';
import { createCache } from '../../main/cache.ts';
import { breathe, sleepOn, systemClock, type Clock } from '../../main/clock.ts';
import { openJournal, type Journal, type JournalFile } from '../../main/journal.ts';
import { createClient, type ClientParts } from '../../main/pinghome/client.ts';
import { createSync, type Sync } from '../../main/sync.ts';
import type { Store } from '../../main/store.ts';
import { createWrites, type Writes } from '../../main/writes.ts';
import type { WriteLimits } from '../../main/writes/ports.ts';
import { storeOf, unread, workspaceId } from './watched.ts';

export interface WritingOptions {
  readonly base: string;
  readonly token: string;
  readonly folder: string;
  readonly customerIds: readonly string[];
  readonly limits?: Partial<WriteLimits>;
  readonly client?: Partial<ClientParts>;
  readonly clock?: Clock;
  readonly openJournalFile?: (path: string) => Promise<JournalFile>;
}

export interface Writing {
  readonly store: Store;
  readonly sync: Sync;
  readonly journal: Journal;
  readonly writes: Writes;
  /** The entries shown, by creation. */
  entries(): readonly Entry[];
  /** The entry of that key; throws when it is not shown. */
  entry(createdAt: string): Entry;
  end(): Promise<void>;
}

/** Impatient: tests against a server on this machine need not wait half a minute. */
export const quickLimits: WriteLimits = {
  visibleMs: 400,
  leavingMs: 100,
  lookMs: [10, 20, 40, 80],
  readEvery: 25,
};

const quickClient = {
  headersMs: 300,
  bodyMs: 300,
  writeMs: 250,
  retryMs: [5],
  bodyBytes: 200_000,
  patienceMs: 50,
};

/** The whole road from a window's call to PingHome, without the window. */
export async function openWriting(options: WritingOptions): Promise<Writing> {
  const { base, token, folder, customerIds } = options;
  const store = storeOf(unread({ customerIds }));
  const { clock = systemClock } = options;
  const client = createClient({
    addresses: { read: base, write: base, roster: '', signIn: '' },
    token: () => Promise.resolve(token),
    fetchRead: (request, init) => fetch(request, init),
    openWriteFetch: () => Promise.resolve((request, init) => fetch(request, init)),
    now: clock.now,
    monotonic: clock.monotonic,
    random: Math.random,
    sleep: sleepOn(clock),
    breathe,
    limits: quickClient,
    ...options.client,
  });
  const sync = createSync({
    store,
    cache: createCache(join(folder, 'cache')),
    clock,
    clientFor: () => client,
    namesFor: () => ({}),
    report(error) {
      throw error;
    },
  });
  const journal = await openJournal(join(folder, 'journal.jsonl'), options.openJournalFile);
  const writes = createWrites({
    store,
    sync,
    journal,
    clientFor: () => client,
    clock,
    newId: randomUUID,
    limits: { ...quickLimits, ...options.limits },
  });
  const entries = () => store.workspace(workspaceId)?.entries ?? [];
  return {
    store,
    sync,
    journal,
    writes,
    entries,
    entry(createdAt) {
      const found = entries().find((entry) => entry.createdAt === createdAt);
      if (found === undefined) throw new Error(`no entry ${createdAt}`);
      return found;
    },
    async end() {
      writes.dispose();
      await sync.dispose();
      await journal.close();
    },
  };
}

/** Mornings, on the given week days. */
export function mornings(...weekDays: number[]): Rule {
  return {
    monthsOfYear: [],
    weeksOfMonth: [],
    weekDays,
    startTime: '06:00:00',
    endTime: '10:00:00',
    startDate: null,
    endDate: null,
  };
}

/** The same mornings as somebody else puts them on the server: what is left out is spelled out. */
export function writtenMornings(...weekDays: number[]) {
  return {
    weekDays,
    monthsOfYear: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
    weeksOfMonth: [1, 2, 3, 4, 5],
    startTime: '06:00:00',
    endTime: '10:00:00',
  };
}
