import { Hono, type Context } from 'hono';
import { endpoints, type Endpoint, type EndpointName } from '../core/contract/pinghome.ts';
import { unavailability } from './db/unavailable.ts';
import { operations, tagOfText, type Surroundings } from './endpoints.ts';
import { readJsonBody, type JsonBody } from './json-body.ts';
import { fieldError, refused, type Reply } from './replies.ts';

/** Both forms of base path PingHome uses on a host of its own. */
export const basePaths = ['/default/v1', '/v1'] as const;

const largestBody = 64 * 1024;
/** A sender of more than that is cut off instead of being heard out. */
const largestDrain = 16 * 1024 * 1024;
const noBody: JsonBody = { kind: 'invalid', reason: 'it is empty' };

/** One line per request, without token or query; errors with their stack. */
export type Log = (line: string) => void;

/** The router: every endpoint of the contract under both base paths, nothing else. */
export function createApp(around: Surroundings, log: Log): Hono {
  const app = new Hono();
  app.use(async (context, next) => {
    const from = performance.now();
    await next();
    const took = (performance.now() - from).toFixed(1);
    // As it was sent: decoded, a path could hold a line break and write lines of its own.
    const { pathname } = new URL(context.req.url);
    log(`${context.req.method} ${pathname} ${String(context.res.status)} ${took} ms`);
  });
  for (const [name, endpoint] of entriesOf(endpoints)) {
    for (const base of basePaths) {
      const path = base + endpoint.path.replace('{id}', ':id');
      app.on(endpoint.method, path, async (context) =>
        send(context, await answer(context, name, endpoint, around)),
      );
    }
  }
  app.notFound((context) => send(context, refused(404, 'There is nothing at this address')));
  app.onError((error, context) => {
    const reason = unavailability(error);
    log(reason === null ? (error.stack ?? error.message) : `The schedule database: ${reason}`);
    return send(
      context,
      reason === null
        ? refused(500, 'The service failed; its log says why')
        : refused(503, `The schedule database cannot be used: ${reason}`),
    );
  });
  return app;
}

async function answer(
  context: Context,
  name: EndpointName,
  endpoint: Endpoint,
  around: Surroundings,
): Promise<Reply> {
  const caller = around.access.identify(context.req.header('authorization'));
  if (caller === null && endpoint.token === 'required')
    return {
      ...refused(401, 'A valid token is required'),
      headers: { 'WWW-Authenticate': 'Bearer' },
    };
  const body = endpoint.body === null ? noBody : await readBody(context.req.raw);
  if ('status' in body) return body;
  return operations[name](
    {
      id: context.req.param('id') ?? '',
      query: new URL(context.req.url).searchParams,
      ifMatch: context.req.header('if-match'),
      body,
      caller,
    },
    around,
  );
}

/** The body of a request, or 415 and 413; a body too large is read to its end, or cut off. */
async function readBody(request: Request): Promise<JsonBody | Reply> {
  const type = request.headers.get('content-type') ?? '';
  if (!/^application\/json *(; *charset="?utf-8"? *)?$/i.test(type.trim()))
    return refused(415, 'The body must be sent as application/json');
  if (request.body === null) return noBody;
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of request.body) {
    size += part.length;
    if (size <= largestBody) parts.push(part);
    if (size > largestDrain) break;
  }
  if (size <= largestBody) return readJsonBody(Buffer.concat(parts));
  const errors = [fieldError('body', 'too_large', '')];
  return {
    ...refused(413, 'The body is larger than 64 KiB', errors),
    headers: { Connection: 'close' },
  };
}

function send(context: Context, reply: Reply): Response {
  const headers: Record<string, string> = {
    'Cache-Control': 'no-cache',
    'X-Content-Type-Options': 'nosniff',
    ...reply.headers,
  };
  if (reply.body === null) return new Response(null, { status: reply.status, headers });
  const text = JSON.stringify(reply.body);
  headers['Content-Type'] = 'application/json; charset=utf-8';
  if (reply.status === 200 && ['GET', 'HEAD'].includes(context.req.method)) {
    headers['ETag'] = tagOfText(text);
    if (isKnown(context.req.header('if-none-match'), headers['ETag'])) {
      delete headers['Content-Type'];
      return new Response(null, { status: 304, headers });
    }
  }
  return new Response(text, { status: reply.status, headers });
}

/** `If-None-Match` compares weakly: a proxy that compressed the reply marks our tag with `W/`. */
function isKnown(ifNoneMatch: string | undefined, tag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  return ifNoneMatch.split(',').some((one) => ['*', tag, `W/${tag}`].includes(one.trim()));
}

function entriesOf<K extends string, V>(table: Readonly<Record<K, V>>): readonly [K, V][] {
  return Object.entries(table) as [K, V][];
}
