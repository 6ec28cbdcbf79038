import { describe, expect, test } from 'vitest';
import type { Failure } from '../../../core/contract/failure.ts';
import type { ReadState, WorkspaceState } from '../../../core/contract/snapshot.ts';
import { trayView, type MenuItem, type TrayView } from '../../../core/tray/view.ts';
import { aRule, inZone } from '../../support/rules.ts';
import {
  aDuty,
  aRead,
  aSnapshot,
  aWorkspace,
  at,
  dutyBy,
  payments,
  platform,
} from '../../support/snapshots.ts';

// Tue 24 Nov 2026, five to six in the morning.
const now = at('2026-11-24T05:48:00Z');
const readAt = '2026-11-24T05:47:30Z';

const week = [
  aDuty('ana', '2026-11-23T09:00Z', '2026-11-24T09:00Z'),
  aDuty('jonas', '2026-11-24T09:00Z', '2026-11-26T09:00Z'),
  aDuty('mira', '2026-11-26T09:00Z', '2026-11-28T00:00Z'),
  aDuty('mira', '2026-11-28T15:00Z', '2026-12-05T09:00Z'),
];
const always = { platform: { kind: 'always', people: 1 } } as const;

function texts(view: TrayView): string[] {
  return view.menu.flatMap((item) => (item.kind === 'separator' ? [] : [item.label]));
}

function find(view: TrayView, id: string): MenuItem | undefined {
  return view.menu.find((item) => item.id === id);
}

function viewOf(workspace: WorkspaceState, when = now): TrayView {
  return trayView(aSnapshot([workspace]), when);
}

describe('the tray of one team', () => {
  const view = viewOf(aWorkspace(week, readAt, { me: 'zoe', contracts: always }));

  test('says the whole glance in its menu', () => {
    const mine = aDuty('zoe', '2026-11-27T18:00Z', '2026-11-27T20:00Z');
    const workspace = aWorkspace([...week, mine], readAt, { me: 'zoe', contracts: always });
    expect(texts(viewOf(workspace))).toEqual([
      'Ana Pires is on call · Platform',
      '  until Tue 24 Nov 09:00',
      '  next: Jonas Weber, Tue 09:00',
      'Your next shift: Fri 27 Nov 18:00',
      '▲ Gap: Sat 00:00 – 15:00 (Platform)',
      'Open schedule…',
      'Refresh now',
      'Mute notifications',
      'Copy who is on call',
      'Up to date',
      'Settings…',
      'Quit Watchbill',
    ]);
  });

  test('has icon, tooltip and title to match', () => {
    expect(view.icon).toEqual({ body: 'someone', badge: null });
    expect(view.tooltip).toBe('Ana Pires · Platform until Tue 24 Nov 09:00');
    expect(view.title).toBe('Ana Pires until Tue 09:00');
    expect(view.copy).toBe('Ana Pires · Platform until Tue 24 Nov 09:00\nTimes in UTC');
  });

  test('offers stable ids for everything that can be clicked', () => {
    const ids = view.menu.flatMap((item) => (item.kind === 'action' ? [item.id] : []));
    expect(ids).toEqual(['team:w1:platform', 'open', 'refresh', 'copy', 'settings', 'quit']);
    const mute = find(view, 'mute');
    expect(mute?.kind === 'submenu' && mute.items.map((item) => item.id)).toEqual([
      'mute:1h',
      'mute:tomorrow',
    ]);
  });

  test('says that no shift of mine is planned only when the entries are whole', () => {
    expect(texts(view)).toContain('Your next shift: none planned');
    const part = aRead(at(readAt), { incomplete: [{ kind: 'entries-skipped', count: 1 }] });
    const partial = viewOf(aWorkspace(week, readAt, { me: 'zoe', read: part }));
    expect(texts(partial).join()).not.toContain('Your next shift');
  });
});

