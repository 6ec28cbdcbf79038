import { Agent, request } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
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
} from '../support/misbehaving/server.ts';

let pinghome: Misbehaving;
beforeAll(async () => {
  pinghome = await startMisbehaving({ account: { email: 'ana@example.com', password: 'secret' } });
});
afterEach(() => {
  pinghome.heal();
});
afterAll(() => pinghome.close());

const auth = () => ({ Authorization: `Bearer ${pinghome.token}` });
const read = (init: RequestInit = {}) =>
  fetch(`${pinghome.base}/customer/${pinghome.ids.organisation}/schedule`, {
    headers: auth(),
    ...init,
  });
const create = () =>
  fetch(`${pinghome.base}/team/${pinghome.ids.platform}/schedule`, {
    method: 'POST',
    headers: { ...auth(), 'Content-Type': 'application/json' },
    body: JSON.stringify({ team_member_id: pinghome.ids.ana, start_date: '2099-01-01T00:00:00Z' }),
  });
const count = async () => (await pinghome.truth()).length;

test('without a script it behaves like the service, and keeps what it saw', async () => {
  const before = await count();
  expect((await create()).status).toBe(201);
  expect(await count()).toBe(before + 1);
  expect(await (await read()).json()).toHaveLength(before + 1);
  const seen = pinghome.seen('createEntry').at(-1);
  expect(seen?.path).toBe(`/default/v1/team/${pinghome.ids.platform}/schedule`);
  expect(seen?.headers['authorization']).toBe(`Bearer ${pinghome.token}`);
  expect(JSON.parse(seen?.body ?? '')).toMatchObject({ team_member_id: pinghome.ids.ana });
});

describe('a write whose connection is dropped', () => {
  test.each([
    ['before it happened', { kind: 'drop', effect: 'none' }, 0],
    ['after it happened', { kind: 'drop', effect: 'done' }, 1],
    ['orderly, after it happened', { kind: 'drop', effect: 'done', how: 'close' }, 1],
  ] as const)('%s, on a connection in use', async (_name, fault, added) => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    expect(await createVia(agent)).toBe(201);
    const before = await count();
    pinghome.next('createEntry', fault);
    await expect(createVia(agent)).rejects.toThrow(/socket hang up|ECONNRESET/);
    expect(await count()).toBe(before + added);
    expect(pinghome.seen('createEntry').at(-1)?.nthOnConnection).toBe(2);
    agent.destroy();
  });
});

/** A create on the one connection of an agent; Node's own client never repeats anything. */
function createVia(agent: Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    const path = `${pinghome.base}/team/${pinghome.ids.platform}/schedule`;
    const headers = { ...auth(), 'Content-Type': 'application/json' };
    const sent = request(path, { agent, method: 'POST', headers }, (reply) => {
      reply.resume().on('end', () => {
        resolve(reply.statusCode ?? 0);
      });
    });
    sent.on('error', reject).end(JSON.stringify({ team_member_id: pinghome.ids.ana }));
  });
}

describe('an answer of our choice', () => {
  test.each([
    ['401', status(401), 401],
    ['403', status(403), 403],
    ['404', status(404), 404],
    ['408', status(408), 408],
    ['409', status(409), 409],
    ['422', status(422, { errors: [{ field: 'week_days', path: '/week_days', code: 'x' }] }), 422],
    ['429', tooMany('7'), 429],
    ['500', status(500), 500],
    ['a gateway page', html(502), 502],
    ['nothing at all', empty(200), 200],
  ])('%s is sent once and does nothing', async (_name, fault, code) => {
    const before = await count();
    pinghome.next('createEntry', fault);
    expect((await create()).status).toBe(code);
    expect(await count()).toBe(before);
    expect((await create()).status).toBe(201);
  });

  test('421 makes fetch send even a write again, and both requests are seen', async () => {
    const seen = pinghome.seen('createEntry').length;
    pinghome.next('createEntry', status(421));
    expect((await create()).status).toBe(201);
    expect(pinghome.seen('createEntry')).toHaveLength(seen + 2);
  });

  test('can be sent although the work was done', async () => {
    const before = await count();
    pinghome.next('createEntry', status(500, { effect: 'done' }));
    expect((await create()).status).toBe(500);
    expect(await count()).toBe(before + 1);
  });

  test('may carry Retry-After, or any text', async () => {
    pinghome.next('readSchedule', tooMany('7'), text('{"half":'));
    expect((await read()).headers.get('retry-after')).toBe('7');
    expect(await (await read()).text()).toBe('{"half":');
  });

  test('stands until healed', async () => {
    pinghome.always('any', status(503));
    expect([(await read()).status, (await read()).status, (await create()).status]).toEqual([
      503, 503, 503,
    ]);
    pinghome.heal();
    expect((await read()).status).toBe(200);
  });
});

