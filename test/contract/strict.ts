import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { RunningService } from '../../service/index.ts';
import { sampleIds } from '../../service/sample.ts';
import { entriesIn, send, type Answer, type Options, type Target } from './target.ts';

interface FieldError {
  readonly field: string;
  readonly path: string;
  readonly code: string;
  readonly message: string;
}
interface InvalidCase {
  readonly field: string;
  readonly value?: unknown;
  readonly repeat?: readonly [unknown, number];
  readonly with?: Readonly<Record<string, unknown>>;
  readonly raw?: string;
  readonly code: string;
  readonly where: string;
}

const invalid = (
  JSON.parse(readFileSync('test/vectors/invalid.json', 'utf8')) as InvalidCase[]
).filter((one) => one.where !== 'settings');
const nobody = '00000000-0000-4000-8000-000000000009';
const good = {
  team_member_id: sampleIds.ana,
  start_date: '2099-01-01T00:00:00Z',
  end_date: '2099-12-31T23:59:59Z',
  months_of_year: [1],
  weeks_of_month: [1],
  week_days: [1],
  start_time: '00:00:00',
  end_time: '23:59:59',
};

/** What our own service promises beyond PingHome's documentation, over either database. */
export function strictBehaviour(
  name: string,
  open: () => Promise<{ readonly target: Target; readonly service: RunningService }>,
): void {
  describe(`what our service promises, ${name}`, () => {
    let target: Target;
    let service: RunningService;
    beforeAll(async () => {
      ({ target, service } = await open());
    });
    afterAll(() => service.close());

    const team = sampleIds.platform;
    const post = (body: unknown, options: Options = {}) =>
      send(target, 'createEntry', { id: team, body, ...options });
    const rows = async (id = target.customer) =>
      entriesIn((await send(target, 'readSchedule', { id })).json);
    const newest = async () => (await rows()).at(-1) ?? {};
    const keyOf = (row: Readonly<Record<string, unknown>>) => ({
      team_member_id: String(row['team_member_id']),
      created_at: String(row['created_at']),
    });

    beforeEach(async () => {
      for (const row of await rows())
        if (String(row['start_date']).startsWith('2099'))
          await send(target, 'deleteEntry', { id: String(row['team_id']), query: keyOf(row) });
    });

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
        const teams = await send(target, 'listTeams');
        expect(teams.json).toMatchObject([
          { team_id: sampleIds.platform, name: 'Platform', member_count: 4 },
          { team_id: sampleIds.payments, name: 'Payments', member_count: 3 },
        ]);
        const members = await send(target, 'listMembers', { id: team });
        expect(members.json).toContainEqual({
          customer_id: sampleIds.ana,
          name: 'Ana Pires',
          email: 'ana.pires@sample.example',
          role: 'manager',
        });
        const profile = await send(target, 'readProfile');
        expect(profile.json).toMatchObject({ organisation: { id: sampleIds.organisation } });
      });

      test('the same path answers under both versions of the base', async () => {
        const other = { ...target, readUrl: `${service.url}/v1` };
        const one = await send(target, 'readSchedule', { id: target.customer });
        const two = await send(other, 'readSchedule', { id: target.customer });
        expect(two.json).toEqual(one.json);
      });

      test('an unchanged reply is not sent twice', async () => {
        const first = await send(target, 'readSchedule', { id: target.customer });
        const etag = first.headers.get('etag') ?? '';
        expect(etag).toMatch(/^"[\w-]+"$/);
        const again = (tag: string) =>
          send(target, 'readSchedule', { id: target.customer, headers: { 'If-None-Match': tag } });
        expect(await again(etag)).toMatchObject({ status: 304, text: '' });
        expect(await again(`"other", W/${etag}`)).toMatchObject({ status: 304 });
        await post(good);
        expect(await again(etag)).toMatchObject({ status: 200 });
      });

      test('two reads of a changing schedule have different tags, and equal ones equal tags', async () => {
        const tag = async () =>
          (await send(target, 'readSchedule', { id: sampleIds.ana })).headers.get('etag');
        const before = await tag();
        await post(good);
        const between = await tag();
        await send(target, 'deleteEntry', { id: team, query: keyOf(await newest()) });
        expect(between).not.toBe(before);
        expect(await tag()).toBe(before);
      });
    });

    describe('writing', () => {
      test('success is 201, 200 and 200 with a message', async () => {
        expect(await post(good)).toMatchObject({
          status: 201,
          json: { message: expect.any(String) as string },
        });
        const row = await newest();
        expect(row).toMatchObject({ ...good, team_id: team });
        const body = { ...good, created_at: row['created_at'], week_days: [0, 3] };
        const put = await send(target, 'updateEntry', { id: team, body });
        expect(put).toMatchObject({ status: 200, json: { message: expect.any(String) as string } });
        expect(await newest()).toMatchObject({ week_days: [0, 3], created_at: row['created_at'] });
        const gone = await send(target, 'deleteEntry', { id: team, query: keyOf(row) });
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
          send(target, 'updateEntry', {
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
          send(target, 'deleteEntry', {
            id: team,
            query: keyOf(row),
            headers: { 'If-Match': tag },
          });
        expect((await remove(etag)).status).toBe(409);
        expect(await newest()).toMatchObject({ week_days: [3] });
        expect((await remove('*')).status).toBe(200);
      });

      test('of ten writers of one version exactly one wins', async () => {
        await post(good);
        const row = await newest();
        const replies = await Promise.all(
          Array.from({ length: 10 }, (_, index) =>
            send(target, 'updateEntry', {
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

    describe('refusing', () => {
      const errors = (reply: Answer): readonly FieldError[] =>
        (reply.json as { errors?: readonly FieldError[] }).errors ?? [];
      const codes = (reply: Answer) => errors(reply).map((e) => `${e.code} ${e.path}`);

      test.each(invalid)('$field $value $raw: $code', async (one) => {
        const before = await rows();
        const value =
          one.repeat === undefined
            ? one.value
            : Array.from({ length: one.repeat[1] }, () => one.repeat?.[0]);
        const reply = await post(one.raw ?? { ...good, ...one.with, [one.field]: value });
        expect(reply.status).toBe(422);
        expect(errors(reply)).toContainEqual(
          expect.objectContaining({ field: one.field, code: one.code }),
        );
        if (one.raw === undefined) expect(errors(reply)).toHaveLength(1);
        expect(await rows()).toEqual(before);
      });

      test('every wrong field is named at once, with its place and a sentence', async () => {
        const reply = await send(target, 'updateEntry', {
          id: 'no-uuid',
          body: {
            ...good,
            team_member_id: 7,
            week_days: [1, 9],
            weeks_of_months: [1],
            zone: 'UTC',
            updated_at: 'x',
            id: '1',
          },
        });
        expect(reply.status).toBe(422);
        expect(codes(reply)).toEqual([
          'invalid_uuid /id',
          'unknown_field /weeks_of_months',
          'unknown_field /zone',
          'read_only /updated_at',
          'unknown_field /id',
          'required /created_at',
          'invalid_uuid /team_member_id',
          'out_of_range /week_days/1',
        ]);
        for (const error of errors(reply)) expect(error.message).toMatch(/\w+ \w+/);
      });

      test('keys that would reach a prototype are unknown fields', async () => {
        const reply = await post(
          `{"__proto__":{"a":1},"constructor":1,"team_member_id":"${sampleIds.ana}"}`,
        );
        expect(codes(reply)).toEqual(['unknown_field /__proto__', 'unknown_field /constructor']);
      });

      test.each([
        ['nothing', ''],
        ['blanks', '  \n'],
        ['a list', '[]'],
        ['null', 'null'],
        ['NaN', '{"week_days":[NaN]}'],
        ['half an object', '{"week_days":[1'],
        ['a byte order mark', '\uFEFF{}'],
        ['invalid UTF-8', new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])],
        ['nine levels', `{"a":${'['.repeat(8)}${']'.repeat(8)}}`],
      ])('a body that is %s is not valid', async (_name, body) => {
        const reply = await post(body);
        expect(reply.status).toBe(422);
        expect(codes(reply)).toEqual(['invalid_json ']);
      });

      test('a number beyond all numbers is not whole', async () => {
        const reply = await post(`{"team_member_id":"${sampleIds.ana}","week_days":[1,1e400]}`);
        expect(codes(reply)).toEqual(['not_integer /week_days/1']);
      });

      test('64 KiB are read, one byte more is too large', async () => {
        const filled = (size: number) => `{"a":"${'x'.repeat(size - 8)}"}`;
        expect((await post(filled(65_536))).status).toBe(422);
        expect(await post(filled(65_537))).toMatchObject({
          status: 413,
          json: { errors: [{ code: 'too_large' }] },
        });
      });

      test.each(['text/plain', 'application/jsonp', 'application/json; charset=latin1', ''])(
        'a body sent as %j is 415',
        async (type) => {
          const reply = await post(JSON.stringify(good), { headers: { 'Content-Type': type } });
          expect(reply.status).toBe(415);
          expect(reply.json).toMatchObject({ message: expect.any(String) as string });
        },
      );

      test('401 without the right token, whatever else is wrong', async () => {
        for (const token of [null, 'wrong', `${target.token}x`, `x${target.token}`]) {
          const reply = await post('{', { token, id: 'nowhere' });
          expect(reply.status).toBe(401);
          expect(reply.headers.get('www-authenticate')).toBe('Bearer');
          expect(reply.json).toMatchObject({ message: expect.any(String) as string });
        }
        const basic = { Authorization: `Basic ${target.token}` };
        expect((await send(target, 'listTeams', { token: null, headers: basic })).status).toBe(401);
      });

      test('404 for a team, customer or entry nobody knows', async () => {
        expect((await post(good, { id: nobody })).status).toBe(404);
        expect((await send(target, 'readSchedule', { id: nobody })).status).toBe(404);
        expect((await send(target, 'listMembers', { id: nobody })).status).toBe(404);
        const created_at = '2024-01-01T00:00:00Z';
        const put = await send(target, 'updateEntry', { id: team, body: { ...good, created_at } });
        expect(put.status).toBe(404);
        const query = { team_member_id: sampleIds.ana, created_at };
        expect((await send(target, 'deleteEntry', { id: team, query })).status).toBe(404);
        expect((await send(target, 'signIn', { body: { email: 'a', password: 'b' } })).status).toBe(
          404,
        );
        expect((await fetch(`${service.url}/v2/teams`)).status).toBe(404);
      });

      test('an entry of another team is not found', async () => {
        await post(good);
        const row = await newest();
        const query = keyOf(row);
        const reply = await send(target, 'deleteEntry', { id: sampleIds.payments, query });
        expect(reply.status).toBe(404);
      });

      test('422 for an id that is none, in the path and in the query', async () => {
        expect(codes(await send(target, 'readSchedule', { id: '../etc/passwd' }))).toEqual([
          'invalid_uuid /id',
        ]);
        expect(codes(await send(target, 'listMembers', { id: 'x' }))).toEqual(['invalid_uuid /id']);
        expect(codes(await send(target, 'deleteEntry', { id: team }))).toEqual([
          'required /team_member_id',
          'required /created_at',
        ]);
        const twice = `team_member_id=${sampleIds.ana}&created_at=a&created_at=b`;
        expect(codes(await send(target, 'deleteEntry', { id: team, query: twice }))).toEqual([
          'duplicate_key /created_at',
        ]);
        const query = { team_member_id: 'x', created_at: '' };
        expect(codes(await send(target, 'deleteEntry', { id: 'y', query }))).toEqual([
          'invalid_uuid /id',
          'invalid_uuid /team_member_id',
          'required /created_at',
        ]);
      });

      test('a person who is not in the team cannot be put on call in it', async () => {
        for (const team_member_id of [sampleIds.lena, nobody]) {
          const reply = await post({ ...good, team_member_id });
          expect(reply.status).toBe(422);
          expect(codes(reply)).toEqual(['unknown_member /team_member_id']);
        }
      });

      test('created_at must come back byte for byte', async () => {
        await post(good);
        const row = await newest();
        const created_at = String(row['created_at']).replace('Z', '+00:00');
        const put = await send(target, 'updateEntry', { id: team, body: { ...good, created_at } });
        expect(put.status).toBe(404);
      });
    });
  });
}