describe('each boundary', () => {
  const workspace = { ...aWorkspace(week, readAt, { me: 'jonas', contracts: always }) };
  const read = (when: number) => ({ ...workspace, read: aRead(when - 1_000) });
  const seen = (iso: string) => viewOf(read(at(iso)), at(iso));

  test.each([
    ['2026-11-24T08:44:59.999Z', 'someone', 'Ana Pires is on call · Platform'],
    ['2026-11-24T08:45:00.000Z', 'soon', 'Ana Pires is on call · Platform'],
    ['2026-11-24T08:59:59.999Z', 'soon', 'Ana Pires is on call · Platform'],
    ['2026-11-24T09:00:00.000Z', 'me', 'You are on call · Platform'],
    ['2026-11-26T08:59:59.999Z', 'me', 'You are on call · Platform'],
    ['2026-11-26T09:00:00.000Z', 'someone', 'Mira Kaur is on call · Platform'],
    ['2026-11-27T23:59:59.999Z', 'someone', 'Mira Kaur is on call · Platform'],
    ['2026-11-28T00:00:00.000Z', 'gap', '▲ Nobody is on call · Platform'],
    ['2026-11-28T14:59:59.999Z', 'gap', '▲ Nobody is on call · Platform'],
    ['2026-11-28T15:00:00.000Z', 'someone', 'Mira Kaur is on call · Platform'],
  ])('at %s the icon is %s and the menu begins "%s"', (iso, body, first) => {
    const view = seen(iso);
    expect(view.icon.body).toBe(body);
    expect(texts(view)[0]).toBe(first);
  });

  test('a gap now says until when, and who comes next', () => {
    const view = seen('2026-11-28T03:00Z');
    expect(texts(view)).toContain('▲ Gap now, until Sat 28 Nov 15:00 (Platform)');
    expect(texts(view)).toContain('  next: Mira Kaur, Sat 15:00');
    expect(view.title).toBe('Gap until Sat 15:00');
  });

  test('touching occurrences are one shift, so seven whole days have one end', () => {
    const days = dutyBy(
      'ana',
      aRule({ startDate: at('2026-11-20T00:00Z'), endDate: at('2026-11-27T00:00Z') }),
    );
    expect(texts(viewOf(aWorkspace([days], readAt)))[1]).toBe('  until Fri 27 Nov 00:00');
  });

  test('a shift without end in sight says so', () => {
    const forever = viewOf(aWorkspace([dutyBy('ana', aRule())], readAt));
    expect(texts(forever).slice(0, 2)).toEqual(['Ana Pires is on call · Platform', '  no end']);
    expect(forever.title).toBe('Ana Pires');
  });

  test('a shift that ends in another year says which', () => {
    const long = aDuty('ana', '2026-11-01T00:00Z', '2028-01-03T09:00Z');
    expect(texts(viewOf(aWorkspace([long], readAt)))[1]).toBe('  until Mon 3 Jan 2028 09:00');
  });
});

describe('without a contract', () => {
  test('uncovered time is a plain fact: no gap, no gap icon', () => {
    const view = viewOf(aWorkspace([week[1] ?? dutyBy('x', aRule())], readAt));
    expect(texts(view)[0]).toBe('Nobody is on call · Platform; next: Jonas Weber, Tue 09:00');
    expect(view.icon.body).toBe('nobody');
    expect(texts(view).join()).not.toContain('Gap');
    expect(view.tooltip).toBe('Nobody is on call · Platform; next: Jonas Weber, Tue 09:00');
  });

  test('whoever comes more than a week later comes with a date', () => {
    const later = aDuty('jonas', '2026-12-24T09:00Z', '2026-12-26T09:00Z');
    expect(texts(viewOf(aWorkspace([later], readAt)))[0]).toBe(
      'Nobody is on call · Platform; next: Jonas Weber, Thu 24 Dec 09:00',
    );
  });

  test('an empty but whole schedule has nobody on call', () => {
    const view = viewOf(aWorkspace([], readAt));
    expect(texts(view)[0]).toBe('Nobody is on call · Platform');
    expect(view.icon.body).toBe('nobody');
  });

  test('hours that are not promised are no gap', () => {
    const hours = {
      platform: {
        kind: 'hours',
        people: 1,
        weekDays: [1, 2, 3, 4, 5],
        startTime: '09:00:00',
        endTime: '17:00:00',
      },
    } as const;
    const night = viewOf(aWorkspace([], readAt, { contracts: hours }));
    expect(night.icon.body).toBe('nobody');
    expect(texts(night)).toContain('▲ Gap: Tue 09:00 – 17:00 (Platform)');
    expect(night.nextBoundary).toBe(at('2026-11-24T05:50:30Z'));
    const day = aWorkspace([], '2026-11-24T09:00Z', { contracts: hours });
    expect(viewOf(day, at('2026-11-24T09:00Z')).icon.body).toBe('gap');
  });
});

