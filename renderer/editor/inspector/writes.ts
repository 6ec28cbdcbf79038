import { toEntryBody } from '../../../core/contract/entry-body.ts';
import { endpoints, pathOf, type Endpoint } from '../../../core/contract/pinghome.ts';
import type { Addresses } from '../../../core/contract/snapshot.ts';
import type { Entry, Interpretation } from '../../../core/schedule/model.ts';

/** One request as it will be sent, for people to read. */
export interface PlannedRequest {
  readonly method: string;
  readonly url: string;
  /** Null where there is none. */
  readonly body: string | null;
}

/** The requests that Save will make for a draft, in order; a re-read stands before each. */
export function requestsFor(
  base: Entry | null,
  entry: Entry,
  addresses: Addresses,
  interpretation: Interpretation,
): PlannedRequest[] {
  const { memberId } = entry;
  if (memberId === null) return [];
  const body = toEntryBody(memberId, entry.rule, interpretation);
  const request = (endpoint: Endpoint, sent: object | null, query = ''): PlannedRequest => ({
    method: endpoint.method,
    url: `${addresses[endpoint.address]}${pathOf(endpoint, entry.teamId ?? '')}${query}`,
    body: sent === null ? null : pretty(sent),
  });
  const create = request(endpoints.createEntry, body);
  if (base === null) return [create];
  if (base.memberId === memberId)
    return [request(endpoints.updateEntry, { ...body, created_at: base.createdAt })];
  const key = new Map([
    ['team_member_id', base.memberId ?? ''],
    ['created_at', base.createdAt ?? ''],
  ]);
  const query = [...key].map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
  return [create, request(endpoints.deleteEntry, null, `?${query}`)];
}

/** JSON with each field on its own line and each list on one. */
function pretty(body: object): string {
  const lines = Object.entries(body).map(
    ([name, value]) => `  ${JSON.stringify(name)}: ${JSON.stringify(value)}`,
  );
  return `{\n${lines.join(',\n')}\n}`;
}
