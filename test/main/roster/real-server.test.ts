import { afterEach, beforeEach, expect, test } from 'vitest';
import { freshness } from '../../../core/tray/freshness.ts';
import { clientOf, json, openFakeHttp, type FakeHttp } from '../../support/fake-http.ts';
import { unread, watchedBy, workspaceId, type Watched } from '../../support/watched.ts';

// Twelve teams of three; one of each is watched, and so the others of their team.
const teams = Array.from({ length: 12 }, (_, at) => `t${String(at)}`);
const membersOf = (team: string) =>
  ['Al', 'Bo', 'Cy'].map((name) => ({ customer_id: `${team}-${name}`, name }));

let server: FakeHttp;
let app: Watched;
let most = 0;
let refused: readonly string[] = [];

beforeEach(async () => {
  let open = 0;
  most = 0;
  refused = ['t3-Bo'];
  server = await openFakeHttp((request, response) => {
    most = Math.max(most, ++open);
    setTimeout(() => {
      open--;
      const [, kind, id = ''] = request.url.split('/');
      if (kind === 'teams')
        json(response, 200, { teams: teams.map((team) => ({ team_id: team })) });
      else if (kind === 'team') json(response, 200, membersOf(id));
      else if (refused.includes(id)) json(response, 403, { message: 'not yours' });
      else json(response, 200, [{ team_member_id: id, created_at: 'x', week_days: [1] }]);
    }, 5);
  });
  const client = clientOf(server.address);
  app = watchedBy(() => client, {
    workspaces: [unread({ customerIds: teams.map((team) => `${team}-Al`) })],
  });
});
afterEach(async () => {
  await app.end();
  await server.close();
});

test('a whole roster and everybody’s schedule are asked for four at a time, each once', async () => {
  await app.sync.refresh(workspaceId);
  expect(most).toBe(4);
  const asked = server.seen.map(({ url }) => url);
  expect(new Set(asked).size).toBe(asked.length);
  expect(asked).toHaveLength(1 + 12 + 36);
});

test('the schedule of one member refused is told, and hides nobody else’s', async () => {
  await app.sync.refresh(workspaceId);
  const { entries, read } = app.workspace();
  expect(entries).toHaveLength(35);
  // None of them names its team: the team is that of the membership.
  expect(new Set(entries.map(({ teamId }) => teamId))).toEqual(new Set(teams));
  expect(read).toMatchObject({
    failure: null,
    incomplete: [
      {
        kind: 'member-refused',
        memberId: 't3-bo',
        failure: { kind: 'forbidden', detail: 'HTTP 403: not yours' },
      },
    ],
  });
  expect(freshness(app.workspace(), app.clock.now())).toMatchObject({
    state: 'partial',
    reasons: ['Bo could not be read'],
  });
});

test('several who are refused are counted out of everybody who was asked for', async () => {
  refused = ['t3-Bo', 't5-Cy'];
  await app.sync.refresh(workspaceId);
  expect(freshness(app.workspace(), app.clock.now()).reasons).toEqual([
    '2 of 36 people could not be read',
  ]);
});
