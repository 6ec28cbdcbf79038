import { describe, expect, test } from 'vitest';
import type { Entry } from '../../../core/schedule/model.ts';
import { recordAfterDamage } from '../../../core/tray/notices.ts';
import { early, NoticeDesk, seen, type SeenParts } from '../../support/notice-desk.ts';
import { aRule } from '../../support/rules.ts';
import { aDuty, aRead, aSnapshot, at, dutyBy } from '../../support/snapshots.ts';

const minute = 60_000;
const hour = 60 * minute;
const always = { platform: { kind: 'always', people: 1 } } as const;

describe('coverage gaps', () => {
  const preferences = { gapNotices: true };
  const scene = (entries: readonly Entry[]): SeenParts => ({
    entries,
    preferences,
    workspace: { contracts: always, me: null },
  });
  const cover = (from: string, to: string) => aDuty('mira', `2026-${from}Z`, `2026-${to}Z`);
  const first = cover('11-01T00:00', '11-28T00:00');

  test('are told once, a day ahead', () => {
    const desk = new NoticeDesk();
    const told = desk.run(
      (now) => seen(now, scene([first, cover('11-28T15:00', '12-30T00:00')])),
      early,
      at('2026-12-10T00:00Z'),
    );
    expect(told.map((it) => [it.dueAt, it.title, it.body])).toEqual([
      [at('2026-11-27T00:00Z'), 'Gap Sat 28 Nov 00:00 – 15:00', 'Platform: nobody is on call.'],
    ]);
  });

  test('are told again only if they begin earlier', () => {
    const desk = new NoticeDesk();
    const now = at('2026-11-27T12:00Z');
    const rest = cover('11-28T15:00', '12-30T00:00');
    const look = (entries: Entry[], when = now) =>
      desk.look(seen(when, scene(entries)), when).length;
    expect(look([first, rest])).toBe(1);
    expect(look([first, cover('11-28T18:00', '12-30T00:00')])).toBe(0);
    expect(look([cover('11-01T00:00', '11-28T06:00'), rest])).toBe(0);
    expect(look([cover('11-01T00:00', '11-27T20:00'), rest])).toBe(1);
    expect(look([cover('11-01T00:00', '11-27T20:00'), rest], now + 10 * hour)).toBe(0);
  });

  test('that are open when first seen are told once', () => {
    const desk = new NoticeDesk();
    const now = at('2026-11-28T05:00Z');
    const told = desk.run((when) => seen(when, scene([first])), now, now + 48 * hour);
    expect(told).toHaveLength(1);
  });

  test.each([
    ['member', { memberId: null }],
    ['team', { teamId: null }],
  ])('are not claimed while an entry without a %s lasts', (_, parts) => {
    const now = at('2026-11-27T12:00Z');
    const someone = aDuty('mira', '2026-11-28T00:00Z', '2026-11-28T09:00Z', parts);
    const looked = (rest: readonly Entry[]) =>
      new NoticeDesk()
        .look(seen(now, scene([first, cover('11-28T15:00', '12-30T00:00'), ...rest])), now)
        .map((it) => it.title);
    expect(looked([])).toEqual(['Gap Sat 28 Nov 00:00 – 15:00']);
    expect(looked([someone])).toEqual(['Gap Sat 28 Nov 09:00 – 15:00']);
    expect(
      looked([someone, aDuty('mira', '2026-11-28T09:00Z', '2026-11-28T15:00Z', parts)]),
    ).toEqual([]);
  });

  test('are nothing without a contract, without opting in, or from an incomplete read', () => {
    const now = at('2026-11-27T12:00Z');
    const looked = (it: SeenParts) => new NoticeDesk().look(seen(now, it), now);
    const whole = scene([first]);
    expect(looked(whole)).toHaveLength(1);
    expect(looked({ ...whole, workspace: { me: null } })).toEqual([]);
    expect(looked({ ...whole, preferences: {} })).toEqual([]);
    const part = aRead(now, { incomplete: [{ kind: 'more-pages' }] });
    expect(looked({ ...whole, workspace: { ...whole.workspace, read: part } })).toEqual([]);
  });
});

describe('handoffs', () => {
  test('are told to watchers when someone else goes on call, but not right after my own shift', () => {
    const desk = new NoticeDesk();
    desk.run(
      (now) => seen(now, { preferences: { handoffNotices: true } }),
      early,
      at('2026-12-01T00:00Z'),
    );
    const handoffs = desk.shown.filter((it) => it.notice.kind === 'handoff');
    expect(handoffs.map((it) => [it.at, it.notice.title, it.notice.body])).toEqual([
      [
        at('2026-11-27T09:00Z'),
        'Mira Kaur took over Fri 09:00',
        'Platform: Mira Kaur · until Fri 27 Nov 18:00.',
      ],
    ]);
  });
});

