import { dayMs, hourMs, minuteMs, secondMs, type Instant } from '../../core/time/instant.ts';
import type { ReadingNote } from '../../core/schedule/model.ts';

const form =
  /^(\d{4})-(\d{2})-(\d{2})(?:[Tt ](\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?(Z|z|[+-]\d{2}(?::?\d{2})?)?)?$/;

export interface ReadDate {
  readonly at: Instant;
  readonly note: ReadingNote | null;
}

/**
 * A date of a reply as an instant, or null where it is not plainly understood. Without an offset
 * it is UTC; a bare date is that day's midnight, as an end the midnight after it; both are noted.
 */
export function readDate(text: string, role: 'start' | 'end'): ReadDate | null {
  const found = form.exec(text);
  if (found === null) return null;
  const [, year, month, day, hour, minute, second, fraction, offset] = found;
  const midnight = midnightOf(Number(year), Number(month), Number(day));
  if (midnight === null) return null;
  if (hour === undefined) {
    return { at: role === 'end' ? midnight + dayMs : midnight, note: 'date-only' };
  }
  const [h, m, s] = [Number(hour), Number(minute), Number(second)];
  const shift = readOffset(offset);
  if (h > 23 || m > 59 || s > 59 || shift === null) return null;
  const ms = Number((fraction ?? '').padEnd(3, '0').slice(0, 3));
  const at = midnight + h * hourMs + m * minuteMs + s * secondMs + ms - shift;
  return { at, note: offset === undefined ? 'date-without-offset' : null };
}

function readOffset(text: string | undefined): number | null {
  if (text === undefined || text === 'Z' || text === 'z') return 0;
  const hours = Number(text.slice(1, 3));
  const minutes = Number(text.slice(3).replace(':', '') || '0');
  if (hours > 23 || minutes > 59) return null;
  return (text.startsWith('-') ? -1 : 1) * (hours * hourMs + minutes * minuteMs);
}

function midnightOf(year: number, month: number, day: number): Instant | null {
  if (year < 1 || month < 1 || month > 12 || day < 1) return null;
  // Date.UTC takes the years 0–99 for 1900–1999; 400 years later the calendar is the same.
  const at = Date.UTC(year + 400, month - 1, day) - 146_097 * dayMs;
  const lastDay = new Date(Date.UTC(year + 400, month, 0)).getUTCDate();
  return day > lastDay ? null : at;
}

/** `HH:mm` or `HH:mm:ss` as `HH:mm:ss`; `24:00:00` only as an end. */
export function readWallTime(text: string, role: 'start' | 'end'): string | null {
  const found = /^(\d{2}):(\d{2})(?::(\d{2}))?$/.exec(text);
  if (found === null) return null;
  const whole = `${found[1] ?? ''}:${found[2] ?? ''}:${found[3] ?? '00'}`;
  if (whole === '24:00:00') return role === 'end' ? whole : null;
  const inRange = Number(found[1]) < 24 && Number(found[2]) < 60 && Number(found[3] ?? '0') < 60;
  return inRange ? whole : null;
}
