import type ICAL from 'ical.js';
import type { Instant } from '../../time/instant.ts';
import { dayMs } from '../../time/instant.ts';
import { durationMs, rawValues } from './event.ts';
import { parseStamp } from './rules.ts';
import { clockOfZone, utcClock, type WallClock } from './zones.ts';

/** Why an event is not among the intervals. */
export type SkippedReason =
  'no-start' | 'no-end' | 'cancelled' | 'unknown-zone' | 'rule-not-understood' | 'outside';

/** The clocks a calendar's times may name, and the one for times that name none. */
export interface Clocks {
  readonly local: WallClock;
  /** By the file's own names; null for one it does not explain. */
  readonly named: ReadonlyMap<string, WallClock | null>;
}

/** A wall time as if in UTC, and the clock that shows it. */
export interface ZonedTime {
  readonly wall: number;
  readonly isDate: boolean;
  readonly clock: WallClock;
}

/** When an instance that begins at a wall time ends. */
export type EndOf = (wall: number) => Instant;

/** The time an event gives under a name; null where it gives none that can be read. */
export function timeOf(
  event: ICAL.Component,
  name: string,
  clocks: Clocks,
): ZonedTime | SkippedReason | null {
  const property = event.getFirstProperty(name);
  if (property === null) return null;
  return zoned(rawValues(property)[0] ?? '', property, clocks);
}

/** A value of a property as a time: in UTC, in the zone the property names, else by the local clock. */
export function zoned(
  text: string,
  property: ICAL.Property,
  clocks: Clocks,
): ZonedTime | SkippedReason | null {
  const plain = text.replaceAll(/[-:]/g, '');
  const wall = parseStamp(plain);
  if (wall === null) return null;
  const isDate = !plain.includes('T');
  if (plain.endsWith('Z')) return { wall, isDate, clock: utcClock };
  const tzid = property.getParameter('tzid');
  if (typeof tzid !== 'string') return { wall, isDate, clock: clocks.local };
  const clock = clocks.named.get(tzid) ?? clockOfZone(tzid);
  return clock === null ? 'unknown-zone' : { wall, isDate, clock };
}

/** When the instances of an event end: by the clock where it gives an end, else by its duration. */
export function endOf(
  event: ICAL.Component,
  start: ZonedTime,
  clocks: Clocks,
): EndOf | SkippedReason {
  const end = timeOf(event, 'dtend', clocks);
  if (typeof end === 'string') return end;
  if (end !== null) {
    const begins = start.clock.instant(start.wall);
    const wallLength = end.clock.wall(end.clock.instant(end.wall)) - end.clock.wall(begins);
    return (wall) =>
      wall === start.wall
        ? end.clock.instant(end.wall)
        : end.clock.instant(end.clock.wall(start.clock.instant(wall)) + wallLength);
  }
  const duration = event.getFirstProperty('duration');
  if (duration === null)
    return start.isDate ? (wall) => start.clock.instant(wall + dayMs) : 'no-end';
  const ms = durationMs(rawValues(duration)[0] ?? '');
  if (ms === null) return 'no-end';
  return (wall) => start.clock.instant(wall + ms.days) + ms.time;
}