describe('several on call', () => {
  const together = (...ids: string[]) =>
    viewOf(
      aWorkspace(
        ids.map((id) => aDuty(id, '2026-11-24T00:00Z', '2026-11-24T12:00Z')),
        readAt,
      ),
    );

  test('all are named up to three, then two and a number', () => {
    expect(texts(together('mira', 'ana'))[0]).toBe(
      'Ana Pires and Mira Kaur are on call · Platform',
    );
    expect(texts(together('mira', 'ana', 'li'))[0]).toBe(
      'Ana Pires, Li Wei and Mira Kaur are on call · Platform',
    );
    expect(texts(together('mira', 'ana', 'li', 'zoe'))[0]).toBe(
      'Ana Pires, Li Wei and 2 more are on call · Platform',
    );
  });

  test('"you" come first, and different ends are told apart', () => {
    const entries = [
      aDuty('ana', '2026-11-24T00:00Z', '2026-11-24T12:00Z'),
      aDuty('mira', '2026-11-24T00:00Z', '2026-11-24T18:00Z'),
    ];
    expect(texts(viewOf(aWorkspace(entries, readAt, { me: 'MIRA' }))).slice(0, 3)).toEqual([
      'You and Ana Pires are on call · Platform',
      '  you: until Tue 24 Nov 18:00',
      '  Ana Pires: until Tue 24 Nov 12:00',
    ]);
  });

  test('a member with two entries at once is named once', () => {
    expect(texts(together('ana', 'ana'))[0]).toBe('Ana Pires is on call · Platform');
  });
});

