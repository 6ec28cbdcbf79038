import {
  empty,
  html,
  redirect,
  status,
  text,
  tooMany,
  type Fault,
  type Recorder,
} from './misbehaving/server.ts';

/** What a fault may need of where it happens. */
export interface FaultSite {
  /** An origin that nothing may reach. */
  readonly elsewhere: Recorder;
  /** Somebody works in another team, so that the next read is no mere 304. */
  stirUp(): Promise<unknown>;
}

export type Script = Fault | readonly Fault[];

/** Longer than a busy machine takes for a write that nothing is wrong with. */
export const writeMs = 600;

/** The write got through, in the end. */
export const through: Record<string, (site: FaultSite) => Script> = {
  'a slow start': () => ({ kind: 'delay', ms: 40 }),
  'a slow body': () => ({ kind: 'slow', bytes: 4, everyMs: 5 }),
  'a body cut off': () => ({ kind: 'truncate', keep: 3 }),
  'broken compression': () => ({ kind: 'broken-compression' }),
  'a web page as its 200': () => html(200, 'done'),
  'an empty 204': () => empty(204, 'done'),
  'a silence after the work': () => ({ kind: 'hang', effect: 'done' }),
  'a reset after the work': () => ({ kind: 'drop', effect: 'done' }),
  'a close after the work': () => ({ kind: 'drop', effect: 'done', how: 'close' }),
  'a slow start and a reset after the work': () => [
    { kind: 'delay', ms: 30 },
    { kind: 'drop', effect: 'done' },
  ],
  '408 after the work': () => status(408, { effect: 'done' }),
  '500 after the work': () => status(500, { effect: 'done' }),
  '502 page after the work': () => html(502, 'done'),
  '503 after the work': () => status(503, { effect: 'done', headers: { 'Retry-After': '1' } }),
  '504 after the work': () => empty(504, 'done'),
  'somebody else at work beside it': ({ stirUp }) => ({ kind: 'interfere', act: stirUp }),
};

/** No answer that proves anything, and nothing happened. */
export const lost: Record<string, (site: FaultSite) => Script> = {
  'a silence': () => ({ kind: 'hang', effect: 'none' }),
  'a reset': () => ({ kind: 'drop', effect: 'none' }),
  'a close': () => ({ kind: 'drop', effect: 'none', how: 'close' }),
  'an answer later than we wait': () => [{ kind: 'delay', ms: writeMs + 40 }, status(500)],
  '408': () => status(408),
  '500': () => status(500),
  '502 page': () => html(502),
  '503 with Retry-After': () => status(503, { headers: { 'Retry-After': '0' } }),
  '504': () => empty(504),
  'a redirect to another origin': ({ elsewhere }) => redirect(`${elsewhere.url}/x`),
  'a 307 to another origin': ({ elsewhere }) => redirect(`${elsewhere.url}/x`, 307),
};

/** Answers that prove that nothing was written. */
export const refusals: Record<string, [() => Script, string]> = {
  '400': [() => status(400), 'rejected'],
  '402': [() => empty(402), 'rejected'],
  '403': [() => status(403), 'forbidden'],
  '403 page': [() => html(403), 'forbidden'],
  '404': [() => status(404), 'not-found'],
  '405': [() => status(405), 'rejected'],
  '409': [() => status(409, { message: 'overlaps' }), 'conflict'],
  '413': [() => status(413), 'rejected'],
  '422 with fields': [
    () => status(422, { errors: [{ field: 'week_days', path: '/week_days/0', message: 'no' }] }),
    'rejected',
  ],
  '422 page': [() => html(422), 'rejected'],
};

/** Reads that fail: by name, the fault and the failure it is. */
export const badReads: Record<string, [(site: FaultSite) => Script, string]> = {
  '500': [() => status(500), 'server-error'],
  'a 502 page': [() => html(502), 'server-error'],
  'a silence': [() => ({ kind: 'hang', effect: 'none' }), 'timeout'],
  'a reset': [() => ({ kind: 'drop', effect: 'none' }), 'offline'],
  'half a reply': [() => ({ kind: 'truncate', keep: 20 }), 'unreadable'],
  'a web page': [() => html(200), 'unreadable'],
  'an empty body': [() => empty(200), 'unreadable'],
  'an empty object': [() => text('{}'), 'unreadable'],
  'broken compression': [() => ({ kind: 'broken-compression' }), 'unreadable'],
  'a reply too large': [() => ({ kind: 'huge', bytes: 300_000 }), 'too-large'],
  'a body too slow': [() => ({ kind: 'slow', bytes: 1, everyMs: 20 }), 'timeout'],
  'a redirect': [({ elsewhere }) => redirect(`${elsewhere.url}/x`), 'redirected'],
  '401': [() => status(401), 'unauthorized'],
  '403': [() => status(403), 'forbidden'],
  '404': [() => status(404), 'not-found'],
  '429': [() => tooMany('3000'), 'rate-limited'],
};