describe('a body that does not arrive as it should', () => {
  test.each([
    ['truncated', { kind: 'truncate', keep: 20 }],
    ['under a false encoding', { kind: 'broken-compression' }],
  ] as const)('%s', async (_name, fault: Fault) => {
    pinghome.next('readSchedule', fault);
    const reply = await read();
    expect(reply.status).toBe(200);
    await expect(reply.text()).rejects.toThrow();
  });

  test('huge', async () => {
    pinghome.next('readSchedule', { kind: 'huge', bytes: 3_000_000 });
    const body = await (await read()).text();
    expect(body.length).toBeGreaterThan(3_000_000);
    expect(Array.isArray(JSON.parse(body))).toBe(true);
  });

  test('slow', async () => {
    pinghome.next('readSchedule', { kind: 'slow', bytes: 1_000, everyMs: 20 });
    const from = performance.now();
    const entries: unknown = await (await read()).json();
    expect(entries).toHaveLength(await count());
    expect(performance.now() - from).toBeGreaterThan(50);
  });

  test('never', async () => {
    pinghome.next('readSchedule', { kind: 'hang', effect: 'none' });
    await expect(read({ signal: AbortSignal.timeout(200) })).rejects.toThrow();
    pinghome.next('readSchedule', [{ kind: 'delay', ms: 300 }, status(401)]);
    await expect(read({ signal: AbortSignal.timeout(100) })).rejects.toThrow();
  });
});

test('it points to another origin, which records what it gets', async () => {
  const elsewhere = await startRecorder();
  pinghome.next('readSchedule', redirect(`${elsewhere.url}/caught`));
  expect(await (await read()).json()).toEqual([]);
  expect(elsewhere.requests.map((request) => request.path)).toEqual(['/caught']);
  await elsewhere.close();
});

test('reads lag behind writes for as long as told', async () => {
  const before = await count();
  pinghome.lagReads(400);
  await create();
  expect(await (await read()).json()).toHaveLength(before);
  expect(await count()).toBe(before + 1);
  await new Promise((resolve) => setTimeout(resolve, 450));
  expect(await (await read()).json()).toHaveLength(before + 1);
});

test('someone else changes an entry between a read and a write', async () => {
  const [entry] = await pinghome.truth();
  if (entry === undefined) throw new Error('The sample is empty');
  pinghome.next('createEntry', {
    kind: 'interfere',
    act: (other) => other.change(entry.memberId, entry.createdAt, { weekDays: [6] }),
  });
  expect((await create()).status).toBe(201);
  const now = (await pinghome.truth()).find((one) => one.createdAt === entry.createdAt);
  expect(now?.weekDays).toEqual([6]);
});

test('it goes away and comes back at the same address', async () => {
  await pinghome.goAway();
  await expect(read()).rejects.toThrow();
  await pinghome.comeBack();
  expect((await read()).status).toBe(200);
});

test('an account signs in and out', async () => {
  const post = (password: string) =>
    fetch(`${pinghome.base}/auth`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ email: 'Ana@example.com', password }),
    });
  expect((await post('wrong')).status).toBe(401);
  const { token } = (await (await post('secret')).json()) as { token: string };
  const headers = { Authorization: `Bearer ${token}` };
  expect((await read({ headers })).status).toBe(200);
  const out = await fetch(`${pinghome.base}/auth`, { method: 'DELETE', headers });
  expect(out.status).toBe(204);
  expect((await read({ headers })).status).toBe(401);
  expect((await read()).status).toBe(200);
});
