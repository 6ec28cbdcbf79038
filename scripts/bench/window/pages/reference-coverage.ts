import type { Interval } from '../../../../core/time/instant.ts';
import { month, type PlainRow } from './workload.ts';

export interface Piece extends Interval {
  readonly kind: 'gap' | 'covered' | 'doubled';
}

/** Nobody, one or more at once, by a sweep over all starts and ends. */
export function coveredIn(rows: readonly PlainRow[]): Piece[] {
  const changes = rows.flatMap(({ shifts }) =>
    shifts.flatMap(({ start, end }) => [
      { at: Math.max(start, month.start), by: 1 },
      { at: Math.min(end, month.end), by: -1 },
    ]),
  );
  changes.sort((a, b) => a.at - b.at);
  const pieces: { start: number; end: number; kind: Piece['kind'] }[] = [];
  let [heads, at] = [0, month.start];
  for (const change of [...changes, { at: month.end, by: 0 }]) {
    if (change.at > at) {
      const kind = heads === 0 ? 'gap' : heads === 1 ? 'covered' : 'doubled';
      const last = pieces.at(-1);
      if (last?.kind === kind) last.end = change.at;
      else pieces.push({ start: at, end: change.at, kind });
      at = change.at;
    }
    heads += change.by;
  }
  return pieces;
}
