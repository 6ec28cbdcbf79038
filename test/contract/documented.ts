import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { entriesIn, send, type Target } from './target.ts';

type Row = Readonly<Record<string, unknown>>;

/** A split read and command side may lag; an entry is looked for this long. */
const shownWithinMs = 30_000;

/**
 * What PingHome's documentation promises of the four schedule endpoints, and no more. Entries are of
 * 2099, so that nobody is put on call, and every one is removed at the end.
 */
export function documentedBehaviour(describeTarget: string, open: () => Promise<Target>): void {
  describe(`the documented behaviour, ${describeTarget}`, () => {
    let target: Target;
    let mark = '';
    beforeAll(async () => {
      target = await open();
      // Seconds of a made-up start tell our entries from everything else in the account.
      const second = Math.floor(Math.random() * 86_399);
      mark = new Date(Date.UTC(2099, 0, 1) + second * 1_000).toISOString().replace('.000', '');
    });
    afterAll(async () => {
      for (const row of await ours()) await remove(row);
      expect(await ours()).toEqual([]);
    });

    const body = (changes: Record<string, unknown> = {}) => ({
      team_member_id: target.member,
      start_date: mark,
      end_date: '2099-12-31T23:59:59Z',
      months_of_year: [1],
      weeks_of_month: [1],
      week_days: [1],
      start_time: '00:00:00',
      end_time: '23:59:59',
      ...changes,
    });
    const read = () => send(target, 'readSchedule', { id: target.customer });
    const ours = async (): Promise<readonly Row[]> =>
      entriesIn((await read()).json).filter(
        (row) => Date.parse(String(row['start_date'])) === Date.parse(mark),
      );
    const until = async (holds: (rows: readonly Row[]) => boolean): Promise<readonly Row[]> => {
      const end = Date.now() + shownWithinMs;
      for (;;) {
        const rows = await ours();
        if (holds(rows) || Date.now() > end) return rows;
        await new Promise((resolve) => setTimeout(resolve, 250));
      }
    };
    const remove = (row: Row) =>
      send(target, 'deleteEntry', {
        id: target.team,
        query: {
          team_member_id: String(row['team_member_id'] ?? target.member),
          created_at: String(row['created_at']),
        },
      });

    test('a schedule is read', async () => {
      const reply = await read();
      expect(reply.status).toBe(200);
      expect(reply.json).toBeDefined();
    });

    test('without a valid token there is an authentication error with a message', async () => {
      for (const token of [null, 'not-a-token']) {
        const reply = await send(target, 'readSchedule', { id: target.customer, token });
        expect(reply.status).toBe(401);
        expect(reply.text).not.toBe('');
      }
    });

    test('an entry is created, shown, changed and deleted, each with a confirmation', async () => {
      const created = await send(target, 'createEntry', { id: target.team, body: body() });
      expect(created.status).toBeGreaterThanOrEqual(200);
      expect(created.status).toBeLessThan(300);
      expect(created.text).not.toBe('');
      const [row] = await until((rows) => rows.length === 1);
      expect(row).toMatchObject({ months_of_year: [1], weeks_of_month: [1], week_days: [1] });
      expect(Date.parse(String(row?.['end_date']))).toBe(Date.parse('2099-12-31T23:59:59Z'));

      const changed = await send(target, 'updateEntry', {
        id: target.team,
        body: body({ created_at: row?.['created_at'], week_days: [0, 6] }),
      });
      expect(changed.status).toBeLessThan(300);
      const after = await until((rows) => String(rows[0]?.['week_days']) === '0,6');
      expect(after).toHaveLength(1);
      expect(after[0]).toMatchObject({ week_days: [0, 6], months_of_year: [1] });

      const deleted = await remove(after[0] ?? {});
      expect(deleted.status).toBeLessThan(300);
      expect(await until((rows) => rows.length === 0)).toEqual([]);
    });

    test('an invalid request is refused with a message and changes nothing', async () => {
      const bad = body({ week_days: ['someday'], start_time: 'soon' });
      const reply = await send(target, 'createEntry', { id: target.team, body: bad });
      expect(reply.status).toBeGreaterThanOrEqual(400);
      expect(reply.status).toBeLessThan(500);
      expect(reply.text).not.toBe('');
      expect(await ours()).toEqual([]);
    });

    test('a delete without its query parameters is refused', async () => {
      const reply = await send(target, 'deleteEntry', { id: target.team });
      expect(reply.status).toBeGreaterThanOrEqual(400);
      expect(reply.status).toBeLessThan(500);
    });
  });
}
