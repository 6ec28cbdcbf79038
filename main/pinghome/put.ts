import { type Failure } from '../../core/contract/failure.ts';
import { cancel } from './body.ts';
import { failureOfAnswer } from './failures.ts';
import { bodyOf } from './get.ts';
import { withoutSecret, type Planned } from './plan.ts';
import type { ClientLimits, ClientParts } from './ports.ts';
import { send } from './request.ts';

/** How a write went on the wire: `uncertain` may or may not have happened. */
export type WriteAnswer =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'refused'; readonly failure: Failure }
  | { readonly kind: 'uncertain'; readonly failure: Failure };

const errorBody = { bytes: 65_536, ms: 5_000 };

/** Sends a write exactly once, on a connection of its own. Any 2xx is a yes, whatever its body. */
export function put(
  parts: ClientParts,
  limits: ClientLimits,
  request: Planned,
): Promise<WriteAnswer> {
  const write = () => putNow(parts, limits, request);
  return parts.writeSlots?.run(write) ?? write();
}

async function putNow(
  parts: ClientParts,
  limits: ClientLimits,
  request: Planned,
): Promise<WriteAnswer> {
  const port = await parts.openWriteFetch();
  const sent = await send(port, { ...request, headersMs: limits.writeMs });
  if (sent.kind === 'broken') {
    const failure = withoutSecret(sent.failure, request.secret);
    return { kind: sent.reached === 'no' ? 'refused' : 'uncertain', failure };
  }
  const { response } = sent;
  const { status, headers } = response;
  if (response.ok) {
    cancel(response.body);
    return { kind: 'accepted' };
  }
  if (status === 401 && request.secret !== null) parts.refusedToken?.(request.secret);
  const body = await bodyOf(response, errorBody);
  const text = body.ok ? body.value.text : '';
  const failure = withoutSecret(
    failureOfAnswer({ status, headers, text }, parts.now()),
    request.secret,
  );
  return { kind: refuses(failure) ? 'refused' : 'uncertain', failure };
}

/** Whether the answer proves that nothing was written. */
function refuses(failure: Failure): boolean {
  return failure.kind !== 'server-error' && failure.kind !== 'redirected';
}
