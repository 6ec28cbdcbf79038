import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { answering, clientOf } from '../../support/fake-http.ts';

const serve = answering();

describe('reading over a broken road', () => {
  test('a dropped connection is offline, half a reply and broken compression are unreadable', async () => {
    const server = await serve((_, response) => {
      response.socket?.destroy();
    });
    const client = clientOf(server.address);
    expect(await client.readSchedule('c')).toMatchObject({ failure: { kind: 'offline' } });
    server.answer = (_, response) => {
      response.writeHead(200, { 'content-length': '500' });
      response.write('[{');
      setImmediate(() => response.socket?.destroy());
    };
    expect(await client.readSchedule('c')).toMatchObject({ failure: { kind: 'unreadable' } });
    server.answer = (_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' });
      response.end('not gzip');
    };
    expect(await client.readSchedule('c')).toMatchObject({ failure: { kind: 'unreadable' } });
  });

  test('nobody listening is offline, and an unusable port too', async () => {
    const server = await serve(() => undefined);
    await server.close();
    expect(await clientOf(server.address).readSchedule('c')).toMatchObject({
      failure: { kind: 'offline', detail: 'ECONNREFUSED' },
    });
    expect(await clientOf('http://127.0.0.1:1').readSchedule('c')).toMatchObject({
      failure: { kind: 'offline' },
    });
  });

  test("Chromium's plain errors are told apart by their code", async () => {
    for (const [code, kind] of [
      ['ERR_INTERNET_DISCONNECTED', 'offline'],
      ['ERR_TIMED_OUT', 'timeout'],
      ['ERR_UNSAFE_REDIRECT', 'redirected'],
    ]) {
      const client = clientOf('http://127.0.0.1:9', {
        fetchRead: () => Promise.reject(new Error(`net::${String(code)}`)),
      });
      expect(await client.readSchedule('c')).toMatchObject({ failure: { kind } });
    }
  });

  test('a mistake of our own is thrown, not told as a fault of the network', async () => {
    const client = clientOf('http://127.0.0.1:9', {
      fetchRead: () => Promise.reject(new TypeError('x is not a function')),
    });
    await expect(client.readSchedule('c')).rejects.toThrow('x is not a function');
  });

  test('slow headers and slow bodies end at their limits', async () => {
    const server = await serve(() => undefined);
    const limits = { headersMs: 60, bodyMs: 60, retryMs: [] };
    const client = clientOf(server.address, { limits });
    expect(await client.readSchedule('c')).toMatchObject({
      failure: { kind: 'timeout', afterMs: 60 },
    });
    server.answer = (_, response) => {
      response.writeHead(200);
      response.write('[');
    };
    expect(await client.readSchedule('c')).toMatchObject({
      failure: { kind: 'timeout', afterMs: 60 },
    });
  });

  test('a reply larger than the limit is refused, also when it is compressed small', async () => {
    const large = `[${' '.repeat(200_000)}]`;
    const server = await serve((_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' });
      response.end(gzipSync(large));
    });
    const client = clientOf(server.address, { limits: { bodyBytes: 100_000 } });
    expect(await client.readSchedule('c')).toMatchObject({
      failure: { kind: 'too-large', limitBytes: 100_000 },
    });
    expect(await clientOf(server.address).readSchedule('c')).toMatchObject({ ok: true });
  });

  test('an abort ends a read at once', async () => {
    const server = await serve(() => undefined);
    const stop = new AbortController();
    const reading = clientOf(server.address).readSchedule('c', { signal: stop.signal });
    setTimeout(() => {
      stop.abort();
    }, 30);
    expect(await reading).toMatchObject({ ok: false });
    expect(server.seen).toHaveLength(1);
  });
});
