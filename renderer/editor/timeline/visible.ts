/** Which rows are drawn: `first` up to, not including, `end`. */
export interface Visible {
  readonly first: number;
  readonly end: number;
}

/** Rows drawn above and below what can be seen, so that a short scroll shows no blank. */
const spare = 3;
/** The edges move by so many rows at a time, so that few scrolls draw. */
const step = 4;

/** The last place at or above which rows had to be drawn: between two of them nothing changes. */
export function steppedTop(scrollTop: number, rowHeight: number): number {
  const stepPx = rowHeight * step;
  return stepPx <= 0 ? scrollTop : Math.floor(Math.max(0, scrollTop) / stepPx) * stepPx;
}

/** The rows to draw for a place of the scroll bar, where something `stuck` covers the first pixels. */
export function visibleRows(
  scrollTop: number,
  height: number,
  rowHeight: number,
  count: number,
  stuck = 0,
): Visible {
  if (rowHeight <= 0 || height <= 0) return { first: 0, end: 0 };
  const at = Math.round(steppedTop(scrollTop, rowHeight) / rowHeight);
  const first = Math.max(0, Math.min(at - spare, count - 1));
  const end = Math.min(count, at + step + spare + Math.ceil((height - stuck) / rowHeight));
  return { first, end: Math.max(first, end) };
}

/** Where to scroll so that a row is fully seen below what sticks to the top; null if it is already. */
export function scrollToRow(
  index: number,
  rowHeight: number,
  scrollTop: number,
  height: number,
  stuck: number,
): number | null {
  const top = index * rowHeight;
  if (top < scrollTop) return top;
  const bottom = top + rowHeight + stuck;
  return bottom > scrollTop + height ? bottom - height : null;
}
