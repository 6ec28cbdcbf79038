import { daysFromCivil, daysInMonth } from '../../core/time/civil.ts';
import { dayMs, hourMs, minuteMs, secondMs, type Instant } from '../../core/time/instant.ts';
import type { ReadingNote } from '../../core/schedule/model.ts';
import { madeOnce } from './usual.ts';

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
  const plain = plainInstant(text);
  if (!Number.isNaN(plain)) return { at: plain, note: null };
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
  return day > daysInMonth(year, month) ? null : daysFromCivil(year, month, day) * dayMs;
}

/**
 * The usual form, `YYYY-MM-DDTHH:MM:SS[.mmm]Z`, without a pattern: it comes twice in each of
 * thousands of entries. NaN for anything else, which may still be a date.
 */
const plainInstant = madeOnce(2_000, (text: string): number => {
  const { length } = text;
  if (text.charCodeAt(length - 1) !== 0x5a || !(length === 20 || length === 24)) return Number.NaN;
  if (text[4] !== '-' || text[7] !== '-' || text[10] !== 'T') return Number.NaN;
  if (text[13] !== ':' || text[16] !== ':' || (length === 24 && text[19] !== '.')) {
    return Number.NaN;
  }
  const midnight = midnightOf(digits(text, 0, 4), digits(text, 5, 2), digits(text, 8, 2));
  const hour = digits(text, 11, 2);
  const minute = digits(text, 14, 2);
  const second = digits(text, 17, 2);
  if (midnight === null || hour > 23 || minute > 59 || second > 59) return Number.NaN;
  const ms = length === 24 ? digits(text, 20, 3) : 0;
  return midnight + hour * hourMs + minute * minuteMs + second * secondMs + ms;
});

/** A number written in some digits; NaN where one of them is none. */
function digits(text: string, from: number, count: number): number {
  let value = 0;
  for (let at = from; at < from + count; at += 1) {
    const digit = text.charCodeAt(at) - 0x30;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

/** `HH:mm` or `HH:mm:ss` as `HH:mm:ss`; `24:00:00` only as an end. */
export function readWallTime(text: string, role: 'start' | 'end'): string | null {
  const whole = wholeTime(text);
  return whole === '24:00:00' && role === 'start' ? null : whole;
}

// Shifts begin at few different times of day.
const wholeTime = madeOnce(500, (text: string): string | null => {
  const found = /^(\d{2}):(\d{2})(?::(\d{2}))?$/.exec(text);
  if (found === null) return null;
  const whole = `${found[1] ?? ''}:${found[2] ?? ''}:${found[3] ?? '00'}`;
  const inRange = Number(found[1]) < 24 && Number(found[2]) < 60 && Number(found[3] ?? '0') < 60;
  return inRange || whole === '24:00:00' ? whole : null;
});
