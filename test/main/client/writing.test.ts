import { describe, expect, test } from 'vitest';
import { answering, clientOf, entryBody, json } from '../../support/fake-http.ts';

const serve = answering();

describe('writing', () => {
  test('goes out exactly once, whatever comes back', async () => {
    const server = await serve((_, response) => {
      json(response, 500, {});
    });
    const client = clientOf(server.address);
    for (const answer of [500, 502, 503, 408, 429, 409]) {
      server.seen.length = 0;
      server.answer = (_, response) => {
        json(response, answer, {}, { 'retry-after': '0' });
      };
      const result = await client.createEntry('t', entryBody);
      expect(server.seen).toHaveLength(1);
      expect(result.kind).toBe([409, 429].includes(answer) ? 'refused' : 'uncertain');
    }
  });

  test('421 leaves it uncertain: fetch itself may repeat a request then, an accepted limit', async () => {
    const server = await serve((_, response) => {
      json(response, 421, {});
    });
    expect(await clientOf(server.address).createEntry('t', entryBody)).toMatchObject({
      kind: 'uncertain',
    });
    expect([1, 2]).toContain(server.seen.length);
  });

  test('any 2xx is a yes, whatever its body', async () => {
    const server = await serve((_, response) => {
      response.writeHead(202, { 'content-length': '99' });
      response.write('<ht');
    });
    expect(await clientOf(server.address).createEntry('t/1', entryBody)).toEqual({
      kind: 'accepted',
    });
    expect(server.seen[0]).toMatchObject({
      method: 'POST',
      url: '/team/t%2F1/schedule',
      body: JSON.stringify(entryBody),
    });
  });

  test('created_at is echoed byte for byte in the body and the query', async () => {
    const server = await serve((_, response) => {
      json(response, 200, {});
    });
    const client = clientOf(server.address);
    const createdAt = '2026-01-01 00:00:00.120+00:00 &x';
    await client.updateEntry('t', { ...entryBody, created_at: createdAt }, { ifMatch: '"e"' });
    await client.deleteEntry('t', { memberId: 'M 1', createdAt });
    expect(JSON.parse(server.seen[0]?.body ?? '')).toMatchObject({ created_at: createdAt });
    expect(server.seen[0]?.headers['if-match']).toBe('"e"');
    expect(server.seen[1]?.url).toBe(
      '/team/t/schedule?team_member_id=M%201&created_at=2026-01-01%2000%3A00%3A00.120%2B00%3A00%20%26x',
    );
  });

  test('a lost connection is uncertain, one that never stood is a refusal', async () => {
    const server = await serve((_, response) => {
      response.socket?.destroy();
    });
    const client = clientOf(server.address, { limits: { writeMs: 60 } });
    expect(await client.createEntry('t', entryBody)).toMatchObject({
      kind: 'uncertain',
      failure: { kind: 'offline' },
    });
    server.answer = () => undefined;
    expect(await client.createEntry('t', entryBody)).toMatchObject({
      kind: 'uncertain',
      failure: { kind: 'timeout' },
    });
    await server.close();
    expect(await client.createEntry('t', entryBody)).toMatchObject({
      kind: 'refused',
      failure: { kind: 'offline' },
    });
  });
});
