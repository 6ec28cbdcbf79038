import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { done, failed, type Outcome } from '../../../core/contract/failure.ts';
import { hourMs, minuteMs } from '../../../core/time/instant.ts';
import { testNotice } from '../../../core/tray/notices.ts';
import { isDoNotDisturb } from '../../../main/adapters/do-not-disturb.ts';
import { rendersMarkup } from '../../../main/adapters/markup.ts';
import type { DesktopNotice } from '../../../main/adapters/notifier.ts';
import { createPatience } from '../../../main/notice-patience.ts';
import { createNotices, type Notices } from '../../../main/notices.ts';
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
function setUp(
  clock: FixedClock,
  accepts: () => boolean,
  answered = Promise.resolve(),
  doNotDisturb = () => false,
) {
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
    doNotDisturb: () => Promise.resolve(doNotDisturb()),
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

describe('do not disturb', () => {
  /** Lets the app look whenever it wants to, for that long. */
  async function live(clock: FixedClock, notices: Notices, ms: number): Promise<void> {
    const end = clock.now() + ms;
    while (clock.now() < end) {
      const next = notices.plan(clock.now());
      await settle();
      await clock.advance(Math.min(Math.max(next - clock.now(), 1_000), minuteMs));
    }
  }

  test('holds a notice until it ends, asking once a minute, and then tells it as ever', async () => {
    const clock = new FixedClock();
    let asked = 0;
    let on = true;
    const { notices, shown } = setUp(
      clock,
      () => true,
      Promise.resolve(),
      () => {
        asked += 1;
        return on;
      },
    );
    await live(clock, notices, 5 * minuteMs);
    expect(shown).toEqual([]);
    expect(asked).toBeGreaterThan(3);
    expect(asked).toBeLessThan(8);
    on = false;
    await live(clock, notices, 2 * minuteMs);
    expect(shown).toMatchObject([{ title: expect.stringContaining('starts'), silent: false }]);
  });

  test('hands it over without sound before it is of no use, and the start the same way', async () => {
    const clock = new FixedClock();
    const begins = clock.now() + 10 * minuteMs;
    const { notices, shown } = setUp(
      clock,
      () => true,
      Promise.resolve(),
      () => true,
    );
    await live(clock, notices, 9.5 * minuteMs);
    expect(shown).toMatchObject([{ title: expect.stringContaining('starts'), silent: true }]);
    await live(clock, notices, begins + 15 * minuteMs - clock.now());
    expect(shown).toHaveLength(2);
    expect(shown[1]).toMatchObject({ title: expect.stringContaining('started'), silent: true });
  });

  test('lets attention pass', async () => {
    const clock = new FixedClock();
    const { store, notices, shown } = setUp(
      clock,
      () => true,
      Promise.resolve(),
      () => true,
    );
    store.addAttention({ kind: 'keychain', failure: { kind: 'keychain-locked' } });
    notices.plan(clock.now());
    await settle();
    notices.plan(clock.now());
    await settle();
    expect(shown).toMatchObject([{ title: 'Keychain locked', silent: false }]);
  });
});

test('a state that lasts for half a day is a habit: notices go to the desktop’s list at once', async () => {
  const clock = new FixedClock();
  const patience = createPatience(clock);
  const notice = { ...testNotice(clock.now()), kind: 'changed', usefulUntil: Infinity } as const;
  const ask = async (hours: number) => {
    for (let minute = 0; minute < hours * 60; minute += 1) {
      patience.note(true);
      await clock.advance(minuteMs);
    }
  };
  await ask(11.9);
  expect(patience.canWait(notice, clock.now())).toBe(true);
  await ask(0.2);
  expect(patience.canWait(notice, clock.now())).toBe(false);
  patience.note(false);
  expect(patience.canWait(notice, clock.now())).toBe(true);
});

test.each([
  ['a desktop that says so on the bus', '', { Inhibited: '   variant       boolean true\n' }, true],
  ['one that says it wants notices', '', { Inhibited: '   variant       boolean false\n' }, false],
  ['a paused dunst', '', { paused: '   variant       boolean true\n' }, true],
  ['Xfce', 'XFCE', { '/do-not-disturb': 'true\n' }, true],
  ['GNOME', 'ubuntu:GNOME', { 'show-banners': 'false\n' }, true],
  ['GNOME with banners', 'GNOME', { 'show-banners': 'true\n' }, false],
  ['settings of a desktop that is not running', 'KDE', { 'show-banners': 'false\n' }, false],
  ['a desktop that says nothing', 'sway', {}, false],
])('do not disturb is read from %s', async (_, desktop, says, is) => {
  const ask = (_program: string, args: readonly string[]) => {
    const said = Object.entries(says).find(([name]) => args.some((arg) => arg.endsWith(name)));
    return Promise.resolve(said?.[1] ?? null);
  };
  const env = { XDG_CURRENT_DESKTOP: desktop };
  expect(await isDoNotDisturb(ask, env, 'linux')).toBe(is);
  expect(await isDoNotDisturb(ask, env, 'darwin')).toBe(false);
});

test.each([
  ['a daemon that renders markup', 'array [ body  body-markup  actions ]', 'linux', true],
  ['one that shows text as it is', 'array [ body  actions ]', 'linux', false],
  ['one that cannot be asked', null, 'linux', true],
  ['macOS', null, 'darwin', false],
] as const)('a body is escaped for %s: %s, on %s', async (_, capabilities, platform, is) => {
  expect(await rendersMarkup(() => Promise.resolve(capabilities), platform)).toBe(is);
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

test('reads that nobody waited for plan nothing anew', async () => {
  const clock = new FixedClock();
  const { notices, plans } = setUp(clock, () => true);
  await settle();
  const before = plans();
  await clock.advance(60_000);
  for (let poll = 0; poll < 10; poll += 1) notices.readEnded();
  expect(plans()).toBe(before);
  notices.awaitRead();
  notices.readEnded();
  expect(plans()).toBe(before + 1);
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
