import { describe, expect, test } from 'vitest';
import { sampleIds } from '../../../service/sample.ts';
import { send } from '../target.ts';
import { good, keyOf, team, type Promised } from './promised.ts';

/** What our service promises who writes. */
export function writingKept(promised: Promised): void {
  const { post, rows, newest } = promised;
  describe('writing', () => {
    test('success is 201, 200 and 200 with a message', async () => {
      expect(await post(good)).toMatchObject({
        status: 201,
        json: { message: expect.any(String) as string },
      });
      const row = await newest();
      expect(row).toMatchObject({ ...good, team_id: team });
      const body = { ...good, created_at: row['created_at'], week_days: [0, 3] };
      const put = await send(promised.target, 'updateEntry', { id: team, body });
      expect(put).toMatchObject({ status: 200, json: { message: expect.any(String) as string } });
      expect(await newest()).toMatchObject({ week_days: [0, 3], created_at: row['created_at'] });
      const gone = await send(promised.target, 'deleteEntry', { id: team, query: keyOf(row) });
      expect(gone).toMatchObject({
        status: 200,
        json: { message: expect.any(String) as string },
      });
      expect(await newest()).not.toMatchObject({ created_at: row['created_at'] });
    });

    test('dates come back as they were written, offset and fraction included', async () => {
      const dates = { start_date: '2099-01-01T05:45:00.125+05:45', end_date: null };
      await post({ ...good, ...dates });
      expect(await newest()).toMatchObject(dates);
    });

    test('fields left out mean all, or the whole day', async () => {
      await post({ team_member_id: sampleIds.ana, start_date: good.start_date });
      expect(await newest()).toMatchObject({
        months_of_year: [],
        weeks_of_month: [],
        week_days: [],
        start_time: null,
        end_time: null,
        end_date: null,
      });
    });

    test('a hundred creates at once get a hundred keys', async () => {
      const replies = await Promise.all(Array.from({ length: 100 }, () => post(good)));
      expect(new Set(replies.map((reply) => reply.status))).toEqual(new Set([201]));
      const created = (await rows(sampleIds.ana)).filter(
        (row) => row['start_date'] === good.start_date,
      );
      expect(created).toHaveLength(100);
      expect(new Set(created.map((row) => row['created_at'])).size).toBe(100);
    });

    test('an entry that can never be active is accepted with a warning', async () => {
      const reply = await post({
        ...good,
        months_of_year: [4],
        end_date: '2099-02-01T00:00:00Z',
      });
      expect(reply).toMatchObject({
        status: 201,
        json: { warnings: [{ field: 'weeks_of_month', code: 'never_active' }] },
      });
    });

    test('If-Match writes only the version that was read', async () => {
      await post(good);
      const row = await newest();
      const put = (days: number[], tag: string) =>
        send(promised.target, 'updateEntry', {
          id: team,
          body: { ...good, created_at: row['created_at'], week_days: days },
          headers: { 'If-Match': tag },
        });
      const etag = String(row['etag']);
      expect((await put([2], '"something else"')).status).toBe(409);
      expect((await put([2], etag)).status).toBe(200);
      expect((await put([3], etag)).status).toBe(409);
      expect((await put([3], `"x", ${String((await newest())['etag'])}`)).status).toBe(200);
      const remove = (tag: string) =>
        send(promised.target, 'deleteEntry', {
          id: team,
          query: keyOf(row),
          headers: { 'If-Match': tag },
        });
      expect((await remove(etag)).status).toBe(409);
      expect(await newest()).toMatchObject({ week_days: [3] });
      expect((await remove('*')).status).toBe(200);
    });

    test('If-Match takes the tag of a whole schedule too, for as long as nothing in it changed', async () => {
      await post(good);
      const row = await newest();
      const tagOf = async (id: string) =>
        (await send(promised.target, 'readSchedule', { id })).headers.get('etag') ?? '';
      const put = (days: number[], tag: string) =>
        send(promised.target, 'updateEntry', {
          id: team,
          body: { ...good, created_at: row['created_at'], week_days: days },
          headers: { 'If-Match': tag },
        });
      for (const id of [sampleIds.organisation, sampleIds.ana]) {
        const tag = await tagOf(id);
        expect((await put([2], tag)).status).toBe(200);
        expect((await put([3], tag)).status).toBe(409);
        expect((await put([1], await tagOf(id))).status).toBe(200);
      }
      expect((await put([4], await tagOf(sampleIds.jonas))).status).toBe(409);
    });

    test('of ten writers of one version exactly one wins', async () => {
      await post(good);
      const row = await newest();
      const replies = await Promise.all(
        Array.from({ length: 10 }, (_, index) =>
          send(promised.target, 'updateEntry', {
            id: team,
            body: {
              ...good,
              created_at: row['created_at'],
              end_date: `2099-12-${String(index + 10)}T00:00:00Z`,
            },
            headers: { 'If-Match': String(row['etag']) },
          }),
        ),
      );
      expect(replies.map((reply) => reply.status).sort()).toEqual([
        200,
        ...Array<number>(9).fill(409),
      ]);
    });
  });
}
