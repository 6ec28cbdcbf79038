import { dateText, parseDate } from '../../../core/time/civil.ts';
import { effectiveEnd } from '../../../core/schedule/recurrence.ts';
import type { Instant } from '../../../core/time/instant.ts';
import { dayMs, hourMs, minuteMs, secondMs } from '../../../core/time/instant.ts';
import { instantOf, wallOf, type ZoneTable } from '../../../core/time/zone.ts';

/** A bound of a rule's date range as two fields show it, in the schedule zone. */
export interface BoundParts {
  /** `YYYY-MM-DD` */
  readonly date: string;
  /** `HH:mm` or `HH:mm:ss`; null where the bound is a whole day. */
  readonly time: string | null;
}

const noBound: BoundParts = { date: '', time: null };

/** `HH:mm`, with seconds only where there are some. */
export function clockText(wallMs: number): string {
  const two = (n: number) => String(Math.floor(n)).padStart(2, '0');
  const ms = ((wallMs % dayMs) + dayMs) % dayMs;
  const short = `${two(ms / hourMs)}:${two((ms / minuteMs) % 60)}`;
  const seconds = (ms / secondMs) % 60;
  return seconds >= 1 ? `${short}:${two(seconds)}` : short;
}

/** How a start is shown: its date, and its time unless it is the beginning of that date. */
export function startParts(startDate: Instant | null, table: ZoneTable): BoundParts {
  if (startDate === null) return noBound;
  const wall = wallOf(table, startDate);
  const day = Math.floor(wall / dayMs);
  const whole = startDate === instantOf(table, day * dayMs);
  return { date: dateText(day), time: whole ? null : clockText(wall) };
}

/** How an end is shown: the last date that still belongs, or a date and time where it ends within one. */
export function endParts(endDate: Instant | null, table: ZoneTable): BoundParts {
  if (endDate === null) return noBound;
  const end = effectiveEnd(endDate);
  const wall = wallOf(table, end);
  const day = Math.floor(wall / dayMs);
  if (end === instantOf(table, day * dayMs)) return { date: dateText(day - 1), time: null };
  return { date: dateText(day), time: clockText(wall) };
}

/** The start that the fields mean; null for no start. */
export function startFrom(parts: BoundParts, table: ZoneTable): Instant | null {
  const day = parseDate(parts.date);
  if (day === null) return null;
  return instantOf(table, day * dayMs + timeMs(parts.time));
}

/** The end that the fields mean: without a time, to the last second of that date. */
export function endFrom(parts: BoundParts, table: ZoneTable): Instant | null {
  const day = parseDate(parts.date);
  if (day === null) return null;
  if (parts.time === null) return instantOf(table, (day + 1) * dayMs) - secondMs;
  return instantOf(table, day * dayMs + timeMs(parts.time));
}

function timeMs(time: string | null): number {
  if (time === null || !/^[\d:]+$/.test(time)) return 0;
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number);
  return Math.min(hours * hourMs + minutes * minuteMs + seconds * secondMs, dayMs);
}

/** How a time of day stands in a field. */
export function timeField(time: string | null): string {
  if (time === null) return '00:00';
  return /^\d\d:\d\d:00$/.test(time) ? time.slice(0, 5) : time;
}

/** How an end stands in a field: the end of the day is 00:00 of the next. */
export function endField(time: string | null): string {
  return time === '24:00:00' || time === '23:59:59' ? '00:00' : timeField(time);
}

/** The time of day a text means, `9`, `930` and `9:30` too; what is none stays and is a problem. */
export function timeFrom(text: string): string {
  const m = /^(\d{1,2})(?:[:.]?(\d{2}))?(?:[:.]?(\d{2}))?$/.exec(text.trim());
  if (m === null) return text;
  return `${(m[1] ?? '').padStart(2, '0')}:${m[2] ?? '00'}:${m[3] ?? '00'}`;
}

/** Whether a shift of these times ends on another date than it begins. */
export function endsNextDay(startTime: string | null, endTime: string | null): boolean {
  return endField(endTime) <= timeField(startTime);
}
