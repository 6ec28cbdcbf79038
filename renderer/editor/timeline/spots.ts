import type { Spot } from './walk.ts';

/** The head and the coverage line stand above the first row; rows are counted from 1. */
export const rowsOnTop = 2;
const rowsAbove = rowsOnTop + 1;

/** The number of a row as the grid counts it. */
export const rowIndexOf = (row: number): number => row + rowsAbove;

/** The node of a shift that an event happened on or in, if any. */
export function shiftNode(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>('.shift') : null;
}

/** Which shift an event happened on, if any. */
export function spotOf(target: EventTarget | null): Spot | null {
  const node = shiftNode(target);
  const row = node?.closest<HTMLElement>('[aria-rowindex]');
  if (node === null || row === null || row === undefined) return null;
  const index = Number(row.getAttribute('aria-rowindex')) - rowsAbove;
  return { row: index, item: [...shiftsIn(row)].indexOf(node) };
}

/** The node of a shift, if its row is drawn. */
export function nodeAt(timeline: HTMLElement, { row, item }: Spot): HTMLElement | null {
  const line = timeline.querySelector<HTMLElement>(`[aria-rowindex="${rowIndexOf(row)}"]`);
  return line === null ? null : (shiftsIn(line)[item] ?? null);
}

const shiftsIn = (row: HTMLElement): NodeListOf<HTMLElement> => row.querySelectorAll('.shift');
