/** Which rows are drawn: `first` up to, not including, `end`. */
export interface Visible {
  readonly first: number;
  readonly end: number;
}

/** Rows drawn above and below what can be seen, so that a short scroll shows no blank. */
const spare = 4;

/** The rows to draw for a place of the scroll bar; the edges move in steps, so few scrolls redraw. */
export function visibleRows(
  scrollTop: number,
  height: number,
  rowHeight: number,
  count: number,
): Visible {
  if (rowHeight <= 0) return { first: 0, end: Math.min(count, 24) };
  const step = Math.floor(Math.max(0, scrollTop) / rowHeight / spare) * spare;
  const first = Math.max(0, Math.min(step - spare, count - 1));
  const end = Math.min(count, step + spare * 2 + Math.ceil(height / rowHeight));
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
