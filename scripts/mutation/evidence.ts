import { table, writeEvidence } from '../evidence/section.ts';
import { earlierRows } from './earlier.ts';
import { mutationFigures, score, type FileFigures, type Row, type Survivor } from './figures.ts';

/** Writes what the last runs found into docs/evidence.md; the rows, and the files without any. */
export function writeMutationEvidence(): {
  readonly rows: readonly Row[];
  readonly unmeasured: readonly string[];
} {
  const found = mutationFigures();
  const now = found.files.map(rowOf);
  const rows = [...now, ...earlierRows(new Set(now.map((it) => it.name)))].sort((a, b) =>
    a.name < b.name ? -1 : 1,
  );
  const known = new Set(rows.map((it) => it.name));
  const unmeasured = found.unmeasured.filter((it) => !known.has(it));
  const text = [
    'Each line of the engine is broken in every way StrykerJS knows, and the quick tests of its area must notice (`scripts/mutation.ts`). "Not run" is what happens once when a module loads, and what kept the tests from starting.',
    table(head, [...rows, total(rows)].map(cellsOf)),
    unmeasured.length === 0
      ? 'Every file of `core/time` and `core/schedule` is in the table.'
      : `Never measured: ${unmeasured.join(', ')}.`,
    ...(rows.some((it) => it.mark === '†') ? ['† Measured before its last change.'] : []),
    ...(rows.some((it) => it.mark === '‡')
      ? ['‡ Measured in an earlier run; lines may be numbered otherwise now.']
      : []),
    '### What no test notices, and why',
    ...rows.filter((it) => it.reasons !== '').map((it) => `**${it.name}**\n\n${it.reasons}`),
  ];
  writeEvidence('mutation', 'Breaking the engine on purpose', text.join('\n\n'));
  return { rows, unmeasured };
}

const head = ['file', 'broken', 'noticed', 'not', 'of these unexplained', 'not run', 'share'];

function cellsOf(row: Row): string[] {
  return [
    row.mark === '' ? row.name : `${row.name} ${row.mark}`,
    ...[row.killed + row.survived, row.killed, row.survived, row.unexplained, row.notRun].map(
      String,
    ),
    `${score([row]).toFixed(1)} %`,
  ];
}

function rowOf({ file, current, killed, notRun, survivors }: FileFigures): Row {
  return {
    name: file,
    mark: current ? '' : '†',
    killed,
    survived: survivors.length,
    unexplained: survivors.filter((it) => it.reason === null).length,
    notRun,
    reasons: reasonsOf(survivors),
  };
}

function total(rows: readonly Row[]): Row {
  const sum = (of: (row: Row) => number): number => rows.reduce((all, it) => all + of(it), 0);
  return {
    name: '**all**',
    mark: '',
    killed: sum((it) => it.killed),
    survived: sum((it) => it.survived),
    unexplained: sum((it) => it.unexplained),
    notRun: sum((it) => it.notRun),
    reasons: '',
  };
}

function reasonsOf(survivors: readonly Survivor[]): string {
  const byReason = new Map<string, Survivor[]>();
  for (const it of survivors) {
    const reason = it.reason ?? 'Not explained yet';
    byReason.set(reason, [...(byReason.get(reason) ?? []), it]);
  }
  return [...byReason].map(([reason, list]) => `- ${reason}: ${placesOf(list)}.`).join('\n');
}

function placesOf(list: readonly Survivor[]): string {
  const counts = new Map<number, number>();
  for (const { line } of list) counts.set(line, (counts.get(line) ?? 0) + 1);
  const places = [...counts].map(([line, n]) => (n === 1 ? String(line) : `${line} (${n} ways)`));
  return `line${counts.size === 1 ? '' : 's'} ${places.join(', ')}`;
}
