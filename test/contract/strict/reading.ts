import { describe, expect, test } from 'vitest';
import { sampleIds } from '../../../service/sample.ts';
import { send } from '../target.ts';
import { good, keyOf, team, type Promised } from './promised.ts';

/** What our service promises who reads. */
export function readingKept(promised: Promised): void {
  const { post, rows, newest } = promised;
  describe('reading', () => {
    test('an organisation shows the entries of all its teams, with every field', async () => {
      const all = await rows();
      expect(new Set(all.map((row) => row['team_id']))).toEqual(
        new Set([sampleIds.platform, sampleIds.payments]),
      );
      for (const row of all)
        expect(Object.keys(row).sort()).toEqual(
          [...Object.keys(good), 'created_at', 'etag', 'team_id'].sort(),
        );
    });

    test('a person shows their own entries, also by an id in capitals', async () => {
      const own = await rows(sampleIds.jonas.toUpperCase());
      expect(own.length).toBeGreaterThan(0);
      for (const row of own) expect(row['team_member_id']).toBe(sampleIds.jonas);
    });

    test('the roster has two teams and seven people', async () => {
      const teams = await send(promised.target, 'listTeams');
      expect(teams.json).toMatchObject([
        { team_id: sampleIds.platform, name: 'Platform', member_count: 4 },
        { team_id: sampleIds.payments, name: 'Payments', member_count: 3 },
      ]);
      const members = await send(promised.target, 'listMembers', { id: team });
      expect(members.json).toContainEqual({
        customer_id: sampleIds.ana,
        name: 'Ana Pires',
        email: 'ana.pires@sample.example',
        role: 'manager',
      });
      const profile = await send(promised.target, 'readProfile');
      expect(profile.json).toMatchObject({ organisation: { id: sampleIds.organisation } });
    });

    test('the same path answers under both versions of the base', async () => {
      const other = { ...promised.target, readUrl: `${promised.service.url}/v1` };
      const one = await send(promised.target, 'readSchedule', { id: promised.target.customer });
      const two = await send(other, 'readSchedule', { id: promised.target.customer });
      expect(two.json).toEqual(one.json);
    });

    test('an unchanged reply is not sent twice', async () => {
      const first = await send(promised.target, 'readSchedule', { id: promised.target.customer });
      const etag = first.headers.get('etag') ?? '';
      expect(etag).toMatch(/^"[\w-]+"$/);
      const again = (tag: string) =>
        send(promised.target, 'readSchedule', {
          id: promised.target.customer,
          headers: { 'If-None-Match': tag },
        });
      expect(await again(etag)).toMatchObject({ status: 304, text: '' });
      expect(await again(`"other", W/${etag}`)).toMatchObject({ status: 304 });
      await post(good);
      expect(await again(etag)).toMatchObject({ status: 200 });
    });

    test('HEAD tells what GET would, the tag included', async () => {
      const url = `${promised.service.url}/v1/customer/${sampleIds.organisation}/schedule`;
      const headers = { Authorization: `Bearer ${promised.target.token}` };
      const [got, head] = [
        await fetch(url, { headers }),
        await fetch(url, { method: 'HEAD', headers }),
      ];
      const tag = got.headers.get('etag') ?? '';
      expect(tag).not.toBe('');
      expect(head.status).toBe(200);
      expect(head.headers.get('etag')).toBe(tag);
      const again = { ...headers, 'If-None-Match': tag };
      expect((await fetch(url, { method: 'HEAD', headers: again })).status).toBe(304);
    });

    test('two reads of a changing schedule have different tags, and equal ones equal tags', async () => {
      const tag = async () =>
        (await send(promised.target, 'readSchedule', { id: sampleIds.ana })).headers.get('etag');
      const before = await tag();
      await post(good);
      const between = await tag();
      await send(promised.target, 'deleteEntry', { id: team, query: keyOf(await newest()) });
      expect(between).not.toBe(before);
      expect(await tag()).toBe(before);
    });
  });
}
