import { expect, test } from 'vitest';
import { startBoundaryTimer } from '../../../main/boundary.ts';
import { FixedClock } from '../../support/clock.ts';

function setUp(nextAt: (now: number) => number | null) {
  const clock = new FixedClock();
  const looks: number[] = [];
  const jumps: string[] = [];
  let zone = 'Europe/Lisbon';
  let online = true;
  let fails = false;
  const timer = startBoundaryTimer({
    clock,
    zone: () => zone,
    online: () => online,
    reached() {
      looks.push(clock.now());
      if (fails) throw new Error('a bug');
      return nextAt(clock.now());
    },
    jumped: (cause) => jumps.push(cause),
  });
  return {
    clock,
    looks,
    jumps,
    timer,
    move: (to: string) => {
      zone = to;
    },
    connect: (is: boolean) => {
      online = is;
    },
    fail: (does: boolean) => {
      fails = does;
    },
  };
}

test('looks again just after the boundary, and never waits longer than a minute', async () => {
  const start = new FixedClock().now();
  const boundary = start + 90_500;
  const { clock, looks } = setUp((now) => (now < boundary ? boundary : null));
  expect(clock.armed.longestMs).toBeLessThanOrEqual(60_000);
  await clock.advance(91_000);
  const first = looks.find((at) => at >= boundary);
  expect(first).toBeDefined();
  expect((first ?? 0) - boundary).toBeLessThan(1_000);
  expect(clock.armed).toMatchObject({ count: 1 });
});

test('between boundaries it wakes only to notice a jump, and looks at nothing', async () => {
  const boundary = new FixedClock().now() + 3_600_000;
  const { clock, looks } = setUp((now) => (now < boundary ? boundary : null));
  await clock.advance(3_000_000);
  expect(looks).toHaveLength(1);
  expect(clock.armed.longestMs).toBeLessThanOrEqual(60_000);
  clock.jump(5_000);
  await clock.advance(60_100);
  expect(looks).toHaveLength(2);
  await clock.advance(600_000);
  expect(looks.at(-1)).toBeGreaterThanOrEqual(boundary);
});

test('a clock that was set is noticed within a minute', async () => {
  const { clock, jumps } = setUp(() => null);
  clock.jump(3_600_000);
  await clock.advance(60_100);
  expect(jumps).toEqual(['clock']);
  await clock.advance(180_000);
  expect(jumps).toEqual(['clock']);
});

test('another zone is noticed within a minute, and once', async () => {
  const { clock, jumps, move } = setUp(() => null);
  move('Asia/Tokyo');
  await clock.advance(61_000);
  await clock.advance(61_000);
  expect(jumps).toEqual(['zone']);
});

test('a clock that was set is noticed at the next look, also where a change asks for that look', () => {
  const { clock, jumps, timer } = setUp(() => null);
  clock.jump(-3_600_000);
  timer.look();
  expect(jumps).toEqual(['clock']);
  timer.look();
  expect(jumps).toEqual(['clock']);
});

test('a zone that changed is noticed at the next look as well', () => {
  const { jumps, timer, move } = setUp(() => null);
  move('Asia/Tokyo');
  timer.look();
  timer.look();
  expect(jumps).toEqual(['zone']);
});

test('a network that comes back is noticed within a minute, once; one that goes is no jump', async () => {
  const { clock, jumps, connect } = setUp(() => null);
  connect(false);
  await clock.advance(61_000);
  expect(jumps).toEqual([]);
  connect(true);
  await clock.advance(61_000);
  expect(jumps).toEqual(['online']);
  await clock.advance(180_000);
  expect(jumps).toEqual(['online']);
});

test('a look that fails is not the last one', async () => {
  const { clock, timer, looks, fail } = setUp(() => null);
  fail(true);
  expect(() => {
    timer.look();
  }).toThrow('a bug');
  fail(false);
  const before = looks.length;
  await clock.advance(61_000);
  expect(looks.length).toBeGreaterThan(before);
});

test('a timer that is merely late is no jump', async () => {
  const { clock, jumps } = setUp(() => null);
  await clock.advance(600_000);
  expect(jumps).toEqual([]);
});

test('nothing is left behind once it is disposed of', async () => {
  const { clock, timer, looks } = setUp(() => null);
  timer.dispose();
  expect(clock.armed.count).toBe(0);
  const before = looks.length;
  await clock.advance(300_000);
  expect(looks).toHaveLength(before);
});
