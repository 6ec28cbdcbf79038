import { endpoints, pathOf, type EndpointName } from '../../core/contract/pinghome.ts';

/** An account to hold against the contract: ours, or anybody's. */
export interface Target {
  readonly readUrl: string;
  readonly writeUrl: string;
  /** Empty where the account's roster address is not known. */
  readonly rosterUrl: string;
  readonly token: string;
  readonly customer: string;
  readonly team: string;
  readonly member: string;
}

/** What came back. `json` is undefined where the body is none. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly json: unknown;
}

export interface Options {
  readonly id?: string;
  readonly query?: Readonly<Record<string, string>> | string;
  /** Sent as JSON; a string or bytes are sent as they are. */
  readonly body?: unknown;
  /** Null sends none. */
  readonly token?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Sends one request to an endpoint of the contract, once, whatever comes back. */
export async function send(
  target: Target,
  name: EndpointName,
  options: Options = {},
): Promise<Answer> {
  const endpoint = endpoints[name];
  const base = {
    read: target.readUrl,
    write: target.writeUrl,
    roster: target.rosterUrl,
    signIn: target.rosterUrl,
  }[endpoint.address];
  const query =
    typeof options.query === 'string'
      ? options.query
      : new URLSearchParams(options.query).toString();
  const url = `${base}${pathOf(endpoint, options.id)}${query === '' ? '' : `?${query}`}`;
  const token = options.token === undefined ? target.token : options.token;
  const { body } = options;
  const isRaw = typeof body === 'string' || body instanceof Uint8Array;
  const reply = await fetch(url, {
    method: endpoint.method,
    redirect: 'error',
    headers: {
      ...(token === null ? {} : { Authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...options.headers,
    },
    ...(body === undefined ? {} : { body: isRaw ? body : JSON.stringify(body) }),
  });
  const text = await reply.text();
  return { status: reply.status, headers: reply.headers, text, json: parse(text) };
}

/** Every entry in a reply, whatever wraps it. */
export function entriesIn(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(entriesIn);
  const record = value as Readonly<Record<string, unknown>>;
  if ('week_days' in record || 'weekDays' in record) return [record];
  return Object.values(record).flatMap(entriesIn);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
