import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { done, failed } from '../../../core/contract/failure.ts';
import { freshness } from '../../../core/tray/freshness.ts';
import { hourMs, minuteMs } from '../../../core/time/instant.ts';
import { readMembers, readTeams } from '../../../main/pinghome/roster-read.ts';
import { clientOf, json, openFakeHttp } from '../../support/fake-http.ts';
import { FakeClient, offline, readRow, replyOf } from '../../support/fake-client.ts';
import { unread, watchedBy, type Watched } from '../../support/watched.ts';

let fake: FakeClient;
let app: Watched;

beforeEach(() => {
  fake = new FakeClient(() => replyOf([readRow('a', { memberId: 'm9' })]));
  fake.teams = done([
    { id: 't1', name: 'Platform' },
    { id: 't2', name: 'Payments' },
  ]);
  fake.members = { t1: done([ana]), t2: done([{ ...ana, id: 'm2' }]) };
  app = watchedBy(() => fake.client, { workspaces: [unread({ customerIds: ['m1'] })] });
});
afterEach(() => app.end());

const ana = { id: 'm1', name: 'Ana', email: null };
const refused = failed({ kind: 'forbidden', detail: 'no' });

const start = async () => {
  app.sync.start();
  await app.clock.advance(0);
};
const notes = () => app.workspace().entries.flatMap((entry) => entry.notes);
const trust = () => {
  const { state, reasons } = freshness(app.workspace(), app.clock.now());
  return { state, reasons };
};

describe('what the roster leaves out', () => {
  test('nothing: an entry of somebody in no team is of an unknown member', async () => {
    await start();
    expect(notes()).toContain('unknown-member');
    expect(trust()).toEqual({ state: 'fresh', reasons: [] });
  });

  test.each([
    [
      'a row that is not understood',
      { skipped: 1, morePages: false },
      '1 team or member unreadable',
    ],
    ['more pages', { skipped: 0, morePages: true }, 'PingHome sent only a part of the teams'],
  ])('%s: is told, and nobody is called unknown', async (_, left, reason) => {
    fake.left = left;
    await start();
    expect(notes()).toEqual([]);
    expect(trust()).toEqual({ state: 'partial', reasons: [reason] });
  });

  test('more people than are read: how many is told, and nobody unread is called free', async () => {
    const crowd = Array.from({ length: 510 }, (_, at) => ({ ...ana, id: `m${String(at)}` }));
    fake.members['t1'] = done(crowd);
    await start();
    expect(fake.asked).toHaveLength(500);
    expect(trust()).toEqual({ state: 'partial', reasons: ['10 people too many to read'] });
  });

  test('a refused team is told by its name, many as a number; others stay', async () => {
    fake.members['t2'] = refused;
    await start();
    expect(notes()).toEqual([]);
    expect(trust()).toEqual({
      state: 'partial',
      reasons: ['who is in Payments could not be read'],
    });
    expect(app.workspace().members.map(({ name }) => name)).toEqual(['Ana', 'm9']);
    fake.members['t1'] = refused;
    app.sync.forgetNames('w1');
    await app.clock.advance(minuteMs);
    // Of Platform the members are known from before.
    expect(trust().reasons).toEqual(['who is in Payments could not be read']);
    fake.teams = done(['t3', 't4'].map((id) => ({ id, name: null })));
    app.sync.forgetNames('w1');
    await app.clock.advance(minuteMs);
    expect(trust().reasons).toEqual(['who is in 2 teams could not be read']);
  });
});

describe('names', () => {
  test.each([
    ['read well', () => undefined, 24],
    ['refused', () => (fake.teams = refused), 1],
    ['not to be reached', () => (fake.teams = failed(offline)), 1],
    ['turned off', () => (fake.teams = failed({ kind: 'not-allowed', detail: 'off' })), 24],
    ['of a team not to be reached', () => (fake.members['t2'] = failed(offline)), 1],
    ['of a team refused', () => (fake.members['t2'] = refused), 24],
  ])('that were %s are asked for again in time', async (_, prepare, hours) => {
    prepare();
    await start();
    await app.clock.advance(hours * hourMs - minuteMs);
    expect(fake.rostersAsked).toBe(1);
    await app.clock.advance(2 * minuteMs);
    expect(fake.rostersAsked).toBe(2);
  });

  test('of many teams are read at most four at a time, schedules counted in', async () => {
    const many = Array.from({ length: 40 }, (_, i) => String(i));
    fake.teams = done(many.map((id) => ({ id: `t${id}`, name: null })));
    const members = many.map((id) => [`t${id}`, done([{ ...ana, id: `m${id}` }])] as const);
    fake.members = Object.fromEntries(members);
    app.store.changeWorkspace('w1', { customerIds: many.map((id) => `m${id}`) });
    await start();
    expect(fake.asked).toHaveLength(40);
    expect(app.workspace().teams).toHaveLength(40);
    expect(fake.mostInFlight).toBe(4);
  });
});

describe('a roster reply', () => {
  const rows = [{ team_id: 't1', name: 'One' }, { name: 'without an id' }, 'scalar'];
  const known = [{ id: 't1', name: 'One' }];
  test.each([
    ['a list with rows not understood', rows, { rows: known, skipped: 2, morePages: false }],
    [
      'a wrapper with a next page',
      { data: { teams: rows, next_cursor: 'x' } },
      { rows: known, skipped: 2, morePages: true },
    ],
    [
      'a total greater than its rows',
      { teams: [rows[0]], meta: { total: 2 } },
      { rows: known, skipped: 0, morePages: true },
    ],
    ['a wrapper with null', { teams: null }, { rows: [], skipped: 0, morePages: false }],
    ['nothing that is understood', [{}], null],
  ])('%s', (_, value, expected) => {
    expect(readTeams(value)).toEqual(expected);
  });

  test('tells of more pages in a Link header too', async () => {
    const server = await openFakeHttp((_, response) => {
      json(response, 200, [{ customer_id: 'm1' }], { link: '</x?page=2>; rel="next"' });
    });
    const read = await clientOf(server.address).listMembers('t1');
    expect(read).toMatchObject({
      ok: true,
      value: { ...readMembers([{ id: 'm1' }]), morePages: true },
    });
    await server.close();
  });
});
