import { describe, expect, test } from 'vitest';
import { failed } from '../../../core/contract/failure.ts';
import { minuteMs } from '../../../core/time/instant.ts';
import { settle } from '../../support/clock.ts';
import { FakeClient, offline, readRow, replyOf } from '../../support/fake-client.ts';
import { unread } from '../../support/watched.ts';
import { watching } from '../../support/watching.ts';

const watch = watching();

/** Two entries are known; a write of ours goes out, and then one of them is missing. */
async function missingAfterWrite() {
  const fake = new FakeClient(() => replyOf([readRow('a'), readRow('b')]));
  const watched = watch(fake);
  watched.sync.start();
  await watched.clock.advance(0);
  fake.answer = () => replyOf([readRow('a')]);
  watched.sync.noteWrite('w1');
  return { fake, ...watched };
}

describe('what is known stays known', () => {
  test('a failure empties nothing and says why', async () => {
    const fake = new FakeClient(() => replyOf([readRow('a')]));
    const { clock, sync, workspace } = watch(fake);
    sync.start();
    await clock.advance(0);
    const goodAt = clock.now();
    fake.answer = () => failed({ kind: 'unreadable', detail: 'x' });
    await clock.advance(minuteMs);
    expect(workspace().entries).toHaveLength(1);
    expect(workspace().read).toMatchObject({ goodAt, failure: { kind: 'unreadable' } });
  });

  test('401 pauses polling and keeps the data; a new token goes on', async () => {
    const fake = new FakeClient(() => replyOf([readRow('a')]));
    const { clock, sync, workspace } = watch(fake);
    sync.start();
    await clock.advance(0);
    fake.answer = () => failed({ kind: 'unauthorized' });
    await clock.advance(minuteMs);
    expect(workspace().read).toMatchObject({
      paused: true,
      nextAt: null,
      failure: { kind: 'unauthorized' },
    });
    const asked = fake.asked.length;
    sync.trigger();
    await clock.advance(60 * minuteMs);
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
    await clock.advance(60 * minuteMs);
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
    await clock.advance(minuteMs);
    expect(
      workspace()
        .entries.map(({ createdAt }) => createdAt)
        .sort(),
    ).toEqual(['c1', 'new']);
    expect(workspace().read.failure).toEqual(offline);
  });

  test('a missing entry is gone at once, but after a write of ours only when missing twice', async () => {
    const { fake, clock, sync, workspace } = await missingAfterWrite();
    await clock.advance(minuteMs);
    expect(workspace().entries).toHaveLength(2);
    await clock.advance(minuteMs / 2);
    await sync.refresh('w1');
    expect(workspace().entries).toHaveLength(1);
    await clock.advance(5 * minuteMs);
    fake.answer = () => replyOf([]);
    await sync.refresh('w1');
    expect(workspace().entries).toHaveLength(0);
  });

  test('an entry we removed ourselves is gone with the first read', async () => {
    const { sync, workspace } = await missingAfterWrite();
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
