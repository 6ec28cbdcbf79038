import { TimeoutError } from 'ky';
import type { FieldError, Failure } from '../../core/contract/failure.ts';
import { secondMs, type Instant } from '../../core/time/instant.ts';
import { isObject, type JsonObject } from './json.ts';

/** An answer with its body already read, as far as it could be. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** Raised by our own body reader; told apart by class, never by words. */
export class BodyFault extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure.kind);
    this.failure = failure;
  }
}

/** What an answer that is not 2xx means. */
export function failureOfAnswer(answer: Answer, now: Instant): Failure {
  const { status } = answer;
  const { detail, errors } = readErrorBody(answer.text, status);
  const code = `HTTP ${String(status)}`;
  // Kinds that need no answer to come about say by this that there was one.
  const withCode = detail.startsWith(code) ? detail : `${code}: ${detail}`;
  if (status === 401) return { kind: 'unauthorized' };
  if (status === 403) return { kind: 'forbidden', detail: withCode };
  if (status === 404) return { kind: 'not-found', detail: withCode };
  if (status === 409 || status === 412) return { kind: 'conflict', detail: withCode, errors };
  if (status === 429) return { kind: 'rate-limited', retryAt: retryAt(answer.headers, now) };
  if (status >= 300 && status < 400) return { kind: 'redirected', detail };
  // 408 and 421 refuse nothing: what became of the request is as unknown as after a 500.
  if (status >= 500 || status === 408 || status === 421 || status < 200) {
    return { kind: 'server-error', status, detail, retryAt: retryAt(answer.headers, now) };
  }
  return { kind: 'rejected', status, detail, errors };
}

/**
 * When `Retry-After` asks to come back: in seconds, or as one of HTTP's dates, which is told from
 * the reply's own `Date` so that a clock that is wrong here does not matter. Anything else is none.
 */
export function retryAt(headers: Headers, now: Instant): Instant | null {
  const value = headers.get('retry-after')?.trim() ?? '';
  if (/^\d{1,9}$/.test(value)) return now + Number(value) * secondMs;
  const asked = httpDate(value);
  if (asked === null) return null;
  const sentAt = httpDate(headers.get('date')?.trim() ?? '');
  return now + Math.max(asked - (sentAt ?? now), 0);
}

const datesWithZone = /^[A-Z][a-z]+, \d\d[ -][A-Z][a-z]{2}[ -](?:\d{4}|\d\d) \d\d:\d\d:\d\d GMT$/;
const dateOfOld = /^[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4}$/;

/** RFC 9110, 5.6.7: the usual form and the two old ones. `Date.parse` alone would guess. */
function httpDate(text: string): Instant | null {
  const withZone = dateOfOld.test(text) ? `${text} GMT` : text;
  const at = datesWithZone.test(text) || withZone !== text ? Date.parse(withZone) : Number.NaN;
  return Number.isNaN(at) ? null : at;
}

/** What a request that brought no answer means, and whether it can have reached PingHome. */
export function failureOfThrown(
  error: unknown,
  limitMs: number,
): { readonly failure: Failure; readonly reached: 'no' | 'maybe' } | null {
  if (error instanceof BodyFault) return { failure: error.failure, reached: 'maybe' };
  if (error instanceof TimeoutError) {
    return { failure: { kind: 'timeout', afterMs: limitMs }, reached: 'maybe' };
  }
  const code = codeOf(error);
  if (code === null) return null;
  if (code === 'REDIRECT') {
    return { failure: { kind: 'redirected', detail: 'another address' }, reached: 'maybe' };
  }
  const reached = beforeSending.test(code) ? 'no' : 'maybe';
  if (/TIMED_?OUT|TIMEOUT/.test(code))
    return { failure: { kind: 'timeout', afterMs: limitMs }, reached };
  if (/^HPE_|INVALID_HTTP_RESPONSE/.test(code)) {
    return { failure: { kind: 'unreadable', detail: 'not an HTTP reply' }, reached };
  }
  return { failure: { kind: 'offline', detail: code }, reached };
}

/** Codes that only occur before a connection stands, so that nothing can have been sent. */
const beforeSending =
  /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|ERR_(?:CONNECTION_REFUSED|INTERNET_DISCONNECTED|NAME_NOT_RESOLVED|NAME_RESOLUTION_FAILED|ADDRESS_UNREACHABLE|CONNECTION_TIMED_OUT|PROXY_CONNECTION_FAILED|TUNNEL_CONNECTION_FAILED|CERT_\w+|SSL_PROTOCOL_ERROR))$/;

