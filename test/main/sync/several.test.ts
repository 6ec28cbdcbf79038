import { describe, expect, test, vi } from 'vitest';
import { failed } from '../../../core/contract/failure.ts';
import { minuteMs } from '../../../core/time/instant.ts';
import { readCacheSync } from '../../../main/cache.ts';
import { FakeClient, readRow, replyOf } from '../../support/fake-client.ts';
import { unread } from '../../support/watched.ts';
import { watching } from '../../support/watching.ts';

const watch = watching();

describe('several workspaces', () => {
  test('one that fails does not touch the other', async () => {
    const good = new FakeClient(() => replyOf([readRow('a')]));
    const bad = new FakeClient(() => failed({ kind: 'unauthorized' }));
    const { clock, sync, workspace } = watch((id) => (id === 'w1' ? bad.client : good.client), {
      workspaces: [unread(), unread({ id: 'w2' })],
    });
    sync.start();
    await clock.advance(5 * minuteMs);
    expect(bad.asked).toHaveLength(1);
    expect(good.asked).toHaveLength(6);
    expect(workspace('w1').read.paused).toBe(true);
    expect(workspace('w2').entries).toHaveLength(1);
  });

  test('one that does not answer holds up neither the other nor what the other knew', async () => {
    const good = new FakeClient(() => replyOf([readRow('a')]));
    const slow = new FakeClient(() => new Promise(() => undefined));
    const { clock, sync, workspace } = watch((id) => (id === 'w1' ? slow.client : good.client), {
      workspaces: [unread({ customerIds: ['c1', 'c2', 'c3', 'c4', 'c5'] }), unread({ id: 'w2' })],
    });
    sync.start();
    await clock.advance(5 * minuteMs);
    expect(slow.asked).toHaveLength(4);
    expect(workspace('w1').read).toMatchObject({ reading: true, failure: null });
    expect(good.asked).toHaveLength(6);
    expect(workspace('w2').read).toMatchObject({ reading: false, goodAt: clock.now() });
    void sync.refresh(null);
    await clock.advance(0);
    expect(good.asked).toHaveLength(7);
    expect(slow.asked).toHaveLength(4);
  });

  test('while there is nobody to ask nothing fails; with somebody there it goes on', async () => {
    let up = false;
    const good = new FakeClient(() => replyOf([readRow('a')]));
    const { clock, sync, workspace } = watch(() => (up ? good.client : null));
    sync.start();
    await clock.advance(10 * minuteMs);
    expect(workspace().read).toMatchObject({ failure: null, goodAt: null });
    up = true;
    sync.resume('w1');
    await clock.advance(0);
    expect(workspace().entries).toHaveLength(1);
  });

  test('one that was removed keeps no timer busy, whatever still comes for it', async () => {
    const fake = new FakeClient(() => replyOf([readRow('a')]));
    const removed = unread({ id: 'w2' });
    const { clock, sync, store } = watch(fake, { workspaces: [unread(), removed] });
    sync.start();
    await clock.advance(0);
    await sync.forget('w2');
    // The keychain lets go of its token, a write that was under way ends.
    store.changeWorkspace('w2', { token: 'missing' });
    store.setWorkspaces(store.read().workspaces.filter(({ id }) => id !== 'w2'));
    sync.noteWrite('w2');
    sync.noteGone('w2', 't1', { memberId: 'm1', createdAt: 'a' });
    await sync.readMembers('w2', ['m1']);
    const asked = fake.asked.length;
    const armed = clock.everArmed;
    await clock.advance(10 * minuteMs);
    expect(fake.asked).toHaveLength(asked + 10);
    expect(clock.everArmed - armed).toBeLessThanOrEqual(40);
  });

  test('one that was removed leaves no file behind, however long its token takes to go', async () => {
    const fake = new FakeClient(() => replyOf([readRow('a')]));
    const removed = unread({ id: 'w2' });
    const { clock, sync, store, folder } = watch(fake, { workspaces: [unread(), removed] });
    const cached = () => readCacheSync(folder).accounts.map(({ workspace }) => workspace);
    sync.start();
    await clock.advance(0);
    const forgotten = sync.forget('w2');
    store.changeWorkspace('w2', { token: 'missing' });
    store.changeWorkspace('w1', { name: 'Later' });
    await vi.waitFor(() => {
      expect(cached().find(({ id }) => id === 'w1')?.name).toBe('Later');
    });
    store.setWorkspaces(store.read().workspaces.filter(({ id }) => id !== 'w2'));
    await forgotten;
    await sync.dispose();
    expect(cached().map(({ id }) => id)).toEqual(['w1']);
  });

  test('one that was to be removed and stays after all is read again once it has a token', async () => {
    const fake = new FakeClient(() => replyOf([readRow('a')]));
    const { clock, sync } = watch(fake);
    sync.start();
    await clock.advance(0);
    await sync.forget('w1');
    await clock.advance(2 * minuteMs);
    expect(fake.asked).toHaveLength(1);
    sync.resume('w1');
    await clock.advance(minuteMs);
    expect(fake.asked).toHaveLength(3);
  });
});
