import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { wordsFor, type Met } from './fault-words.ts';
import { writeMs, type FaultSite, type Script } from './fault-table.ts';
import {
  startMisbehaving,
  startRecorder,
  type Misbehaving,
  type Recorder,
} from './misbehaving/server.ts';
import { shownWords } from './shown-words.ts';
import { temporaryFolder, workspaceId } from './watched.ts';
import { clear, inWords, type Ending, type Operation } from './write-operations.ts';
import { openWriting, type Writing } from './writing.ts';

/** What must hold at the end, wherever it is looked at. */
export interface Expected {
  readonly word: string;
  readonly server: readonly string[];
  readonly state: string;
  readonly pending: readonly string[];
  /** How the fault was met, and its name in the table: what the window says follows from that. */
  readonly said: readonly [met: Met, fault: string];
}

/** One server for a file, with an origin that nothing may reach; an app of its own for each test. */
export interface FaultStage extends FaultSite {
  readonly server: Misbehaving;
  readonly app: Writing;
  /** Starts the app anew, looking that long for what was written. */
  reopen(visibleMs: number): Promise<void>;
  /** Does an operation whose call meets a fault. */
  perform(operation: Operation, fault: Script): Promise<Ending>;
  check(operation: Operation, ending: Ending, expected: Expected): Promise<void>;
}

/** Sets the stage for the file that calls it; the server is emptied after each test. */
export function faultStage(): FaultStage {
  let server: Misbehaving;
  let elsewhere: Recorder;
  let place: { path: string; remove: () => void };
  let app: Writing;
  let first: Awaited<ReturnType<Misbehaving['truth']>> = [];
  beforeAll(async () => {
    server = await startMisbehaving();
    elsewhere = await startRecorder();
    first = await server.truth();
  });
  afterAll(async () => {
    expect(elsewhere.requests).toEqual([]);
    await server.close();
    await elsewhere.close();
  });
  beforeEach(async () => {
    place = temporaryFolder();
    app = await opened(server, place.path, 150);
  });
  afterEach(async () => {
    await app.end();
    await clear(server, first);
    place.remove();
  });
  const own: FaultStage = {
    get server() {
      return server;
    },
    get elsewhere() {
      return elsewhere;
    },
    get app() {
      return app;
    },
    async reopen(visibleMs) {
      await app.end();
      app = await opened(server, place.path, visibleMs);
    },
    stirUp: () => server.other.create({ teamId: server.ids.payments, memberId: server.ids.lena }),
    async perform(operation, fault) {
      const act = await operation.prepare(app, server);
      server.next(operation.call, fault);
      return act();
    },
    async check(operation, ending, expected) {
      checkWritten(own, ending, expected);
      expect(inWords(server, await server.truth())).toEqual(expected.server);
      checkTold(own, operation, ending, expected);
      await seenAsIs(own, operation);
    },
  };
  return own;
}

function opened(server: Misbehaving, folder: string, visibleMs: number): Promise<Writing> {
  return openWriting({
    base: server.base,
    token: server.token,
    folder,
    customerIds: [server.ids.organisation],
    limits: { visibleMs, lookMs: [5, 15, 30], readEvery: 25 },
    client: {
      limits: {
        headersMs: 400,
        bodyMs: 400,
        writeMs,
        retryMs: [3],
        bodyBytes: 100_000,
        patienceMs: 5,
      },
    },
  });
}

/** What the journal and the window hold of it. */
function checkWritten({ app }: FaultStage, ending: Ending, expected: Expected): void {
  expect(ending.word).toBe(expected.word);
  const steps = app.journal.records();
  const states = steps.at(-1)?.items.map(({ state }) => state) ?? [];
  expect(
    expected.state === 'none' ? states.filter((state) => state !== 'planned') : states,
  ).toEqual(expected.state === 'none' ? [] : expect.arrayContaining([expected.state]));
  expect(steps.every(({ end }) => end !== null)).toBe(true);
  const pending = app.store.workspace(workspaceId)?.pending ?? [];
  expect(pending.map(({ state }) => state)).toEqual(expected.pending);
}

/** What is said of it, and what is never said. */
function checkTold(
  { app, server }: FaultStage,
  operation: Operation,
  ending: Ending,
  expected: Expected,
): void {
  const words = shownWords(ending);
  expect(words).toBe(wordsFor({ kind: formOf(operation) }, ...expected.said));
  expect(JSON.stringify([ending, words, app.journal.records()])).not.toContain(server.token);
}

/** Once all is well again, the window shows exactly what the server holds. */
async function seenAsIs({ app, server }: FaultStage, { name }: Operation): Promise<void> {
  server.heal();
  app.sync.resume(workspaceId);
  await app.sync.refresh(workspaceId);
  await app.sync.refresh(workspaceId);
  const shown = app.entries().map(({ memberId, rule }) => ({ memberId, ...rule }));
  expect(inWords(server, shown), name).toEqual(inWords(server, await server.truth()));
}

export function formOf(operation: Operation): 'single' | 'undo' | 'bulk' {
  if (operation.name.startsWith('undo')) return 'undo';
  return isBulk(operation) ? 'bulk' : 'single';
}

export const isBulk = (operation: Operation) => operation.name.startsWith('bulk');

export const saved = ({ after }: Operation): Expected => ({
  word: 'saved',
  server: after,
  state: 'confirmed',
  pending: [],
  said: ['through', ''],
});

/** Reads are waited for less long than writes, and so told with another time. */
export const ofRead = (fault: string) => (fault === 'a silence' ? 'a silent read' : fault);
