import { describe, expect, test } from 'vitest';
import { aRule } from '../../support/rules.ts';
import { aDuty, aRead, aWorkspace, at, dutyBy } from '../../support/snapshots.ts';
import { always, find, readAt, texts, viewOf, week } from '../../support/tray-morning.ts';

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
