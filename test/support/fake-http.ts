import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach } from 'vitest';
import { breathe, systemClock } from '../../main/clock.ts';
import { createClient, type Client, type ClientParts } from '../../main/pinghome/client.ts';

export interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export type Answer = (request: Seen, response: ServerResponse) => void;

export interface FakeHttp {
  readonly address: string;
  readonly seen: Seen[];
  answer: Answer;
  close(): Promise<void>;
}

/** A real server on loopback that answers as told and remembers what it was asked. */
export async function openFakeHttp(answer: Answer): Promise<FakeHttp> {
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      const asked = {
        method: request.method ?? '',
        url: request.url ?? '',
        headers: request.headers,
        body,
      };
      seen.push(asked);
      fake.answer(asked, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const fake: FakeHttp = {
    address: `http://127.0.0.1:${String(port)}`,
    seen,
    answer,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
  return fake;
}

/** Opens such servers, and closes them after the test. */
export function answering(): (answer: Answer) => Promise<FakeHttp> {
  const open: FakeHttp[] = [];
  afterEach(async () => {
    await Promise.all(open.splice(0).map((server) => server.close()));
  });
  return async (answer) => {
    const server = await openFakeHttp(answer);
    open.push(server);
    return server;
  };
}

/** An entry as PingHome shows it. */
export const entryRow = {
  team_member_id: 'm',
  team_id: 't',
  created_at: '2026-01-01T00:00:00+00:00',
  week_days: [1],
  start_time: '09:00:00',
  end_time: '17:00:00',
};

/** An entry as it is written. */
export const entryBody = {
  team_member_id: 'm',
  start_date: null,
  end_date: null,
  months_of_year: [1],
  weeks_of_month: [1],
  week_days: [1],
  start_time: '09:00:00',
  end_time: '17:00:00',
};

export const json = (
  response: ServerResponse,
  status: number,
  value: unknown,
  headers = {},
): void => {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(value));
};

export const secret = 'tok-1234567890-SECRET';

/** A client of one base address, with quick retries that are written down instead of waited. */
export function clientOf(
  address: string,
  parts: Partial<ClientParts> = {},
): Client & { waits: number[] } {
  const waits: number[] = [];
  const client = createClient({
    addresses: { read: address, write: address, roster: address, signIn: address },
    token: () => Promise.resolve(secret),
    fetchRead: (request, init) => fetch(request, init),
    openWriteFetch: () => Promise.resolve((request, init) => fetch(request, init)),
    now: systemClock.now,
    monotonic: systemClock.monotonic,
    random: () => 0.5,
    sleep: (ms) => {
      waits.push(ms);
      return Promise.resolve();
    },
    breathe,
    ...parts,
  });
  return Object.assign(client, { waits });
}
