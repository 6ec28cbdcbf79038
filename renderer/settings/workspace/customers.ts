import type { WorkspaceState } from '../../../core/contract/snapshot.ts';
import { sameId } from '../../../core/schedule/schedule.ts';

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
  if (held.length + fresh.length > 500) return { error: 'At most 500 customers in one workspace.' };
  return { ids: [...held, ...fresh] };
}
