import { done, failed, type Failure, type Outcome } from '../../core/contract/failure.ts';
import { endpoints, pathOf, type EndpointName } from '../../core/contract/pinghome.ts';
import type { ClientParts } from './ports.ts';
import type { RequestPlan } from './request.ts';

/** A request ready to send, with the secret it carries so that no answer can give it away. */
export interface Planned extends RequestPlan {
  readonly secret: string | null;
}

/** Address, path and token of a call; a Failure when one of them is missing. */
export async function planCall(
  parts: ClientParts,
  name: EndpointName,
  id?: string,
  query = '',
): Promise<Outcome<Planned>> {
  const endpoint = endpoints[name];
  const prefix = parts.addresses[endpoint.address].trim();
  if (prefix === '') return notAllowed(`${endpoint.address} is off`);
  if (id !== undefined && !isSendable(id)) return notAllowed('an id that cannot be sent');
  const headers: Record<string, string> = { accept: 'application/json' };
  const secret = endpoint.token === 'required' ? await parts.token() : null;
  if (endpoint.token === 'required') {
    if (secret === null) return failed(parts.noToken?.() ?? { kind: 'no-token' });
    // fetch would name a header value it refuses in its error; PingHome would refuse it anyway.
    if (!/^[\x21-\x7e]+$/.test(secret)) return failed({ kind: 'unauthorized' });
    headers['authorization'] = `Bearer ${secret}`;
  }
  const path = pathOf(endpoint, id) + query;
  return done({ prefix, path, method: endpoint.method, headers, headersMs: 0, secret });
}

const notAllowed = (detail: string) => failed({ kind: 'not-allowed', detail });

/** A URL swallows the ids `.` and `..`, however they are encoded. */
function isSendable(id: string): boolean {
  // encodeURIComponent throws on half a surrogate pair.
  return !/^\.{0,2}$/.test(id) && !/\p{Surrogate}/u.test(id);
}

/** The failure with every trace of a secret taken out of its words. */
export function withoutSecret(failure: Failure, secret: string | null): Failure {
  if (secret === null || secret === '') return failure;
  return cleaned(failure, secret) as Failure;
}

function cleaned(value: unknown, secret: string): unknown {
  if (typeof value === 'string') return value.split(secret).join('[token]');
  if (Array.isArray(value)) return value.map((item) => cleaned(item, secret));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, held]) => [name, cleaned(held, secret)]),
  );
}
