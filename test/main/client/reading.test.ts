import { describe, expect, test } from 'vitest';
import { answering, clientOf, entryRow, json, secret } from '../../support/fake-http.ts';

const serve = answering();

describe('reading', () => {
  test('asks the documented path with the token, and reads the entries', async () => {
    const server = await serve((_, response) => {
      json(response, 200, { data: [entryRow] }, { etag: '"v1"' });
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
      json(response, 200, [entryRow]);
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
      response.end(JSON.stringify([entryRow]));
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

  test('a Link header with a next page is noticed', async () => {
    const server = await serve((_, response) => {
      json(response, 200, [entryRow], { link: '<https://x/?page=2>; rel="next"' });
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
