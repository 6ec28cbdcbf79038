import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { done, failed, type Outcome } from '../../../core/contract/failure.ts';
import { hourMs, minuteMs } from '../../../core/time/instant.ts';
import type { DesktopNotice } from '../../../main/adapters/notifier.ts';
import { createNotices } from '../../../main/notices.ts';
import { createStore } from '../../../main/store.ts';
import { FixedClock, settle } from '../../support/clock.ts';
import { aDuty, aSnapshot, aWorkspace } from '../../support/snapshots.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'watchbill-notices-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** A desktop that takes notices or not, and a shift of mine in ten minutes. */
function setUp(clock: FixedClock, accepts: () => boolean, answered = Promise.resolve()) {
  const start = clock.now() + 10 * minuteMs;
  const iso = (instant: number) => new Date(instant).toISOString();
  const duty = aDuty('ana', iso(start), iso(start + hourMs));
  const workspace = aWorkspace([duty], iso(clock.now()), { me: 'ana' });
  const store = createStore(aSnapshot([workspace]));
  const shown: DesktopNotice[] = [];
  const file = path.join(folder, 'notices.json');
  const refused: Outcome<null> = failed({ kind: 'notice-refused', detail: 'nobody listens' });
  let plans = 0;
  const notices = createNotices({
    store,
    clock,
    file,
    open: () => undefined,
    planAgain: () => {
      plans += 1;
      notices.plan(clock.now());
    },
    notifier: {
      async show(notice) {
        shown.push(notice);
        await answered;
        return accepts() ? done(null) : refused;
      },
    },
  });
  notices.readEnded();
  return { store, notices, shown, file, plans: () => plans };
}

test('what the desktop took is not told again, also after a restart', async () => {
  const clock = new FixedClock();
  const first = setUp(clock, () => true);
  await settle();
  expect(first.shown.map(({ title }) => title)).toEqual([expect.stringContaining('shift starts')]);
  const again = setUp(clock, () => true);
  again.notices.plan(clock.now());
  await settle();
  expect(again.shown).toEqual([]);
});

test('a desktop that refuses is asked again a minute later, not in a circle, and the person is told', async () => {
  const clock = new FixedClock();
  let accepts = false;
  const { store, notices, shown, plans } = setUp(clock, () => accepts);
  await settle();
  notices.plan(clock.now());
  await settle();
  expect(shown).toHaveLength(1);
  expect(plans()).toBeLessThan(5);
  expect(store.read().attention).toMatchObject([{ kind: 'notices' }]);
  accepts = true;
  await clock.advance(61_000);
  notices.plan(clock.now());
  await settle();
  expect(shown).toHaveLength(2);
  expect(store.read().attention).toEqual([]);
});

test('a disk that takes nothing is told; the notice is shown all the same, and saved once it can be', async () => {
  const clock = new FixedClock();
  // What a full disk does to a file, this does too: it cannot be written.
  rmSync(folder, { recursive: true });
  const { store, notices, shown, file } = setUp(clock, () => true);
  await settle();
  expect(shown).toHaveLength(1);
  expect(store.read().attention).toMatchObject([
    { kind: 'notices-unsaved', detail: expect.stringContaining('ENOENT') },
  ]);
  expect(notices.plan(clock.now())).toBeLessThanOrEqual(clock.now() + minuteMs);
  await settle();
  expect(shown).toHaveLength(1);
  mkdirSync(folder);
  notices.plan(clock.now());
  expect(store.read().attention).toEqual([]);
  expect(readFileSync(file, 'utf8')).toContain('ahead:');
});

test('a notice the desktop takes while the app quits is on disk at the end', async () => {
  const clock = new FixedClock();
  let accept: () => void = () => undefined;
  const { notices, shown, file } = setUp(
    clock,
    () => true,
    new Promise<void>((done) => {
      accept = done;
    }),
  );
  await settle();
  expect(shown).toHaveLength(1);
  const settled = notices.settled();
  accept();
  await settled;
  expect(readFileSync(file, 'utf8')).toContain('"ahead:');
});

test('after a start it waits for the first read, but at most ten seconds', async () => {
  const clock = new FixedClock();
  const { notices, shown } = setUp(clock, () => true);
  await settle();
  const before = shown.length;
  notices.awaitRead();
  expect(notices.plan(clock.now())).toBe(clock.now() + 10_000);
  await clock.advance(10_000);
  notices.plan(clock.now());
  expect(shown).toHaveLength(before);
});

test('a damaged record is set aside and told; what was due before counts as told', async () => {
  writeFileSync(path.join(folder, 'notices.json'), '{"version": 1, "told": ');
  const { shown, store } = setUp(new FixedClock(), () => true);
  await settle();
  expect(shown).toEqual([]);
  expect(store.read().attention).toMatchObject([{ kind: 'delivered-reset' }]);
  const aside = readdirSync(folder).find((name) => name.includes('damaged')) ?? '';
  expect(readFileSync(path.join(folder, aside), 'utf8')).toBe('{"version": 1, "told": ');
});
