import { describe, expect, test } from 'vitest';
import { hourMs, minuteMs } from '../../../core/time/instant.ts';
import { early, NoticeDesk, oneShift, seen } from '../../support/notice-desk.ts';
import { aDuty, aRead, aSnapshot, at, payments, platform } from '../../support/snapshots.ts';

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
    expect(desk.look(seen(now + minuteMs), now + minuteMs)).toEqual([]);
  });

  test('is told again where the desktop did not accept it', () => {
    const desk = new NoticeDesk();
    const now = at('2026-11-27T10:00Z');
    desk.accepts = false;
    desk.look(seen(now), now);
    desk.accepts = true;
    expect(desk.look(seen(now + minuteMs), now + minuteMs)).toHaveLength(1);
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
      now + hourMs,
      at('2026-11-29T18:00Z'),
    );
    expect(told.map((it) => [it.kind, it.dueAt])).toEqual([
      ['changed', now + hourMs],
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
    const old = { read: aRead(now - 10 * hourMs, { failure: { kind: 'unauthorized' } }) } as const;
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
