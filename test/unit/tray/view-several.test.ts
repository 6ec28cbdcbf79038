import { describe, expect, test } from 'vitest';
import { trayView } from '../../../core/tray/view.ts';
import { aDuty, aRead, aSnapshot, aWorkspace, payments } from '../../support/snapshots.ts';
import { find, now, readAt, texts, viewOf, week } from '../../support/tray-morning.ts';

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
