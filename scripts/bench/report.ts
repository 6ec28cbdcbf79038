import { writeFileSync } from 'node:fs';
import { arch, cpus, platform, totalmem } from 'node:os';
import { table, writeEvidence } from '../evidence/section.ts';

/** One figure of a benchmark, with what it is judged against in the same run. */
export interface Row {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** The most it may be; null where the figure is only for information. */
  readonly goal: number | null;
  readonly pass: boolean;
  readonly peer: string | null;
  readonly peerValue: number | null;
}

/** The middle value; of an even number of values, the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle];
  if (upper === undefined) throw new RangeError('There is no median of nothing.');
  const lower = sorted[middle - 1];
  return sorted.length % 2 === 1 || lower === undefined ? upper : (lower + upper) / 2;
}

/** A row judged against a goal. */
export function row(
  name: string,
  value: number,
  unit: string,
  goal: number | null,
  peer: { readonly name: string; readonly value: number } | null = null,
): Row {
  return {
    name,
    value: rounded(value),
    unit,
    goal: goal === null ? null : rounded(goal),
    pass: goal === null || value <= goal,
    peer: peer?.name ?? null,
    peerValue: peer === null ? null : rounded(peer.value),
  };
}

function rounded(value: number): number {
  return Number(value.toPrecision(4));
}

/** Prints a table, writes `--json FILE` or `--evidence` when asked, and fails on a missed goal. */
export function report(section: string, rows: readonly Row[], args: readonly string[]): void {
  console.table(
    Object.fromEntries(
      rows.map(({ name, value, unit, goal, pass, peer, peerValue }) => [
        name,
        { value, unit, goal: goal ?? '–', pass, peer: peer ?? '–', 'peer value': peerValue ?? '–' },
      ]),
    ),
  );
  const at = args.indexOf('--json');
  const file = at < 0 ? undefined : args[at + 1];
  if (file !== undefined) {
    const machine = `${platform()} ${arch()}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`;
    writeFileSync(file, `${JSON.stringify({ section, machine, rows }, null, 2)}\n`);
  }
  if (args.includes('--evidence')) writeRatios(section, rows);
  if (rows.some((one) => !one.pass)) process.exitCode = 1;
}

/** Puts the rows that have a goal into docs/evidence.md, as shares of the goal and of the peer. */
function writeRatios(section: string, rows: readonly Row[]): void {
  const share = (value: number, of: number | null): string =>
    of === null || of === 0 ? '–' : `${Number((value / of).toPrecision(2))} ×`;
  const judged = rows.filter((it) => it.goal !== null);
  const lines = judged.map(({ name, value, unit, goal, pass, peer, peerValue }) => [
    name,
    pass ? 'met' : '**missed**',
    share(value, goal),
    peer ?? '–',
    // Some figures are shares of their peer already.
    unit.startsWith('×') ? share(value, 1) : share(value, peerValue),
  ]);
  const head = ['row', 'goal', 'of the goal', 'peer in the same run', 'of the peer'];
  writeEvidence(`bench ${section}`, `\`npm run bench -- ${section}\``, table(head, lines));
}