describe('what is not known is not claimed', () => {
  const failures: Failure[] = [
    { kind: 'unauthorized' },
    { kind: 'unreadable', detail: '' },
    { kind: 'not-found', detail: '' },
  ];
  const nobody = (read: Partial<ReadState>, goodAt: number | null = at(readAt)) =>
    viewOf(aWorkspace([], readAt, { contracts: always, me: 'ana', read: aRead(goodAt, read) }));
  const claims = /nobody|gap|up to date|none planned/i;

  type Row = [string, Partial<ReadState>, (number | null)?];
  const rows: Row[] = [
    ['skipped entries', { incomplete: [{ kind: 'entries-skipped', count: 2 }] }],
    ['more pages', { incomplete: [{ kind: 'more-pages' }] }],
    [
      'an old failed read',
      { failure: { kind: 'offline', detail: '' } },
      at('2026-11-24T05:40:00Z'),
    ],
    ['an old read', {}, at('2026-11-24T05:40:00Z')],
    ['no read ever', { failure: { kind: 'offline', detail: '' } }, null],
    ...failures.map((failure): Row => [`a read that was ${failure.kind}`, { failure }]),
  ];
  test.each(rows)('after %s', (_, read, goodAt) => {
    const view = nobody(read, goodAt);
    expect([...texts(view), view.tooltip, view.title, view.copy].join('\n')).not.toMatch(claims);
    expect(view.icon.body).toBe('unknown');
  });

  test('a single lost connection changes nothing until three polls have passed', () => {
    const lost = { failure: { kind: 'offline', detail: '' } } as const;
    expect(nobody(lost).icon.body).toBe('gap');
    expect(nobody(lost, now - 3 * 60_000 + 1).icon.body).toBe('gap');
    expect(nobody(lost, now - 3 * 60_000).icon.body).toBe('unknown');
  });

  test('an entry without a member makes its team unknown while it lasts', () => {
    const entries = [aDuty('x', '2026-11-24T00:00Z', '2026-11-24T07:00Z', { memberId: null })];
    const view = viewOf(aWorkspace(entries, readAt, { contracts: always }));
    expect(view.icon.body).toBe('unknown');
    expect(texts(view)[0]).toBe('Not known who is on call · Platform');
    const later = aWorkspace(entries, '2026-11-24T07:00Z', { contracts: always });
    expect(viewOf(later, at('2026-11-24T07:00Z')).icon.body).toBe('gap');
  });

  test('an entry without a team makes the teams of its member unknown while it lasts', () => {
    const entries = [aDuty('ana', '2026-11-24T00:00Z', '2026-11-24T07:00Z', { teamId: null })];
    const view = viewOf(aWorkspace(entries, readAt, { contracts: always }));
    expect(texts(view)).toContain('Not known who is on call · Platform');
    expect(texts(view)).toContain('Ana Pires is on call · Acme');
  });

  test.each([
    ['a member', { memberId: null }],
    ['a team', { teamId: null }],
  ])('no gap is claimed for the time an entry without %s lasts later on', (_, parts) => {
    const sure = aDuty('ana', '2026-11-23T00:00Z', '2026-11-25T00:00Z');
    const doubtful = aDuty('ana', '2026-11-25T00:00Z', '2026-11-26T12:00Z', parts);
    const view = viewOf(aWorkspace([sure, doubtful], readAt, { contracts: always }));
    expect(find(view, 'gap:team:w1:platform')).toMatchObject({
      label: '▲ Gap: from Thu 12:00, no end (Platform)',
    });
  });

  test('before the first read nothing is known, and the reason is said', () => {
    const view = nobody({ failure: { kind: 'offline', detail: '' } }, null);
    expect(texts(view).slice(0, 2)).toEqual(['Not known yet · Acme', '  offline']);
    expect(find(view, 'status')).toMatchObject({ label: 'not read yet · offline' });
    expect(view.icon.badge).toBe('stale');
  });

  test('a zone this machine does not know is said, not guessed', () => {
    const view = viewOf(aWorkspace(week, readAt, { interpretation: inZone('Mars/Base') }));
    expect(view.icon.body).toBe('unknown');
    expect(texts(view).join()).toContain('time zone Mars/Base is not known here');
  });
});

