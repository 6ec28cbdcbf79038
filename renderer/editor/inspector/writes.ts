import { toEntryBody } from '../../../core/contract/entry-body.ts';
import { endpoints, pathOf, type Endpoint } from '../../../core/contract/pinghome.ts';
import type { Addresses } from '../../../core/contract/snapshot.ts';
import type {
  EntryKey,
  Interpretation,
  MemberId,
  Rule,
  TeamId,
} from '../../../core/schedule/model.ts';
import type { PlannedWrite } from '../../../core/schedule/planned-writes.ts';

/** One request as it will be sent, for people to read. */
export interface PlannedRequest {
  readonly method: string;
  readonly url: string;
  /** Null where there is none. */
  readonly body: string | null;
}

/** The requests that Save will make for planned writes, in order. */
export function requestsOf(
  writes: readonly PlannedWrite[],
  addresses: Addresses,
  interpretation: Interpretation,
): PlannedRequest[] {
  const request = (endpoint: Endpoint, teamId: TeamId, sent: object | null, query = '') => ({
    method: endpoint.method,
    url: `${addresses[endpoint.address]}${pathOf(endpoint, teamId)}${query}`,
    body: sent === null ? null : pretty(sent),
  });
  const body = (memberId: MemberId, rule: Rule) => toEntryBody(memberId, rule, interpretation);
  return writes.flatMap((write): PlannedRequest[] => {
    switch (write.kind) {
      case 'create':
        return [request(endpoints.createEntry, write.teamId, body(write.memberId, write.rule))];
      case 'update': {
        const sent = { ...body(write.key.memberId, write.rule), created_at: write.key.createdAt };
        return [request(endpoints.updateEntry, write.teamId, sent)];
      }
      case 'delete':
        return [request(endpoints.deleteEntry, write.teamId, null, queryOf(write.key))];
      case 'reassign':
        return [
          request(endpoints.createEntry, write.to.teamId, body(write.to.memberId, write.rule)),
          request(endpoints.deleteEntry, write.from.teamId, null, queryOf(write.key)),
        ];
    }
  });
}

function queryOf(key: EntryKey): string {
  const parts = [
    ['team_member_id', key.memberId],
    ['created_at', key.createdAt],
  ] as const;
  return `?${parts.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')}`;
}

/** JSON with each field on its own line and each list on one. */
function pretty(body: object): string {
  const lines = Object.entries(body).map(
    ([name, value]) => `  ${JSON.stringify(name)}: ${JSON.stringify(value)}`,
  );
  return `{\n${lines.join(',\n')}\n}`;
}
