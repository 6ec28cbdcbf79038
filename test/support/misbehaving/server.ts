import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Hono } from 'hono';
import { endpoints, type EndpointName } from '../../../core/contract/pinghome.ts';
import { defaultInterpretation } from '../../../core/schedule/model.ts';
import { createAccess, type Account } from '../../../service/access.ts';
import { openDatabase } from '../../../service/db/open.ts';
import { createRepo, type StoredEntry } from '../../../service/db/repo.ts';
import { fillSample, sampleIds } from '../../../service/sample.ts';
import { basePaths, createApp } from '../../../service/server.ts';
import { sampleNow } from '../service.ts';
import type { OtherPerson } from './faults.ts';
import { createLaggingRepo, type LaggingRepo } from './lagging-repo.ts';
import { perform, type RealAnswer } from './perform.ts';
import { createScripts, type Script } from './scripts.ts';
import { listenOn, stop } from './sockets.ts';

export * from './faults.ts';
export { startRecorder, type Recorder } from './recorder.ts';

/** One request as it arrived, whatever became of it. */
export interface SeenRequest {
  /** Null for a path that is no endpoint. */
  readonly operation: EndpointName | null;
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
  /** Counted from 1; a reused connection has an earlier request of the same number. */
  readonly connection: number;
  readonly nthOnConnection: number;
  readonly at: number;
}

export interface MisbehavingOptions {
  readonly token?: string;
  readonly account?: Account;
  /** Anchor of the sample, `sampleNow` unless given. */
  readonly sampleAt?: number;
  /** Gives entity tags and heeds them, as our service does; PingHome's documents know none. */
  readonly entityTags?: boolean;
}

