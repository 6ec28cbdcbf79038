import type { Instant } from '../time/instant.ts';

/** One field PingHome refused, with its words. */
export interface FieldError {
  readonly field: string;
  /** JSON-Pointer-like place, `/week_days/1`. */
  readonly path: string;
  readonly code: string;
  readonly message: string;
}

/**
 * What can go wrong in the world outside, told apart by kind and never by words.
 * Made in adapters, carried as data, worded once in `core/text/failure.ts`.
 */
export type Failure =
  | { readonly kind: 'offline'; readonly detail: string }
  | { readonly kind: 'timeout'; readonly afterMs: number }
  | { readonly kind: 'unauthorized' }
  | { readonly kind: 'forbidden'; readonly detail: string }
  | { readonly kind: 'not-found'; readonly detail: string }
  | { readonly kind: 'conflict'; readonly detail: string; readonly errors: readonly FieldError[] }
  | {
      readonly kind: 'rejected';
      readonly status: number;
      readonly detail: string;
      readonly errors: readonly FieldError[];
    }
  | { readonly kind: 'rate-limited'; readonly retryAt: Instant | null }
  | {
      readonly kind: 'server-error';
      readonly status: number;
      readonly detail: string;
      /** When PingHome asked to be left alone until, where it said so. */
      readonly retryAt?: Instant | null;
    }
  | { readonly kind: 'redirected'; readonly detail: string }
  | { readonly kind: 'too-large'; readonly limitBytes: number }
  | { readonly kind: 'unreadable'; readonly detail: string }
  | { readonly kind: 'keychain-locked' }
  | { readonly kind: 'keychain-missing'; readonly detail: string }
  /** The embedded service; whoever runs it starts it again. */
  | { readonly kind: 'service-down'; readonly detail: string }
  | { readonly kind: 'notice-refused'; readonly detail: string }
  | { readonly kind: 'no-token' }
  | { readonly kind: 'not-allowed'; readonly detail: string }
  | { readonly kind: 'bug'; readonly reference: string };

export type FailureKind = Failure['kind'];

/** The two ways a call to the world ends. */
export type Outcome<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure };

export function done<T>(value: T): Outcome<T> {
  return { ok: true, value };
}

export function failed(failure: Failure): { readonly ok: false; readonly failure: Failure } {
  return { ok: false, failure };
}
