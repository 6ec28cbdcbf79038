import type { Page } from '@playwright/test';
import type { WriteResult } from '../../core/contract/ipc.ts';
import { callMain } from '../support/account.ts';
import { expect, test, type RunningApp } from '../support/app.ts';
import { acme, connectedSettings, storeToken, writeSettings } from '../support/connected.ts';
import {
  redirect,
  startMisbehaving,
  startRecorder,
  status,
  type Fault,
  type Misbehaving,
} from '../support/misbehaving/server.ts';

type Answer = { readonly ok: boolean; readonly value?: WriteResult; readonly failure?: object };
const rule = (days: number[]) => ({
  monthsOfYear: [],
  weeksOfMonth: [],
  weekDays: days,
  startTime: '06:00:00',
  endTime: '10:00:00',
  startDate: Date.UTC(2099, 0, 1),
  endDate: null,
});
const isWrite = ({ method }: { readonly method: string }) => method !== 'GET';
const ours = async (server: Misbehaving) =>
  (await server.truth()).filter(({ startDate }) => startDate?.startsWith('2099'));

/** What the window asks of main, by its one road. */
function asks(window: Page, { ids }: Misbehaving, workspaceId = acme) {
  const place = { workspaceId, teamId: ids.platform };
  const call = (name: string, input: object) =>
    callMain(window, name, { ...place, ...input }) as Promise<Answer>;
  const memberId = ids.ana;
  return {
    create: (days: number[]) => call('entry.create', { memberId, rule: rule(days) }),
    update: (createdAt: string, from: number[], to: number[]) =>
      call('entry.update', {
        memberId,
        key: { memberId, createdAt },
        base: rule(from),
        rule: rule(to),
      }),
    remove: (createdAt: string, days: number[]) =>
      call('entry.delete', { key: { memberId, createdAt }, base: rule(days) }),
  };
}

async function editorOf(app: RunningApp): Promise<Page> {
  await expect.poll(app.menu).toContain('Up to date');
  await app.choose('Open schedule…');
  return app.window('editor');
}

function keyOf(answer: Answer): string {
  if (answer.value?.kind !== 'saved' || answer.value.key === null)
    throw new Error(JSON.stringify(answer));
  return answer.value.key.createdAt;
}

test('a write opens a connection of its own, though reads keep theirs, and a lost answer doubles nothing', async ({
  startApp,
  desktop,
  profile,
}) => {
  const server = await startMisbehaving({ sampleAt: Date.now() });
  const { base, ids, token } = server;
  writeSettings(profile, connectedSettings({ base, customer: ids.organisation }));
  await storeToken(desktop, token);
  const app = await startApp();
  const { create, update, remove } = asks(await editorOf(app), server);

  const key = keyOf(await create([1]));
  expect(await update(key, [1], [2])).toMatchObject({ value: { kind: 'saved' } });
  // What Chromium itself would send again on a connection that was used before.
  const lost: readonly (readonly [string, Fault])[] = [
    ['reset', { kind: 'drop', effect: 'done' }],
    ['close', { kind: 'drop', effect: 'done', how: 'close' }],
    ['408', status(408, { effect: 'done' })],
  ];
  for (const [at, [name, fault]] of lost.entries()) {
    server.next('createEntry', fault);
    expect(await create([3 + at]), name).toMatchObject({ value: { kind: 'saved' } });
  }
  expect(await remove(key, [2])).toMatchObject({ value: { kind: 'saved' } });
  expect((await ours(server)).map(({ weekDays }) => weekDays.join()).sort()).toEqual([
    '3',
    '4',
    '5',
  ]);
  const writes = server.requests.filter(isWrite);
  expect(writes.map(({ method }) => method)).toEqual([
    'POST',
    'PUT',
    'POST',
    'POST',
    'POST',
    'DELETE',
  ]);
  expect(writes.map(({ nthOnConnection }) => nthOnConnection)).toEqual([1, 1, 1, 1, 1, 1]);
  // Connections are kept at all, so that this says something.
  const reads = server.seen('readSchedule').map(({ nthOnConnection }) => nthOnConnection);
  expect(Math.max(...reads)).toBeGreaterThan(1);
  await server.close();
});

/** An entry of Ana's that stood there before. */
async function placed(server: Misbehaving, at: number) {
  const { memberId, createdAt } = await server.other.create({
    teamId: server.ids.platform,
    memberId: server.ids.ana,
    createdAt: `2026-01-01T00:00:00.00${at}Z`,
    weekDays: [6],
    monthsOfYear: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
    weeksOfMonth: [1, 2, 3, 4, 5],
    startTime: '06:00:00',
    endTime: '10:00:00',
    startDate: new Date(rule([]).startDate).toISOString(),
  });
  return { memberId, createdAt };
}

