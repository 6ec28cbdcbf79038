import ky from 'ky';
import type { Failure } from '../../core/contract/failure.ts';
import { failureOfThrown } from './failures.ts';

/** The part of `fetch` the client needs; Electron's `net.fetch` and Node's own both fit. */
export type Fetch = (input: Request, init?: RequestInit) => Promise<Response>;

export interface RequestPlan {
  readonly prefix: string;
  /** With its query, everything encoded. */
  readonly path: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly json?: unknown;
  /** Until the headers are there. */
  readonly headersMs: number;
  readonly signal?: AbortSignal | undefined;
}

export type Sent =
  | { readonly kind: 'answer'; readonly response: Response }
  | { readonly kind: 'broken'; readonly failure: Failure; readonly reached: 'no' | 'maybe' };

/** Sends one request exactly once. Bugs are thrown, the world's faults returned. */
export async function send(port: Fetch, plan: RequestPlan): Promise<Sent> {
  // ky would combine signals with AbortSignal.any, which Electron 25 lacks; so it gets none.
  const stop = new AbortController();
  const forward = () => {
    stop.abort();
  };
  if (plan.signal?.aborted === true) forward();
  plan.signal?.addEventListener('abort', forward, { once: true });
  try {
    const response = await ky(plan.path, {
      prefix: plan.prefix,
      method: plan.method,
      headers: plan.headers,
      ...(plan.json === undefined ? {} : { json: plan.json }),
      retry: 0,
      timeout: plan.headersMs,
      throwHttpErrors: false,
      redirect: 'error',
      credentials: 'omit',
      cache: 'no-store',
      fetch: (input) => {
        const request = input instanceof Request ? input : new Request(input);
        request.signal.addEventListener('abort', forward, { once: true });
        return port(request, { signal: stop.signal });
      },
    });
    return { kind: 'answer', response };
  } catch (error) {
    const found = failureOfThrown(error, plan.headersMs);
    if (found === null) throw error;
    return { kind: 'broken', ...found };
  }
}
