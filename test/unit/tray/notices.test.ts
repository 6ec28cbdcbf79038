import { describe, expect, test } from 'vitest';
import type { Entry } from '../../../core/schedule/model.ts';
import { early, NoticeDesk, oneShift, seen, type SeenParts } from '../../support/notice-desk.ts';
import { inZone } from '../../support/rules.ts';
import { aDuty, aRead, aSnapshot, at, payments, platform } from '../../support/snapshots.ts';

const minute = 60_000;
const hour = 60 * minute;

const quietHours = { from: '22:00', to: '07:00' };

describe('a shift of mine', () => {
  test('is told a day and a quarter of an hour ahead, when it starts and when it ends', () => {
    const desk = new NoticeDesk();
    desk.run((now) => seen(now), early, at('2026-12-01T00:00Z'));
    const told = desk.shown.map((it) => [
      new Date(it.at).toISOString(),
      it.notice.title,
      it.notice.body,
    ]);
    expect(told).toEqual([
      [
        '2026-11-26T18:00:00.000Z',
        'Your shift starts Fri 18:00',
        'Platform · Fri 27 Nov 18:00 – Sat 28 Nov 09:00. You take over from Mira Kaur.',
      ],
      [
        '2026-11-27T17:45:00.000Z',
        'Your shift starts Fri 18:00',
        'Platform · Fri 27 Nov 18:00 – Sat 28 Nov 09:00. You take over from Mira Kaur.',
      ],
      [
        '2026-11-27T18:00:00.000Z',
        'Your shift started Fri 18:00',
        'Platform · until Sat 09:00. You take over from Mira Kaur.',
      ],
      [
        '2026-11-28T09:00:00.000Z',
        'Your shift ended Sat 09:00',
        'Platform. Jonas Weber took over.',
      ],
    ]);
    expect(desk.shown.every((it) => !it.notice.silent)).toBe(true);
  });

  test('has one tag, so that "starts" takes the place of "ahead", and opens the window there', () => {
    const desk = new NoticeDesk();
    const [ahead] = desk.look(seen(at('2026-11-27T17:45Z')), at('2026-11-27T17:45Z'));
    const [starts] = desk.look(seen(at('2026-11-27T18:00Z')), at('2026-11-27T18:00Z'));
    expect(starts?.tag).toBe(ahead?.tag);
    expect(ahead?.target).toEqual({
      screen: 'schedule',
      workspaceId: 'w1',
      teamId: 'platform',
      at: at('2026-11-27T18:00Z'),
    });
  });

  test('planning twice changes nothing, and a restart repeats nothing', () => {
    const desk = new NoticeDesk();
    const now = at('2026-11-27T10:00Z');
    expect(desk.look(seen(now), now)).toHaveLength(1);
    expect(desk.look(seen(now), now)).toEqual([]);
    desk.restart();
    expect(desk.look(seen(now + minute), now + minute)).toEqual([]);
  });

  test('is told again where the desktop did not accept it', () => {
    const desk = new NoticeDesk();
    const now = at('2026-11-27T10:00Z');
    desk.accepts = false;
    desk.look(seen(now), now);
    desk.accepts = true;
    expect(desk.look(seen(now + minute), now + minute)).toHaveLength(1);
  });

  test('first seen within two of its leads is told once, then at the next lead', () => {
    const desk = new NoticeDesk();
    const now = at('2026-11-27T10:00Z');
    const preferences = { leadMinutes: [2_880, 1_440, 15] };
    expect(desk.look(seen(now, { preferences }), now).map((it) => it.kind)).toEqual(['ahead']);
    const later = desk.run((when) => seen(when, { preferences }), now + 1, at('2026-11-27T18:00Z'));
    expect(later.map((it) => it.dueAt)).toEqual([at('2026-11-27T17:45Z')]);
  });

  test('uses the leads of its team where they are set', () => {
    const desk = new NoticeDesk();
    const preferences = { teamLeadMinutes: { platform: [60] } };
    const told = desk.run((now) => seen(now, { preferences }), early, at('2026-11-27T18:00Z'));
    expect(told.map((it) => it.dueAt)).toEqual([at('2026-11-27T17:00Z')]);
  });

  test('is not told again when longer leads are added behind one that was told', () => {
    const desk = new NoticeDesk();
    const now = at('2026-11-27T17:50Z');
    desk.look(seen(now, { preferences: { leadMinutes: [15] } }), now);
    expect(desk.look(seen(now, { preferences: { leadMinutes: [1_440, 15] } }), now)).toEqual([]);
  });

  test('that moved is planned anew', () => {
    const desk = new NoticeDesk();
    const now = at('2026-11-26T18:00Z');
    desk.look(seen(now), now);
    const moved = [aDuty('ana', '2026-11-29T18:00Z', '2026-11-30T09:00Z')];
    const told = desk.run(
      (when) => seen(when, { entries: moved }),
      now + hour,
      at('2026-11-29T18:00Z'),
    );
    expect(told.map((it) => [it.kind, it.dueAt])).toEqual([
      ['changed', now + hour],
      ['ahead', at('2026-11-28T18:00Z')],
      ['ahead', at('2026-11-29T17:45Z')],
    ]);
  });

  test('that nobody follows says so, but only from whole entries', () => {
    const alone = oneShift.slice(1, 2);
    const end = at('2026-11-28T09:00Z');
    const whole = new NoticeDesk().look(seen(end, { entries: alone }), end);
    expect(whole.map((it) => it.body)).toEqual(['Platform. Nobody took over.']);
    const part = { read: aRead(end, { incomplete: [{ kind: 'more-pages' }] }) } as const;
    const partial = new NoticeDesk().look(seen(end, { entries: alone, workspace: part }), end);
    expect(partial.map((it) => it.body)).toEqual(['Platform.']);
    for (const parts of [{ memberId: null }, { teamId: null }]) {
      const doubtful = aDuty('jonas', '2026-11-28T09:00Z', '2026-11-29T09:00Z', parts);
      const told = new NoticeDesk().look(seen(end, { entries: [...alone, doubtful] }), end);
      expect(told.map((it) => it.body)).toEqual(['Platform.']);
    }
  });

  test('in two teams at the same instant is one notice that names both', () => {
    const both = [
      ...oneShift,
      aDuty('ana', '2026-11-27T18:00Z', '2026-11-28T08:00Z', { teamId: 'payments' }),
    ];
    const workspace = { teams: [platform, payments] };
    const now = at('2026-11-27T17:45Z');
    const [only, ...others] = new NoticeDesk().look(seen(now, { entries: both, workspace }), now);
    expect(others).toEqual([]);
    expect(only?.title).toBe('Your shift starts Fri 18:00');
    expect(only?.body.split('\n').map((line) => line.split(' · ')[0])).toEqual([
      'Payments',
      'Platform',
    ]);
  });

  test('in two workspaces is two notices', () => {
    const now = at('2026-11-27T17:45Z');
    const [one] = seen(now).workspaces;
    const two = one === undefined ? [] : [one, { ...one, id: 'w2' }];
    expect(new NoticeDesk().look(aSnapshot(two), now)).toHaveLength(2);
  });

  test('is still told from saved rules while offline or signed out', () => {
    const now = at('2026-11-27T18:00Z');
    const old = { read: aRead(now - 10 * hour, { failure: { kind: 'unauthorized' } }) } as const;
    const kinds = new NoticeDesk().look(seen(now, { workspace: old }), now).map((it) => it.kind);
    expect(kinds).toEqual(['starts', 'attention']);
  });

  test('of touching entries is one shift', () => {
    const days = [
      aDuty('ana', '2026-11-27T00:00Z', '2026-11-28T00:00Z'),
      aDuty('ana', '2026-11-28T00:00Z', '2026-11-29T00:00Z'),
    ];
    const told = new NoticeDesk().run(
      (now) => seen(now, { entries: days }),
      early,
      at('2026-12-01T00:00Z'),
    );
    expect(told.map((it) => it.kind)).toEqual(['ahead', 'ahead', 'starts', 'ends']);
  });

  test('is nobody’s business while "me" is not chosen', () => {
    const told = new NoticeDesk().run(
      (now) => seen(now, { workspace: { me: null } }),
      early,
      at('2026-12-01T00:00Z'),
    );
    expect(told).toEqual([]);
  });
});

