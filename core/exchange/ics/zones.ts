import type ICAL from 'ical.js';
import type { Instant } from '../../time/instant.ts';
import { secondMs } from '../../time/instant.ts';
import { instantOf, wallOf, zoneTable } from '../../time/zone.ts';
import { rawValues } from './event.ts';
import { parseRule, parseStamp } from './rules.ts';
import { repeatsOf } from './repeats.ts';

/** Wall times of one zone ↔ instants: skipped ones move forward, of repeated ones the first. */
export interface WallClock {
  instant(wall: number): Instant;
  wall(instant: Instant): number;
}

/** The clock of a zone this runtime knows; null for any other name. */
export function clockOfZone(zone: string): WallClock | null {
  try {
    const table = zoneTable(zone);
    return {
      instant: (wall) => instantOf(table, wall),
      wall: (instant) => wallOf(table, instant),
    };
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

export const utcClock: WallClock = { instant: (wall) => wall, wall: (instant) => instant };

/** A change of a zone's clocks; `wall` is what they showed just before. */
interface Onset {
  readonly wall: number;
  readonly from: number;
  readonly to: number;
}

// A zone of the file may change its clocks twice a year for centuries, not more.
const mostOnsets = 2_000;
const lastWall = 7_258_118_400_000;

/** The clock a VTIMEZONE describes; null where its rules are not understood. */
export function clockOfComponent(zone: ICAL.Component): WallClock | null {
  const onsets: Onset[] = [];
  for (const name of ['standard', 'daylight'])
    for (const part of zone.getAllSubcomponents(name)) {
      const found = onsetsOf(part);
      if (found === null || onsets.length + found.length > mostOnsets) return null;
      onsets.push(...found);
    }
  onsets.sort((a, b) => a.wall - b.wall);
  const [first] = onsets;
  return first === undefined ? null : clockOfOnsets(onsets, first);
}

/** How many rules the zones of a calendar have between them; each of them takes a while. */
export function rulesOfZones(zones: readonly ICAL.Component[]): number {
  const parts = zones.flatMap((zone) => zone.getAllSubcomponents());
  return parts.reduce((sum, part) => sum + part.getAllProperties('rrule').length, 0);
}

function onsetsOf(part: ICAL.Component): Onset[] | null {
  const start = parseStamp(textOf(part, 'dtstart').replaceAll(/[-:]/g, ''));
  const from = parseOffset(textOf(part, 'tzoffsetfrom'));
  const to = parseOffset(textOf(part, 'tzoffsetto'));
  if (start === null || from === null || to === null) return null;
  const walls = new Set([start]);
  for (const property of part.getAllProperties('rrule')) {
    const rule = parseRule(String(property.getFirstValue()), (utc) => utc + from);
    if (rule === null || (rule.freq !== 'YEARLY' && rule.freq !== 'MONTHLY')) return null;
    const scope = { after: start, before: lastWall, most: mostOnsets };
    for (const wall of repeatsOf(start, rule, scope) ?? []) walls.add(wall);
    if (walls.size > mostOnsets) return null;
  }
  for (const property of part.getAllProperties('rdate'))
    for (const value of rawValues(property)) {
      const wall = parseStamp(value.replaceAll(/[-:]/g, ''));
      if (wall === null || walls.size > mostOnsets) return null;
      walls.add(wall);
    }
  return [...walls].map((wall) => ({ wall, from, to }));
}

function textOf(part: ICAL.Component, name: string): string {
  const property = part.getFirstProperty(name);
  return property === null ? '' : (rawValues(property)[0] ?? '');
}

function parseOffset(text: string): number | null {
  const m = /^([+-])(\d\d):?(\d\d)(?::?(\d\d))?$/.exec(text);
  if (m === null) return null;
  const seconds = Number(m[2]) * 3_600 + Number(m[3]) * 60 + Number(m[4] ?? 0);
  return (m[1] === '-' ? -seconds : seconds) * secondMs;
}

function clockOfOnsets(onsets: readonly Onset[], first: Onset): WallClock {
  return {
    instant: (wall) => {
      const last = lastOf(onsets, (it) => it.wall <= wall);
      if (last === null) return wall - first.from;
      // Within the gap the clock before still counts.
      const skipped = wall < last.wall + (last.to - last.from);
      return wall - (skipped ? last.from : last.to);
    },
    wall: (instant) => {
      const last = lastOf(onsets, (it) => it.wall - it.from <= instant);
      return instant + (last === null ? first.from : last.to);
    },
  };
}

function lastOf(onsets: readonly Onset[], holds: (it: Onset) => boolean): Onset | null {
  let low = 0;
  let high = onsets.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const it = onsets[middle];
    if (it !== undefined && holds(it)) low = middle + 1;
    else high = middle;
  }
  return onsets[low - 1] ?? null;
}
