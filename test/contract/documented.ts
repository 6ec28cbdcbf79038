import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Entry } from '../../core/schedule/model.ts';
import { OurEntries } from './our-entries.ts';
import { send, type Target } from './target.ts';

/**
 * What PingHome's documentation promises of the four schedule endpoints, and no more. Entries are of
 * 2099, so that nobody is put on call, and every one is removed at the end, whatever failed.
 */
export function documentedBehaviour(describeTarget: string, open: () => Promise<Target>): void {
  describe(`the documented behaviour, ${describeTarget}`, () => {
    let target: Target;
    let ours: OurEntries;
    beforeAll(async () => {
      target = await open();
      ours = new OurEntries(target);
    });
    afterAll(async () => {
      const left = await ours.removeAll();
      expect(left, `remove by hand what starts at ${ours.start}`).toEqual([]);
    });

    const only = (shown: readonly Entry[]): Entry => {
      expect(shown).toHaveLength(1);
      const [entry] = shown;
      if (entry === undefined) throw new Error('An entry that was made is not shown');
      return entry;
    };

    test('a schedule is read', async () => {
      const reply = await ours.read();
      expect([200, 204]).toContain(reply.status);
      await ours.shown();
    });

    test('without a valid token there is an authentication error with a message', async () => {
      for (const token of [null, 'not-a-token']) {
        const reply = await send(target, 'readSchedule', { id: target.customer, token });
        expect(reply.status).toBe(401);
        expect(reply.text).not.toBe('');
      }
    });

    test('an entry is created, shown, changed and deleted, each with a confirmation', async () => {
      const created = await ours.create();
      expect(created.status).toBeGreaterThanOrEqual(200);
      expect(created.status).toBeLessThan(300);
      expect(created.text).not.toBe('');
      const entry = only(await ours.until((shown) => shown.length === 1));
      expect(entry.createdAt, 'without created_at nothing can be changed').not.toBeNull();
      expect(entry.rule).toMatchObject({ monthsOfYear: [1], weeksOfMonth: [1], weekDays: [1] });
      expect(entry.rule.endDate).toBe(Date.UTC(2099, 11, 31, 23, 59, 59));

      const changed = await ours.update(entry, { week_days: [0, 6] });
      expect(changed.status).toBeLessThan(300);
      const after = await ours.until((shown) => String(shown[0]?.rule.weekDays) === '0,6');
      expect(only(after).rule).toMatchObject({ weekDays: [0, 6], monthsOfYear: [1] });

      const deleted = await ours.remove(only(after));
      expect(deleted.status).toBeLessThan(300);
      expect(await ours.until((shown) => shown.length === 0)).toEqual([]);
    });

    test('an invalid request is refused with a message and changes nothing', async () => {
      const before = await ours.shown();
      const reply = await ours.create({ week_days: ['someday'], start_time: 'soon' });
      expect(reply.status).toBeGreaterThanOrEqual(400);
      expect(reply.status).toBeLessThan(500);
      expect(reply.text).not.toBe('');
      expect(await ours.shown()).toEqual(before);
    });

    test('a delete without its query parameters is refused', async () => {
      const reply = await send(target, 'deleteEntry', { id: target.team });
      expect(reply.status).toBeGreaterThanOrEqual(400);
      expect(reply.status).toBeLessThan(500);
    });
  });
}
