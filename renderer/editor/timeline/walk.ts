import type { Interval } from '../../../core/time/instant.ts';

/** A shift on the timeline by its place: row and number within the row. */
export interface Spot {
  readonly row: number;
  readonly item: number;
}

export type Arrow = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown' | 'Home' | 'End';

export const isArrow = (key: string): key is Arrow =>
  ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End'].includes(key);

/**
 * Where an arrow key leads: along a row by time, or to the shift of the next row with any that
 * is nearest in time. Null where there is nothing that way.
 */
export function walk(
  from: Spot,
  key: Arrow,
  rowCount: number,
  shiftsIn: (row: number) => readonly Interval[],
): Spot | null {
  const here = shiftsIn(from.row);
  switch (key) {
    case 'ArrowLeft':
      return from.item > 0 ? { row: from.row, item: from.item - 1 } : null;
    case 'ArrowRight':
      return from.item < here.length - 1 ? { row: from.row, item: from.item + 1 } : null;
    case 'Home':
      return here.length > 0 ? { row: from.row, item: 0 } : null;
    case 'End':
      return here.length > 0 ? { row: from.row, item: here.length - 1 } : null;
    case 'ArrowUp':
    case 'ArrowDown': {
      const by = key === 'ArrowUp' ? -1 : 1;
      const at = here[from.item];
      for (let row = from.row + by; row >= 0 && row < rowCount; row += by) {
        const shifts = shiftsIn(row);
        if (shifts.length > 0) return { row, item: at === undefined ? 0 : nearest(shifts, at) };
      }
      return null;
    }
  }
}

function nearest(shifts: readonly Interval[], to: Interval): number {
  const middle = (it: Interval) => (it.start + it.end) / 2;
  let best = 0;
  let distance = Number.POSITIVE_INFINITY;
  shifts.forEach((shift, index) => {
    const far = Math.abs(middle(shift) - middle(to));
    if (far < distance) [best, distance] = [index, far];
  });
  return best;
}
