import { describe, expect, test } from 'vitest';
import { failed } from '../../../core/contract/failure.ts';
import { minuteMs } from '../../../core/time/instant.ts';
import { settle } from '../../support/clock.ts';
import { FakeClient, offline, readRow, replyOf, standing } from '../../support/fake-client.ts';
import { unread } from '../../support/watched.ts';
import { watching } from '../../support/watching.ts';

const watch = watching();

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
      pollEveryMs: minuteMs,
    });
    await clock.advance(minuteMs - 1);
    expect(fake.asked).toHaveLength(1);
    await clock.advance(1);
    expect(fake.asked).toHaveLength(2);
  });

  test('an unchanged poll tells nobody, and still counts as a good read', async () => {
    const fake = standing([readRow('a')]);
    const { clock, sync, workspace, pushes } = watch(fake);
    sync.start();
    await clock.advance(0);
    const before = pushes.length;
    await clock.advance(10 * minuteMs);
    expect(fake.asked).toHaveLength(11);
    expect(pushes).toHaveLength(before);
    expect(workspace().read.goodAt).toBe(clock.now());
  });

  test('after a long sleep an unchanged read is told: what was known had grown old', async () => {
    const fake = standing([readRow('a')]);
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
    await clock.advance(minuteMs);
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
      expect(clock.armed.longestMs).toBeLessThanOrEqual(minuteMs);
      await clock.advance(30_000);
    }
  });

  test('backs off while it fails, up to 15 minutes, and recovers at once', async () => {
    const fake = new FakeClient(() => failed(offline));
    const { clock, sync, workspace } = watch(fake);
    const at: number[] = [];
    const began = clock.now();
    fake.answer = () => {
      at.push((clock.now() - began) / minuteMs);
      return failed(offline);
    };
    sync.start();
    await clock.advance(75 * minuteMs);
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
    await clock.advance(20 * minuteMs);
    const asked = fake.asked.length;
    sync.trigger();
    await clock.advance(1_000);
    expect(fake.asked).toHaveLength(asked + 1);
    expect(workspace().read.nextAt).toBe(clock.now() + minuteMs);
    await clock.advance(minuteMs);
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
    await clock.advance(minuteMs - 1);
    expect(fake.asked).toHaveLength(2);
    expect(workspace().read.failure).toBeNull();
  });

  test('nothing but a person asks before PingHome wants to be asked', async () => {
    const fake = new FakeClient(() => replyOf([]));
    const { clock, sync } = watch(fake);
    fake.answer = () => failed({ kind: 'rate-limited', retryAt: clock.now() + 5 * minuteMs });
    sync.start();
    await clock.advance(0);
    sync.trigger();
    sync.trigger();
    await clock.advance(5 * minuteMs - 1);
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
      [5 * minuteMs, 5 * minuteMs],
      [60 * minuteMs, 15 * minuteMs],
      [1_000, minuteMs],
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
    await clock.advance(minuteMs + 2_000);
    expect(fake.asked).toHaveLength(600);
  });
});
