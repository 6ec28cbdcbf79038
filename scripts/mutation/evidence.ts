import { table, writeEvidence } from '../evidence/section.ts';
import { mutationFigures, score, type FileFigures, type Survivor } from './figures.ts';

/** Writes what the last runs found into docs/evidence.md. */
export function writeMutationEvidence(): void {
  const { files, unmeasured } = mutationFigures();
  const rows = [...files, total(files)].map((it) => [
    it.current ? it.file : `${it.file} †`,
    String(it.killed + it.survivors.length),
    String(it.killed),
    String(it.survivors.length),
    String(it.survivors.filter((one) => one.reason === null).length),
    String(it.notRun),
    `${score([it]).toFixed(1)} %`,
  ]);
  const head = ['file', 'broken', 'noticed', 'not', 'of these unexplained', 'not run', 'share'];
  const text = [
    'Each line of the engine is broken in every way StrykerJS knows, and the quick tests of its area must notice (`scripts/mutation.ts`). "Not run" is what happens once when a module loads, and what kept the tests from starting.',
    table(head, rows),
    unmeasured.length === 0
      ? 'Every file of `core/time` and `core/schedule` is in the table.'
      : `Never measured: ${unmeasured.join(', ')}.`,
    ...(files.every((it) => it.current) ? [] : ['† Measured before its last change.']),
    '### What no test notices, and why',
    ...files.filter((it) => it.survivors.length > 0).map(ofFile),
  ];
  writeEvidence('mutation', 'Breaking the engine on purpose', text.join('\n\n'));
}

function total(files: readonly FileFigures[]): FileFigures {
  return {
    file: '**all**',
    current: true,
    killed: files.reduce((sum, it) => sum + it.killed, 0),
    notRun: files.reduce((sum, it) => sum + it.notRun, 0),
    survivors: files.flatMap((it) => it.survivors),
  };
}

function ofFile({ file, survivors }: FileFigures): string {
  const byReason = new Map<string, Survivor[]>();
  for (const it of survivors) {
    const reason = it.reason ?? 'Not explained yet';
    byReason.set(reason, [...(byReason.get(reason) ?? []), it]);
  }
  const lines = [...byReason].map(([reason, list]) => `- ${reason}: ${placesOf(list)}.`);
  return [`**${file}**`, lines.join('\n')].join('\n\n');
}

function placesOf(list: readonly Survivor[]): string {
  const counts = new Map<number, number>();
  for (const { line } of list) counts.set(line, (counts.get(line) ?? 0) + 1);
  const places = [...counts].map(([line, n]) => (n === 1 ? String(line) : `${line} (${n} ways)`));
  return `line${counts.size === 1 ? '' : 's'} ${places.join(', ')}`;
}