/** A PingHome that does what it is told to do wrong. */
export interface Misbehaving {
  /** Origin, without path. */
  readonly url: string;
  /** All four addresses may be this one. */
  readonly base: string;
  readonly token: string;
  readonly ids: typeof sampleIds;
  /** The next request to that operation plays the first script, the one after it the second. */
  next(operation: EndpointName, ...scripts: readonly Script[]): void;
  /** Every request to that operation plays it, after the queue of `next` is used up. */
  always(operation: EndpointName | 'any', script: Script): void;
  /** Forgets all scripts and the lag; open connections stay. */
  heal(): void;
  /** Reads show the entries as they were so many milliseconds ago. */
  lagReads(ms: number): void;
  /** Reads show the entries as they are now, whatever is written, until `heal` or `lagReads`. */
  freezeReads(): void;
  readonly requests: readonly SeenRequest[];
  /** The requests to one operation. */
  seen(operation: EndpointName): readonly SeenRequest[];
  /** What the database holds now. */
  truth(): Promise<readonly StoredEntry[]>;
  readonly other: OtherPerson;
  /** From now on the port is closed and answers nobody, until `comeBack`. */
  goAway(): Promise<void>;
  comeBack(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Starts a real HTTP server in front of the real service, over a real database with the sample in
 * it, whose faults can be scripted per operation. Without scripts it behaves.
 */
export async function startMisbehaving(options: MisbehavingOptions = {}): Promise<Misbehaving> {
  const behind = await startBehind(options);
  const { lagging, token } = behind;
  const { entityTags = false } = options;
  const scripts = createScripts();
  const requests: SeenRequest[] = [];
  const numberOf = connectionCounter();
  const { server, url, restart } = await startServer(async (request, response) => {
    const body = await bytesOf(request);
    const operation = operationOf(request);
    requests.push({ ...describe(request, body), operation, ...numberOf(request.socket) });
    const ask = async (): Promise<RealAnswer> =>
      entityTags
        ? forward(behind.app, request, body)
        : tagless(await forward(behind.app, withoutConditions(request), body));
    await perform(scripts.take(operation), { response, other: lagging.other, ask });
  });
  return {
    url,
    base: `${url}${basePaths[0]}`,
    token,
    ids: sampleIds,
    next: scripts.next,
    always: scripts.always,
    heal() {
      scripts.clear();
      lagging.setLag(0);
    },
    lagReads: lagging.setLag,
    freezeReads: lagging.freeze,
    requests,
    seen: (operation) => requests.filter((request) => request.operation === operation),
    truth: lagging.truth,
    other: lagging.other,
    goAway: () => stop(server),
    comeBack: restart,
    async close() {
      await stop(server);
      await behind.close();
    },
  };
}

/** The real service, without a server of its own, over a database with the sample. */
async function startBehind({ token, account, sampleAt }: MisbehavingOptions): Promise<{
  readonly app: Hono;
  readonly lagging: LaggingRepo;
  readonly token: string;
  close(): Promise<void>;
}> {
  const folder = await mkdtemp(join(tmpdir(), 'watchbill-misbehaving-'));
  const db = await openDatabase({ kind: 'file', path: join(folder, 'schedule.db') });
  await fillSample(db, sampleAt ?? sampleNow);
  const lagging = await createLaggingRepo(createRepo(db));
  const used = token ?? `test-token-${randomUUID()}`;
  const around = {
    repo: lagging.repo,
    access: createAccess(used, account ?? null),
    interpretation: defaultInterpretation,
    now: Date.now,
  };
  return {
    app: createApp(around, () => undefined),
    lagging,
    token: used,
    async close() {
      await db.destroy();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

type Scene = Parameters<typeof perform>[1];

async function startServer(
  answer: (request: IncomingMessage, response: Scene['response']) => Promise<void>,
): Promise<{ readonly server: Server; readonly url: string; restart(): Promise<void> }> {
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      // A client that hung up is part of the play; anything else must not look like a fault.
      if (!request.socket.destroyed) response.writeHead(599).end(String(error));
    });
  });
  server.keepAliveTimeout = 60_000;
  const url = await listenOn(server);
  const port = Number(new URL(url).port);
  const restart = (): Promise<void> =>
    new Promise((resolve) => {
      server.listen(port, '127.0.0.1', resolve);
    });
  return { server, url, restart };
}

function connectionCounter(): (
  socket: Socket,
) => Pick<SeenRequest, 'connection' | 'nthOnConnection'> {
  const known = new Map<Socket, { readonly connection: number; requests: number }>();
  return (socket) => {
    const entry = known.get(socket) ?? { connection: known.size + 1, requests: 0 };
    entry.requests += 1;
    known.set(socket, entry);
    return { connection: entry.connection, nthOnConnection: entry.requests };
  };
}

function describe(
  request: IncomingMessage,
  body: Buffer,
): Pick<SeenRequest, 'method' | 'path' | 'headers' | 'body' | 'at'> {
  return {
    method: request.method ?? '',
    path: request.url ?? '',
    headers: request.headers,
    body: body.toString('utf8'),
    at: Date.now(),
  };
}

function operationOf(request: IncomingMessage): EndpointName | null {
  const path = (request.url ?? '').split('?')[0] ?? '';
  for (const [name, endpoint] of Object.entries(endpoints)) {
    const shape = endpoint.path.replace('{id}', '[^/]+');
    const isPath = basePaths.some((base) => new RegExp(`^${base}${shape}$`).test(path));
    if (isPath && endpoint.method === request.method) return name as EndpointName;
  }
  return null;
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

type Asked = Pick<IncomingMessage, 'method' | 'url' | 'headers'>;

function withoutConditions({ method, url, headers }: IncomingMessage): Asked {
  return { method, url, headers: without(without(headers, 'if-match'), 'if-none-match') };
}

/** An answer without its tag and those of its entries. */
function tagless({ status, headers, body }: RealAnswer): RealAnswer {
  const rest = without(headers, 'etag');
  const text = body.toString('utf8');
  if (!text.startsWith('[')) return { status, headers: rest, body };
  const rows = JSON.parse(text) as readonly Readonly<Record<string, unknown>>[];
  const bytes = Buffer.from(JSON.stringify(rows.map((row) => without(row, 'etag'))));
  return { status, headers: { ...rest, 'content-length': String(bytes.length) }, body: bytes };
}

function without<T>(fields: Readonly<Record<string, T>>, name: string): Record<string, T> {
  return Object.fromEntries(Object.entries(fields).filter(([field]) => field !== name));
}

async function forward(app: Hono, request: Asked, body: Buffer): Promise<RealAnswer> {
  const { method = 'GET', url = '/', headers } = request;
  const given = Object.entries(headers).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value] as [string, string]] : [],
  );
  const hasBody = method !== 'GET' && method !== 'HEAD' && body.length > 0;
  const reply = await app.fetch(
    new Request(`http://127.0.0.1${url}`, {
      method,
      headers: given,
      ...(hasBody ? { body: new Uint8Array(body) } : {}),
    }),
  );
  const bytes = Buffer.from(await reply.arrayBuffer());
  const length =
    reply.status === 204 || reply.status === 304 ? {} : { 'content-length': String(bytes.length) };
  return {
    status: reply.status,
    headers: { ...Object.fromEntries(reply.headers), ...length },
    body: bytes,
  };
}
