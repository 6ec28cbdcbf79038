import { describe, expect, test } from 'vitest';
import { minuteMs } from '../../../core/time/instant.ts';
import { early, NoticeDesk, oneShift, seen } from '../../support/notice-desk.ts';
import { aDuty, at } from '../../support/snapshots.ts';

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
    expect(desk.look(seen(woken + minuteMs, { entries }), woken + minuteMs)).toEqual([]);
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
