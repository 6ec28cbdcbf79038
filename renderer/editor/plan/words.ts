import { parseDate } from '../../../core/time/civil.ts';
import type { Clock } from '../../../core/time/format.ts';
import { dayMs, type Interval } from '../../../core/time/instant.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

/** Two dates `YYYY-MM-DD` as people write them, `23 – 27 Nov`; empty where one of them is none. */
export function datesText(from: string, to: string, locale: string): string {
  const [first, last] = [parseDate(from), parseDate(to)];
  if (first === null || last === null) return '';
  const format =
    formats.get(locale) ??
    new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' });
  formats.set(locale, format);
  // A range that ends before it begins throws in some runtimes; what is typed may be one.
  if (last < first) return `${format.format(first * dayMs)} – ${format.format(last * dayMs)}`;
  return format.formatRange(first * dayMs, last * dayMs).replaceAll(/[\u2009\u202f\u00a0]/g, ' ');
}

/** Up to so many stretches of time in words, and how many more there are. */
export function rangesText(times: readonly Interval[], clock: Clock, most = 4): string[] {
  const shown = times.slice(0, most).map((it) => clock.range(it.start, it.end));
  const rest = times.length - shown.length;
  return rest > 0 ? [...shown, `and ${rest} more`] : shown;
}
