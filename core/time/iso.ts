import { civilFromDays, parseDate } from './civil.ts';
import type { Instant } from './instant.ts';
import { dayMs, firstInstant, hourMs, lastInstant, minuteMs, secondMs } from './instant.ts';

const shape =
  /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?(?:Z|([+-])(\d{2}):(\d{2}))$/;

/**
 * The instant of an RFC 3339 date-time with offset; null for anything else.
 * Strict: capital `T` and `Z`, years 0001–9999, no leap second, no 24:00, offsets below 24 hours.
 * Fractions of up to nine digits are cut to milliseconds.
 */
export function parseInstant(text: string): Instant | null {
  const m = shape.exec(text);
  if (m === null) return null;
  const days = parseDate(m[1] ?? '');
  const [hour, minute, second] = [Number(m[2]), Number(m[3]), Number(m[4])];
  if (days === null || hour > 23 || minute > 59 || second > 59) return null;
  const [offsetHours, offsetMinutes] = [Number(m[7] ?? 0), Number(m[8] ?? 0)];
  if (offsetHours > 23 || offsetMinutes > 59) return null;
  const offset = (offsetHours * hourMs + offsetMinutes * minuteMs) * (m[6] === '-' ? -1 : 1);
  const fraction = Number((m[5] ?? '').padEnd(3, '0').slice(0, 3));
  const wall = days * dayMs + hour * hourMs + minute * minuteMs + second * secondMs + fraction;
  const instant = wall - offset;
  return instant >= firstInstant && instant < lastInstant ? instant : null;
}

/**
 * `YYYY-MM-DDTHH:MM:SSZ`, with `.mmm` only where there are milliseconds.
 * The end of time (`lastInstant`), which has no four-digit year, is written as its last millisecond.
 */
export function isoOf(instant: Instant): string {
  const t = Math.min(Math.max(instant, firstInstant), lastInstant - 1);
  const days = Math.floor(t / dayMs);
  const ms = t - days * dayMs;
  const { year, month, day } = civilFromDays(days);
  const pad = (n: number, width: number): string => String(n).padStart(width, '0');
  const date = `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
  const clock = [ms / hourMs, (ms / minuteMs) % 60, (ms / secondMs) % 60]
    .map((part) => pad(Math.floor(part), 2))
    .join(':');
  const fraction = ms % secondMs;
  return `${date}T${clock}${fraction === 0 ? '' : `.${pad(fraction, 3)}`}Z`;
}
