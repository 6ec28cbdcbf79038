import type { Interval } from '../../../core/time/instant.ts';

/** A shift on the timeline by its place: row and number within the row. */
export interface Spot {
  readonly row: number;
  readonly item: number;
}

const along = ['ArrowLeft', 'ArrowRight', 'Home', 'End'] as const;
const across = ['ArrowUp', 'ArrowDown', 'PageUp', 'PageDown'] as const;

export type Arrow = (typeof along)[number] | (typeof across)[number];

export const isArrow = (key: string): key is Arrow =>
  [...along, ...across].some((it) => it === key);

/**
 * Where an arrow key leads: along a row by time, or to the shift of the next row with any that
 * is nearest in time; a page of rows on, or as far as there are any. Null where there is nothing
 * that way.
 */
export function walk(
  from: Spot,
  key: Arrow,
  rowCount: number,
  shiftsIn: (row: number) => readonly Interval[],
  pageRows = 1,
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
    case 'ArrowDown':
    case 'PageUp':
    case 'PageDown': {
      const by = key === 'ArrowUp' || key === 'PageUp' ? -1 : 1;
      const row = rowFrom(from.row, by, key.startsWith('Page') ? pageRows : 1);
      const at = here[from.item];
      if (row === null) return null;
      return { row, item: at === undefined ? 0 : nearest(shiftsIn(row), at) };
    }
  }

  /** The first row with shifts at least so many rows away; where none is, the last one before. */
  function rowFrom(start: number, by: 1 | -1, atLeast: number): number | null {
    let found: number | null = null;
    for (let row = start + by; row >= 0 && row < rowCount; row += by) {
      if (shiftsIn(row).length === 0) continue;
      found = row;
      if (Math.abs(row - start) >= atLeast) break;
    }
    return found;
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
