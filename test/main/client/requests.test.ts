import { afterEach, describe, expect, test, vi } from 'vitest';
import { endpoints } from '../../../core/contract/pinghome.ts';
import type { Client } from '../../../main/pinghome/client.ts';
import { defaultLimits } from '../../../main/pinghome/ports.ts';
import { reach } from '../../../main/pinghome/reach.ts';
import type { Fetch } from '../../../main/pinghome/request.ts';
import { clientOf, entryBody, secret } from '../../support/fake-http.ts';

const address = 'https://pinghome.example/default/v1';

/** Every call there is, by its endpoint. */
const calls: Readonly<Record<keyof typeof endpoints, (client: Client) => Promise<unknown>>> = {
  readSchedule: (client) => client.readSchedule('c'),
  createEntry: (client) => client.createEntry('t', entryBody),
  updateEntry: (client) => client.updateEntry('t', { ...entryBody, created_at: 'x' }),
  deleteEntry: (client) => client.deleteEntry('t', { memberId: 'm', createdAt: 'x' }),
  listTeams: (client) => client.listTeams(),
  listMembers: (client) => client.listMembers('t'),
  readProfile: (client) => client.readProfile(),
  signIn: (client) => client.signIn('ana@example.com', 'pw'),
  signOut: (client) => client.signOut(),
};
const all = Object.entries(calls) as [
  keyof typeof endpoints,
  (client: Client) => Promise<unknown>,
][];

interface Sent {
  readonly by: 'reads' | 'writes';
  readonly request: Request;
  readonly init: RequestInit | undefined;
}

/** A client whose requests are kept; nothing leaves the machine. */
function watched(answer: Fetch = () => Promise.resolve(new Response('[]'))) {
  const sent: Sent[] = [];
  const port =
    (by: Sent['by']): Fetch =>
    (request, init) => {
      sent.push({ by, request, init });
      return answer(request, init);
    };
  const client = clientOf(address, {
    fetchRead: port('reads'),
    openWriteFetch: () => Promise.resolve(port('writes')),
    limits: { retryMs: [] },
  });
  return { client, sent };
}

describe('every request', () => {
  test.each(all)(
    '%s follows no redirect, sends no cookie, and is kept nowhere',
    async (name, call) => {
      const { client, sent } = watched();
      await call(client);
      expect(sent).toHaveLength(1);
      const { by, request, init } = sent[0] ?? expect.fail('nothing was sent');
      expect(request).toMatchObject({
        method: endpoints[name].method,
        redirect: 'error',
        credentials: 'omit',
        cache: 'no-store',
      });
      expect(init).toEqual({ signal: expect.any(AbortSignal) as AbortSignal });
      expect(by).toBe(endpoints[name].method === 'GET' ? 'reads' : 'writes');
      const wanted = endpoints[name].token === 'required' ? `Bearer ${secret}` : null;
      expect(request.headers.get('authorization')).toBe(wanted);
      expect(request.url.startsWith(`${address}/`)).toBe(true);
    },
  );

  test('asking whether anything answers is no exception, and carries no token', async () => {
    const sent: Request[] = [];
    await reach((request) => {
      sent.push(request);
      return Promise.resolve(new Response(''));
    }, address);
    expect(sent).toMatchObject([{ redirect: 'error', credentials: 'omit', cache: 'no-store' }]);
    expect(sent[0]?.headers.has('authorization')).toBe(false);
  });
});

describe('the limits, unless told otherwise', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  test('are those that were decided', () => {
    expect(defaultLimits).toEqual({
      headersMs: 10_000,
      bodyMs: 60_000,
      bodyBytes: 16 * 1_048_576,
      writeMs: 20_000,
      retryMs: [1_000, 2_000, 4_000],
      patienceMs: 5_000,
    });
  });

  const silent: Fetch = (_, init) =>
    new Promise((_resolve, reject) => {
      init?.signal?.addEventListener('abort', () => {
        reject(new DOMException('stopped', 'AbortError'));
      });
    });
  const waitsMs = (name: keyof typeof endpoints) =>
    endpoints[name].method === 'GET' ? 10_000 : 20_000;
  test.each(all)('%s waits so long for an answer, and no longer', async (name, call) => {
    vi.useFakeTimers();
    const { client, sent } = watched(silent);
    let ended: unknown = null;
    void call(client).then((outcome) => {
      ended = outcome;
    });
    await vi.advanceTimersByTimeAsync(waitsMs(name) - 1);
    expect(ended).toBeNull();
    await vi.advanceTimersByTimeAsync(1);
    expect(ended).toMatchObject({ failure: { kind: 'timeout', afterMs: waitsMs(name) } });
    expect(sent[0]?.init?.signal?.aborted).toBe(true);
  });

  const reading = all.filter(([name]) => endpoints[name].method === 'GET' || name === 'signIn');
  test.each(reading)('%s waits a minute for a whole body', async (_, call) => {
    vi.useFakeTimers();
    const endless = () => Promise.resolve(new Response(new ReadableStream()));
    let ended: unknown = null;
    void call(watched(endless).client).then((outcome) => {
      ended = outcome;
    });
    await vi.advanceTimersByTimeAsync(59_999);
    expect(ended).toBeNull();
    await vi.advanceTimersByTimeAsync(1);
    expect(ended).toMatchObject({ failure: { kind: 'timeout', afterMs: 60_000 } });
  });

  /** `[`, blanks and `]`, of so many bytes together. */
  const listOf = (bytes: number): Fetch => {
    const blanks = new TextEncoder().encode(' '.repeat(1_048_576));
    function* pieces() {
      yield new TextEncoder().encode('[');
      for (let left = bytes - 2; left > 0; left -= blanks.length) yield blanks.subarray(0, left);
      yield new TextEncoder().encode(']');
    }
    return () => Promise.resolve(new Response(ReadableStream.from(pieces())));
  };
  test.each([
    ['readSchedule', 16 * 1_048_576],
    ['listTeams', 16 * 1_048_576],
    ['signIn', 1_048_576],
  ] as const)('%s takes %i bytes and not one more', async (name, most) => {
    expect(await calls[name](watched(listOf(most)).client)).not.toMatchObject({
      failure: { kind: 'too-large' },
    });
    expect(await calls[name](watched(listOf(most + 1)).client)).toMatchObject({
      failure: { kind: 'too-large', limitBytes: most },
    });
  });
});
