import { civilFromDays } from '../../../core/time/civil.ts';
import type { Shift } from '../../../core/schedule/shifts.ts';
import type { Clock } from '../../../core/time/format.ts';
import { dayMs, type Instant, type Interval } from '../../../core/time/instant.ts';
import type { Span } from './span.ts';

/** How wide a text is, in pixels. */
export type Measure = (text: string) => number;

/** A whole hour without its minutes where the clock has 24 hours: `09:00` → `09`. */
const brief = (time: string): string => (/^\d\d:00$/.test(time) ? time.slice(0, 2) : time);

/** What may stand on a shift, longest first; the first that fits is shown, none is cut off. */
export function shiftLabels(
  shift: Shift,
  clock: Clock,
  span: Interval,
  running: boolean,
): string[] {
  const { start, end, openStart, openEnd } = shift;
  if (openStart && openEnd) return ['always', '∞'];
  if (openEnd) return [`from ${clock.dayTime(start)}, no end`, `${clock.time(start)} →`, '→'];
  if (start < span.start || openStart) return untilLabels(end, clock);
  // An end at midnight reads as the end of that day, not as another one.
  const lastDay = clock.sameDay(start, end - 1);
  const midnight = lastDay && !clock.sameDay(start, end);
  const to = midnight ? '24:00' : clock.time(end);
  const from = clock.time(start);
  if (lastDay)
    return [
      ...(running ? [`until ${to}`] : []),
      ...(midnight && brief(from) === '00' ? ['all day'] : []),
      `${from} – ${to}`,
      `${brief(from)}–${brief(to)}`,
      brief(from),
    ];
  return [
    ...(running ? untilLabels(end, clock) : []),
    `${from} → ${clock.dayTime(end)}`,
    `${brief(from)} → ${clock.weekday(end)} ${brief(to)}`,
    `${from} – ${to}`,
    `${brief(from)}–${brief(to)}`,
    brief(from),
  ];
}

function untilLabels(end: Instant, clock: Clock): string[] {
  const time = clock.time(end);
  return [`until ${clock.dayTime(end)}`, `until ${time}`, `→ ${time}`, `→${brief(time)}`];
}

/** The place of the first label that has room; past the end where none has. */
export function longestAt(labels: readonly string[], room: number, measure: Measure): number {
  const at = labels.findIndex((label) => measure(label) <= room);
  return at < 0 ? labels.length : at;
}

/** The first label that has room; none at all rather than a cut one. */
export function fitting(labels: readonly string[], room: number, measure: Measure): string {
  return labels[longestAt(labels, room, measure)] ?? '';
}

/** The whole shift in words, for screen readers and tooltips. */
export function shiftName(shift: Shift, clock: Clock, member: string, team: string): string {
  const from = shift.openStart ? 'since long ago' : fullTime(clock, shift.start);
  return `${member}, ${from} ${endInWords(shift, clock)}, ${team}`;
}

/** Within a week the weekday says which day is meant; later only the date does. */
function endInWords({ start, end, openEnd }: Shift, clock: Clock): string {
  if (openEnd) return 'with no end';
  if (clock.sameDay(start, end)) return `to ${clock.time(end)}`;
  if (end - start >= 6 * dayMs) return `to ${fullTime(clock, end)}`;
  return `to ${clock.longWeekday(end)} ${clock.time(end)}`;
}

/** `Tuesday 24 November 09:00` */
export function fullTime(clock: Clock, at: Instant): string {
  return `${clock.fullDay(at)} ${clock.time(at)}`;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(clock: Clock, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${clock.zone}|${clock.locale}|${JSON.stringify(options)}`;
  const known = formatters.get(key);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat(clock.locale, { timeZone: clock.zone, ...options });
  formatters.set(key, made);
  return made;
}

/** A span in full: `23 – 29 November 2026`. */
export function spanTitle(clock: Clock, span: Interval): string {
  return rangeIn(clock, span, { day: 'numeric', month: 'long', year: 'numeric' });
}

/** A span at the top of the window, where room is short: `23 Nov – 6 Dec 2026`, `Nov 2026 – Jan 2027`. */
export function spanHeading(clock: Clock, span: Span): string {
  const [from = 0, to = 0] = [span.days[0]?.day, span.days.at(-1)?.day];
  const [first, last] = [civilFromDays(from), civilFromDays(to)];
  if (first.month === last.month && first.year === last.year) return spanTitle(clock, span);
  const whole = first.day === 1 && civilFromDays(to + 1).day === 1;
  const day = whole ? {} : ({ day: 'numeric' } as const);
  return rangeIn(clock, span, { ...day, month: 'short', year: 'numeric' });
}

function rangeIn(clock: Clock, span: Interval, options: Intl.DateTimeFormatOptions): string {
  return formatter(clock, options)
    .formatRange(span.start, span.end - 1)
    .replaceAll(/[\u2009\u202f\u00a0]/g, ' ');
}

/** What may stand above a day, longest first. */
export function dayLabels(day: Interval, clock: Clock): string[] {
  const noon = (day.start + day.end) / 2;
  const number = formatter(clock, { day: 'numeric' }).format(noon);
  const initial = formatter(clock, { weekday: 'narrow' }).format(noon);
  return [`${clock.weekday(noon)} ${number}`, `${initial} ${number}`, number];
}

/** `Tuesday 24 November 2026` */
export function dateInWords(clock: Clock, at: Instant): string {
  const date = formatter(clock, { day: 'numeric', month: 'long', year: 'numeric' }).format(at);
  return `${clock.longWeekday(at)} ${date}`;
}
