import { parseDate } from '../../time/civil.ts';
import type { Instant, Interval } from '../../time/instant.ts';
import { dayMs } from '../../time/instant.ts';
import { clip, merge } from '../../time/interval.ts';
import type { ZoneTable } from '../../time/zone.ts';
import { instantOf } from '../../time/zone.ts';
import { occurrences } from '../recurrence.ts';
import { cellsOf } from '../roster-fit/cells.ts';
import type { Duty } from '../schedule.ts';
import { runsOf } from '../schedule.ts';
import { shiftsOf } from '../shifts.ts';

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
      const first = runsOf(duty, span)[0];
      return first === undefined ? null : { start: span.start, end: span.end };
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

function stretchOfDates(duty: Duty, table: ZoneTable, from: number, to: number): Interval | null {
  const window = {
    start: instantOf(table, (from - 3) * dayMs),
    end: instantOf(table, (to + 4) * dayMs),
  };
  const pieces = shiftsOf(duty, window)
    .map((shift) => countedFrom(duty, shift, window))
    .flatMap((run) => cellsOf(run, table))
    .filter((piece) => piece.day >= from && piece.day <= to);
  const first = pieces[0];
  const last = pieces.at(-1);
  return first === undefined || last === undefined ? null : { start: first.start, end: last.end };
}

/**
 * The run to be cut in days: from its real start, or where that is years away, from the first
 * occurrence that begins in the window.
 */
function countedFrom(duty: Duty, shift: Interval, window: Interval): Interval {
  const end = Math.min(shift.end, window.end);
  if (window.start - shift.start <= longestDays * dayMs) return { start: shift.start, end };
  const starts = duty.entries.flatMap(({ rule }) =>
    occurrences(rule, window).flatMap((it) => (it.start > window.start ? [it.start] : [])),
  );
  return { start: Math.min(end, ...starts), end };
}

/** The duty's time within a stretch, merged. */
export function timeWithin(duty: Duty, stretch: Interval): Interval[] {
  return merge(
    runsOf(duty, stretch).flatMap((run) => {
      const part = clip(run, stretch);
      return part === null ? [] : [part];
    }),
  );
}
