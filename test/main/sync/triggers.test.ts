import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { minuteMs } from '../../../core/time/instant.ts';
import { createPresence } from '../../../main/presence.ts';
import type { ScheduleReply } from '../../../main/pinghome/client.ts';
import type { Fetch } from '../../../main/pinghome/request.ts';
import type { Outcome } from '../../../core/contract/failure.ts';
import { settle } from '../../support/clock.ts';
import { FakeClient, readRow, replyOf } from '../../support/fake-client.ts';
import { stage } from '../../support/writes-stage.ts';
import { watchedBy, type Watched } from '../../support/watched.ts';

let app: Watched;
let fake: FakeClient;
let waiting: ((reply: Outcome<ScheduleReply>) => void)[];
let machine: { zone: string; online: boolean };
let endPresence: () => void;

beforeEach(async () => {
  waiting = [];
  fake = new FakeClient(() => new Promise((resolve) => waiting.push(resolve)));
  app = watchedBy(() => fake.client);
  machine = { zone: 'UTC', online: true };
  app.sync.start();
  // As the desktop has it: what no event tells is noticed by the timer of boundaries.
  const presence = createPresence({
    store: app.store,
    clock: app.clock,
    viewer: () => ({ zone: machine.zone, locale: 'en-GB' }),
    draw: () => undefined,
    notices: () => null,
    online: () => machine.online,
    jumped: () => {
      app.sync.trigger();
    },
  });
  endPresence = presence.dispose;
  await answer('first');
});
afterEach(async () => {
  endPresence();
  await app.end();
});

/** Answers the read that waits, with one entry of that key. */
async function answer(createdAt: string): Promise<void> {
  await settle();
  expect(waiting).toHaveLength(1);
  waiting.pop()?.(replyOf([readRow(createdAt)]));
  await settle();
}

interface Cause {
  readonly name: string;
  readonly happens: () => unknown;
  /** By then it is read. */
  readonly withinMs: number;
}

const events: readonly Cause[] = [
  { name: 'the timer', happens: () => undefined, withinMs: minuteMs },
  { name: 'waking and unlocking, told thrice', happens: thrice, withinMs: 1_000 },
  { name: 'a network that is back', happens: networkBack, withinMs: 1_000 },
  { name: 'a clock that was set', happens: () => app.clock.jump(-7_200_000), withinMs: minuteMs },
  { name: 'another zone', happens: () => (machine.zone = 'Asia/Tokyo'), withinMs: minuteMs },
  { name: 'a person', happens: () => void app.sync.refresh(null), withinMs: 0 },
];
const asksAnother: readonly Cause[] = [
  { name: 'a new token', happens: () => app.sync.resume('w1'), withinMs: 0 },
  { name: 'other customers', happens: () => watch('c2'), withinMs: 1_000 },
];

function thrice(): void {
  for (let told = 0; told < 3; told++) app.sync.trigger();
}

async function networkBack(): Promise<void> {
  for (const online of [false, true]) {
    machine.online = online;
    app.store.setViewer({ zone: machine.zone, locale: online ? 'en-GB' : 'de-DE' });
    await settle();
  }
}

function watch(customer: string): void {
  app.store.changeWorkspace('w1', { customerIds: [customer] });
}

test.each([...events, ...asksAnother])(
  '$name: one read, no other beside it whatever happens, and its news in the snapshot',
  async ({ happens, withinMs }) => {
    await happens();
    await app.clock.advance(withinMs);
    expect(fake.asked).toHaveLength(2);
    for (const other of events) {
      await other.happens();
      await app.clock.advance(minuteMs + 1_000);
    }
    expect(fake.asked).toHaveLength(2);
    await answer('second');
    expect(app.workspace().entries).toMatchObject([{ createdAt: 'second' }]);
    await app.clock.advance(minuteMs - 1);
    expect(fake.asked).toHaveLength(2);
  },
);

describe('a write', () => {
  let inFlight = 0;
  let most = 0;
  const counted: Fetch = async (request, init) => {
    most = Math.max(most, ++inFlight);
    try {
      return await fetch(request, init);
    } finally {
      inFlight--;
    }
  };
  const on = stage({ client: { fetchRead: counted } });

  test('is read after, one read in flight, until the snapshot shows it', async () => {
    most = 0;
    const before = on.server.seen('readSchedule').length;
    on.server.lagReads(60);
    expect(await on.create([1, 2])).toMatchObject({ ok: true, value: { kind: 'saved' } });
    expect(on.server.seen('readSchedule').length).toBeGreaterThan(before + 1);
    expect(most).toBe(1);
    expect(on.app.entries().map(({ rule }) => rule.weekDays)).toContainEqual([1, 2]);
  });
});
