import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { sampleIds } from '../../../service/sample.ts';
import { send, type Answer } from '../target.ts';
import { good, keyOf, team, type Promised } from './promised.ts';

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

/** What our service promises who asks for what it must not do. */
export function refusingKept(promised: Promised): void {
  const { post, rows, newest } = promised;
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
      const reply = await send(promised.target, 'updateEntry', {
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
      for (const token of [
        null,
        'wrong',
        `${promised.target.token}x`,
        `x${promised.target.token}`,
      ]) {
        const reply = await post('{', { token, id: 'nowhere' });
        expect(reply.status).toBe(401);
        expect(reply.headers.get('www-authenticate')).toBe('Bearer');
        expect(reply.json).toMatchObject({ message: expect.any(String) as string });
      }
      const basic = { Authorization: `Basic ${promised.target.token}` };
      expect(
        (await send(promised.target, 'listTeams', { token: null, headers: basic })).status,
      ).toBe(401);
    });

    test('404 for a team, customer or entry nobody knows', async () => {
      expect((await post(good, { id: nobody })).status).toBe(404);
      expect((await send(promised.target, 'readSchedule', { id: nobody })).status).toBe(404);
      expect((await send(promised.target, 'listMembers', { id: nobody })).status).toBe(404);
      const created_at = '2024-01-01T00:00:00Z';
      const put = await send(promised.target, 'updateEntry', {
        id: team,
        body: { ...good, created_at },
      });
      expect(put.status).toBe(404);
      const query = { team_member_id: sampleIds.ana, created_at };
      expect((await send(promised.target, 'deleteEntry', { id: team, query })).status).toBe(404);
      expect(
        (await send(promised.target, 'signIn', { body: { email: 'a', password: 'b' } })).status,
      ).toBe(404);
      expect((await fetch(`${promised.service.url}/v2/teams`)).status).toBe(404);
    });

    test('an entry of another team is not found', async () => {
      await post(good);
      const row = await newest();
      const query = keyOf(row);
      const reply = await send(promised.target, 'deleteEntry', { id: sampleIds.payments, query });
      expect(reply.status).toBe(404);
    });

    test('422 for an id that is none, in the path and in the query', async () => {
      expect(codes(await send(promised.target, 'readSchedule', { id: '../etc/passwd' }))).toEqual([
        'invalid_uuid /id',
      ]);
      expect(codes(await send(promised.target, 'listMembers', { id: 'x' }))).toEqual([
        'invalid_uuid /id',
      ]);
      expect(codes(await send(promised.target, 'deleteEntry', { id: team }))).toEqual([
        'required /team_member_id',
        'required /created_at',
      ]);
      const twice = `team_member_id=${sampleIds.ana}&created_at=a&created_at=b`;
      expect(codes(await send(promised.target, 'deleteEntry', { id: team, query: twice }))).toEqual(
        ['duplicate_key /created_at'],
      );
      const query = { team_member_id: 'x', created_at: '' };
      expect(codes(await send(promised.target, 'deleteEntry', { id: 'y', query }))).toEqual([
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

    test('a person who is not in the team is named beside every other wrong field', async () => {
      const reply = await post({ ...good, team_member_id: nobody, week_days: [9] });
      expect(codes(reply)).toEqual(['out_of_range /week_days/0', 'unknown_member /team_member_id']);
    });

    test('created_at must come back byte for byte', async () => {
      await post(good);
      const row = await newest();
      const created_at = String(row['created_at']).replace('Z', '+00:00');
      const put = await send(promised.target, 'updateEntry', {
        id: team,
        body: { ...good, created_at },
      });
      expect(put.status).toBe(404);
    });
  });
}
