import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { areas } from './areas.ts';
import { reasonFor } from './reasons.ts';

const root = path.dirname(path.dirname(import.meta.dirname));
export const reports = path.join(root, '.cache', 'mutation');

/** A broken line no test noticed, and why that is so where it is known. */
export interface Survivor {
  readonly line: number;
  readonly from: string;
  readonly to: string;
  readonly reached: boolean;
  readonly reason: string | null;
}

/** What became of one source file. */
export interface FileFigures {
  readonly file: string;
  /** Whether the last run was of the version that is there now. */
  readonly current: boolean;
  readonly killed: number;
  /** Broken at load, which costs every test, or broken so that no test could start. */
  readonly notRun: number;
  readonly survivors: readonly Survivor[];
}

interface Report {
  readonly files: Readonly<
    Record<
      string,
      {
        readonly source: string;
        readonly mutants: readonly {
          readonly status: string;
          readonly replacement?: string;
          readonly location: Readonly<
            Record<'start' | 'end', { readonly line: number; readonly column: number }>
          >;
        }[];
      }
    >
  >;
}

/** The figures of every file that was ever run and is still there, and the files never run. */
export function mutationFigures(): {
  readonly files: readonly FileFigures[];
  readonly unmeasured: readonly string[];
} {
  const files: FileFigures[] = [];
  for (const area of Object.keys(areas)) {
    const file = path.join(reports, `${area}.json`);
    if (!existsSync(file)) continue;
    const report = JSON.parse(readFileSync(file, 'utf8')) as Report;
    for (const [name, it] of Object.entries(report.files)) {
      const source = path.join(root, name);
      if (it.mutants.length === 0 || !existsSync(source)) continue;
      const survivors = it.mutants.filter((m) => ['Survived', 'NoCoverage'].includes(m.status));
      files.push({
        file: name,
        current: it.source === readFileSync(source, 'utf8'),
        killed: it.mutants.filter((m) => ['Killed', 'Timeout'].includes(m.status)).length,
        notRun: it.mutants.filter((m) => ['Ignored', 'RuntimeError'].includes(m.status)).length,
        survivors: survivors.map((m): Survivor => {
          const { start, end } = m.location;
          const lines = it.source.split('\n').slice(start.line - 1, end.line);
          const whole = lines.map((line) => line.trim()).join(' ');
          const first = lines[0] ?? '';
          const from =
            lines.length === 1
              ? first.slice(start.column - 1, end.column - 1)
              : `${first.slice(start.column - 1)}…`;
          const to = (m.replacement ?? '').replaceAll(/\s+/g, ' ');
          const reason = reasonFor({ file: name, whole, from, to });
          return { line: start.line, from, to, reached: m.status === 'Survived', reason };
        }),
      });
    }
  }
  const measured = new Set(files.map((it) => it.file));
  return {
    files: files.sort((a, b) => (a.file < b.file ? -1 : 1)),
    unmeasured: sources().filter((it) => !measured.has(it)),
  };
}

/** Every source of the engine that has something to break. */
function sources(): string[] {
  return ['core/time', 'core/schedule']
    .flatMap((folder) =>
      readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).map(
        (name) => `${folder}/${name.replaceAll('\\', '/')}`,
      ),
    )
    .filter((name) => name.endsWith('.ts') && !onlyTypes.has(name))
    .sort();
}

const onlyTypes = new Set(['core/schedule/problems.ts']);

/** The share of what was broken and run that a test noticed, in per cent. */
export function score(files: readonly FileFigures[]): number {
  const killed = files.reduce((sum, it) => sum + it.killed, 0);
  const survived = files.reduce((sum, it) => sum + it.survivors.length, 0);
  return (100 * killed) / Math.max(1, killed + survived);
}
