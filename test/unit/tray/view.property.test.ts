import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Snapshot } from '../../../core/contract/snapshot.ts';
import type { CoverageContract, Entry } from '../../../core/schedule/model.ts';
import { trayView } from '../../../core/tray/view.ts';
import { aRule, inZone } from '../../support/rules.ts';
import {
  aRead,
  aSnapshot,
  aWorkspace,
  at,
  dutyBy,
  payments,
  platform,
} from '../../support/snapshots.ts';

const runs = process.env['WATCHBILL_DEEP'] === '1' ? 2_000 : 200;
const hour = 3_600_000;
const day = 24 * hour;
const zones = ['UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu'];
// Around the clock changes of Berlin, New York and Lord Howe, and over a new year.
const anchors = [
  '2026-03-08',
  '2026-03-28',
  '2026-04-04',
  '2026-10-24',
  '2026-10-31',
  '2026-12-30',
];

const time = fc
  .record({ h: fc.integer({ min: 0, max: 23 }), m: fc.constantFrom('00', '30', '59') })
  .map(({ h, m }) => `${String(h).padStart(2, '0')}:${m}:00`);
const rule = fc
  .record({
    weekDays: fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { maxLength: 5 }),
    startTime: fc.option(time),
    endTime: fc.option(time),
    startDate: fc.option(fc.integer({ min: -20, max: 20 })),
    days: fc.option(fc.integer({ min: 0, max: 20 })),
  })
  .map((it) => ({
    weekDays: it.weekDays,
    startTime: it.startTime,
    endTime: it.endTime,
    from: it.startDate,
    days: it.days,
  }));
const entry = fc.record({
  rule,
  memberId: fc.constantFrom('ana', 'jonas', 'mira', 'zoe', null),
  teamId: fc.constantFrom('platform', 'platform', 'payments', null),
});
const contract: fc.Arbitrary<CoverageContract> = fc.oneof(
  fc.constant({ kind: 'none' } as const),
  fc.record({
    kind: fc.constant('always' as const),
    people: fc.constantFrom(1 as const, 2 as const),
  }),
  fc.record({
    kind: fc.constant('hours' as const),
    people: fc.constant(1 as const),
    weekDays: fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { minLength: 1 }),
    startTime: time,
    endTime: time,
  }),
);

const scene = fc
  .record({
    entries: fc.array(entry, { maxLength: 6 }),
    contract,
    anchor: fc.constantFrom(...anchors),
    hours: fc.integer({ min: 0, max: 72 * 60 }),
    zone: fc.constantFrom(...zones),
    viewer: fc.constantFrom(...zones),
    me: fc.constantFrom('ana', 'mira', null),
    readAgo: fc.constantFrom(0, 2, 10, 20, 2_000),
    // Polled once a week, entries stay fresh long enough to cross many boundaries.
    pollEveryMs: fc.constantFrom(60_000, 7 * day, 7 * day),
    whole: fc.boolean(),
    failing: fc.boolean(),
    muted: fc.option(fc.integer({ min: -1, max: 24 })),
  })
  .map((it) => {
    const now = at(`${it.anchor}T00:00:00Z`) + it.hours * 60_000;
    const entries: Entry[] = it.entries.map(({ rule: r, memberId, teamId }) => {
      const startDate = r.from === null ? null : now + r.from * day;
      const endDate = r.days === null ? null : (startDate ?? now) + r.days * day;
      const { weekDays, startTime, endTime } = r;
      return dutyBy('', aRule({ weekDays, startTime, endTime, startDate, endDate }), {
        memberId,
        teamId,
      });
    });
    const workspace = aWorkspace(entries, it.anchor, {
      interpretation: inZone(it.zone),
      me: it.me,
      teams: [platform, payments],
      contracts: { platform: it.contract },
      read: aRead(now - it.readAgo * 60_000, {
        pollEveryMs: it.pollEveryMs,
        incomplete: it.whole ? [] : [{ kind: 'entries-skipped', count: 1 }],
        failure: it.failing ? { kind: 'offline', detail: '' } : null,
      }),
    });
    const mutedUntil = it.muted === null ? null : now + it.muted * hour;
    const viewer = { zone: it.viewer, locale: 'en-GB' };
    return { now, snapshot: aSnapshot([workspace], { viewer, preferences: { mutedUntil } }) };
  });

const shown = (snapshot: Snapshot, when: number) => {
  const { nextBoundary, ...view } = trayView(snapshot, when);
  return { nextBoundary, view };
};

describe('the tray view', () => {
  test('does not change before its next boundary, and the boundary lies ahead', () => {
    fc.assert(
      fc.property(
        scene,
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 3 }),
        (it, points) => {
          let when = it.now;
          for (let i = 0; i < 5; i += 1) {
            const { view, nextBoundary } = shown(it.snapshot, when);
            expect(nextBoundary).toBeGreaterThan(when);
            for (const point of [...points, 1]) {
              const between = when + Math.floor((nextBoundary - 1 - when) * point);
              expect(shown(it.snapshot, between).view).toEqual(view);
            }
            when = nextBoundary;
          }
        },
      ),
      { numRuns: runs },
    );
  });

  test('never claims that nobody is there unless the entries are fresh and whole', () => {
    fc.assert(
      fc.property(scene, ({ snapshot, now }) => {
        const [workspace] = snapshot.workspaces;
        const read = workspace?.read;
        const view = trayView(snapshot, now);
        const trusted =
          read?.incomplete.length === 0 && (read.goodAt ?? 0) > now - 3 * read.pollEveryMs;
        if (!trusted)
          expect(JSON.stringify(view)).not.toMatch(/nobody|gap|up to date|none planned/i);
        else expect(JSON.stringify(view)).toMatch(/Up to date/);
      }),
      { numRuns: runs },
    );
  });

  test('keeps to one line of 127, repeats no id and says no relative time', () => {
    fc.assert(
      fc.property(scene, ({ snapshot, now }) => {
        const view = trayView(snapshot, now);
        expect(view.tooltip.length).toBeLessThanOrEqual(127);
        expect(view.title.length).toBeLessThanOrEqual(60);
        expect(view.tooltip + view.title).not.toMatch(/\n/);
        const ids = view.menu.map((item) => item.id);
        expect(new Set(ids).size).toBe(ids.length);
        expect(JSON.stringify([view.menu, view.tooltip, view.title, view.copy])).not.toMatch(
          /\bin \d+ (min|h|d)\b|\bleft\b|\bago\b|\btoday\b/,
        );
      }),
      { numRuns: runs },
    );
  });
});