describe('attention', () => {
  const now = at('2026-11-24T12:00Z');
  const failing = (when: number, kind: 'unauthorized' | 'offline' | 'unreadable'): SeenParts => ({
    entries: [],
    workspace: {
      read: aRead(when - hour, {
        failure: kind === 'unauthorized' ? { kind } : { kind, detail: '' },
      }),
    },
  });

  test('is told once per cause; again only after recovery and an hour', () => {
    const desk = new NoticeDesk();
    const look = (when: number, scene: SeenParts) => desk.look(seen(when, scene), when).length;
    expect(look(now, failing(now, 'unauthorized'))).toBe(1);
    expect(look(now + minute, failing(now, 'unauthorized'))).toBe(0);
    expect(look(now + 2 * hour, failing(now, 'unauthorized'))).toBe(0);
    expect(look(now + 2 * hour + minute, { entries: [] })).toBe(0);
    expect(look(now + 2 * hour + 2 * minute, failing(now, 'unauthorized'))).toBe(1);
    expect(look(now + 2 * hour + 3 * minute, { entries: [] })).toBe(0);
    expect(look(now + 2 * hour + 4 * minute, failing(now, 'unauthorized'))).toBe(0);
    expect(look(now + 4 * hour, failing(now, 'unauthorized'))).toBe(1);
  });

  test('offline alone is no notice, unreadable is one after 15 minutes awake', () => {
    const offline = new NoticeDesk();
    expect(
      offline.run((when) => seen(when, failing(when, 'offline')), now, now + 20 * hour),
    ).toEqual([]);
    const desk = new NoticeDesk();
    const told = (from: number, to: number) => {
      const before = desk.shown.length;
      for (let when = from; when <= to; when += minute)
        desk.look(seen(when, failing(when, 'unreadable')), when);
      return desk.shown.slice(before).map((it) => it.at);
    };
    expect(told(now, now + 10 * minute)).toEqual([]);
    desk.sleep();
    const woken = now + 8 * hour;
    expect(told(woken, woken + 4 * minute)).toEqual([]);
    expect(told(woken + 5 * minute, woken + 20 * minute)).toEqual([woken + 5 * minute]);
  });

  test('a keychain that is locked is told even with no workspace read', () => {
    const snapshot = aSnapshot([], {
      attention: [{ kind: 'keychain', failure: { kind: 'keychain-locked' } }],
    });
    expect(new NoticeDesk().look(snapshot, now).map((it) => it.title)).toEqual(['Keychain locked']);
  });
});

describe('the record', () => {
  test('after damage counts as told what was due before, and nothing else', () => {
    const now = at('2026-11-27T10:00Z');
    const desk = new NoticeDesk(recordAfterDamage(now));
    const told = desk.run((when) => seen(when), now, at('2026-11-28T00:00Z'));
    expect(told.map((it) => it.kind)).toEqual(['ahead', 'starts']);
    expect(told[0]?.dueAt).toBe(at('2026-11-27T17:45Z'));
  });

  test('survives the disk as it is', () => {
    const desk = new NoticeDesk();
    desk.run(
      (when) => seen(when, { preferences: { gapNotices: true }, workspace: { contracts: always } }),
      early,
      at('2026-12-01T00:00Z'),
    );
    const before = structuredClone(desk.record);
    desk.restart();
    expect(desk.record).toEqual(before);
  });

  test('survives with rules that a write would refuse', () => {
    const desk = new NoticeDesk();
    const odd = aRule({
      weekDays: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
      startTime: '9:00',
      monthsOfYear: [-1, 99],
    });
    desk.look(seen(early, { entries: [dutyBy('ana', odd)] }), early);
    expect(() => desk.restart()).not.toThrow();
  });

  test('the sample without a "me" sends nothing at all', () => {
    const now = at('2026-11-27T18:00Z');
    const sample = { sample: true, kind: 'local', me: null, contracts: always } as const;
    const told = new NoticeDesk().look(
      seen(now, {
        entries: [],
        workspace: sample,
        preferences: { gapNotices: true, handoffNotices: true },
      }),
      now,
    );
    expect(told).toEqual([]);
  });
});
