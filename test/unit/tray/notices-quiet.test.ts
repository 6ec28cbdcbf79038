import { describe, expect, test } from 'vitest';
import type { Entry } from '../../../core/schedule/model.ts';
import { hourMs } from '../../../core/time/instant.ts';
import { early, NoticeDesk, oneShift, seen } from '../../support/notice-desk.ts';
import { aDuty, aRead, at } from '../../support/snapshots.ts';

const quietHours = { from: '22:00', to: '07:00' };

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
      desk.look(seen(night - 2 * hourMs, { entries: [], preferences }), night - 2 * hourMs);
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
    desk.look(seen(night - 2 * hourMs, { entries: [], preferences }), night - 2 * hourMs);
    desk.look(seen(night, { entries: oneShift, preferences }), night);
    const told = desk.run(
      (now) => seen(now, { entries: [], preferences }),
      night + hourMs,
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
