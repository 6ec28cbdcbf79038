import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
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

interface Mutant {
  readonly status: string;
  readonly replacement?: string;
  readonly location: Readonly<
    Record<'start' | 'end', { readonly line: number; readonly column: number }>
  >;
}

interface ReportedFile {
  readonly source: string;
  readonly mutants: readonly Mutant[];
}

interface Report {
  readonly files: Readonly<Record<string, ReportedFile>>;
}

/** The newest figures of every file whose run is at hand, and the files without any. */
export function mutationFigures(): {
  readonly files: readonly FileFigures[];
  readonly unmeasured: readonly string[];
} {
  const files = new Map<string, FileFigures>();
  for (const report of reportsByAge())
    for (const [name, it] of Object.entries(report.files))
      if (it.mutants.length > 0 && existsSync(path.join(root, name)))
        files.set(name, figuresOf(name, it));
  return {
    files: [...files.values()].sort((a, b) => (a.file < b.file ? -1 : 1)),
    unmeasured: sources().filter((it) => !files.has(it)),
  };
}

/** The oldest first. */
function reportsByAge(): Report[] {
  if (!existsSync(reports)) return [];
  return readdirSync(reports)
    .filter((name) => name.endsWith('.json') && !name.endsWith('.incremental.json'))
    .map((name) => path.join(reports, name))
    .sort((a, b) => statSync(a).mtimeMs - statSync(b).mtimeMs)
    .map((file) => JSON.parse(readFileSync(file, 'utf8')) as Report);
}

function figuresOf(name: string, it: ReportedFile): FileFigures {
  const count = (...states: string[]): number =>
    it.mutants.filter((m) => states.includes(m.status)).length;
  return {
    file: name,
    current: it.source === readFileSync(path.join(root, name), 'utf8'),
    killed: count('Killed', 'Timeout'),
    notRun: count('Ignored', 'RuntimeError'),
    survivors: it.mutants
      .filter((m) => ['Survived', 'NoCoverage'].includes(m.status))
      .map((m) => survivorOf(name, it.source, m)),
  };
}

function survivorOf(name: string, source: string, mutant: Mutant): Survivor {
  const { start, end } = mutant.location;
  const lines = source.split('\n').slice(start.line - 1, end.line);
  const whole = lines.map((line) => line.trim()).join(' ');
  const first = lines[0] ?? '';
  const from =
    lines.length === 1
      ? first.slice(start.column - 1, end.column - 1)
      : `${first.slice(start.column - 1)}…`;
  const to = (mutant.replacement ?? '').replaceAll(/\s+/g, ' ');
  const reason = reasonFor({ file: name, whole, from, to });
  return { line: start.line, from, to, reached: mutant.status === 'Survived', reason };
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
export function score(files: readonly Counts[]): number {
  const killed = files.reduce((sum, it) => sum + it.killed, 0);
  const survived = files.reduce((sum, it) => sum + it.survived, 0);
  return (100 * killed) / Math.max(1, killed + survived);
}

/** How much of one file was broken, and what came of it. */
export interface Counts {
  readonly killed: number;
  readonly survived: number;
}

/** One file as it stands in the table and in the list below it. */
export interface Row extends Counts {
  readonly name: string;
  /** Why the row may no longer hold; empty where it does. */
  readonly mark: '' | '†' | '‡';
  readonly unexplained: number;
  readonly notRun: number;
  /** The survivors and their reasons, as a list; empty where there are none. */
  readonly reasons: string;
}
