import { afterEach, beforeEach } from 'vitest';
import type { Entry } from '../../core/schedule/model.ts';
import type { PlannedWrite } from '../../core/schedule/planned-writes.ts';
import {
  startMisbehaving,
  type Misbehaving,
  type MisbehavingOptions,
} from './misbehaving/server.ts';
import { temporaryFolder, workspaceId } from './watched.ts';
import { inWords, keyOf } from './write-operations.ts';
import {
  mornings,
  openWriting,
  writtenMornings,
  type Writing,
  type WritingOptions,
} from './writing.ts';

/** One server and one app over it, fresh for each test of a file. */
export interface Stage {
  readonly server: Misbehaving;
  readonly app: Writing;
  /** Ends the app and starts it again over the same folder. */
  restart(options?: Partial<WritingOptions>): Promise<void>;
  /** The entries of the tests on the server: mornings, as `member days`. */
  truth(): Promise<string[]>;
  create(weekDays: number[], memberId?: string): ReturnType<Writing['writes']['create']>;
  /** A fresh entry of Ana's, shown. */
  made(weekDays: number[]): Promise<Entry>;
  /** The next create meets an equal one of somebody else's, and its own answer is lost. */
  loseBesideEqual(weekDays: number[], memberId: string): void;
  update(
    entry: Entry,
    weekDays: number[],
    memberId?: string,
  ): ReturnType<Writing['writes']['update']>;
  remove(entry: Entry): ReturnType<Writing['writes']['remove']>;
  /** Creates for Ana, one per day of January 2030. */
  creates(count: number): PlannedWrite[];
  change(entry: Entry, weekDays: number[]): PlannedWrite;
  removal(entry: Entry): PlannedWrite;
  /** Runs a bulk change that its person cancels once so many of it are through. */
  cancelled(writes: readonly PlannedWrite[], after: number): ReturnType<Writing['writes']['bulk']>;
  /** The states of the newest step in the journal. */
  states(): string[];
}

/** Sets the stage before each test of the file that calls it, and takes it down after. */
export function stage(
  options: Partial<WritingOptions> = {},
  behaviour: MisbehavingOptions = {},
): Stage {
  let server: Misbehaving;
  let place: { path: string; remove: () => void };
  let app: Writing;
  const start = async (more: Partial<WritingOptions> = {}) => {
    app = await openWriting({
      base: server.base,
      token: server.token,
      folder: place.path,
      customerIds: [server.ids.organisation],
      ...options,
      ...more,
    });
    await app.sync.refresh(workspaceId);
  };
  beforeEach(async () => {
    server = await startMisbehaving(behaviour);
    place = temporaryFolder();
    await start();
  });
  afterEach(async () => {
    await app.end();
    await server.close();
    place.remove();
  });
  const own: Stage = {
    get server() {
      return server;
    },
    get app() {
      return app;
    },
    async restart(more) {
      await app.end();
      await start(more);
    },
    truth: async () => inWords(server, await server.truth()),
    create: (weekDays, memberId = server.ids.ana) =>
      app.writes.create({
        workspaceId,
        teamId: server.ids.platform,
        memberId,
        rule: mornings(...weekDays),
      }),
    async made(weekDays) {
      const result = await own.create(weekDays);
      if (!result.ok || result.value.kind !== 'saved' || result.value.key === null) {
        throw new Error(JSON.stringify(result));
      }
      return app.entry(result.value.key.createdAt);
    },
    loseBesideEqual(weekDays, memberId) {
      const equal = { teamId: server.ids.platform, memberId, ...writtenMornings(...weekDays) };
      server.next('createEntry', [
        { kind: 'interfere', act: (other) => other.create(equal) },
        { kind: 'drop', effect: 'done' },
      ]);
    },
    update: (entry, weekDays, memberId = entry.memberId ?? '') =>
      app.writes.update({
        workspaceId,
        ...seen(entry),
        rule: mornings(...weekDays),
        memberId,
      }),
    remove: (entry) => app.writes.remove({ workspaceId, ...seen(entry) }),
    creates: (count) =>
      Array.from({ length: count }, (_, i) => ({
        kind: 'create',
        entryId: String(i),
        teamId: server.ids.platform,
        memberId: server.ids.ana,
        rule: { ...mornings(1), startDate: Date.UTC(2030, 0, 1 + i) },
      })),
    change: (entry, weekDays) => ({
      kind: 'update',
      entryId: entry.id,
      ...seen(entry),
      rule: mornings(...weekDays),
    }),
    removal: (entry) => ({ kind: 'delete', entryId: entry.id, ...seen(entry) }),
    cancelled(writes, after) {
      const stop = new AbortController();
      return app.writes.bulk(workspaceId, writes, {
        signal: stop.signal,
        onProgress: ({ through }) => {
          if (through === after) stop.abort();
        },
      });
    },
    states: () =>
      app.journal
        .records()
        .at(-1)
        ?.items.map(({ state }) => state) ?? [],
  };
  return own;
}

/** An entry as a change of it names it: its key, and what was seen. */
export function seen(entry: Entry) {
  return { teamId: entry.teamId ?? '', key: keyOf(entry), base: entry.rule };
}
