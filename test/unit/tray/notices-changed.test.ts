import { describe, expect, test } from 'vitest';
import type { Entry } from '../../../core/schedule/model.ts';
import { hourMs, minuteMs } from '../../../core/time/instant.ts';
import { NoticeDesk, seen, type SeenParts } from '../../support/notice-desk.ts';
import { inZone } from '../../support/rules.ts';
import { aDuty, aRead, at } from '../../support/snapshots.ts';

describe('my shifts changed', () => {
  const now = at('2026-11-24T12:00Z');
  const changed = (before: readonly Entry[], after: readonly Entry[], scene: SeenParts = {}) => {
    const desk = new NoticeDesk();
    desk.look(seen(now - hourMs, { ...scene, entries: before }), now - hourMs);
    const told = desk.look(seen(now, { ...scene, entries: after }), now);
    expect(desk.look(seen(now + minuteMs, { ...scene, entries: after }), now + minuteMs)).toEqual(
      [],
    );
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
    desk.look(seen(now - hourMs, { entries: [] }), now - hourMs);
    const told = desk.run((when) => seen(when, { entries: far }), now, at('2026-12-20T00:00Z'));
    expect(told).toEqual([]);
  });

  test('a shift that appears inside its leads is told once, then at its remaining leads', () => {
    const desk = new NoticeDesk();
    desk.look(seen(now - hourMs, { entries: [] }), now - hourMs);
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
    desk.look(seen(now - hourMs, { entries: before }), now - hourMs);
    const part = {
      read: aRead(now, { incomplete: [{ kind: 'entries-skipped', count: 1 }] }),
    } as const;
    expect(desk.look(seen(now, { entries: [], workspace: part }), now)).toEqual([]);
    expect(desk.look(seen(now + minuteMs, { entries: before }), now + minuteMs)).toEqual([]);
    expect(desk.look(seen(now + 2 * minuteMs, { entries: [] }), now + 2 * minuteMs)).toHaveLength(
      1,
    );
  });

  test('what changed while the app was not running is told at the next start', () => {
    const desk = new NoticeDesk();
    desk.look(seen(now - hourMs, { entries: [] }), now - hourMs);
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
    expect(look(now + minuteMs, { workspace: berlin })).toEqual([]);
    expect(look(now + 2 * minuteMs, { workspace: { ...berlin, me: 'mira' } })).toEqual([]);
    const more = { ...berlin, me: 'mira', customerIds: ['c1', 'c2'] };
    const old = { ...more, read: aRead(now + 2 * minuteMs) };
    expect(look(now + 3 * minuteMs, { workspace: old })).toEqual([]);
    const mira = [...weekly, aDuty('mira', '2026-11-29T18:00Z', '2026-11-30T09:00Z')];
    expect(look(now + 4 * minuteMs, { workspace: more, entries: mira })).toEqual([]);
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
    const told = desk.look(seen(now + minuteMs, { entries: [moved, theirs] }), now + minuteMs);
    expect(told.map((it) => it.title)).toEqual(['New shift for you: Mon 30 Nov 10:00']);
  });
});
