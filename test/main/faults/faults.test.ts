import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  empty,
  html,
  redirect,
  startMisbehaving,
  startRecorder,
  status,
  text,
  tooMany,
  type Fault,
  type Misbehaving,
  type Recorder,
} from '../../support/misbehaving/server.ts';
import { wordsFor, type Met } from '../../support/fault-words.ts';
import { temporaryFolder, workspaceId } from '../../support/watched.ts';
import {
  clear,
  inWords,
  operations,
  type Ending,
  type Operation,
} from '../../support/write-operations.ts';
import { shownWords } from '../../support/shown-words.ts';
import { openWriting, type Writing } from '../../support/writing.ts';

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
  app = await opened(150);
});

/** Longer than a busy machine takes for a write that nothing is wrong with. */
const writeMs = 600;

function opened(visibleMs: number): Promise<Writing> {
  return openWriting({
    base: server.base,
    token: server.token,
    folder: place.path,
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

afterEach(async () => {
  await app.end();
  await clear(server, first);
  place.remove();
});

/** What must hold at the end, wherever it is looked at. */
interface Expected {
  readonly word: string;
  readonly server: readonly string[];
  readonly state: string;
  readonly pending: readonly string[];
  /** How the fault was met, and its name in the table: what the window says follows from that. */
  readonly said: readonly [met: Met, fault: string];
}

async function check(operation: Operation, ending: Ending, expected: Expected): Promise<void> {
  expect(ending.word).toBe(expected.word);
  expect(inWords(server, await server.truth())).toEqual(expected.server);
  const steps = app.journal.records();
  const states = steps.at(-1)?.items.map(({ state }) => state) ?? [];
  expect(
    expected.state === 'none' ? states.filter((state) => state !== 'planned') : states,
  ).toEqual(expected.state === 'none' ? [] : expect.arrayContaining([expected.state]));
  expect(steps.every(({ end }) => end !== null)).toBe(true);
  const pending = app.store.workspace(workspaceId)?.pending ?? [];
  expect(pending.map(({ state }) => state)).toEqual(expected.pending);
  const words = shownWords(ending);
  expect(words).toBe(wordsFor({ kind: formOf(operation) }, ...expected.said));
  expect(JSON.stringify([ending, words, steps])).not.toContain(server.token);
  await seenAsIs(operation);
}

/** Once all is well again, the window shows exactly what the server holds. */
async function seenAsIs({ name }: Operation): Promise<void> {
  server.heal();
  app.sync.resume(workspaceId);
  await app.sync.refresh(workspaceId);
  await app.sync.refresh(workspaceId);
  const shown = app.entries().map(({ memberId, rule }) => ({ memberId, ...rule }));
  expect(inWords(server, shown), name).toEqual(inWords(server, await server.truth()));
}

function formOf(operation: Operation): 'single' | 'undo' | 'bulk' {
  if (operation.name.startsWith('undo')) return 'undo';
  return isBulk(operation) ? 'bulk' : 'single';
}

const saved = ({ after }: Operation): Expected => ({
  word: 'saved',
  server: after,
  state: 'confirmed',
  pending: [],
  said: ['through', ''],
});

/** Reads are waited for less long than writes, and so told with another time. */
const ofRead = (fault: string) => (fault === 'a silence' ? 'a silent read' : fault);

type Script = Fault | readonly Fault[];

/** The write got through, in the end. */
const through: Record<string, () => Script> = {
  'a slow start': () => ({ kind: 'delay', ms: 40 }),
  'a slow body': () => ({ kind: 'slow', bytes: 4, everyMs: 5 }),
  'a body cut off': () => ({ kind: 'truncate', keep: 3 }),
  'broken compression': () => ({ kind: 'broken-compression' }),
  'a web page as its 200': () => html(200, 'done'),
  'an empty 204': () => empty(204, 'done'),
  'a silence after the work': () => ({ kind: 'hang', effect: 'done' }),
  'a reset after the work': () => ({ kind: 'drop', effect: 'done' }),
  'a close after the work': () => ({ kind: 'drop', effect: 'done', how: 'close' }),
  'a slow start and a reset after the work': () => [
    { kind: 'delay', ms: 30 },
    { kind: 'drop', effect: 'done' },
  ],
  '408 after the work': () => status(408, { effect: 'done' }),
  '500 after the work': () => status(500, { effect: 'done' }),
  '502 page after the work': () => html(502, 'done'),
  '503 after the work': () => status(503, { effect: 'done', headers: { 'Retry-After': '1' } }),
  '504 after the work': () => empty(504, 'done'),
  'somebody else at work beside it': () => ({
    kind: 'interfere',
    act: stirUp,
  }),
};

/** No answer that proves anything, and nothing happened. */
const lost: Record<string, () => Script> = {
  'a silence': () => ({ kind: 'hang', effect: 'none' }),
  'a reset': () => ({ kind: 'drop', effect: 'none' }),
  'a close': () => ({ kind: 'drop', effect: 'none', how: 'close' }),
  'an answer later than we wait': () => [{ kind: 'delay', ms: writeMs + 40 }, status(500)],
  '408': () => status(408),
  '500': () => status(500),
  '502 page': () => html(502),
  '503 with Retry-After': () => status(503, { headers: { 'Retry-After': '0' } }),
  '504': () => empty(504),
  'a redirect to another origin': () => redirect(`${elsewhere.url}/x`),
  'a 307 to another origin': () => redirect(`${elsewhere.url}/x`, 307),
};

/** Answers that prove that nothing was written. */
const refusals: Record<string, [() => Script, string]> = {
  '400': [() => status(400), 'rejected'],
  '402': [() => empty(402), 'rejected'],
  '403': [() => status(403), 'forbidden'],
  '403 page': [() => html(403), 'forbidden'],
  '404': [() => status(404), 'not-found'],
  '405': [() => status(405), 'rejected'],
  '409': [() => status(409, { message: 'overlaps' }), 'conflict'],
  '413': [() => status(413), 'rejected'],
  '422 with fields': [
    () => status(422, { errors: [{ field: 'week_days', path: '/week_days/0', message: 'no' }] }),
    'rejected',
  ],
  '422 page': [() => html(422), 'rejected'],
};

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Somebody works in another team, so that the next read is no mere 304. */
const stirUp = () =>
  server.other.create({ teamId: server.ids.payments, memberId: server.ids.lena });

const isBulk = (operation: Operation) => operation.name.startsWith('bulk');

const onWrites = [through, lost, refusals].flatMap((table) => Object.keys(table)).length;
const combinations = operations.length * onWrites;

test(`${onWrites} faults of writes on ${operations.length} operations are ${combinations} combinations`, () => {
  expect(combinations).toBeGreaterThanOrEqual(150);
  // Each has words of its own or is told as saved.
  for (const fault of [...Object.keys(lost), ...Object.keys(refusals)])
    expect(wordsFor({ kind: 'single' }, 'lost', fault), fault).not.toContain('.  ');
});

describe.each(operations)('$name', (operation) => {
  const perform = async (fault: Script) => {
    const act = await operation.prepare(app, server);
    server.next(operation.call, fault);
    return act();
  };

  test.each(Object.entries(through))('is saved through %s', async (_, fault) => {
    const ending = await perform(fault());
    await check(operation, ending, saved(operation));
    const call = server.seen(operation.call).at(-1);
    // Chromium and others repeat requests on reused connections only; on a new one this proves nothing.
    expect(call?.nthOnConnection).toBeGreaterThan(1);
  });

  test.each(Object.entries(lost))(
    'is unknown after %s, and not sent again',
    async (name, fault) => {
      const act = await operation.prepare(app, server);
      const sent = server.seen(operation.call).length;
      server.next(operation.call, fault());
      const ending = await act();
      expect(server.seen(operation.call)).toHaveLength(sent + 1);
      await check(operation, ending, {
        word: 'unknown',
        server: operation.without,
        state: 'unknown',
        pending: ['unknown'],
        said: ['lost', name],
      });
    },
  );

  test.each(Object.entries(refusals))(
    'is refused by %s, and nothing is written',
    async (name, [fault, word]) => {
      await check(operation, await perform(fault()), {
        word,
        server: operation.without,
        state: 'refused',
        pending: [],
        said: ['refused', name],
      });
    },
  );

  test('waits to be shown while reads lag behind longer than we look', async () => {
    const act = await operation.prepare(app, server);
    server.freezeReads();
    const ending = await act();
    // A delete that needs an earlier change to be seen is not sent before it is.
    const isHeldBack = operation.name.startsWith('reassignment');
    const truth = isHeldBack ? ['ana 1', 'jonas 1'] : operation.after;
    const pending = isBulk(operation)
      ? ['not-visible-yet', 'not-visible-yet', 'not-visible-yet']
      : ['not-visible-yet'];
    const said = ['lagging', ''] as const;
    const expected = { word: 'waiting', server: truth, state: 'accepted', pending, said };
    await check(operation, ending, expected);
  });

  test('is saved while reads lag behind a little', async () => {
    // Long enough for a slow machine too: only the lag may decide.
    await app.end();
    app = await opened(5_000);
    const act = await operation.prepare(app, server);
    await sleep(100);
    server.lagReads(60);
    await check(operation, await act(), saved(operation));
  });

  test('is paused or refused by 401, the draft is kept', async () => {
    const ending = await perform(status(401));
    const truth = isBulk(operation) ? ['ana 1', 'ana 2', 'ana 4'] : operation.without;
    const state = isBulk(operation) ? 'planned' : 'refused';
    // What was written before the pause is looked for when it goes on.
    const pending = isBulk(operation) ? ['waiting'] : [];
    const said = [isBulk(operation) ? 'paused' : 'refused', '401'] as const;
    await check(operation, ending, { word: 'unauthorized', server: truth, state, pending, said });
  });

  test('429 sends it again only within a bulk change', async () => {
    const ending = await perform(tooMany('0'));
    if (isBulk(operation)) {
      await check(operation, ending, saved(operation));
    } else {
      await check(operation, ending, {
        word: 'rate-limited',
        server: operation.without,
        state: 'refused',
        pending: [],
        said: ['refused', '429'],
      });
    }
  });

  /** Reads that fail: by name, the fault and the failure it is. */
  const badReads: Record<string, [() => Script, string]> = {
    '500': [() => status(500), 'server-error'],
    'a 502 page': [() => html(502), 'server-error'],
    'a silence': [() => ({ kind: 'hang', effect: 'none' }), 'timeout'],
    'a reset': [() => ({ kind: 'drop', effect: 'none' }), 'offline'],
    'half a reply': [() => ({ kind: 'truncate', keep: 20 }), 'unreadable'],
    'a web page': [() => html(200), 'unreadable'],
    'an empty body': [() => empty(200), 'unreadable'],
    'an empty object': [() => text('{}'), 'unreadable'],
    'broken compression': [() => ({ kind: 'broken-compression' }), 'unreadable'],
    'a reply too large': [() => ({ kind: 'huge', bytes: 300_000 }), 'too-large'],
    'a body too slow': [() => ({ kind: 'slow', bytes: 1, everyMs: 20 }), 'timeout'],
    'a redirect': [() => redirect(`${elsewhere.url}/x`), 'redirected'],
    '401': [() => status(401), 'unauthorized'],
    '403': [() => status(403), 'forbidden'],
    '404': [() => status(404), 'not-found'],
    '429': [() => tooMany('3000'), 'rate-limited'],
  };

  test.each(Object.entries(badReads))(
    'is not even sent when the read before it meets %s',
    async (name, [fault, word]) => {
      const act = await operation.prepare(app, server);
      await stirUp();
      const sent = server.requests.filter(({ method }) => method !== 'GET').length;
      server.always('readSchedule', fault());
      const ending = await act();
      expect(server.requests.filter(({ method }) => method !== 'GET')).toHaveLength(sent);
      await check(operation, ending, {
        word,
        server: operation.before,
        state: 'none',
        pending: [],
        said: ['unread', ofRead(name)],
      });
    },
  );

  const passing = ['500', 'a 502 page', 'a silence', 'a reset', 'half a reply'];
  test.each(passing)('is saved when one read meets %s', async (name) => {
    const act = await operation.prepare(app, server);
    const fault = badReads[name]?.[0]();
    if (fault !== undefined) server.next('readSchedule', fault);
    await check(operation, await act(), saved(operation));
  });

  // What follows the faulty call needs reads too, so only operations of one call are told apart.
  const single = ['create', 'update', 'delete', 'undo of a create'].includes(operation.name);
  test.for(single ? Object.keys(badReads) : [])(
    'waits when no read after it works: %s',
    async (name) => {
      const fault = badReads[name]?.[0];
      const act = await operation.prepare(app, server);
      server.next(operation.call, {
        kind: 'interfere',
        act: () => {
          server.always('readSchedule', fault?.() ?? status(500));
          return Promise.resolve();
        },
      });
      await check(operation, await act(), {
        word: 'waiting',
        server: operation.after,
        state: 'accepted',
        // A refused token ends the looking at once.
        pending: [name === '401' ? 'waiting' : 'not-visible-yet'],
        said: ['unseen', ofRead(name)],
      });
      // With reads back it is found, and nothing is left to decide.
      await expect.poll(() => app.store.workspace(workspaceId)?.pending).toEqual([]);
      expect(app.journal.records().at(-1)?.items[0]?.state).toBe('confirmed');
    },
  );

  test.for(single ? ['a reset'] : [])(
    'lost on the way there and on every read after it, it is found later',
    async () => {
      const act = await operation.prepare(app, server);
      server.next(operation.call, [
        {
          kind: 'interfere',
          act: () => Promise.resolve(server.always('readSchedule', status(500))),
        },
        { kind: 'drop', effect: 'done' },
      ]);
      await check(operation, await act(), {
        word: 'unknown',
        server: operation.after,
        state: 'unknown',
        pending: ['unknown'],
        said: ['blind', formOf(operation) === 'undo' ? '500' : 'a reset'],
      });
      await expect.poll(() => app.store.workspace(workspaceId)?.pending).toEqual([]);
    },
  );
});
