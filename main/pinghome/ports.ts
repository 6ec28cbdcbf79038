import type { Failure } from '../../core/contract/failure.ts';
import type { Addresses } from '../../core/contract/snapshot.ts';
import type { Instant } from '../../core/time/instant.ts';
import type { Slots } from '../slots.ts';
import type { Fetch } from './request.ts';

export interface ClientLimits {
  readonly headersMs: number;
  readonly bodyMs: number;
  /** After decompression. */
  readonly bodyBytes: number;
  readonly writeMs: number;
  /** Waits before each retry of a read. */
  readonly retryMs: readonly number[];
  /** A `Retry-After` up to this long is waited for within the call. */
  readonly patienceMs: number;
}

export const defaultLimits: ClientLimits = {
  headersMs: 10_000,
  bodyMs: 60_000,
  bodyBytes: 16 * 1024 * 1024,
  writeMs: 20_000,
  retryMs: [1_000, 2_000, 4_000],
  patienceMs: 5_000,
};

/** Everything the client needs of the world around it. */
export interface ClientParts {
  readonly addresses: Addresses;
  readonly token: () => Promise<string | null>;
  /** Why there is no token, where more is known than that there is none. */
  readonly noToken?: () => Failure;
  /** PingHome refused a write because of the token it was sent with. */
  readonly refusedToken?: (token: string) => void;
  readonly fetchRead: Fetch;
  /** A fetch that reuses no connection: Chromium repeats even a POST on a reused one. */
  readonly openWriteFetch: () => Promise<Fetch>;
  /**
   * Shared by all clients whose writes share a session: opening a connection for one write closes
   * that of every other.
   */
  readonly writeSlots?: Slots;
  readonly now: () => Instant;
  readonly monotonic: () => number;
  /** 0 ≤ x < 1. */
  readonly random: () => number;
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** Lets the event loop turn once. */
  readonly breathe: () => Promise<void>;
  readonly limits?: Partial<ClientLimits>;
}
