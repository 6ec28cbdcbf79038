import { IANAZone } from 'luxon';
import { dayMs, secondMs, type Instant } from './instant.ts';
import type { Stretch } from './stretch.ts';
import { stretchAt, zoneTable } from './zone.ts';

/**
 * Instants in words for one zone and locale. Nothing is relative to "now": every text stays true
 * however late it is read. Seconds show only where they are not zero; where a clock change makes
 * a wall time happen twice, the zone's abbreviation follows it.
 */
export interface Clock {
  readonly zone: string;
  /** A locale this runtime knows; English (24 h) where the one asked for is not. */
  readonly locale: string;
  /** `09:00` */
  time(at: Instant): string;
  /** `Tue` */
  weekday(at: Instant): string;
  /** `Tuesday` */
  longWeekday(at: Instant): string;
  /** `24 Nov` */
  date(at: Instant): string;
  /** `24 Nov 2026` */
  longDate(at: Instant): string;
  /** `Tue 24 Nov` */
  dayDate(at: Instant): string;
  /** `Tuesday 24 November` */
  fullDay(at: Instant): string;
  /** `Tue 09:00` */
  dayTime(at: Instant): string;
  /** `Tue 24 Nov 09:00` */
  dateTime(at: Instant): string;
  /** `Tue 24 Nov 2026 09:00` */
  longDateTime(at: Instant): string;
  /** `Sat 00:00 – 15:00`; the end repeats the day where it is another one. */
  dayRange(start: Instant, end: Instant): string;
  /** `Sat 28 Nov 00:00 – 15:00`; the end repeats the date where it is another one. */
  range(start: Instant, end: Instant): string;
  sameDay(a: Instant, b: Instant): boolean;
}

const clocks = new Map<string, Clock>();

/** The clock of a zone and locale, built once. Throws a RangeError for an unknown zone. */
export function clockIn(zone: string, locale: string): Clock {
  const key = `${zone}\n${locale}`;
  const known = clocks.get(key);
  if (known !== undefined) return known;
  const clock = buildClock(zone, knownLocale(locale));
  clocks.set(key, clock);
  return clock;
}

/** `Lisbon (UTC+1)`: a zone named for people, with its offset at that instant. */
export function zoneLabel(zone: string, at: Instant): string {
  const offset = offsetLabel(zone, at);
  const city = zoneCity(zone);
  return city === offset ? city : `${city} (${offset})`;
}

/** The last part of a zone's name, as people say it: `Europe/Lisbon` → `Lisbon`. */
export function zoneCity(zone: string): string {
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
}