test(
  'with two accounts each token goes to its own server alone; redirects, cookies and credentials go nowhere',
  { tag: '@waits' },
  async ({ startApp, desktop, profile }) => {
    // What may have happened is looked for half a minute.
    test.setTimeout(150_000);
    const tokens = ['tkn-first-5b1f0c9d2e', 'tkn-other-8e7a4d3c1b'] as const;
    const first = await startMisbehaving({ sampleAt: Date.now(), token: tokens[0] });
    const other = await startMisbehaving({ sampleAt: Date.now(), token: tokens[1] });
    const elsewhere = await startRecorder();
    const settings = connectedSettings({ base: first.base, customer: first.ids.organisation });
    const second = connectedSettings(
      { base: other.base, customer: other.ids.organisation },
      { id: 'beta', name: 'Beta' },
    );
    writeSettings(profile, {
      ...settings,
      workspaces: [...settings.workspaces, ...second.workspaces],
    });
    await storeToken(desktop, tokens[0]);
    await storeToken(desktop, tokens[1], 'beta');
    const app = await startApp();
    const window = await editorOf(app);
    const mine = asks(window, first);
    const theirs = asks(window, other, 'beta');

    keyOf(await mine.create([1]));
    expect(await theirs.create([1])).toMatchObject({ value: { kind: 'saved' } });

    // Whoever is answered with cookies does not send them back.
    const cookies = {
      'Set-Cookie': 'session=stolen; Path=/',
      'WWW-Authenticate': 'Basic realm="x"',
    };
    first.next('createEntry', status(422, { headers: cookies }));
    await mine.create([2]);
    first.next('readSchedule', status(500, { headers: cookies }));
    await app.choose('Refresh now');
    await expect.poll(app.menu).toContain('Up to date');

    // Every kind of write meets every kind of redirect, to a stranger and to the other account.
    const codes = [301, 302, 303, 307, 308];
    const writes: object[] = [];
    for (const [at, code] of codes.entries()) {
      const to = at % 2 === 0 ? `${elsewhere.url}/moved` : `${other.base}/team/x/schedule`;
      for (const call of ['createEntry', 'updateEntry', 'deleteEntry'] as const)
        first.next(call, redirect(to, code));
      const { ana: memberId, platform: teamId } = first.ids;
      const [changed, doomed] = [await placed(first, at), await placed(first, at + 5)];
      const base = rule([6]);
      writes.push(
        { kind: 'create', entryId: `c${at}`, teamId, memberId, rule: rule([at]) },
        { kind: 'update', entryId: `u${at}`, teamId, key: changed, base, rule: rule([at]) },
        { kind: 'delete', entryId: `d${at}`, teamId, key: doomed, base },
      );
    }
    const held = await ours(first);
    const [before, beforeOther] = [first.requests.filter(isWrite).length, other.requests.length];
    const answer = (await callMain(window, 'writes.bulk', { workspaceId: acme, writes })) as {
      readonly value: { readonly items: readonly { readonly state: string }[] };
    };
    // A redirect proves nothing, so each was looked for; none was sent again, or anywhere else.
    expect(answer.value.items.map(({ state }) => state)).toEqual(writes.map(() => 'unknown'));
    expect(first.requests.filter(isWrite)).toHaveLength(before + writes.length);
    expect(other.requests.slice(beforeOther).filter(isWrite)).toEqual([]);
    expect(await ours(first)).toEqual(held);

    // Nor does a read follow one: that it may not be followed is what is said.
    first.next('readSchedule', redirect(`${elsewhere.url}/read`, 307));
    await app.choose('Refresh now');
    await expect
      .poll(app.menu)
      .toContainEqual(expect.stringMatching(/^Acme: .* · PingHome error$/));
    await app.choose('Refresh now');
    await expect.poll(app.menu).toContain('Up to date');

    expect(elsewhere.requests).toEqual([]);
    for (const [server, token] of [
      [first, tokens[0]],
      [other, tokens[1]],
    ] as const) {
      expect(server.requests.length).toBeGreaterThan(2);
      for (const { headers, method, path } of server.requests) {
        expect(headers['authorization'], `${method} ${path}`).toBe(`Bearer ${token}`);
        expect(headers['cookie'], `${method} ${path}`).toBeUndefined();
      }
    }
    for (const server of [first, other, elsewhere]) await server.close();
  },
);
