import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import {
  clientOf,
  json,
  openFakeHttp,
  secret,
  type Answer,
  type FakeHttp,
} from '../../support/fake-http.ts';

const row = {
  team_member_id: 'm',
  team_id: 't',
  created_at: '2026-01-01T00:00:00+00:00',
  week_days: [1],
  start_time: '09:00:00',
  end_time: '17:00:00',
};
const body = {
  team_member_id: 'm',
  start_date: null,
  end_date: null,
  months_of_year: [1],
  weeks_of_month: [1],
  week_days: [1],
  start_time: '09:00:00',
  end_time: '17:00:00',
};

/** A second in 1994 that RFC 9110 writes in all its forms. */
const now = Date.UTC(1994, 10, 6, 8, 49, 37);

const open: FakeHttp[] = [];
async function serve(answer: Answer): Promise<FakeHttp> {
  const server = await openFakeHttp(answer);
  open.push(server);
  return server;
}
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

describe('reading', () => {
  test('asks the documented path with the token, and reads the entries', async () => {
    const server = await serve((_, response) => {
      json(response, 200, { data: [row] }, { etag: '"v1"' });
    });
    const outcome = await clientOf(server.address + '/default/v1').readSchedule('a b/../c');
    expect(outcome).toMatchObject({
      ok: true,
      value: { kind: 'entries', entries: [{ memberId: 'm' }], skipped: 0, etag: '"v1"' },
    });
    expect(server.seen[0]).toMatchObject({
      method: 'GET',
      url: '/default/v1/customer/a%20b%2F..%2Fc/schedule',
      headers: { authorization: `Bearer ${secret}` },
    });
  });

  test('sends the entity tag it was given and understands 304', async () => {
    const server = await serve((request, response) => {
      response.writeHead(request.headers['if-none-match'] === '"v1"' ? 304 : 200);
      response.end();
    });
    const outcome = await clientOf(server.address).readSchedule('c', { etag: '"v1"' });
    expect(outcome).toEqual({ ok: true, value: { kind: 'unchanged' } });
  });

  test('the same bytes again are unchanged, without any entity tag', async () => {
    const server = await serve((_, response) => {
      json(response, 200, [row]);
    });
    const first = await clientOf(server.address).readSchedule('c');
    const digest = first.ok && first.value.kind === 'entries' ? first.value.digest : '';
    const second = await clientOf(server.address).readSchedule('c', { digest });
    expect(second).toEqual({ ok: true, value: { kind: 'unchanged' } });
  });

  test('204 is no entries; an empty 200, null and 304 unasked are unreadable', async () => {
    const server = await serve((_, response) => {
      response.writeHead(204);
      response.end();
    });
    const client = clientOf(server.address);
    expect(await client.readSchedule('c')).toMatchObject({ ok: true, value: { entries: [] } });
    for (const [status, text] of [
      [200, ''],
      [200, 'null'],
      [304, ''],
    ] as const) {
      server.answer = (_, response) => {
        response.writeHead(status);
        response.end(text);
      };
      expect(await client.readSchedule('c')).toMatchObject({
        ok: false,
        failure: { kind: 'unreadable' },
      });
    }
  });

  test('valid JSON under a wrong content type is read, broken UTF-8 is not', async () => {
    const server = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end(JSON.stringify([row]));
    });
    const client = clientOf(server.address);
    expect(await client.readSchedule('c')).toMatchObject({ ok: true });
    server.answer = (_, response) => {
      response.end(Buffer.from('5b22ff225d', 'hex'));
    };
    expect(await client.readSchedule('c')).toMatchObject({ failure: { kind: 'unreadable' } });
  });

  const kinds: [string, number, object, object][] = [
    ['401', 401, {}, { kind: 'unauthorized' }],
    ['403', 403, { message: 'no' }, { kind: 'forbidden', detail: 'HTTP 403: no' }],
    ['404', 404, {}, { kind: 'not-found', detail: 'HTTP 404' }],
    ['409', 409, { error: 'twice' }, { kind: 'conflict', detail: 'HTTP 409: twice' }],
    [
      '422',
      422,
      { errors: { week_days: ['bad'] } },
      {
        kind: 'rejected',
        status: 422,
        errors: [{ field: 'week_days', path: '/week_days', message: 'bad' }],
      },
    ],
    [
      '400',
      400,
      { errors: [{ path: '/week_days/1', code: 'out_of_range', message: 'x' }] },
      {
        kind: 'rejected',
        status: 400,
        errors: [{ field: 'week_days', path: '/week_days/1', code: 'out_of_range' }],
      },
    ],
    ['501', 501, {}, { kind: 'server-error', status: 501 }],
  ];
  test.each(kinds)('%s is told by kind and not asked again', async (_, status, answer, failure) => {
    const server = await serve((_request, response) => {
      json(response, status, answer);
    });
    expect(await clientOf(server.address).readSchedule('c')).toMatchObject({ ok: false, failure });
    expect(server.seen).toHaveLength(1);
  });

  test('is tried again three times after 1, 2 and 4 seconds, and no more', async () => {
    const server = await serve((_, response) => {
      json(response, 503, {});
    });
    const client = clientOf(server.address);
    expect(await client.readSchedule('c')).toMatchObject({
      failure: { kind: 'server-error', status: 503 },
    });
    expect(client.waits).toEqual([1_000, 2_000, 4_000]);
    expect(server.seen).toHaveLength(4);
  });

  test('jitter spreads the tries', async () => {
    const server = await serve((_, response) => {
      json(response, 500, {});
    });
    const client = clientOf(server.address, { random: () => 0 });
    await client.readSchedule('c');
    expect(client.waits).toEqual([750, 1_500, 3_000]);
  });

  test('Retry-After is waited for when short and handed back when long', async () => {
    const server = await serve((_, response) => {
      json(response, server.seen.length === 1 ? 429 : 200, [row], { 'retry-after': '2' });
    });
    const client = clientOf(server.address, { now: () => 5_000_000 });
    expect(await client.readSchedule('c')).toMatchObject({ ok: true });
    expect(client.waits).toEqual([2_000]);
    server.answer = (_, response) => {
      json(response, 429, {}, { 'retry-after': '600' });
    };
    const before = server.seen.length;
    expect(await client.readSchedule('c')).toEqual({
      ok: false,
      failure: { kind: 'rate-limited', retryAt: 5_600_000 },
    });
    expect(server.seen).toHaveLength(before + 1);
  });

  const at = (ms: number) => new Date(ms).toUTCString();
  test.each([
    ['seconds', () => '2', 2_000],
    ['a date', () => at(now + 3_000), 3_000],
    ['a date in one of the old forms', () => 'Sun Nov  6 08:49:40 1994', 3_000],
    ['a date that is past', () => at(now - 60_000), 1_000],
    ['no time at all', () => '0', 1_000],
    ['words', () => 'in 5 minutes', 1_000],
    ['a date nobody agreed on', () => '11/06/1994', 1_000],
  ])('Retry-After as %s is understood, of 429 and of 503', async (_, value, waitedMs) => {
    for (const status of [429, 503]) {
      const server = await serve((_request, response) => {
        const headers = { 'retry-after': value(), date: at(now) };
        json(response, server.seen.length === 1 ? status : 200, [row], headers);
      });
      const client = clientOf(server.address, { now: () => now });
      expect(await client.readSchedule('c')).toMatchObject({ ok: true });
      expect(client.waits).toEqual([waitedMs]);
    }
  });

  test('a clock that is wrong here does not change what a date asks for', async () => {
    const server = await serve((_, response) => {
      json(response, 503, {}, { 'retry-after': at(now + 600_000), date: at(now) });
    });
    const wrong = now + 3_600_000;
    expect(await clientOf(server.address, { now: () => wrong }).readSchedule('c')).toMatchObject({
      failure: { kind: 'server-error', status: 503, retryAt: wrong + 600_000 },
    });
    expect(
      await clientOf(server.address, { now: () => wrong }).createEntry('t', body),
    ).toMatchObject({
      kind: 'uncertain',
      failure: { retryAt: wrong + 600_000 },
    });
  });

  test('a dropped connection is offline, half a reply and broken compression are unreadable', async () => {
    const server = await serve((_, response) => {
      response.socket?.destroy();
    });
    const client = clientOf(server.address);
    expect(await client.readSchedule('c')).toMatchObject({ failure: { kind: 'offline' } });
    server.answer = (_, response) => {
      response.writeHead(200, { 'content-length': '500' });
      response.write('[{');
      setImmediate(() => response.socket?.destroy());
    };
    expect(await client.readSchedule('c')).toMatchObject({ failure: { kind: 'unreadable' } });
    server.answer = (_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' });
      response.end('not gzip');
    };
    expect(await client.readSchedule('c')).toMatchObject({ failure: { kind: 'unreadable' } });
  });

  test('nobody listening is offline, and an unusable port too', async () => {
    const server = await serve(() => undefined);
    await server.close();
    expect(await clientOf(server.address).readSchedule('c')).toMatchObject({
      failure: { kind: 'offline', detail: 'ECONNREFUSED' },
    });
    expect(await clientOf('http://127.0.0.1:1').readSchedule('c')).toMatchObject({
      failure: { kind: 'offline' },
    });
  });

  test("Chromium's plain errors are told apart by their code", async () => {
    for (const [code, kind] of [
      ['ERR_INTERNET_DISCONNECTED', 'offline'],
      ['ERR_TIMED_OUT', 'timeout'],
      ['ERR_UNSAFE_REDIRECT', 'redirected'],
    ]) {
      const client = clientOf('http://127.0.0.1:9', {
        fetchRead: () => Promise.reject(new Error(`net::${String(code)}`)),
      });
      expect(await client.readSchedule('c')).toMatchObject({ failure: { kind } });
    }
  });

  test('a mistake of our own is thrown, not told as a fault of the network', async () => {
    const client = clientOf('http://127.0.0.1:9', {
      fetchRead: () => Promise.reject(new TypeError('x is not a function')),
    });
    await expect(client.readSchedule('c')).rejects.toThrow('x is not a function');
  });

  test('slow headers and slow bodies end at their limits', async () => {
    const server = await serve(() => undefined);
    const limits = { headersMs: 60, bodyMs: 60, retryMs: [] };
    const client = clientOf(server.address, { limits });
    expect(await client.readSchedule('c')).toMatchObject({
      failure: { kind: 'timeout', afterMs: 60 },
    });
    server.answer = (_, response) => {
      response.writeHead(200);
      response.write('[');
    };
    expect(await client.readSchedule('c')).toMatchObject({
      failure: { kind: 'timeout', afterMs: 60 },
    });
  });

  test('a reply larger than the limit is refused, also when it is compressed small', async () => {
    const large = `[${' '.repeat(200_000)}]`;
    const server = await serve((_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' });
      response.end(gzipSync(large));
    });
    const client = clientOf(server.address, { limits: { bodyBytes: 100_000 } });
    expect(await client.readSchedule('c')).toMatchObject({
      failure: { kind: 'too-large', limitBytes: 100_000 },
    });
    expect(await clientOf(server.address).readSchedule('c')).toMatchObject({ ok: true });
  });

  test('an abort ends a read at once', async () => {
    const server = await serve(() => undefined);
    const stop = new AbortController();
    const reading = clientOf(server.address).readSchedule('c', { signal: stop.signal });
    setTimeout(() => {
      stop.abort();
    }, 30);
    expect(await reading).toMatchObject({ ok: false });
    expect(server.seen).toHaveLength(1);
  });

  test('a Link header with a next page is noticed', async () => {
    const server = await serve((_, response) => {
      json(response, 200, [row], { link: '<https://x/?page=2>; rel="next"' });
    });
    expect(await clientOf(server.address).readSchedule('c')).toMatchObject({
      value: { morePages: true },
    });
  });

  test.each(['', '.', '..', 'a\ud800'])('the id %j is never sent', async (id) => {
    expect(await clientOf('http://127.0.0.1:9').readSchedule(id)).toMatchObject({
      failure: { kind: 'not-allowed' },
    });
  });
});