describe('quiet hours', () => {
  const preferences = { quietHours };
  // A shift from 06:00: both leads fall into quiet hours.
  const dawn = [aDuty('ana', '2026-11-27T06:00Z', '2026-11-27T23:00Z')];

  test('move "ahead" to the minute before they begin', () => {
    const told = new NoticeDesk().run(
      (now) => seen(now, { entries: dawn, preferences }),
      early,
      at('2026-11-27T06:00Z'),
    );
    expect(told.map((it) => [it.dueAt, it.silent])).toEqual([
      [at('2026-11-25T21:59Z'), false],
      [at('2026-11-26T21:59Z'), false],
    ]);
  });

  test('two leads moved to the same moment are one', () => {
    const leads = { ...preferences, leadMinutes: [30, 15] };
    const told = new NoticeDesk().run(
      (now) => seen(now, { entries: dawn, preferences: leads }),
      early,
      at('2026-11-27T06:00Z'),
    );
    expect(told.map((it) => it.dueAt)).toEqual([at('2026-11-26T21:59Z')]);
  });

  test('let "starts" and "ends" pass without sound', () => {
    const told = new NoticeDesk().run(
      (now) => seen(now, { entries: dawn, preferences }),
      at('2026-11-27T05:59Z'),
      at('2026-11-28T06:00Z'),
    );
    expect(told.map((it) => [it.kind, it.silent])).toEqual([
      ['ahead', true],
      ['starts', true],
      ['ends', true],
    ]);
  });

  test('hold "changed" to their end, unless the shift begins earlier', () => {
    const night = at('2026-11-26T23:00Z');
    const changedAt = (entries: Entry[]) => {
      const desk = new NoticeDesk();
      desk.look(seen(night - 2 * hour, { entries: [], preferences }), night - 2 * hour);
      desk.run((now) => seen(now, { entries, preferences }), night, at('2026-11-27T12:00Z'));
      return desk.shown
        .filter((it) => it.notice.kind === 'changed')
        .map((it) => [it.at, it.notice.silent]);
    };
    expect(changedAt([aDuty('ana', '2026-11-28T09:00Z', '2026-11-28T18:00Z')])).toEqual([
      [at('2026-11-27T07:00Z'), false],
    ]);
    expect(changedAt([aDuty('ana', '2026-11-27T05:00Z', '2026-11-28T18:00Z')])).toEqual([
      [night, true],
    ]);
  });

  test('a held change that is taken back is never told', () => {
    const desk = new NoticeDesk();
    const night = at('2026-11-26T23:00Z');
    desk.look(seen(night - 2 * hour, { entries: [], preferences }), night - 2 * hour);
    desk.look(seen(night, { entries: oneShift, preferences }), night);
    const told = desk.run(
      (now) => seen(now, { entries: [], preferences }),
      night + hour,
      at('2026-11-27T12:00Z'),
    );
    expect(told).toEqual([]);
  });

  test('hold a handoff to their end, and drop it when it is no longer true', () => {
    const entries = [
      aDuty('mira', '2026-11-26T23:00Z', '2026-11-27T03:00Z'),
      aDuty('jonas', '2026-11-27T03:00Z', '2026-11-27T12:00Z'),
    ];
    const desk = new NoticeDesk();
    const wanted = { ...preferences, handoffNotices: true };
    desk.run((now) => seen(now, { entries, preferences: wanted }), early, at('2026-11-27T11:00Z'));
    expect(desk.shown.map((it) => [it.at, it.notice.title])).toEqual([
      [at('2026-11-27T07:00Z'), 'Jonas Weber took over Fri 03:00'],
    ]);
  });

  test('let attention pass with sound', () => {
    const night = at('2026-11-26T23:00Z');
    const refused = { read: aRead(night, { failure: { kind: 'unauthorized' } }) } as const;
    const [notice] = new NoticeDesk().look(
      seen(night, { entries: [], workspace: refused, preferences }),
      night,
    );
    expect([notice?.kind, notice?.silent]).toEqual(['attention', false]);
  });
});

