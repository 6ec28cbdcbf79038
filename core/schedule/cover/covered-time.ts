import { dateText, parseDate } from '../../time/civil.ts';
import type { Instant, Interval } from '../../time/instant.ts';
import { dayMs } from '../../time/instant.ts';
import type { ZoneTable } from '../../time/zone.ts';
import { instantOf } from '../../time/zone.ts';
import { occurrences } from '../recurrence.ts';
import { cellsOf, type Cell } from '../roster-fit/cells.ts';
import type { Duty } from '../schedule.ts';
import { runsOf } from '../schedule.ts';
import { shiftsOf, type Shift } from '../shifts.ts';

/**
 * What part of someone's time is meant. Dates, `YYYY-MM-DD` in the schedule zone and both
 * inclusive, mean the hours that begin on them, to their end: a shift of several days counts in
 * days from its own first hour, so that no night is cut at midnight. Instants cut exactly.
 */
export type CoverSpan =
  | { readonly kind: 'dates'; readonly from: string; readonly to: string }
  | { readonly kind: 'instants'; readonly start: Instant; readonly end: Instant };

const longestDays = 3_660;

/** One stretch that holds the time meant and nothing else of the duty; null where none is meant. */
export function coveredStretch(duty: Duty, table: ZoneTable, span: CoverSpan): Interval | null {
  switch (span.kind) {
    case 'instants': {
      const { start, end } = span;
      return runsOf(duty, span).length === 0 ? null : { start, end };
    }
    case 'dates':
      return stretchOfDates(duty, table, parseDate(span.from) ?? 0, parseDate(span.to) ?? 0);
  }
}

/** Whether a span is in order, and short enough to be looked at day by day. */
export function isSpan(span: CoverSpan): boolean {
  if (span.kind === 'instants')
    return Number.isInteger(span.start) && Number.isInteger(span.end) && span.start < span.end;
  const from = parseDate(span.from);
  const to = parseDate(span.to);
  return from !== null && to !== null && from <= to && to - from < longestDays;
}

/**
 * The dates a person would name for all of a duty's time within an interval: covering them covers
 * it, counted in days from the shifts' own first hours. Null where the duty has no time there.
 */
export function datesTouching(
  duty: Duty,
  table: ZoneTable,
  during: Interval,
): Extract<CoverSpan, { kind: 'dates' }> | null {
  const time = runsOf(duty, during);
  const [start, end] = [time[0]?.start, time.at(-1)?.end];
  if (start === undefined || end === undefined) return null;
  const window = { start: start - 3 * dayMs, end: end + 3 * dayMs };
  const pieces = piecesOf(duty, table, window).filter((it) => it.start < end && it.end > start);
  let [from, to] = [pieces[0]?.day ?? 0, pieces.at(-1)?.day ?? 0];
  // Someone on call for years by several rules is counted from another hour by each window.
  for (let n = 0; n < 3; n += 1) {
    const stretch = stretchOfDates(duty, table, from, to);
    const [early, late] = [(stretch?.start ?? end) > start, (stretch?.end ?? start) < end];
    if (!early && !late) break;
    [from, to] = [early ? from - 1 : from, late ? to + 1 : to];
  }
  return { kind: 'dates', from: dateText(from), to: dateText(to) };
}

function stretchOfDates(duty: Duty, table: ZoneTable, from: number, to: number): Interval | null {
  const window = {
    start: instantOf(table, (from - 3) * dayMs),
    end: instantOf(table, (to + 4) * dayMs),
  };
  const pieces = piecesOf(duty, table, window).filter(
    (piece) => piece.day >= from && piece.day <= to,
  );
  const first = pieces[0];
  const last = pieces.at(-1);
  return first === undefined || last === undefined ? null : { start: first.start, end: last.end };
}

/** A duty's time around a window in pieces of a day, each counted from its shift's first hour. */
function piecesOf(duty: Duty, table: ZoneTable, window: Interval): Cell[] {
  return shiftsOf(duty, window)
    .map((shift) => countedFrom(duty, shift, window))
    .flatMap((run) => cellsOf(run, table));
}

/**
 * The run to be cut in days: from its real start, or where that is years away, from the first
 * occurrence that begins in the window.
 */
function countedFrom(duty: Duty, shift: Shift, window: Interval): Interval {
  const end = Math.min(shift.end, window.end);
  if (!shift.openStart) return { start: shift.start, end };
  let start = end;
  for (const { rule } of duty.entries)
    for (const it of occurrences(rule, window))
      if (it.start > window.start && it.start < start) start = it.start;
  return { start, end };
}
