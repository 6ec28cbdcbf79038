import { describe, expect, test } from 'vitest';
import { answering, clientOf, json } from '../../support/fake-http.ts';

const serve = answering();

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