/** `UTC`, `UTC+1`, `UTC−3:30`: a zone's distance from UTC at that instant. */
export function offsetLabel(zone: string, at: Instant): string {
  const minutes = IANAZone.create(zone).offset(at);
  if (minutes === 0) return 'UTC';
  const size = Math.abs(minutes);
  const rest = Math.round(size % 60);
  const tail = rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`;
  return `UTC${minutes < 0 ? '−' : '+'}${Math.floor(size / 60)}${tail}`;
}

/** One instant in the schedule's zone and the viewer's, both labelled; once where it is the same zone. */
export function inBothZones(at: Instant, schedule: Clock, viewer: Clock): string {
  const here = `${viewer.dateTime(at)} ${zoneCity(viewer.zone)}`;
  if (schedule.zone === viewer.zone) return here;
  const sameDate = schedule.dayDate(at) === viewer.dayDate(at);
  return `${here} · ${sameDate ? schedule.time(at) : schedule.dateTime(at)} ${zoneCity(schedule.zone)}`;
}

/** The first day of the week where the locale is spoken: 1 = Monday … 7 = Sunday. */
export function firstWeekday(locale: string): number {
  const region = new Intl.Locale(knownLocale(locale)).maximize().region ?? '';
  if (sundayRegions.has(region)) return 7;
  return saturdayRegions.has(region) ? 6 : 1;
}

// CLDR's weekData; the runtimes Watchbill must run on do not all offer Intl.Locale#getWeekInfo.
const sundayRegions = new Set(
  (
    'AG AS BD BR BS BT BW BZ CA CO DM DO ET GT GU HK HN ID IL IN JM JP KE KH KR LA MH MM MO MT MX ' +
    'MZ NI NP PA PE PH PK PR PT PY SA SG SV TH TT TW UM US VE VI WS YE ZA ZW'
  ).split(' '),
);
const saturdayRegions = new Set('AE AF BH DJ DZ EG IQ IR JO KW LY OM QA SD SY'.split(' '));

function knownLocale(locale: string): string {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf([locale])[0] ?? 'en-GB';
  } catch (error) {
    if (error instanceof RangeError) return 'en-GB';
    throw error;
  }
}

function buildClock(zone: string, locale: string): Clock {
  const stretchOf = stretches(zone);
  const dayOf = (at: Instant) => Math.floor((at + stretchOf(at).offset) / dayMs);
  const text = (options: Intl.DateTimeFormatOptions) => formatted(locale, zone, options);
  const byDay = (options: Intl.DateTimeFormatOptions) => remembered(dayOf, text(options));
  const weekday = byDay({ weekday: 'short' });
  const date = byDay({ day: 'numeric', month: 'short' });
  const longDate = byDay({ day: 'numeric', month: 'short', year: 'numeric' });
  const longWeekday = byDay({ weekday: 'long' });
  const fullDate = text({ day: 'numeric', month: 'long' });
  const time = timeText(zone, locale, stretchOf);
  const dayDate = (at: Instant) => `${weekday(at)} ${date(at)}`;
  const dayTime = (at: Instant) => `${weekday(at)} ${time(at)}`;
  const dateTime = (at: Instant) => `${dayDate(at)} ${time(at)}`;
  const sameDay = (a: Instant, b: Instant) => dayOf(a) === dayOf(b);
  const joined = (full: TextOf) => (start: Instant, end: Instant) =>
    `${full(start)} – ${sameDay(start, end) ? time(end) : full(end)}`;
  return {
    zone,
    locale,
    time,
    weekday,
    longWeekday,
    date,
    longDate,
    dayDate,
    fullDay: remembered(dayOf, (at) => `${longWeekday(at)} ${fullDate(at)}`),
    dayTime,
    dateTime,
    longDateTime: (at) => `${weekday(at)} ${longDate(at)} ${time(at)}`,
    dayRange: joined(dayTime),
    range: joined(dateTime),
    sameDay,
  };
}

type TextOf = (at: Instant) => string;
type StretchOf = (at: Instant) => Stretch;

/** The stretch of an instant; most questions are about the one asked for last. */
function stretches(zone: string): StretchOf {
  const table = zoneTable(zone);
  let last: Stretch | null = null;
  return (at) => {
    if (last === null || !(at >= last.from && at < last.to)) last = stretchAt(table, at);
    return last;
  };
}

/** Made when first asked: the runtime takes long over each format, and most clocks need few. */
function formatted(locale: string, timeZone: string, options: Intl.DateTimeFormatOptions): TextOf {
  let format: Intl.DateTimeFormat | null = null;
  return (at) => {
    format ??= new Intl.DateTimeFormat(locale, { timeZone, ...options });
    return format.format(at).replaceAll(/[\u202f\u00a0]/g, ' ');
  };
}

const mostRemembered = 2_000;

/** Asks the runtime once for all instants that share a number: an answer takes it microseconds. */
function remembered(numberOf: (at: Instant) => number, text: TextOf): TextOf {
  const known = new Map<number, string>();
  return (at) => {
    const number = numberOf(at);
    const found = known.get(number);
    if (found !== undefined) return found;
    if (known.size >= mostRemembered) known.clear();
    const made = text(at);
    known.set(number, made);
    return made;
  };
}

function timeText(zone: string, locale: string, stretchOf: StretchOf): TextOf {
  const cycle = new Intl.DateTimeFormat(locale, { hour: 'numeric' }).resolvedOptions().hourCycle;
  const hours: Intl.DateTimeFormatOptions =
    cycle === 'h12' || cycle === 'h11'
      ? { hour: 'numeric', minute: '2-digit' }
      : { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };
  const short = formatted(locale, zone, hours);
  const withSeconds = formatted(locale, zone, { ...hours, second: '2-digit' });
  const secondOfDay = (at: Instant) => {
    const second = Math.floor((at + stretchOf(at).offset) / secondMs);
    return second - Math.floor(second / daySeconds) * daySeconds;
  };
  const wall = remembered(secondOfDay, (at) =>
    secondOfDay(at) % 60 === 0 ? short(at) : withSeconds(at),
  );
  let named: Intl.DateTimeFormat | null = null;
  const zoneName = (at: Instant) => {
    named ??= new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: 'short' });
    return named.formatToParts(at).find((part) => part.type === 'timeZoneName')?.value ?? '';
  };
  return (at) => (isRepeated(stretchOf, at) ? `${wall(at)} ${zoneName(at)}` : wall(at));
}

const daySeconds = dayMs / secondMs;

/** Whether the wall time of an instant happens twice because clocks go back around it. */
function isRepeated(stretchOf: StretchOf, at: Instant): boolean {
  const { from, to, offset } = stretchOf(at);
  // No clock ever went back by more than a day.
  if (at - from > dayMs && to - at > dayMs) return false;
  const fallen = stretchOf(from - 1).offset - offset;
  const falling = offset - stretchOf(to).offset;
  return at - from < fallen || to - at <= falling;
}
