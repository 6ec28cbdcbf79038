import { toEntryBody } from '../../core/contract/entry-body.ts';
import type { Entry, Interpretation } from '../../core/schedule/model.ts';
import type { Client, WriteAnswer } from '../pinghome/client.ts';
import type { Change } from './step.ts';

/** Sends a change, exactly once, with all its fields and PingHome's own spelling of its key. */
export function sendChange(
  client: Client,
  change: Change,
  held: Entry | null,
  interpretation: Interpretation,
): Promise<WriteAnswer> {
  if (change.kind === 'create') {
    const body = toEntryBody(change.memberId, change.rule, interpretation);
    return client.createEntry(change.teamId, body);
  }
  const hints = { ifMatch: held?.etag ?? null };
  const key = {
    memberId: held?.memberId ?? change.key.memberId,
    createdAt: held?.createdAt ?? change.key.createdAt,
  };
  const teamId = held?.teamId ?? change.teamId;
  if (change.kind === 'delete') return client.deleteEntry(teamId, key, hints);
  const body = toEntryBody(key.memberId, change.rule, interpretation);
  return client.updateEntry(teamId, { ...body, created_at: key.createdAt }, hints);
}