describe('writing', () => {
  test('goes out exactly once, whatever comes back', async () => {
    const server = await serve((_, response) => {
      json(response, 500, {});
    });
    const client = clientOf(server.address);
    for (const answer of [500, 502, 503, 408, 429, 409]) {
      server.seen.length = 0;
      server.answer = (_, response) => {
        json(response, answer, {}, { 'retry-after': '0' });
      };
      const result = await client.createEntry('t', body);
      expect(server.seen).toHaveLength(1);
      expect(result.kind).toBe([409, 429].includes(answer) ? 'refused' : 'uncertain');
    }
  });

  test('421 leaves it uncertain: fetch itself may repeat a request then, an accepted limit', async () => {
    const server = await serve((_, response) => {
      json(response, 421, {});
    });
    expect(await clientOf(server.address).createEntry('t', body)).toMatchObject({
      kind: 'uncertain',
    });
    expect(server.seen.length).toBeLessThanOrEqual(2);
  });

  test('any 2xx is a yes, whatever its body', async () => {
    const server = await serve((_, response) => {
      response.writeHead(202, { 'content-length': '99' });
      response.write('<ht');
    });
    expect(await clientOf(server.address).createEntry('t/1', body)).toEqual({ kind: 'accepted' });
    expect(server.seen[0]).toMatchObject({
      method: 'POST',
      url: '/team/t%2F1/schedule',
      body: JSON.stringify(body),
    });
  });

  test('created_at is echoed byte for byte in the body and the query', async () => {
    const server = await serve((_, response) => {
      json(response, 200, {});
    });
    const client = clientOf(server.address);
    const createdAt = '2026-01-01 00:00:00.120+00:00 &x';
    await client.updateEntry('t', { ...body, created_at: createdAt }, { ifMatch: '"e"' });
    await client.deleteEntry('t', { memberId: 'M 1', createdAt });
    expect(JSON.parse(server.seen[0]?.body ?? '')).toMatchObject({ created_at: createdAt });
    expect(server.seen[0]?.headers['if-match']).toBe('"e"');
    expect(server.seen[1]?.url).toBe(
      '/team/t/schedule?team_member_id=M%201&created_at=2026-01-01%2000%3A00%3A00.120%2B00%3A00%20%26x',
    );
  });

  test('a lost connection is uncertain, one that never stood is a refusal', async () => {
    const server = await serve((_, response) => {
      response.socket?.destroy();
    });
    const client = clientOf(server.address, { limits: { writeMs: 60 } });
    expect(await client.createEntry('t', body)).toMatchObject({
      kind: 'uncertain',
      failure: { kind: 'offline' },
    });
    server.answer = () => undefined;
    expect(await client.createEntry('t', body)).toMatchObject({
      kind: 'uncertain',
      failure: { kind: 'timeout' },
    });
    await server.close();
    expect(await client.createEntry('t', body)).toMatchObject({
      kind: 'refused',
      failure: { kind: 'offline' },
    });
  });
});

