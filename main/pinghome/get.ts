import { done, failed, type Failure, type Outcome } from '../../core/contract/failure.ts';
import { cancel, readBody } from './body.ts';
import { BodyFault, failureOfAnswer } from './failures.ts';
import { withoutSecret, type Planned } from './plan.ts';
import type { ClientLimits, ClientParts } from './ports.ts';
import { send } from './request.ts';

/** A good answer to a read. */
export interface Got {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Of the body's bytes. */
  readonly digest: string;
}

const errorBodyBytes = 65_536;

/** Reads with retries: after network faults, broken-off bodies, 429 and 5xx, never after others. */
export async function get(
  parts: ClientParts,
  limits: ClientLimits,
  request: Planned,
): Promise<Outcome<Got>> {
  for (let tries = 0; ; tries++) {
    const outcome = await once(parts, limits, request);
    const waitMs = outcome.ok ? null : waitBefore(parts, limits, outcome.failure, tries);
    if (waitMs === null || isStopped(request)) return outcome;
    await parts.sleep(waitMs, request.signal);
    if (isStopped(request)) return outcome;
  }
}

const isStopped = (request: Planned) => request.signal?.aborted === true;

/** How long to wait before the next try; null to give up. */
function waitBefore(
  parts: ClientParts,
  limits: ClientLimits,
  failure: Failure,
  tries: number,
): number | null {
  const base = limits.retryMs[tries];
  if (base === undefined || !passes(failure)) return null;
  const backoffMs = base * (0.75 + parts.random() / 2);
  const asked = 'retryAt' in failure ? (failure.retryAt ?? null) : null;
  if (asked === null) return backoffMs;
  const askedMs = asked - parts.now();
  return askedMs > limits.patienceMs ? null : Math.max(askedMs, backoffMs);
}

/** Whether a failure may be gone a moment later. */
function passes(failure: Failure): boolean {
  switch (failure.kind) {
    case 'offline':
    case 'timeout':
    case 'rate-limited':
      return true;
    case 'server-error':
      return failure.status !== 501 && failure.status !== 505;
    case 'unreadable':
      return failure.detail === brokenOffDetail;
    default:
      return false;
  }
}

const brokenOffDetail = 'the reply broke off';

async function once(
  parts: ClientParts,
  limits: ClientLimits,
  request: Planned,
): Promise<Outcome<Got>> {
  const sent = await send(parts.fetchRead, { ...request, headersMs: limits.headersMs });
  if (sent.kind === 'broken') return failed(withoutSecret(sent.failure, request.secret));
  const { response } = sent;
  const { status, headers } = response;
  if (status === 304) {
    cancel(response.body);
    return done({ status, headers, text: '', digest: '' });
  }
  const bytes = response.ok ? limits.bodyBytes : errorBodyBytes;
  const body = await bodyOf(response, { bytes, ms: limits.bodyMs });
  if (response.ok && body.ok) return done({ status, headers, ...body.value });
  if (response.ok && !body.ok) return body;
  const text = body.ok ? body.value.text : '';
  return failed(
    withoutSecret(failureOfAnswer({ status, headers, text }, parts.now()), request.secret),
  );
}

/** The body, or why it could not be read. */
export async function bodyOf(
  response: Response,
  limits: { readonly bytes: number; readonly ms: number },
): Promise<Outcome<{ readonly text: string; readonly digest: string }>> {
  try {
    return done(await readBody(response, limits));
  } catch (error) {
    if (error instanceof BodyFault) return failed(error.failure);
    throw error;
  }
}
