import { statSync, writeFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { failed } from '../../../core/contract/failure.ts';
import { readCacheSync } from '../../../main/cache.ts';
import type { Client } from '../../../main/pinghome/client.ts';
import { settle } from '../../support/clock.ts';
import {
  anyRule,
  FakeClient,
  offline,
  readRow,
  replyOf,
  unchanged,
} from '../../support/fake-client.ts';
import { temporaryFolder, unread, watchedBy, type Watched } from '../../support/watched.ts';

const open: { end(): Promise<void> }[] = [];
function watch(fake: FakeClient | ((id: string) => Client | null), options = {}): Watched {
  const made = watchedBy(typeof fake === 'function' ? fake : () => fake.client, options);
  open.push(made);
  return made;
}
afterEach(async () => {
  await Promise.all(open.splice(0).map((made) => made.end()));
});
const minute = 60_000;

describe('polling', () => {
  test('reads at the start and every minute', async () => {
    const fake = new FakeClient(() => replyOf([readRow('a')]));
    const { clock, sync, workspace } = watch(fake);
    sync.start();
    await clock.advance(0);
    expect(workspace().entries).toMatchObject([{ id: 't1/m1/a' }]);
    expect(workspace().read).toMatchObject({
      goodAt: clock.now(),
      failure: null,
      pollEveryMs: minute,
    });
    await clock.advance(minute - 1);
    expect(fake.asked).toHaveLength(1);
    await clock.advance(1);
    expect(fake.asked).toHaveLength(2);
  });

  test('an unchanged poll tells nobody, and still counts as a good read', async () => {
    const fake = new FakeClient((_, hints) =>
      hints.etag === '"1"' ? unchanged : replyOf([readRow('a')], { etag: '"1"' }),
    );
    const { clock, sync, workspace, pushes } = watch(fake);
    sync.start();
    await clock.advance(0);
    const before = pushes.length;
    await clock.advance(10 * minute);
    expect(fake.asked).toHaveLength(11);
    expect(pushes).toHaveLength(before);
    expect(workspace().read.goodAt).toBe(clock.now());
  });

  test('after a long sleep an unchanged read is told: what was known had grown old', async () => {
    const fake = new FakeClient((_, hints) =>
      hints.etag === '"1"' ? unchanged : replyOf([readRow('a')], { etag: '"1"' }),
    );
    const { clock, sync, workspace, pushes } = watch(fake);
    sync.start();
    await clock.advance(0);
    const before = pushes.length;
    clock.jump(3 * 3_600_000);
    sync.trigger();
    await clock.advance(1_000);
    expect(pushes).toHaveLength(before + 1);
    expect(workspace().read.goodAt).toBe(clock.now());
  });

  test('a poll with the same entries in other bytes keeps every identity and tells nobody', async () => {
    let n = 0;
    const fake = new FakeClient(() =>
      replyOf([readRow('a'), readRow('b', { notes: ['date-only'] })], { digest: String(n++) }),
    );
    const { clock, sync, workspace, pushes } = watch(fake);
    sync.start();
    await clock.advance(0);
    const [before, entries] = [pushes.length, workspace().entries];
    await clock.advance(minute);
    expect(fake.asked).toHaveLength(2);
    expect(workspace().entries).toBe(entries);
    expect(pushes).toHaveLength(before);
  });

  test('is slower the more customers are watched', async () => {
    const customerIds = Array.from({ length: 100 }, (_, i) => `c${String(i)}`);
    const fake = new FakeClient(() => replyOf([]));
    const { clock, sync, workspace } = watch(fake, { workspaces: [unread({ customerIds })] });
    sync.start();
    await clock.advance(0);
    expect(workspace().read.pollEveryMs).toBe(200_000);
    expect(fake.mostInFlight).toBeGreaterThan(1);
    expect(fake.mostInFlight).toBeLessThanOrEqual(4);
    await clock.advance(199_000);
    expect(fake.asked).toHaveLength(100);
    await clock.advance(1_000);
    expect(fake.asked).toHaveLength(200);
  });

  test('one timer for all workspaces, none longer than a minute', async () => {
    const fake = new FakeClient(() => failed(offline));
    const { clock, sync } = watch(fake, { workspaces: [unread(), unread({ id: 'w2' })] });
    sync.start();
    for (let i = 0; i < 40; i++) {
      expect(clock.armed.count).toBeLessThanOrEqual(1);
      expect(clock.armed.longestMs).toBeLessThanOrEqual(minute);
      await clock.advance(30_000);
    }
  });

  test('backs off while it fails, up to 15 minutes, and recovers at once', async () => {
    const fake = new FakeClient(() => failed(offline));
    const { clock, sync, workspace } = watch(fake);
    const at: number[] = [];
    const began = clock.now();
    fake.answer = () => {
      at.push((clock.now() - began) / minute);
      return failed(offline);
    };
    sync.start();
    await clock.advance(75 * minute);
    expect(at).toEqual([0, 1, 3, 7, 15, 30, 45, 60, 75]);
    expect(workspace().read).toMatchObject({ failure: offline, failingSince: began, goodAt: null });
    fake.answer = () => replyOf([]);
    sync.trigger();
    await clock.advance(2_000);
    expect(workspace().read).toMatchObject({
      failure: null,
      failingSince: null,
      goodAt: clock.now() - 1_000,
    });
  });

  test('a network that came back is asked at once, and anew from the shortest wait', async () => {
    const fake = new FakeClient(() => failed(offline));
    const { clock, sync, workspace } = watch(fake);
    sync.start();
    await clock.advance(20 * minute);
    const asked = fake.asked.length;
    sync.trigger();
    await clock.advance(1_000);
    expect(fake.asked).toHaveLength(asked + 1);
    expect(workspace().read.nextAt).toBe(clock.now() + minute);
    await clock.advance(minute);
    expect(fake.asked).toHaveLength(asked + 2);
  });

  test('a network that came back too late for the read in flight is asked again', async () => {
    const waiting: ((answer: ReturnType<typeof replyOf>) => void)[] = [];
    const fake = new FakeClient(() => new Promise((resolve) => waiting.push(resolve)));
    const { clock, sync, workspace } = watch(fake);
    sync.start();
    await settle();
    sync.trigger();
    waiting[0]?.(failed(offline));
    await clock.advance(1_000);
    expect(fake.asked).toHaveLength(2);
    // One that came in time needs no second look.
    sync.trigger();
    waiting[1]?.(replyOf([]));
    await clock.advance(minute - 1);
    expect(fake.asked).toHaveLength(2);
    expect(workspace().read.failure).toBeNull();
  });

  test('nothing but a person asks before PingHome wants to be asked', async () => {
    const fake = new FakeClient(() => replyOf([]));
    const { clock, sync } = watch(fake);
    fake.answer = () => failed({ kind: 'rate-limited', retryAt: clock.now() + 5 * minute });
    sync.start();
    await clock.advance(0);
    sync.trigger();
    sync.trigger();
    await clock.advance(5 * minute - 1);
    expect(fake.asked).toHaveLength(1);
    await clock.advance(1);
    expect(fake.asked).toHaveLength(2);
    await sync.refresh('w1');
    expect(fake.asked).toHaveLength(3);
  });

  test('Retry-After is honoured, 15 minutes at most', async () => {
    const fake = new FakeClient(() => replyOf([]));
    const { clock, sync, workspace } = watch(fake);
    for (const [asked, waited] of [
      [5 * minute, 5 * minute],
      [60 * minute, 15 * minute],
      [1_000, minute],
    ] as const) {
      fake.answer = () => failed({ kind: 'rate-limited', retryAt: clock.now() + asked });
      await sync.refresh('w1');
      expect(workspace().read.nextAt).toBe(clock.now() + waited);
      fake.answer = () => replyOf([]);
      await sync.refresh('w1');
    }
  });

  test('several triggers at once are one read; a read in flight is the only one', async () => {
    const waiting: (() => void)[] = [];
    const fake = new FakeClient(
      () =>
        new Promise((resolve) =>
          waiting.push(() => {
            resolve(replyOf([]));
          }),
        ),
    );
    const { clock, sync } = watch(fake);
    sync.start();
    await settle();
    sync.trigger();
    sync.trigger();
    const byHand = sync.refresh('w1');
    await clock.advance(5_000);
    expect(fake.asked).toHaveLength(1);
    waiting[0]?.();
    await byHand;
    sync.trigger();
    sync.trigger();
    await clock.advance(5_000);
    expect(fake.asked).toHaveLength(2);
  });

  test('a wall clock that jumped is noticed at the next wake-up', async () => {
    const fake = new FakeClient(() => replyOf([], {}));
    const { clock, sync } = watch(fake, {
      workspaces: [unread({ customerIds: Array.from({ length: 300 }, (_, i) => `c${String(i)}`) })],
    });
    sync.start();
    await clock.advance(0);
    expect(fake.asked).toHaveLength(300);
    clock.jump(3 * 3_600_000);
    await clock.advance(minute + 2_000);
    expect(fake.asked).toHaveLength(600);
  });
});

describe('what is known stays known', () => {
  test('a failure empties nothing and says why', async () => {
    const fake = new FakeClient(() => replyOf([readRow('a')]));
    const { clock, sync, workspace } = watch(fake);
    sync.start();
    await clock.advance(0);
    const goodAt = clock.now();
    fake.answer = () => failed({ kind: 'unreadable', detail: 'x' });
    await clock.advance(minute);
    expect(workspace().entries).toHaveLength(1);
    expect(workspace().read).toMatchObject({ goodAt, failure: { kind: 'unreadable' } });
  });

  test('401 pauses polling and keeps the data; a new token goes on', async () => {
    const fake = new FakeClient(() => replyOf([readRow('a')]));
    const { clock, sync, workspace } = watch(fake);
    sync.start();
    await clock.advance(0);
    fake.answer = () => failed({ kind: 'unauthorized' });
    await clock.advance(minute);
    expect(workspace().read).toMatchObject({
      paused: true,
      nextAt: null,
      failure: { kind: 'unauthorized' },
    });
    const asked = fake.asked.length;
    sync.trigger();
    await clock.advance(60 * minute);
    expect(fake.asked).toHaveLength(asked);
    expect(workspace().entries).toHaveLength(1);
    fake.answer = () => replyOf([readRow('b')]);
    sync.resume('w1');
    await clock.advance(0);
    expect(workspace().read).toMatchObject({ paused: false, failure: null });
    expect(workspace().entries).toMatchObject([{ createdAt: 'b' }]);
  });

  test('a token refused elsewhere pauses at once, also while a read with it is in flight', async () => {
    let answer = (): void => undefined;
    const fake = new FakeClient(() => replyOf([readRow('a')]));
    const { clock, sync, workspace } = watch(fake);
    sync.start();
    await clock.advance(0);
    const refused = { paused: true, nextAt: null, failure: { kind: 'unauthorized' } };
    sync.pause('w1');
    expect(workspace().read).toMatchObject(refused);
    sync.trigger();
    await clock.advance(60 * minute);
    expect(fake.asked).toHaveLength(1);
    fake.answer = () =>
      new Promise((resolve) => {
        answer = () => {
          resolve(replyOf([readRow('a'), readRow('b')]));
        };
      });
    sync.resume('w1');
    sync.pause('w1');
    answer();
    await settle();
    // What the read brought is shown all the same.
    expect(workspace()).toMatchObject({ read: refused, entries: [{}, { createdAt: 'b' }] });
    // A person may always ask, and a good answer ends the pause.
    const byHand = sync.refresh('w1');
    answer();
    await byHand;
    expect(workspace().read).toMatchObject({ paused: false, failure: null });
  });

  test('one refused customer leaves the others and makes the read incomplete', async () => {
    const fake = new FakeClient((id) =>
      id === 'c2'
        ? failed({ kind: 'forbidden', detail: 'no' })
        : replyOf([readRow('a')], { skipped: 1 }),
    );
    const { clock, sync, workspace } = watch(fake, {
      workspaces: [unread({ customerIds: ['c1', 'c2'] })],
    });
    sync.start();
    await clock.advance(0);
    expect(workspace().entries).toHaveLength(1);
    expect(workspace().read).toMatchObject({
      failure: null,
      incomplete: [
        { kind: 'entries-skipped', count: 1 },
        { kind: 'member-refused', memberId: 'c2', failure: { kind: 'forbidden' } },
      ],
    });
  });

  test('all customers refused is a failure, also a 404 on the only one', async () => {
    const fake = new FakeClient(() => failed({ kind: 'not-found', detail: '' }));
    const { clock, sync, workspace } = watch(fake);
    sync.start();
    await clock.advance(0);
    expect(workspace().read).toMatchObject({ goodAt: null, failure: { kind: 'not-found' } });
  });

  test('a customer that fails keeps its entries while the others move on', async () => {
    const fake = new FakeClient((id) => replyOf([readRow(id)]));
    const { clock, sync, workspace } = watch(fake, {
      workspaces: [unread({ customerIds: ['c1', 'c2'] })],
    });
    sync.start();
    await clock.advance(0);
    fake.answer = (id) => (id === 'c1' ? failed(offline) : replyOf([readRow('new')]));
    await clock.advance(minute);
    expect(
      workspace()
        .entries.map(({ createdAt }) => createdAt)
        .sort(),
    ).toEqual(['c1', 'new']);
    expect(workspace().read.failure).toEqual(offline);
  });

  test('a missing entry is gone at once, but after a write of ours only when missing twice', async () => {
    const fake = new FakeClient(() => replyOf([readRow('a'), readRow('b')]));
    const { clock, sync, workspace } = watch(fake);
    sync.start();
    await clock.advance(0);
    fake.answer = () => replyOf([readRow('a')]);
    sync.noteWrite('w1');
    await clock.advance(minute);
    expect(workspace().entries).toHaveLength(2);
    await clock.advance(minute / 2);
    await sync.refresh('w1');
    expect(workspace().entries).toHaveLength(1);
    fake.answer = () => replyOf([]);
    await clock.advance(5 * minute);
    expect(workspace().entries).toHaveLength(0);
  });

  test('an entry we removed ourselves is gone with the first read', async () => {
    const fake = new FakeClient(() => replyOf([readRow('a'), readRow('b')]));
    const { clock, sync, workspace } = watch(fake);
    sync.start();
    await clock.advance(0);
    fake.answer = () => replyOf([readRow('a')]);
    sync.noteWrite('w1');
    sync.noteGone('w1', 'T1', { memberId: 'M1', createdAt: 'b' });
    await sync.refresh('w1');
    expect(workspace().entries).toHaveLength(1);
  });

  test('an answer to an older question never replaces a newer one', async () => {
    const waiting: ((rows: string[]) => void)[] = [];
    const fake = new FakeClient(
      () =>
        new Promise((resolve) =>
          waiting.push((rows) => {
            resolve(replyOf(rows.map((row) => readRow(row))));
          }),
        ),
    );
    const { sync, workspace } = watch(fake);
    sync.start();
    await settle();
    const urgent = sync.readMember('w1', 'm1');
    await settle();
    waiting[1]?.(['new']);
    await urgent;
    waiting[0]?.(['old']);
    await settle();
    expect(workspace().entries).toMatchObject([{ createdAt: 'new' }]);
  });
});

describe('several customers', () => {
  test('an entry that several return is shown once, with its team where one of them has it', async () => {
    const fake = new FakeClient((id) =>
      replyOf([
        readRow('a', { teamId: id === 'c1' ? null : 'T1', memberId: id === 'c1' ? 'M1' : 'm1' }),
      ]),
    );
    const { clock, sync, workspace } = watch(fake, {
      workspaces: [unread({ customerIds: ['c1', 'c2'] })],
    });
    sync.start();
    await clock.advance(0);
    expect(workspace().entries).toMatchObject([{ teamId: 'T1', readOnly: null }]);
  });

  test.each([
    [
      [readRow('a'), readRow('a', { rule: { ...anyRule, weekDays: [2] } })],
      [{ rule: { weekDays: [2] }, notes: ['same-key-twice'] }],
    ],
    [[readRow(null), readRow(null)], [{ readOnly: 'no-created-at' }]],
    [[readRow('a', { memberId: null })], [{ readOnly: 'no-member' }]],
    [[readRow('a', { teamId: null })], [{ readOnly: 'no-team' }]],
    [
      [readRow('a', { rule: { ...anyRule, weekDays: [7] } })],
      [{ notes: ['values-out-of-range', 'never-active'] }],
    ],
    [
      [readRow('a', { rule: { ...anyRule, weekDays: [1, 7], weeksOfMonth: [6] } })],
      [{ notes: ['values-out-of-range', 'never-active'] }],
    ],
    [
      [readRow('a', { rule: { ...anyRule, startDate: 60_000, endDate: 60_000 } })],
      [{ notes: ['never-active'] }],
    ],
    [[readRow('a', { rule: { ...anyRule, startDate: 59_000, endDate: 59_000 } })], [{ notes: [] }]],
  ])('%j is put together as %j', async (rows, entries) => {
    const { clock, sync, workspace } = watch(new FakeClient(() => replyOf(rows)));
    sync.start();
    await clock.advance(0);
    expect(workspace().entries).toHaveLength(entries.length);
    expect(workspace().entries).toMatchObject(entries);
  });

  test('row six is read-only under a row reading, and a change of reading shows at once', async () => {
    const { clock, sync, store, workspace } = watch(
      new FakeClient(() => replyOf([readRow('a', { rule: { ...anyRule, weeksOfMonth: [6] } })])),
    );
    sync.start();
    await clock.advance(0);
    expect(workspace().entries[0]?.readOnly).toBeNull();
    store.changeWorkspace('w1', {
      interpretation: { zone: 'UTC', weekdayZero: 'sunday', weekOfMonth: 'row-monday' },
    });
    expect(workspace().entries[0]).toMatchObject({ readOnly: 'row-week-six', notes: [] });
  });

  test('teams and names come from the roster; who is in one team gives a teamless entry its team', async () => {
    const fake = new FakeClient((id) =>
      replyOf(
        id === 'm2'
          ? [readRow('b', { memberId: 'm2', teamId: null })]
          : [
              readRow('a', { memberId: 'm1', teamId: null }),
              readRow('x', { memberId: 'm3', teamId: 't2' }),
            ],
      ),
    );
    fake.teams = {
      ok: true,
      value: [
        { id: 't1', name: 'Platform' },
        { id: 't2', name: 'Payments' },
        { id: 't3', name: 'Shut' },
      ],
    };
    fake.members = {
      t1: {
        ok: true,
        value: [
          { id: 'M1', name: 'Ana', email: null },
          { id: 'm2', name: 'Jonas', email: null },
        ],
      },
      t2: { ok: true, value: [{ id: 'm1', name: 'Ana', email: null }] },
    };
    const { clock, sync, workspace } = watch(fake, {
      workspaces: [unread({ customerIds: ['m1'] })],
    });
    sync.start();
    await clock.advance(0);
    expect(fake.asked).toEqual(['m1', 'm2']);
    expect(workspace().teams).toMatchObject([
      { name: 'Platform' },
      { name: 'Payments', memberIds: ['m1', 'm3'] },
      { name: 'Shut' },
    ]);
    expect(workspace().members.map(({ name }) => name)).toEqual(['Ana', 'Jonas', 'm3']);
    expect(workspace().entries).toMatchObject([
      { createdAt: 'a', teamId: null, readOnly: 'ambiguous-team' },
      { createdAt: 'x', teamId: 't2', readOnly: null },
      { createdAt: 'b', teamId: 't1', readOnly: null, notes: ['team-from-membership'] },
    ]);
  });
});

describe('the cache', () => {
  test('shows the last known good at once at the next start, with its age', async () => {
    const place = temporaryFolder();
    const fake = new FakeClient((id) => replyOf([readRow('a'), readRow(id)]));
    const first = watch(fake, {
      folder: place.path,
      workspaces: [unread({ customerIds: ['c1', 'c2'] })],
    });
    first.sync.start();
    await first.clock.advance(0);
    const { goodAt } = first.workspace().read;
    await first.end();
    const later = new FakeClient((id) => (id === 'c1' ? failed(offline) : replyOf([])));
    const second = watch(later, {
      folder: place.path,
      workspaces: [unread({ customerIds: ['c1', 'c2'] })],
    });
    second.sync.start();
    expect(
      second
        .workspace()
        .entries.map(({ id }) => id)
        .sort(),
    ).toEqual(['t1/m1/a', 't1/m1/c1', 't1/m1/c2']);
    expect(second.workspace().read.goodAt).toBe(goodAt);
    await second.clock.advance(0);
    expect(
      second
        .workspace()
        .entries.map(({ id }) => id)
        .sort(),
    ).toEqual(['t1/m1/a', 't1/m1/c1']);
    await second.end();
    place.remove();
  });

  test('is readable by this user alone, and synchronously for the command line', async () => {
    const place = temporaryFolder();
    const { clock, sync } = watch(new FakeClient(() => replyOf([readRow('a')])), {
      folder: place.path,
    });
    sync.start();
    await clock.advance(minute);
    await sync.dispose();
    const files = readdirSync(place.path).filter((name) => name.endsWith('.json'));
    expect(files).toHaveLength(2);
    for (const name of files) expect(statSync(join(place.path, name)).mode & 0o777).toBe(0o600);
    const { accounts, setAside } = readCacheSync(place.path);
    expect(setAside).toEqual([]);
    expect(accounts[0]?.workspace).toMatchObject({
      id: 'w1',
      entries: [{ createdAt: 'a' }],
      read: { goodAt: clock.now() },
    });
    place.remove();
  });

  test.each(['', '{', 'x\ny', '{"version":99}\n{}'])(
    'damaged as %j it is set aside and told',
    async (text) => {
      const place = temporaryFolder();
      const fake = new FakeClient(() => replyOf([readRow('a')]));
      const first = watch(fake, { folder: place.path });
      first.sync.start();
      await first.clock.advance(0);
      await first.end();
      const [file = ''] = readdirSync(place.path).filter((name) => name.endsWith('.cache.json'));
      writeFileSync(join(place.path, file), text);
      const second = watch(fake, { folder: place.path });
      second.sync.start();
      expect(second.store.read().attention).toEqual([
        { kind: 'cache-reset', setAsideAs: `${file}.damaged` },
      ]);
      expect(second.workspace().entries).toEqual([]);
      expect(readdirSync(place.path)).toContain(`${file}.damaged`);
      await second.clock.advance(0);
      expect(second.workspace().entries).toHaveLength(1);
      await second.end();
      place.remove();
    },
  );

  test('one flipped letter in a name is noticed', async () => {
    const place = temporaryFolder();
    const first = watch(new FakeClient(() => replyOf([readRow('a')])), { folder: place.path });
    first.sync.start();
    await first.clock.advance(0);
    await first.end();
    const { readFileSync } = await import('node:fs');
    const [file = ''] = readdirSync(place.path).filter((name) => name.endsWith('.cache.json'));
    const path = join(place.path, file);
    writeFileSync(path, readFileSync(path, 'utf8').replace('Acme', 'Acne'));
    expect(readCacheSync(place.path)).toMatchObject({
      accounts: [],
      setAside: [`${file}.damaged`],
    });
    place.remove();
  });
});
