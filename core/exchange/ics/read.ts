import ICAL from 'ical.js';
import type { Instant, Interval } from '../../time/instant.ts';
import { dayMs } from '../../time/instant.ts';
import { isRange, rawValues, textOf } from './event.ts';
import { personOf, type NamedPerson } from './person.ts';
import { repeatsOf } from './repeats.ts';
import { parseRule } from './rules.ts';
import {
  endOf,
  timeOf,
  zoned,
  type Clocks,
  type EndOf,
  type SkippedReason,
  type ZonedTime,
} from './times.ts';
import { clockOfComponent, clockOfZone, rulesOfZones, type WallClock } from './zones.ts';

/** Everything one person of a calendar is on call for. */
export interface CalendarPerson extends NamedPerson {
  /** In the order of the calendar; may overlap. */
  readonly intervals: readonly Interval[];
}

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
const mostPeriods = 5_000_000;

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
    if (reading.isFull) return { kind: 'refused', reason: 'too_large' };
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
  #count = 0;
  #rules = 0;
  #periods = 0;
  /** Dates that events list one by one. */
  #dates = 0;
  readonly #local: WallClock;
  readonly #window: Interval;
  readonly #people = new Map<string, NamedPerson & { readonly intervals: Interval[] }>();

  constructor(local: WallClock, window: Interval) {
    this.#local = local;
    this.#window = window;
  }

  /** Whether there is more than any calendar of shifts holds. */
  get isFull(): boolean {
    const listed = Math.max(this.#count, this.#dates);
    return listed > mostIntervals || this.#rules > mostRules || this.#periods > mostPeriods;
  }

  /** Each by a label of their own: two of one name are told apart by their addresses. */
  people(): CalendarPerson[] {
    const all = [...this.#people.values()];
    const alike = (label: string) => all.filter((it) => it.label === label).length > 1;
    return all.map((it) =>
      it.address !== null && alike(it.label) ? { ...it, label: `${it.label} (${it.address})` } : it,
    );
  }

  addCalendar(calendar: ICAL.Component, events: readonly ICAL.Component[]): void {
    const named = new Map<string, WallClock | null>();
    const clocks = { local: this.#local, named };
    const zones = calendar.getAllSubcomponents('vtimezone');
    this.#rules += rulesOfZones(zones);
    if (this.isFull) return;
    for (const zone of zones)
      named.set(String(zone.getFirstPropertyValue('tzid')), clockOfComponent(zone));
    const replaced = new Map<string, Replaced>();
    for (const event of events) {
      const id = timeOf(event, 'recurrence-id', clocks);
      if (id === null || typeof id === 'string') continue;
      const uid = textOf(event, 'uid');
      const held = replaced.get(uid) ?? { at: new Set(), from: Infinity };
      replaced.set(uid, held);
      const at = id.clock.instant(id.wall);
      if (isRange(event)) held.from = Math.min(held.from, at);
      else held.at.add(at);
    }
    for (const event of events) {
      if (this.isFull) return;
      this.#addEvent(event, clocks, replaced);
    }
  }

  #addEvent(event: ICAL.Component, clocks: Clocks, replaced: ReadonlyMap<string, Replaced>): void {
    if (textOf(event, 'status').toUpperCase() === 'CANCELLED') return this.#skip('cancelled');
    const start = timeOf(event, 'dtstart', clocks);
    if (start === null) return this.#skip('no-start');
    if (typeof start === 'string') return this.#skip(start);
    const length = endOf(event, start, clocks);
    if (typeof length === 'string') return this.#skip(length);
    const starts = this.#startsOf(event, start, length, clocks);
    if (typeof starts === 'string') return this.#skip(starts);
    const isInstance = event.getFirstProperty('recurrence-id') !== null;
    const others = isInstance ? undefined : replaced.get(textOf(event, 'uid'));
    const found = starts
      .map((wall) => ({ start: start.clock.instant(wall), end: length(wall) }))
      .filter((it) => others === undefined || (it.start < others.from && !others.at.has(it.start)))
      .filter((it) => it.start < this.#window.end && it.end > this.#window.start)
      .filter((it) => it.start < it.end);
    if (found.length === 0) return this.#skip('outside');
    this.#count += found.length;
    if (this.isFull) return;
    const named = personOf(event);
    const key = JSON.stringify([named.label, named.address?.toLowerCase() ?? '']);
    const person = this.#people.get(key) ?? { ...named, intervals: [] };
    for (const it of found) person.intervals.push(it);
    this.#people.set(key, person);
  }

  #skip(reason: SkippedReason): void {
    this.skipped[reason] = (this.skipped[reason] ?? 0) + 1;
  }

  /** Wall times at which the event begins: its start, its rule, its extra dates, less exceptions. */
  #startsOf(
    event: ICAL.Component,
    start: ZonedTime,
    length: EndOf,
    clocks: Clocks,
  ): number[] | SkippedReason {
    if (isRange(event) || event.getFirstProperty('exrule') !== null) return 'rule-not-understood';
    const ms = length(start.wall) - start.clock.instant(start.wall);
    const scope = {
      after: start.clock.wall(this.#window.start) - ms - 2 * dayMs,
      before: start.clock.wall(this.#window.end) + dayMs,
      most: mostIntervals + 1,
      spent: (periods: number) => {
        this.#periods += periods;
      },
    };
    const starts = new Set([start.wall]);
    for (const property of event.getAllProperties('rrule')) {
      const rule = parseRule(String(property.getFirstValue()), (utc) => start.clock.wall(utc));
      if (rule === null) return 'rule-not-understood';
      this.#rules += 1;
      const repeats = this.isFull ? [] : repeatsOf(start.wall, rule, scope);
      if (repeats === null) return 'rule-not-understood';
      for (const it of repeats) starts.add(it);
    }
    const extra = this.#datesOf(event, 'rdate', start, clocks);
    const except = this.#datesOf(event, 'exdate', start, clocks);
    if (typeof extra === 'string') return extra;
    if (typeof except === 'string') return except;
    for (const it of extra) starts.add(it);
    for (const it of except) starts.delete(it);
    return [...starts].filter((wall) => length(wall) > this.#window.start).sort((a, b) => a - b);
  }

  /** The dates an event lists, by its own clock; periods and whatever else is not a date are not understood. */
  #datesOf(
    event: ICAL.Component,
    name: string,
    start: ZonedTime,
    clocks: Clocks,
  ): number[] | SkippedReason {
    const found: number[] = [];
    for (const property of event.getAllProperties(name)) {
      const values = rawValues(property);
      this.#dates += values.length;
      if (this.isFull) return [];
      for (const value of values) {
        const time = zoned(value, property, clocks);
        if (time === null) return 'rule-not-understood';
        if (typeof time === 'string') return time;
        found.push(start.clock.wall(time.clock.instant(time.wall)));
      }
    }
    return found;
  }
}

/** Which instances of a series other events stand for. */
interface Replaced {
  readonly at: Set<Instant>;
  /** From here on, all. */
  from: Instant;
}