describe('after sleep', () => {
  test('there is one catch-up with what is true now, not a backlog', () => {
    const entries = [...oneShift, aDuty('ana', '2026-11-29T07:00Z', '2026-11-29T12:00Z')];
    const desk = new NoticeDesk();
    desk.look(seen(early, { entries }), early);
    const woken = at('2026-11-28T08:00Z');
    const told = desk.look(seen(woken, { entries }), woken);
    expect(told.map((it) => [it.kind, it.title])).toEqual([
      ['catch-up', 'You are on call until Sat 09:00'],
    ]);
    expect(told[0]?.body).toBe(
      'Platform · since Fri 27 Nov 18:00.\n' +
        'Your shift starts Sun 07:00 · Platform · Sun 29 Nov 07:00 – 12:00.',
    );
    expect(desk.look(seen(woken + minute, { entries }), woken + minute)).toEqual([]);
  });

  test('a catch-up is of use only as long as all it says', () => {
    const other = { teamId: 'payments' };
    const ended = aDuty('ana', '2026-11-28T06:00Z', '2026-11-28T07:50Z', other);
    const desk = new NoticeDesk();
    const entries = [...oneShift, ended];
    desk.look(seen(early, { entries }), early);
    const woken = at('2026-11-28T08:00Z');
    const told = desk.look(seen(woken, { entries }), woken);
    expect(told).toMatchObject([{ kind: 'catch-up', usefulUntil: at('2026-11-28T08:05Z') }]);
    expect(told[0]?.body).toContain('Your shift ended Sat 07:50');
  });

  test('a running shift is told of however late, an ended one is not', () => {
    const desk = new NoticeDesk();
    desk.look(seen(early), early);
    expect(
      desk.look(seen(at('2026-11-28T08:59Z')), at('2026-11-28T08:59Z')).map((it) => it.kind),
    ).toEqual(['running']);
    const other = new NoticeDesk();
    other.look(seen(early), early);
    expect(other.look(seen(at('2026-11-28T09:15Z')), at('2026-11-28T09:15Z'))).toEqual([]);
  });

  test('a short nap over a boundary gives one notice', () => {
    const desk = new NoticeDesk();
    desk.look(seen(at('2026-11-27T17:50Z')), at('2026-11-27T17:50Z'));
    const woken = at('2026-11-27T18:00:20Z');
    expect(desk.look(seen(woken), woken).map((it) => it.kind)).toEqual(['starts']);

    const ends = aDuty('ana', '2026-11-27T09:00Z', '2026-11-27T18:00:05Z', { teamId: 'payments' });
    const entries = [...oneShift, ends];
    const two = new NoticeDesk();
    for (const time of ['2026-11-27T17:45Z', '2026-11-27T17:50Z'])
      two.look(seen(at(time), { entries }), at(time));
    expect(two.look(seen(woken, { entries }), woken).map((it) => it.kind)).toEqual(['catch-up']);
  });
});

