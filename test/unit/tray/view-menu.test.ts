import { describe, expect, test } from 'vitest';
import { trayView } from '../../../core/tray/view.ts';
import { aRule, inZone } from '../../support/rules.ts';
import {
  aDuty,
  aRead,
  aSnapshot,
  aWorkspace,
  at,
  dutyBy,
  platform,
} from '../../support/snapshots.ts';
import { find, now, readAt, texts, viewOf, week } from '../../support/tray-morning.ts';

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
