import ICAL from 'ical.js';
import type { Instant, Interval } from '../../time/instant.ts';
import { dayMs, hourMs, minuteMs, secondMs } from '../../time/instant.ts';
import { personOf } from './person.ts';
import { repeatsOf } from './repeats.ts';
import { parseRule, parseStamp } from './rules.ts';
import { clockOfComponent, clockOfZone, utcClock, type WallClock } from './zones.ts';

/** Everything one person of a calendar is on call for. */
export interface CalendarPerson {
  /** How the calendar names them: our own member id, else an attendee, else the title. */
  readonly label: string;
  /** True where the label is a member id that Watchbill wrote. */
  readonly isMemberId: boolean;
  /** In the order of the calendar; may overlap. */
  readonly intervals: readonly Interval[];
}

/** Why an event is not among the intervals. */
export type SkippedReason =
  'no-start' | 'no-end' | 'cancelled' | 'unknown-zone' | 'rule-not-understood' | 'outside';

/** What a calendar says about a window of time. */
export type CalendarRead =
  | {
      readonly kind: 'read';
      readonly people: readonly CalendarPerson[];
      readonly skipped: Readonly<Partial<Record<SkippedReason, number>>>;
    }
  | { readonly kind: 'refused'; readonly reason: 'unreadable' | 'too_large' };

const mostCharacters = 16_000_000;
const mostEvents = 50_000;
const mostIntervals = 100_000;
const mostRules = 2_000;

/**
 * Reads a calendar's events that touch a window, rules expanded, changed and cancelled instances
 * heeded. Zones come from the file's own VTIMEZONE, else by their IANA name; times without a zone
 * and whole days are read in `zone`, which must be known.
 */
export function readIcs(text: string, zone: string, window: Interval): CalendarRead {
  const local = clockOfZone(zone);
  if (local === null) throw new RangeError(`unknown zone: ${zone}`);
  if (text.length > mostCharacters) return { kind: 'refused', reason: 'too_large' };
  const calendars = parse(text);
  if (calendars === null) return { kind: 'refused', reason: 'unreadable' };
  const reading = new Reading(local, window);
  for (const calendar of calendars) {
    const events = calendar.getAllSubcomponents('vevent');
    if (events.length > mostEvents) return { kind: 'refused', reason: 'too_large' };
    reading.addCalendar(calendar, events);
    if (reading.count > mostIntervals || reading.rules > mostRules)
      return { kind: 'refused', reason: 'too_large' };
  }
  return { kind: 'read', people: reading.people(), skipped: reading.skipped };
}

function parse(text: string): ICAL.Component[] | null {
  try {
    const parsed: unknown = ICAL.parse(text);
    const roots: unknown[] = Array.isArray(parsed) && typeof parsed[0] === 'string' ? [parsed] : [];
    if (Array.isArray(parsed) && roots.length === 0) roots.push(...(parsed as unknown[]));
    const found = roots.map((root) => new ICAL.Component(root as string));
    const calendars = found.filter((it) => it.name === 'vcalendar');
    return calendars.length > 0 ? calendars : null;
  } catch (error) {
    // The parser throws plain errors for text that is no calendar.
    if (error instanceof Error) return null;
    throw error;
  }
}

/** Collects one calendar after the other. */
class Reading {
  readonly skipped: Partial<Record<SkippedReason, number>> = {};
  count = 0;
  rules = 0;
  readonly #local: WallClock;
  readonly #window: Interval;
  readonly #people = new Map<string, { isMemberId: boolean; intervals: Interval[] }>();

  constructor(local: WallClock, window: Interval) {
    this.#local = local;
    this.#window = window;
  }

  people(): CalendarPerson[] {
    return [...this.#people].map(([label, person]) => ({ label, ...person }));
  }

  addCalendar(calendar: ICAL.Component, events: readonly ICAL.Component[]): void {
    const clocks = new Map<string, WallClock | null>();
    for (const zone of calendar.getAllSubcomponents('vtimezone'))
      clocks.set(String(zone.getFirstPropertyValue('tzid')), clockOfComponent(zone));
    const replaced = new Map<string, Set<Instant>>();
    for (const event of events) {
      const id = this.#timeOf(event, 'recurrence-id', clocks);
      if (id === null || typeof id === 'string') continue;
      const uid = String(event.getFirstPropertyValue('uid'));
      replaced.set(uid, (replaced.get(uid) ?? new Set()).add(id.clock.instant(id.wall)));
    }
    for (const event of events) {
      if (this.count > mostIntervals || this.rules > mostRules) return;
      this.#addEvent(event, clocks, replaced);
    }
  }

  #addEvent(
    event: ICAL.Component,
    clocks: ReadonlyMap<string, WallClock | null>,
    replaced: ReadonlyMap<string, ReadonlySet<Instant>>,
  ): void {
    if (String(event.getFirstPropertyValue('status')).toUpperCase() === 'CANCELLED')
      return this.#skip('cancelled');
    const start = this.#timeOf(event, 'dtstart', clocks);
    if (start === null) return this.#skip('no-start');
    if (typeof start === 'string') return this.#skip(start);
    const length = this.#lengthOf(event, start, clocks);
    if (typeof length === 'string') return this.#skip(length);
    const starts = this.#startsOf(event, start, length, clocks);
    if (starts === null) return this.#skip('rule-not-understood');
    const isInstance = event.getFirstProperty('recurrence-id') !== null;
    const others = isInstance ? null : replaced.get(String(event.getFirstPropertyValue('uid')));
    const found = starts
      .map((wall) => ({ start: start.clock.instant(wall), end: length(wall) }))
      .filter((it) => !(others?.has(it.start) ?? false))
      .filter((it) => it.start < this.#window.end && it.end > this.#window.start)
      .filter((it) => it.start < it.end);
    if (found.length === 0) return this.#skip('outside');
    this.count += found.length;
    const { label, isMemberId } = personOf(event);
    const person = this.#people.get(label) ?? { isMemberId, intervals: [] };
    person.intervals.push(...found);
    this.#people.set(label, person);
  }

  #skip(reason: SkippedReason): void {
    this.skipped[reason] = (this.skipped[reason] ?? 0) + 1;
  }