describe('freshness', () => {
  const customerIds = Array.from({ length: 14 }, (_, n) => `c${n}`);
  const aged = (goodAt: string, read: Partial<ReadState> = {}) =>
    viewOf(aWorkspace(week, readAt, { customerIds, read: aRead(at(goodAt), read) }));
  const refused = { kind: 'forbidden', detail: '' } as const;
  const offline = { failure: { kind: 'offline', detail: '' } } as const;

  test.each([
    ['2026-11-24T05:45:00.001Z', {}, 'Up to date', null],
    ['2026-11-24T05:45:00Z', {}, 'as of 05:45 · computed from saved rules', null],
    [
      '2026-11-24T05:33:00.001Z',
      offline,
      'as of 05:33 · computed from saved rules · offline',
      null,
    ],
    ['2026-11-24T05:33:00Z', offline, 'as of 05:33 · computed from saved rules · offline', 'stale'],
    [
      '2026-11-23T23:30:00Z',
      offline,
      'as of Mon 23 Nov 23:30 · computed from saved rules · offline',
      'stale',
    ],
    [
      '2026-11-24T05:47:30Z',
      { failure: { kind: 'unauthorized' } },
      'as of 05:47 · computed from saved rules · sign in again',
      'sign-in',
    ],
    [
      '2026-11-24T05:47:30Z',
      { incomplete: [{ kind: 'entries-skipped', count: 3 }] },
      'as of 05:47 · 3 entries unreadable',
      null,
    ],
    [
      '2026-11-24T05:47:30Z',
      { incomplete: [{ kind: 'member-refused', memberId: 'ANA', failure: refused }] },
      'as of 05:47 · Ana Pires could not be read',
      null,
    ],
    [
      '2026-11-24T05:47:30Z',
      {
        incomplete: [
          { kind: 'member-refused', memberId: 'ana', failure: refused },
          { kind: 'member-refused', memberId: 'ben', failure: refused },
        ],
      },
      'as of 05:47 · 2 of 14 people could not be read',
      null,
    ],
  ] as const)('a read at %s with %o is "%s"', (goodAt, read, label, badge) => {
    const view = aged(goodAt, read);
    expect(find(view, 'status')).toEqual({ kind: 'line', id: 'status', label });
    expect(view.icon.badge).toBe(badge);
    expect(texts(view)[0]).toBe('Ana Pires is on call · Platform');
  });

  test('with slow polling "stale" waits for three polls', () => {
    const slow = (goodAt: string) => aged(goodAt, { pollEveryMs: 600_000 });
    expect(slow('2026-11-24T05:18:01Z').icon.badge).toBe(null);
    expect(slow('2026-11-24T05:18:00Z').icon.badge).toBe('stale');
  });

  test('the tooltip ends with what is not fresh and stays within 127', () => {
    const long = { ...platform, name: `Plat${'😀'.repeat(80)}` };
    const workspace = aWorkspace(week, readAt, {
      teams: [long],
      read: aRead(now - 3_600_000, offline),
    });
    const { tooltip } = viewOf(workspace);
    expect(tooltip.length).toBeLessThanOrEqual(127);
    expect(tooltip).toMatch(/ · as of 04:48 · computed from saved rules · offline$/);
    expect(tooltip).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])/);
  });

  test('sign-in needed beats stale beats muted', () => {
    const muted = { preferences: { mutedUntil: now + 1 } };
    const badge = (read: Partial<ReadState>, goodAt: number) =>
      trayView(aSnapshot([aWorkspace(week, readAt, { read: aRead(goodAt, read) })], muted), now)
        .icon.badge;
    expect(badge({ failure: { kind: 'unauthorized' } }, now - 3_600_000)).toBe('sign-in');
    expect(badge({}, now - 3_600_000)).toBe('stale');
    expect(badge({}, now)).toBe('muted');
  });
});

