import { describe, expect, test } from 'vitest';
import { answering, clientOf, entryBody, json, secret } from '../../support/fake-http.ts';

const serve = answering();

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
    expect(await client.createEntry('t', entryBody)).toMatchObject({
      failure: { kind: 'redirected' },
    });
    expect(await client.updateEntry('t', { ...entryBody, created_at: 'x' })).toMatchObject({
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
      await client.createEntry('t', entryBody),
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
    expect(await none.createEntry('t', entryBody)).toEqual({
      kind: 'refused',
      failure: { kind: 'no-token' },
    });
  });
});
