import type { Entry, MemberId, Rule, TeamId } from '../model.ts';

/** One change to one entry, with both sides, so that it can be turned round. */
export type RowEdit =
  | { readonly kind: 'create'; readonly entry: Entry }
  | { readonly kind: 'update'; readonly before: Entry; readonly after: Entry }
  | { readonly kind: 'delete'; readonly entry: Entry };

/** An entry that exists only in a draft. */
export function newEntry(id: string, teamId: TeamId, memberId: MemberId, rule: Rule): Entry {
  return {
    id,
    teamId,
    memberId,
    createdAt: null,
    rule,
    readOnly: null,
    notes: [],
    extra: {},
    etag: null,
  };
}

/** The edits that take edits back, in reverse order. */
export function inverse(edits: readonly RowEdit[]): RowEdit[] {
  return edits.map(turnedRound).reverse();
}

function turnedRound(edit: RowEdit): RowEdit {
  switch (edit.kind) {
    case 'create':
      return { kind: 'delete', entry: edit.entry };
    case 'update':
      return { kind: 'update', before: edit.after, after: edit.before };
    case 'delete':
      return { kind: 'create', entry: edit.entry };
  }
}

/**
 * The entries after some edits. What stays keeps its place; new entries come last. An edit of an
 * entry that is not there is a bug, and throws.
 */
export function applyEdits(entries: readonly Entry[], edits: readonly RowEdit[]): Entry[] {
  const rows = new Map(entries.map((entry) => [entry.id, entry]));
  for (const edit of edits) {
    const { id } = edit.kind === 'update' ? edit.before : edit.entry;
    if (rows.has(id) === (edit.kind === 'create')) throw new Error(`cannot ${edit.kind} ${id}`);
    if (edit.kind === 'delete') rows.delete(id);
    else rows.set(id, edit.kind === 'update' ? edit.after : edit.entry);
  }
  return [...rows.values()];
}