describe('roster and sign-in', () => {
  test('teams, members and the profile are read from any likely wrapper', async () => {
    const server = await serve((request, response) => {
      const answers: Record<string, unknown> = {
        '/teams': { teams: [{ team_id: 't1', name: 'Platform', member_count: 2 }] },
        '/team/t1/members': {
          data: { members: [{ customer_id: 'c1', name: 'Ana Pires', email: 'a@x' }] },
        },
        '/customer': { customer: { id: 'c1', full_name: 'Ana Pires' }, organisation: { id: 'o' } },
      };
      json(response, 200, answers[request.url]);
    });
    const client = clientOf(server.address);
    const whole = { skipped: 0, morePages: false };
    expect(await client.listTeams()).toEqual({
      ok: true,
      value: { rows: [{ id: 't1', name: 'Platform' }], ...whole },
    });
    expect(await client.listMembers('t1')).toEqual({
      ok: true,
      value: { rows: [{ id: 'c1', name: 'Ana Pires', email: 'a@x' }], ...whole },
    });
    expect(await client.readProfile()).toMatchObject({ value: { id: 'c1', name: 'Ana Pires' } });
  });

  test.each([
    [{ token: 'T' }],
    [{ access_token: 'T', refresh_token: 'R' }],
    [{ tokens: { accessToken: 'T', refreshToken: 'R' }, customer: { id: 'c1' } }],
    [{ data: { tokens: { id_token: 'I', access_token: 'T' } } }],
    [{ authentication: { token: { jwt: 'T' } } }],
  ])('the token is found in %j', async (reply) => {
    const server = await serve((_, response) => {
      json(response, 200, reply);
    });
    expect(await clientOf(server.address).signIn('a@x', 'pw')).toMatchObject({
      ok: true,
      value: { token: 'T' },
    });
    expect(server.seen[0]).toMatchObject({
      method: 'POST',
      url: '/auth',
      body: '{"email":"a@x","password":"pw"}',
    });
    expect(server.seen[0]?.headers.authorization).toBeUndefined();
  });

  test('signing out is a DELETE with the token; a blank address is a feature that is off', async () => {
    const server = await serve((_, response) => {
      response.writeHead(204);
      response.end();
    });
    expect(await clientOf(server.address).signOut()).toEqual({ ok: true, value: null });
    expect(server.seen[0]).toMatchObject({ method: 'DELETE', url: '/auth' });
    const off = clientOf('', {
      addresses: { read: server.address, write: server.address, roster: '', signIn: '' },
    });
    expect(await off.signIn('a', 'b')).toMatchObject({ failure: { kind: 'not-allowed' } });
    expect(await off.listTeams()).toMatchObject({ failure: { kind: 'not-allowed' } });
  });
});

