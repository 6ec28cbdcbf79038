import { describe, expect, test } from 'vitest';
import { parseRoster, RosterUnreadable } from '../../service/roster.ts';
import { startService } from '../../service/index.ts';
import { sampleIds } from '../../service/sample.ts';
import { startTestService, type TestService } from '../support/service.ts';

const organisation = { id: '00000000-0000-4000-8000-00000000000A', name: 'Ours' };
const ann = { id: '00000000-0000-4000-8000-000000000001', name: 'Ann', email: 'ann@ours.example' };
const bob = { id: '00000000-0000-4000-8000-000000000002', name: 'Bob', role: 'manager' };
const team = { id: '00000000-0000-4000-8000-00000000000b', name: 'Core', members: [ann, bob] };
const roster = (changes: object = {}) =>
  parseRoster(JSON.stringify({ organisation, teams: [team], ...changes }));

async function get(service: { readonly url: string }, path: string): Promise<unknown> {
  const headers = { Authorization: 'Bearer test-token' };
  return (await fetch(`${service.url}/v1${path}`, { headers })).json();
}

describe('a roster', () => {
  test('fills an empty database with teams and people, who can then be put on call', async () => {
    const service = await startTestService({ sampleAt: null, roster: roster() });
    expect(service.customer).toBe(organisation.id.toLowerCase());
    expect(await get(service, `/team/${team.id}/members`)).toEqual([
      { customer_id: ann.id, name: 'Ann', email: 'ann@ours.example', role: 'user' },
      { customer_id: bob.id, name: 'Bob', email: null, role: 'manager' },
    ]);
    const created = await fetch(`${service.url}/v1/team/${team.id}/schedule`, {
      method: 'POST',
      headers: { Authorization: 'Bearer test-token', 'Content-Type': 'application/json' },
      body: JSON.stringify({ team_member_id: bob.id }),
    });
    expect(created.status).toBe(201);
    await afterBobLeft(service);
    await service.close();
  });

  /** A second service on the same file, with a later roster. */
  async function afterBobLeft(service: TestService): Promise<void> {
    const later = roster({ teams: [{ ...team, name: 'Kernel', members: [ann] }] });
    const { database } = service;
    const second = await startService({ database, token: 'test-token', roster: later });
    expect(await get(second, '/teams')).toMatchObject([{ name: 'Kernel', member_count: 1 }]);
    expect(await get(second, `/customer/${bob.id}/schedule`)).toHaveLength(1);
    await second.close();
  }

  test('of another organisation is refused, and nothing changes', async () => {
    const service = await startTestService();
    const { database } = service;
    await expect(startService({ database, token: 't', roster: roster() })).rejects.toThrow(
      'another organisation, Sample Ltd',
    );
    expect(await get(service, `/team/${sampleIds.platform}/members`)).toHaveLength(4);
    await service.close();
  });

  test.each([
    ['no JSON', '{', /JSON/],
    ['no team', JSON.stringify({ organisation, teams: [] }), /teams: there must be a team/],
    [
      'an id that is none',
      JSON.stringify({ organisation, teams: [{ ...team, id: 'x' }] }),
      /teams\.0\.id: an id must be a UUID/,
    ],
    [
      'a misspelt field',
      JSON.stringify({ organisation, teams: [{ ...team, member: [] }] }),
      /teams\.0\.member/,
    ],
  ])('with %s is refused with the place', (_name, text, message) => {
    expect(() => parseRoster(text)).toThrow(RosterUnreadable);
    expect(() => parseRoster(text)).toThrow(message);
  });
});
