import type { WorkspaceState } from '../../core/contract/snapshot.ts';
import { sameId } from '../../core/schedule/schedule.ts';

/** More customers than this cannot be watched in one workspace. */
export const mostCustomers = 500;

/** What a customer id is and where to find it, in a few words. */
export const customerHint =
  'A person’s or an organisation’s id in PingHome: “id” in a profile, “customer_id” in a team’s member list. Several with commas between them.';

/** The customer ids in a text, each once and in order. */
export function customerIdsOf(text: string): string[] {
  return [...new Set(text.split(/[\s,;]+/).filter((id) => id !== ''))];
}

/** A watched customer, and whose id it is as far as the roster tells. */
export interface CustomerLine {
  readonly id: string;
  readonly name: string | null;
}

export function customerLines({ customerIds, members }: WorkspaceState): CustomerLine[] {
  const names = new Map(members.map((it) => [sameId(it.id), it.name]));
  return customerIds.map((id) => {
    const name = names.get(sameId(id));
    return { id, name: name === undefined || sameId(name) === sameId(id) ? null : name };
  });
}

/** The ids with others added, each once; a sentence about what is wrong otherwise. */
export function withCustomers(
  held: readonly string[],
  added: readonly string[],
): { ids: string[] } | { error: string } {
  const known = new Set(held.map(sameId));
  const fresh = added.filter((id) => !known.has(sameId(id)));
  if (added.length === 0) return { error: 'Give at least one customer id.' };
  if (fresh.length === 0) return { error: 'It is watched already.' };
  if (held.length + fresh.length > mostCustomers)
    return { error: `At most ${mostCustomers} customers in one workspace.` };
  return { ids: [...held, ...fresh] };
}
