import { describe, expect, test } from 'vitest';
import { answering, clientOf, entryBody, entryRow, json } from '../../support/fake-http.ts';

const serve = answering();

/** A second in 1994 that RFC 9110 writes in all its forms. */
const now = Date.UTC(1994, 10, 6, 8, 49, 37);

describe('a read that fails', () => {
  test('is tried again three times after 1, 2 and 4 seconds, and no more', async () => {
    const server = await serve((_, response) => {
      json(response, 503, {});
    });
    const client = clientOf(server.address);
    expect(await client.readSchedule('c')).toMatchObject({
      failure: { kind: 'server-error', status: 503 },
    });
    expect(client.waits).toEqual([1_000, 2_000, 4_000]);
    expect(server.seen).toHaveLength(4);
  });

  test('jitter spreads the tries', async () => {
    const server = await serve((_, response) => {
      json(response, 500, {});
    });
    const client = clientOf(server.address, { random: () => 0 });
    await client.readSchedule('c');
    expect(client.waits).toEqual([750, 1_500, 3_000]);
  });

  test('Retry-After is waited for when short and handed back when long', async () => {
    const server = await serve((_, response) => {
      json(response, server.seen.length === 1 ? 429 : 200, [entryRow], { 'retry-after': '2' });
    });
    const client = clientOf(server.address, { now: () => 5_000_000 });
    expect(await client.readSchedule('c')).toMatchObject({ ok: true });
    expect(client.waits).toEqual([2_000]);
    server.answer = (_, response) => {
      json(response, 429, {}, { 'retry-after': '600' });
    };
    const before = server.seen.length;
    expect(await client.readSchedule('c')).toEqual({
      ok: false,
      failure: { kind: 'rate-limited', retryAt: 5_600_000 },
    });
    expect(server.seen).toHaveLength(before + 1);
  });

  const at = (ms: number) => new Date(ms).toUTCString();
  test.each([
    ['seconds', () => '2', 2_000],
    ['a date', () => at(now + 3_000), 3_000],
    ['a date in one of the old forms', () => 'Sun Nov  6 08:49:40 1994', 3_000],
    ['a date that is past', () => at(now - 60_000), 1_000],
    ['no time at all', () => '0', 1_000],
    ['words', () => 'in 5 minutes', 1_000],
    ['a date nobody agreed on', () => '11/06/1994', 1_000],
  ])('Retry-After as %s is understood, of 429 and of 503', async (_, value, waitedMs) => {
    for (const status of [429, 503]) {
      const server = await serve((_request, response) => {
        const headers = { 'retry-after': value(), date: at(now) };
        json(response, server.seen.length === 1 ? status : 200, [entryRow], headers);
      });
      const client = clientOf(server.address, { now: () => now });
      expect(await client.readSchedule('c')).toMatchObject({ ok: true });
      expect(client.waits).toEqual([waitedMs]);
    }
  });

  test('a clock that is wrong here does not change what a date asks for', async () => {
    const server = await serve((_, response) => {
      json(response, 503, {}, { 'retry-after': at(now + 600_000), date: at(now) });
    });
    const wrong = now + 3_600_000;
    expect(await clientOf(server.address, { now: () => wrong }).readSchedule('c')).toMatchObject({
      failure: { kind: 'server-error', status: 503, retryAt: wrong + 600_000 },
    });
    expect(
      await clientOf(server.address, { now: () => wrong }).createEntry('t', entryBody),
    ).toMatchObject({
      kind: 'uncertain',
      failure: { retryAt: wrong + 600_000 },
    });
  });
});