describe('the token', () => {
  test('is never sent to another origin, on any call', async () => {
    const other = await serve((_, response) => {
      json(response, 200, []);
    });
    const server = await serve((_, response) => {
      response.writeHead(server.seen.length % 2 === 0 ? 307 : 302, {
        location: `${other.address}/stolen`,
      });
      response.end();
    });
    const client = clientOf(server.address);
    expect(await client.readSchedule('c')).toMatchObject({ failure: { kind: 'redirected' } });
    expect(await client.createEntry('t', body)).toMatchObject({ failure: { kind: 'redirected' } });
    expect(await client.updateEntry('t', { ...body, created_at: 'x' })).toMatchObject({
      failure: { kind: 'redirected' },
    });
    expect(await client.deleteEntry('t', { memberId: 'm', createdAt: 'x' })).toMatchObject({
      failure: { kind: 'redirected' },
    });
    expect(await client.listTeams()).toMatchObject({ failure: { kind: 'redirected' } });
    expect(await client.listMembers('t')).toMatchObject({ failure: { kind: 'redirected' } });
    expect(await client.readProfile()).toMatchObject({ failure: { kind: 'redirected' } });
    expect(await client.signIn('a', 'b')).toMatchObject({ failure: { kind: 'redirected' } });
    expect(await client.signOut()).toMatchObject({ failure: { kind: 'redirected' } });
    expect(other.seen).toEqual([]);
    expect(server.seen).toHaveLength(9);
  });

  test('is in no failure, even when the server repeats it', async () => {
    const server = await serve((request, response) => {
      json(response, 422, {
        message: `bad ${String(request.headers.authorization)}`,
        errors: [{ field: 'x', message: secret }],
      });
    });
    const client = clientOf(server.address);
    const results = [
      await client.readSchedule('c'),
      await client.createEntry('t', body),
      await client.listTeams(),
    ];
    expect(JSON.stringify(results)).not.toContain(secret);
    expect(JSON.stringify(results)).toContain('[token]');
  });

  test('that cannot stand in a header is refused without being named', async () => {
    const client = clientOf('http://127.0.0.1:9', { token: () => Promise.resolve('a\nb-geheim') });
    expect(await client.readSchedule('c')).toEqual({
      ok: false,
      failure: { kind: 'unauthorized' },
    });
    const none = clientOf('http://127.0.0.1:9', { token: () => Promise.resolve(null) });
    expect(await none.createEntry('t', body)).toEqual({
      kind: 'refused',
      failure: { kind: 'no-token' },
    });
  });
});