describe('several teams and workspaces', () => {
  const teams = (count: number) =>
    Array.from({ length: count }, (_, i) => ({ id: `t${i}`, name: `Team ${i}`, memberIds: [] }));

  test('five blocks at most, then how many more', () => {
    const view = viewOf(aWorkspace([], readAt, { teams: teams(8) }));
    expect(texts(view).filter((text) => text.startsWith('Nobody is on call'))).toHaveLength(5);
    expect(find(view, 'more')).toMatchObject({ label: 'Open schedule for 3 more' });
    expect(find(viewOf(aWorkspace([], readAt, { teams: teams(5) })), 'more')).toBeUndefined();
  });

  test('the team in which I am on call comes first, then a gap, then my teams', () => {
    const entries = [aDuty('zoe', '2026-11-24T00:00Z', '2026-11-24T12:00Z', { teamId: 't7' })];
    const workspace = aWorkspace(entries, readAt, {
      me: 'zoe',
      teams: [...teams(8), payments],
      contracts: { t3: { kind: 'always', people: 1 } },
    });
    const view = viewOf(workspace);
    expect(
      texts(view)
        .filter((text) => / · (Team|Pay)/.test(text))
        .slice(0, 4),
    ).toEqual([
      'You are on call · Team 7',
      '▲ Nobody is on call · Team 3',
      'Nobody is on call · Payments',
      'Nobody is on call · Team 0',
    ]);
    expect(view.icon.body).toBe('me');
  });

  test('two accounts are told apart by name, and the older one says so', () => {
    const one = aWorkspace(week, readAt);
    const two = aWorkspace([], readAt, {
      id: 'w2',
      name: 'Globex',
      read: aRead(now - 3_600_000, { failure: { kind: 'timeout', afterMs: 10_000 } }),
    });
    const view = trayView(aSnapshot([one, two]), now);
    expect(texts(view)).toContain('Ana Pires is on call · Platform (Acme)');
    expect(texts(view)).toContain('Not known who is on call · Platform (Globex)');
    expect(texts(view)).toContain(
      'Globex: as of 04:48 · computed from saved rules · PingHome does not answer',
    );
    expect(view.icon).toEqual({ body: 'someone', badge: 'stale' });
    // In the one line there is no room for everything: the reason is what stays.
    expect(view.tooltip).toMatch(/ · Globex: as of 04:48 · PingHome does not answer$/);
  });

  test('my next shift is in the team of the account it is in', () => {
    const mine = [aDuty('ana', '2026-11-25T09:00Z', '2026-11-26T09:00Z')];
    const one = aWorkspace(week, readAt);
    const two = aWorkspace(mine, readAt, { id: 'w2', name: 'Globex', me: 'ana' });
    expect(find(trayView(aSnapshot([one, two]), now), 'my-next')).toMatchObject({
      label: 'Your next shift: Wed 25 Nov 09:00 (Platform (Globex))',
    });
  });

  test('teams that only the entries name are shown, by id, in whatever case', () => {
    const entries = [
      aDuty('ana', '2026-11-24T00:00Z', '2026-11-24T12:00Z', { teamId: 'PLATFORM' }),
    ];
    expect(texts(viewOf(aWorkspace(entries, readAt)))[0]).toBe('Ana Pires is on call · Platform');
    expect(texts(viewOf(aWorkspace(entries, readAt, { teams: [] })))[0]).toBe(
      'Ana Pires is on call · PLATFORM',
    );
  });
});

describe('the sample', () => {
  const sample = aWorkspace(week, readAt, {
    id: 'local',
    kind: 'local',
    sample: true,
    name: 'Local',
  });

  test('is labelled, and one click leads to PingHome', () => {
    const view = viewOf(sample);
    expect(texts(view)[0]).toBe('Sample');
    expect(view.tooltip).toMatch(/^Sample: /);
    expect(find(view, 'connect')).toMatchObject({ kind: 'action', label: 'Connect PingHome…' });
  });

  test('leaves the tray once a PingHome workspace exists', () => {
    const view = trayView(aSnapshot([sample, aWorkspace([], readAt)]), now);
    expect(texts(view)[0]).toBe('Nobody is on call · Platform');
    expect(texts(view)).not.toContain('Sample');
    expect(find(view, 'connect')).toBeUndefined();
  });

  test('a local workspace with a schedule of its own stays', () => {
    const own = { ...sample, sample: false };
    expect(texts(trayView(aSnapshot([own, aWorkspace([], readAt)]), now)).join()).toContain(
      'Ana Pires is on call · Platform (Local)',
    );
  });
});

