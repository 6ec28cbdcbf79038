import type { Rule } from '../../core/schedule/model.ts';
import type { PlannedWrite } from '../../core/schedule/planned-writes.ts';
import type { Misbehaving } from './misbehaving/server.ts';
import { clear } from './write-operations.ts';
import { mornings, writtenMornings } from './writing.ts';

/** A bulk change, and what the server holds before and after all of it. */
export interface HundredChanges {
  readonly writes: readonly PlannedWrite[];
  readonly before: readonly string[];
  readonly after: readonly string[];
}

const dated = (n: number, days: number[]): Rule => ({
  ...mornings(...days),
  startDate: Date.UTC(2030, 0, 1 + n),
});
const words = (member: string, rule: Rule) =>
  `${member.slice(-2)} ${new Date(rule.startDate ?? 0).toISOString().slice(0, 10)} ${rule.weekDays.join('')}`;

/** Clears the server but for what it began with, and plans 100 changes: 40 creates, 30 updates, 30 deletes, mixed, over four members. */
export async function hundredChanges(
  server: Misbehaving,
  first: Awaited<ReturnType<Misbehaving['truth']>>,
): Promise<HundredChanges> {
  await clear(server, first);
  const { platform: teamId, ana, jonas, mira, tomas } = server.ids;
  const members = [ana, jonas, mira, tomas];
  const memberOf = (n: number) => members[n % members.length] ?? ana;
  const before: string[] = [];
  const after: string[] = [];
  const writes: PlannedWrite[] = [];
  for (let n = 0; n < 100; n++) {
    const memberId = memberOf(n);
    const kind = n % 10 < 4 ? 'create' : n % 10 < 7 ? 'update' : 'delete';
    const entryId = String(n);
    if (kind === 'create') {
      writes.push({ kind, entryId, teamId, memberId, rule: dated(n, [1]) });
      after.push(words(memberId, dated(n, [1])));
      continue;
    }
    const createdAt = `2026-01-01T00:00:00.${String(n).padStart(3, '0')}Z`;
    await server.other.create({
      teamId,
      memberId,
      createdAt,
      ...writtenMornings(2),
      startDate: new Date(dated(n, []).startDate ?? 0).toISOString(),
    });
    const base = dated(n, [2]);
    before.push(words(memberId, base));
    const key = { memberId, createdAt };
    if (kind === 'delete') writes.push({ kind, entryId, teamId, key, base });
    else {
      writes.push({ kind, entryId, teamId, key, base, rule: dated(n, [3]) });
      after.push(words(memberId, dated(n, [3])));
    }
  }
  return { writes, before: before.sort(), after: after.sort() };
}

/** What the server holds of them now, in the words of `before` and `after`. */
export async function heldOf(server: Misbehaving): Promise<string[]> {
  return (await server.truth())
    .filter(({ startTime }) => startTime === '06:00:00')
    .map(
      ({ memberId, startDate, weekDays }) =>
        `${memberId.slice(-2)} ${startDate?.slice(0, 10) ?? ''} ${weekDays.join('')}`,
    )
    .sort();
}

/** How many requests that change something have arrived. */
export const writesSeen = (server: Misbehaving): number =>
  server.requests.filter(({ method }) => method !== 'GET').length;