describe('mute', () => {
  const muted = { preferences: { mutedUntil: at('2026-11-27T20:00Z') } };

  test('holds everything but attention, then tells once what is still true', () => {
    const desk = new NoticeDesk();
    desk.look(seen(early), early);
    desk.run((now) => seen(now, muted), at('2026-11-26T10:00Z'), at('2026-11-28T00:00Z'));
    expect(desk.shown.map((it) => [it.at, it.notice.kind])).toEqual([
      [at('2026-11-27T20:00Z'), 'running'],
    ]);
  });

  test('lets attention pass', () => {
    const now = at('2026-11-27T19:00Z');
    const locked = { read: aRead(now, { failure: { kind: 'keychain-locked' } }) } as const;
    const told = new NoticeDesk().look(seen(now, { ...muted, workspace: locked }), now);
    expect(told.map((it) => it.title)).toEqual(['Keychain locked']);
  });
});

describe('my shifts changed', () => {
  const now = at('2026-11-24T12:00Z');
  const changed = (before: readonly Entry[], after: readonly Entry[], scene: SeenParts = {}) => {
    const desk = new NoticeDesk();
    desk.look(seen(now - hour, { ...scene, entries: before }), now - hour);
    const told = desk.look(seen(now, { ...scene, entries: after }), now);
    expect(desk.look(seen(now + minute, { ...scene, entries: after }), now + minute)).toEqual([]);
    return told.map((it) => [it.kind, it.title, it.body]);
  };
  const ana = (from: string, to: string) => aDuty('ana', `2026-${from}Z`, `2026-${to}Z`);

  test('says from when to when', () => {
    expect(
      changed([ana('11-27T18:00', '11-28T09:00')], [ana('11-28T18:00', '11-29T09:00')]),
    ).toEqual([
      [
        'changed',
        'Your shift moved: Fri 27 Nov 18:00 → Sat 28 Nov 18:00',
        'Platform: Fri 27 Nov 18:00 – Sat 28 Nov 09:00 → Sat 28 Nov 18:00 – Sun 29 Nov 09:00',
      ],
    ]);
    expect(
      changed([ana('11-27T18:00', '11-28T09:00')], [ana('11-27T18:00', '11-28T12:00')])[0]?.[1],
    ).toBe('Your shift now ends Sat 28 Nov 12:00');
    expect(changed([], [ana('11-27T18:00', '11-28T12:00')])).toEqual([
      [
        'changed',
        'New shift for you: Fri 27 Nov 18:00',
        'Platform: new, Fri 27 Nov 18:00 – Sat 28 Nov 12:00',
      ],
    ]);
    expect(changed([ana('11-27T18:00', '11-28T12:00')], [])[0]?.[1]).toBe(
      'Your shift was removed: Fri 27 Nov 18:00',
    );
  });

  test('two changes in one poll are one notice', () => {
    const told = changed(
      [ana('11-27T18:00', '11-28T09:00'), ana('12-04T18:00', '12-05T09:00')],
      [ana('11-27T19:00', '11-28T09:00'), ana('12-04T19:00', '12-05T09:00')],
    );
    expect(told.map((it) => it[1])).toEqual(['2 of your shifts changed']);
  });

  test('others’ changes, equal rules written otherwise and what lies beyond 30 days are silent', () => {
    expect(changed([], [aDuty('mira', '2026-11-27T18:00Z', '2026-11-28T09:00Z')])).toEqual([]);
    expect(
      changed(
        [ana('11-27T18:00', '11-28T09:00')],
        [ana('11-27T18:00', '11-28T00:00'), ana('11-28T00:00', '11-28T09:00')],
      ),
    ).toEqual([]);
    expect(changed([], [ana('12-25T18:00', '12-26T09:00')])).toEqual([]);
  });

  test('what lies beyond 30 days stays silent when it comes nearer', () => {
    const desk = new NoticeDesk();
    const far = [ana('12-28T18:00', '12-29T09:00')];
    desk.look(seen(now - hour, { entries: [] }), now - hour);
    const told = desk.run((when) => seen(when, { entries: far }), now, at('2026-12-20T00:00Z'));
    expect(told).toEqual([]);
  });

  test('a shift that appears inside its leads is told once, then at its remaining leads', () => {
    const desk = new NoticeDesk();
    desk.look(seen(now - hour, { entries: [] }), now - hour);
    const entries = [ana('11-24T20:00', '11-24T23:00')];
    const told = desk.run((when) => seen(when, { entries }), now, at('2026-11-24T20:00Z'));
    expect(told.map((it) => [it.kind, it.title])).toEqual([
      ['changed', 'New shift for you: Tue 24 Nov 20:00'],
      ['ahead', 'Your shift starts Tue 20:00'],
    ]);
    expect(told[1]?.dueAt).toBe(at('2026-11-24T19:45Z'));
  });

  test('a shift that appears while it runs is "changed", not also "starts"', () => {
    for (const start of ['11-24T11:55', '11-24T08:00'])
      expect(changed([], [ana(start, '11-24T20:00')]).map((it) => it[0])).toEqual(['changed']);
  });

  test('my running shift cut off is "changed", not also "ends"', () => {
    expect(
      changed([ana('11-24T08:00', '11-24T18:00')], [ana('11-24T08:00', '11-24T11:58')]).map(
        (it) => it[0],
      ),
    ).toEqual(['changed']);
  });

  test('an incomplete read tells nothing; the next whole one does', () => {
    const desk = new NoticeDesk();
    const before = [ana('11-27T18:00', '11-28T09:00')];
    desk.look(seen(now - hour, { entries: before }), now - hour);
    const part = {
      read: aRead(now, { incomplete: [{ kind: 'entries-skipped', count: 1 }] }),
    } as const;
    expect(desk.look(seen(now, { entries: [], workspace: part }), now)).toEqual([]);
    expect(desk.look(seen(now + minute, { entries: before }), now + minute)).toEqual([]);
    expect(desk.look(seen(now + 2 * minute, { entries: [] }), now + 2 * minute)).toHaveLength(1);
  });

  test('what changed while the app was not running is told at the next start', () => {
    const desk = new NoticeDesk();
    desk.look(seen(now - hour, { entries: [] }), now - hour);
    desk.restart();
    const told = desk.look(seen(now, { entries: [ana('11-27T18:00', '11-28T09:00')] }), now);
    expect(told.map((it) => it.kind)).toEqual(['changed']);
  });

  test('a change of zone or reading, of "me" or of the customers is silent', () => {
    const weekly = [ana('11-27T18:00', '11-28T09:00')];
    const desk = new NoticeDesk();
    const look = (when: number, scene: SeenParts) =>
      desk.look(seen(when, { entries: weekly, ...scene }), when);
    expect(look(now, {})).toEqual([]);
    const berlin = { interpretation: inZone('Europe/Berlin') };
    expect(look(now + minute, { workspace: berlin })).toEqual([]);
    expect(look(now + 2 * minute, { workspace: { ...berlin, me: 'mira' } })).toEqual([]);
    const more = { ...berlin, me: 'mira', customerIds: ['c1', 'c2'] };
    const old = { ...more, read: aRead(now + 2 * minute) };
    expect(look(now + 3 * minute, { workspace: old })).toEqual([]);
    const mira = [...weekly, aDuty('mira', '2026-11-29T18:00Z', '2026-11-30T09:00Z')];
    expect(look(now + 4 * minute, { workspace: more, entries: mira })).toEqual([]);
  });

  test('a change made in this app is silent, another one beside it is told', () => {
    const own = { ...ana('11-27T18:00', '11-28T09:00'), createdAt: 'k1' };
    const moved = { ...ana('11-25T10:00', '11-25T20:00'), createdAt: 'k1' };
    const desk = new NoticeDesk();
    desk.look(seen(now, { entries: [own] }), now);
    const pending = [
      {
        id: 'p1',
        stepId: 'p',
        kind: 'update',
        teamId: 'platform',
        key: { memberId: 'ana', createdAt: 'k1' },
        memberId: 'ana',
        rule: moved.rule,
        state: 'waiting',
        since: now,
      },
    ] as const;
    expect(desk.look(seen(now + 1, { entries: [own], workspace: { pending } }), now + 1)).toEqual(
      [],
    );
    const theirs = ana('11-30T10:00', '11-30T20:00');
    const told = desk.look(seen(now + minute, { entries: [moved, theirs] }), now + minute);
    expect(told.map((it) => it.title)).toEqual(['New shift for you: Mon 30 Nov 10:00']);
  });
});
