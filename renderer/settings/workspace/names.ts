import type { WorkspaceState } from '../../../core/contract/snapshot.ts';
import type { NameProblem, NamesRead } from '../../../core/exchange/names.ts';
import { sameId } from '../../../core/schedule/schedule.ts';

type Named = Pick<WorkspaceState, 'teams' | 'members' | 'names'>;

/** A team or member, and where its name comes from; an id that is its own name has none. */
export interface NameLine {
  readonly id: string;
  readonly name: string;
  readonly origin: 'hand' | 'roster' | 'none';
}

/** The lines of a list, those without a name first, then as the locale orders names. */
export function nameLines(
  things: readonly { readonly id: string; readonly name: string }[],
  names: Named['names'],
  locale: string,
): NameLine[] {
  const given = new Set(Object.keys(names).map(sameId));
  const lines = things.map(({ id, name }): NameLine => {
    if (given.has(sameId(id))) return { id, name, origin: 'hand' };
    return { id, name, origin: sameId(id) === sameId(name) ? 'none' : 'roster' };
  });
  const first = ({ origin }: NameLine) => (origin === 'none' ? 0 : 1);
  return lines.sort((a, b) => first(a) - first(b) || a.name.localeCompare(b.name, locale));
}

/** What an import would do, row by row. */
export interface ImportLine {
  readonly row: number;
  readonly id: string;
  readonly name: string;
  /** What it is called now; null where nothing here has that id. */
  readonly now: string | null;
}

export interface ImportPreview {
  readonly lines: readonly ImportLine[];
  /** Rows whose name is in use already. */
  readonly same: number;
  /** Rows for ids that nothing here has yet: the names wait for them. */
  readonly unknown: number;
  readonly problems: readonly string[];
}

const reasons: Readonly<Record<NameProblem['reason'], string>> = {
  'no-id': 'there is no id',
  'no-name': 'there is no name',
  'id-too-long': 'the id is longer than 512 characters',
  'name-too-long': 'the name is longer than 200 characters',
  'same-id-twice': 'the id stands further up already',
};

/** What would change, or in a sentence why nothing can. */
export function previewOf(workspace: Named, read: NamesRead): ImportPreview | { error: string } {
  if (read.kind === 'unreadable') return { error: unreadableText(read) };
  const now = new Map(
    [...workspace.teams, ...workspace.members].map(({ id, name }) => [sameId(id), name]),
  );
  const lines = read.rows.map(({ row, id, name }) => ({
    row,
    id,
    name,
    now: now.get(sameId(id)) ?? null,
  }));
  return {
    lines,
    same: lines.filter((it) => it.now === it.name).length,
    unknown: lines.filter((it) => it.now === null).length,
    problems: read.problems.map(({ row, reason }) => `Row ${row}: ${reasons[reason]}; skipped.`),
  };
}

function unreadableText({ reason }: Extract<NamesRead, { kind: 'unreadable' }>): string {
  switch (reason) {
    case 'empty':
      return 'There is nothing in it.';
    case 'too-many':
      return 'At most 5,000 names can be imported.';
    case 'no-names':
      return 'No row gives an id and a name. CSV: id,name on each line. JSON: {"id": "name"}, or a list of objects with both.';
  }
}
