import { describe, expect, test } from 'vitest';
import type { ReadState } from '../../../core/contract/snapshot.ts';
import { trayView } from '../../../core/tray/view.ts';
import { aRead, aSnapshot, aWorkspace, at, platform } from '../../support/snapshots.ts';
import { find, now, readAt, texts, viewOf, week } from '../../support/tray-morning.ts';

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
