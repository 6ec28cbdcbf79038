import { describe, expect, test } from 'vitest';
import type { Failure } from '../../../core/contract/failure.ts';
import type { ReadState } from '../../../core/contract/snapshot.ts';
import { inZone } from '../../support/rules.ts';
import { aDuty, aRead, aWorkspace, at } from '../../support/snapshots.ts';
import { always, find, now, readAt, texts, viewOf, week } from '../../support/tray-morning.ts';

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

  test.each(['Mars/Base', '+02:00'])('a zone this machine does not know is said: %s', (zone) => {
    const view = viewOf(aWorkspace(week, readAt, { interpretation: inZone(zone) }));
    expect(view.icon.body).toBe('unknown');
    expect(texts(view).join()).toContain(`time zone ${zone} is not known here`);
  });

  test.each([
    ['entries were skipped', { incomplete: [{ kind: 'entries-skipped', count: 2 }] }],
    ['there are more pages', { incomplete: [{ kind: 'more-pages' }] }],
  ] as const)('who comes next is only the next known one where %s', (_, read) => {
    const next = (parts: Partial<ReadState>) =>
      texts(viewOf(aWorkspace(week, readAt, { read: aRead(at(readAt), parts) })));
    expect(next(read)).toContain('  next known: Jonas Weber, Tue 09:00');
    expect(next({})).toContain('  next: Jonas Weber, Tue 09:00');
  });

  test.each([
    ['a member', { memberId: null }],
    ['a team', { teamId: null }],
  ])('someone else may come before the next one while an entry without %s lasts', (_, parts) => {
    const nextBeside = (from: string, to: string) =>
      texts(viewOf(aWorkspace([...week, aDuty('mira', from, to, parts)], readAt)));
    const doubtful = '  next known: Jonas Weber, Tue 09:00';
    expect(nextBeside('2026-11-24T07:00Z', '2026-11-24T08:00Z')).toContain(doubtful);
    expect(nextBeside('2026-11-24T05:00Z', '2026-11-24T06:00Z')).toContain(doubtful);
    const sure = '  next: Jonas Weber, Tue 09:00';
    expect(nextBeside('2026-11-24T09:00Z', '2026-11-24T10:00Z')).toContain(sure);
    expect(nextBeside('2026-11-24T04:00Z', '2026-11-24T05:00Z')).toContain(sure);
  });

  test('an entry without a team of someone who is not in the team leaves its next one sure', () => {
    const other = aDuty('visitor', '2026-11-24T07:00Z', '2026-11-24T08:00Z', { teamId: null });
    const view = viewOf(aWorkspace([...week, other], readAt));
    expect(texts(view)).toContain('  next: Jonas Weber, Tue 09:00');
  });
});