  /** Wall times at which the event begins: its start, its rule, its extra dates, less exceptions. */
  #startsOf(
    event: ICAL.Component,
    start: ZonedTime,
    length: EndOf,
    clocks: ReadonlyMap<string, WallClock | null>,
  ): number[] | null {
    const ms = length(start.wall) - start.clock.instant(start.wall);
    const scope = {
      after: start.clock.wall(this.#window.start) - ms - 2 * dayMs,
      before: start.clock.wall(this.#window.end) + dayMs,
      most: mostIntervals,
    };
    const starts = new Set([start.wall]);
    for (const property of event.getAllProperties('rrule')) {
      const rule = parseRule(String(property.getFirstValue()), (utc) => start.clock.wall(utc));
      if (rule === null) return null;
      this.rules += 1;
      for (const it of repeatsOf(start.wall, rule, scope)) starts.add(it);
    }
    const others = (name: string): number[] =>
      event.getAllProperties(name).flatMap((property) =>
        property.getValues().flatMap((value) => {
          const time = this.#zoned(String(value), property, clocks);
          return time === null || typeof time === 'string'
            ? []
            : [start.clock.wall(time.clock.instant(time.wall))];
        }),
      );
    for (const it of others('rdate')) starts.add(it);
    for (const it of others('exdate')) starts.delete(it);
    return [...starts].filter((wall) => length(wall) > this.#window.start).sort((a, b) => a - b);
  }

  /** When an instance that begins at a wall time ends: by the clock for an end, else by duration. */
  #lengthOf(
    event: ICAL.Component,
    start: ZonedTime,
    clocks: ReadonlyMap<string, WallClock | null>,
  ): EndOf | SkippedReason {
    const end = this.#timeOf(event, 'dtend', clocks);
    if (typeof end === 'string') return end;
    if (end !== null) {
      const begins = start.clock.instant(start.wall);
      const wallLength = end.clock.wall(end.clock.instant(end.wall)) - end.clock.wall(begins);
      return (wall) =>
        wall === start.wall
          ? end.clock.instant(end.wall)
          : end.clock.instant(end.clock.wall(start.clock.instant(wall)) + wallLength);
    }
    const duration = event.getFirstPropertyValue('duration');
    if (duration === null)
      return start.isDate ? (wall) => start.clock.instant(wall + dayMs) : 'no-end';
    const ms = durationMs(String(duration));
    if (ms === null) return 'no-end';
    return (wall) => start.clock.instant(wall + ms.days) + ms.time;
  }

  #timeOf(
    event: ICAL.Component,
    name: string,
    clocks: ReadonlyMap<string, WallClock | null>,
  ): ZonedTime | SkippedReason | null {
    const property = event.getFirstProperty(name);
    if (property === null) return null;
    return this.#zoned(String(property.getFirstValue()), property, clocks);
  }

  #zoned(
    text: string,
    property: ICAL.Property,
    clocks: ReadonlyMap<string, WallClock | null>,
  ): ZonedTime | SkippedReason | null {
    const plain = text.replaceAll(/[-:]/g, '');
    const wall = parseStamp(plain);
    if (wall === null) return null;
    const isDate = !plain.includes('T');
    if (plain.endsWith('Z')) return { wall, isDate, clock: utcClock };
    const tzid = property.getParameter('tzid');
    if (typeof tzid !== 'string') return { wall, isDate, clock: this.#local };
    const clock = clocks.get(tzid) ?? clockOfZone(tzid);
    return clock === null ? 'unknown-zone' : { wall, isDate, clock };
  }
}

/** A wall time as if in UTC, and the clock that shows it. */
interface ZonedTime {
  readonly wall: number;
  readonly isDate: boolean;
  readonly clock: WallClock;
}

type EndOf = (wall: number) => Instant;

function durationMs(text: string): { readonly days: number; readonly time: number } | null {
  const m =
    /^\+?P(?:(\d{1,5})W)?(?:(\d{1,5})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,7})M)?(?:(\d{1,8})S)?)?$/.exec(
      text,
    );
  if (m === null) return null;
  const part = (n: number): number => Number(m[n] ?? 0);
  return {
    days: (part(1) * 7 + part(2)) * dayMs,
    time: part(3) * hourMs + part(4) * minuteMs + part(5) * secondMs,
  };
}