/**
 * The network's own code for what broke. Chromium has it only within the message, after `net::`,
 * as plain Errors; Node has it as `code` on the error or its cause; a refused redirect has none.
 */
function codeOf(error: unknown): string | null {
  let fromFetch = false;
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 5; depth++) {
    const code: unknown = 'code' in at ? at.code : undefined;
    if (typeof code === 'string' && networkCode.test(code)) return code;
    const chromium = /net::(ERR_[A-Z0-9_]+)/.exec(at.message)?.[1];
    if (chromium !== undefined) return /REDIRECT/.test(chromium) ? 'REDIRECT' : chromium;
    if (/unexpected redirect|redirect policy was 'error'/.test(at.message)) return 'REDIRECT';
    if (at.name === 'AbortError') return 'STOPPED';
    if (at instanceof TypeError && at.cause instanceof Error) fromFetch = true;
    at = at.cause;
  }
  return fromFetch ? 'FETCH_FAILED' : null;
}

/** `ERR_INVALID_URL` and its like are our own mistakes. */
const networkCode = /^(?!ERR_INVALID_)[A-Z][A-Z0-9_]+$/;

const detailLimit = 300;

/** The words and field errors of an error reply, in any of the shapes seen in the field. */
export function readErrorBody(
  text: string,
  status: number,
): { readonly detail: string; readonly errors: readonly FieldError[] } {
  const plain = text.trim();
  const fallback = `HTTP ${String(status)}`;
  if (plain === '') return { detail: fallback, errors: [] };
  if (plain.startsWith('<')) return { detail: `${fallback}, a web page`, errors: [] };
  const value = parsed(plain);
  if (value === undefined) return { detail: cut(plain), errors: [] };
  if (typeof value === 'string') return { detail: cut(value), errors: [] };
  if (!isObject(value)) return { detail: fallback, errors: [] };
  const errors = fieldErrors(value);
  const words = ['message', 'error', 'detail', 'details', 'title']
    .map((name) => wordsOf(value[name]))
    .find((found) => found !== '');
  return { detail: cut(words ?? errors[0]?.message ?? fallback), errors };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function wordsOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (isObject(value)) return wordsOf(value['message'] ?? value['detail'] ?? '');
  return '';
}

function fieldErrors(body: JsonObject): FieldError[] {
  for (const held of [body['errors'], body['details'], body['detail'], body['error']]) {
    const found = Array.isArray(held)
      ? ofList(held as unknown[])
      : isObject(held)
        ? ofMap(held)
        : [];
    if (found.length > 0) return found.slice(0, 100);
  }
  return [];
}

function ofList(list: readonly unknown[]): FieldError[] {
  return list.flatMap((item) => {
    if (typeof item === 'string') return [fieldError('', '', '', item)];
    if (!isObject(item)) return [];
    const path = placeOf(item['path'] ?? item['pointer'] ?? item['loc']);
    const field = textOf(item['field'] ?? item['property'] ?? item['name'] ?? item['param']);
    const message = textOf(item['message'] ?? item['msg'] ?? item['reason'] ?? item['detail']);
    return [fieldError(field || (path.split('/')[1] ?? ''), path, textOf(item['code']), message)];
  });
}

function ofMap(map: JsonObject): FieldError[] {
  return Object.entries(map).flatMap(([field, held]) => {
    const list: readonly unknown[] = Array.isArray(held) ? held : [held];
    const texts = list.filter((item): item is string => typeof item === 'string');
    return field === 'message' ? [] : texts.map((text) => fieldError(field, '', '', text));
  });
}

function fieldError(field: string, path: string, code: string, message: string): FieldError {
  return { field, path: path || (field === '' ? '' : `/${field}`), code, message: cut(message) };
}

/** A place as a pointer; some give it as a list that begins with the part of the request. */
function placeOf(value: unknown): string {
  if (!Array.isArray(value)) return textOf(value);
  const parts = (value as unknown[]).filter((part) => part !== 'body' && part !== 'query');
  return parts.map((part) => `/${String(part)}`).join('');
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : '');
const cut = (text: string) =>
  text.length > detailLimit ? `${text.slice(0, detailLimit - 1)}…` : text;