describe('the rest of the menu', () => {
  test('with nothing configured it offers to connect', () => {
    const view = trayView(aSnapshot([]), now);
    expect(texts(view)[0]).toBe('No schedule is connected yet');
    expect(view.icon).toEqual({ body: 'unknown', badge: null });
    expect(view.tooltip).toBe('Watchbill: no schedule connected');
    expect(find(view, 'refresh')).toMatchObject({ enabled: false });
  });

  test('while muted it says until when, and offers to end it', () => {
    const view = trayView(
      aSnapshot([aWorkspace(week, readAt)], {
        preferences: { mutedUntil: at('2026-11-24T06:48:00Z') },
      }),
      now,
    );
    expect(find(view, 'muted')).toMatchObject({
      label: 'Notifications muted until Tue 24 Nov 06:48',
    });
    expect(find(view, 'unmute')).toMatchObject({ kind: 'action' });
    expect(find(view, 'mute')).toBeUndefined();
    expect(view.icon.badge).toBe('muted');
  });

  test('sign-in is one click away where it is needed', () => {
    const view = viewOf(aWorkspace(week, readAt, { token: 'locked' }));
    expect(find(view, 'sign-in:w1')).toMatchObject({ label: 'Sign in…' });
    expect(find(view, 'status')).toMatchObject({
      label: 'as of 05:47 · computed from saved rules · keychain locked',
    });
    const read = {
      ...aRead(at(readAt)),
      failure: { kind: 'keychain-missing', detail: '' } as const,
    };
    const status = (token: 'locked' | 'missing') =>
      find(viewOf(aWorkspace(week, readAt, { token, read })), 'status');
    expect(status('locked')).toMatchObject({ label: expect.stringMatching(/ · no keychain$/) });
    expect(status('missing')).toMatchObject({ label: expect.stringMatching(/ · sign in again$/) });
  });

  test('what happened at the start is told in a line', () => {
    const snapshot = aSnapshot([aWorkspace(week, readAt)], {
      attention: [{ kind: 'settings-reset', setAsideAs: 'x' }],
    });
    expect(texts(trayView(snapshot, now))).toContain('! Settings were reset');
  });

  test('names from outside are one line, without marks that turn the text', () => {
    const team = { ...platform, name: 'Plat\u202eform\n\u0007team' };
    expect(texts(viewOf(aWorkspace(week, readAt, { teams: [team] })))[0]).toBe(
      'Ana Pires is on call · Plat form team',
    );
  });
});

describe('zones and locales', () => {
  const seen = (zone: string, locale: string) =>
    texts(trayView(aSnapshot([aWorkspace(week, readAt)], { viewer: { zone, locale } }), now));

  test('times are in the viewer’s zone, whatever the schedule’s is', () => {
    expect(seen('Asia/Tokyo', 'en-GB')[1]).toBe('  until Tue 24 Nov 18:00');
    expect(seen('Pacific/Auckland', 'en-GB')[1]).toBe('  until Tue 24 Nov 22:00');
    expect(seen('America/New_York', 'en-US').slice(1, 3)).toEqual([
      '  until Tue Nov 24 4:00 AM',
      '  next: Jonas Weber, Tue 4:00 AM',
    ]);
  });

  test('a shift over a clock change ends at its wall-clock time', () => {
    const berlin = inZone('Europe/Berlin');
    const nightly = dutyBy(
      'ana',
      aRule({ weekDays: [6], startTime: '22:00:00', endTime: '06:00:00' }),
    );
    const when = at('2026-10-25T00:30:00Z');
    const workspace = aWorkspace([nightly], '2026-10-25T00:30:00Z', { interpretation: berlin });
    const view = trayView(
      aSnapshot([workspace], { viewer: { zone: 'Europe/Berlin', locale: 'en-GB' } }),
      when,
    );
    expect(texts(view)[1]).toBe('  until Sun 25 Oct 06:00');
  });

  test('an end in the repeated hour says which of the two', () => {
    const entry = aDuty('ana', '2026-10-24T00:00Z', '2026-10-25T01:30:00Z');
    const workspace = aWorkspace([entry], '2026-10-24T12:00Z');
    const view = trayView(
      aSnapshot([workspace], { viewer: { zone: 'Europe/Berlin', locale: 'en-GB' } }),
      at('2026-10-24T12:00Z'),
    );
    expect(texts(view)[1]).toBe('  until Sun 25 Oct 02:30 CET');
  });
});
