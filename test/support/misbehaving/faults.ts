import type { EntryFields, StoredEntry } from '../../../service/db/repo.ts';

/** Whether the service did what was asked before things went wrong. */
export type Effect = 'none' | 'done';

/** Another person at work in the same account; each change is seen by later reads at once or after the lag. */
export interface OtherPerson {
  create(
    entry: { teamId: string; memberId: string; createdAt?: string } & Partial<EntryFields>,
  ): Promise<StoredEntry>;
  /** Changes fields of an entry of that key. */
  change(memberId: string, createdAt: string, fields: Partial<EntryFields>): Promise<void>;
  remove(memberId: string, createdAt: string): Promise<void>;
}

/** One way in which one request goes wrong. */
export type Fault =
  /** Waits, then goes on with the rest of the script, or answers as always. */
  | { readonly kind: 'delay'; readonly ms: number }
  /** Someone else works in the account before this request is handled. */
  | { readonly kind: 'interfere'; readonly act: (other: OtherPerson) => Promise<unknown> }
  /** Never answers; the connection stays open. */
  | { readonly kind: 'hang'; readonly effect: Effect }
  /** The connection ends without an answer: orderly (`close`) or by RST (`reset`, the default). */
  | { readonly kind: 'drop'; readonly effect: Effect; readonly how?: 'close' | 'reset' }
  /** The right headers, then only the first bytes of the body, then a reset. The work is done. */
  | { readonly kind: 'truncate'; readonly keep: number }
  /** An answer of our choice. */
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly effect: Effect;
      readonly body?: string;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** The right answer, its body in pieces of `bytes`, one every `everyMs`. */
  | { readonly kind: 'slow'; readonly bytes: number; readonly everyMs: number }
  /** 200 and a JSON list of at least that many bytes; nothing is done. */
  | { readonly kind: 'huge'; readonly bytes: number }
  /** The right answer under a false `Content-Encoding: gzip`. The work is done. */
  | { readonly kind: 'broken-compression' };

/** A JSON error as the service words it. */
export function status(
  code: number,
  options: {
    readonly effect?: Effect;
    readonly message?: string;
    readonly errors?: readonly unknown[];
    readonly headers?: Readonly<Record<string, string>>;
  } = {},
): Fault {
  const {
    effect = 'none',
    message = `Answered ${String(code)} by a fault`,
    errors,
    headers = {},
  } = options;
  const body = errors === undefined ? { message } : { message, errors };
  return {
    kind: 'answer',
    status: code,
    effect,
    body: JSON.stringify(body),
    headers: { 'Content-Type': 'application/json', ...headers },
  };
}

/** 429 with the given `Retry-After`: seconds or an HTTP date; none without it. */
export function tooMany(retryAfter?: string): Fault {
  return status(429, retryAfter === undefined ? {} : { headers: { 'Retry-After': retryAfter } });
}

/** A page for people, as gateways send it. */
export function html(code: number, effect: Effect = 'none'): Fault {
  return {
    kind: 'answer',
    status: code,
    effect,
    body: '<!doctype html><title>Bad gateway</title><h1>Bad gateway</h1>',
    headers: { 'Content-Type': 'text/html' },
  };
}

/** A status with no body at all. */
export function empty(code: number, effect: Effect = 'none'): Fault {
  return { kind: 'answer', status: code, effect, body: '' };
}

/** A value as the body of a 200. */
export const json = (value: unknown): Fault => text(JSON.stringify(value));

/** Any text as the body of a 200. */
export function text(body: string, contentType = 'application/json'): Fault {
  return {
    kind: 'answer',
    status: 200,
    effect: 'none',
    body,
    headers: { 'Content-Type': contentType },
  };
}

/** Points somewhere else. */
export function redirect(to: string, code = 302): Fault {
  return { kind: 'answer', status: code, effect: 'none', body: '', headers: { Location: to } };
}
