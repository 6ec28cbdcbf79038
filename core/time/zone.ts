import type { Instant, Interval } from './instant.ts';
import { dayMs } from './instant.ts';
import type { Stretch } from './stretch.ts';
import { readStretches } from './stretch.ts';

/** The moment at which a zone's clocks change, with the offsets in milliseconds around it. */
export interface Transition {
  readonly at: Instant;
  readonly offsetBefore: number;
  readonly offsetAfter: number;
}

/** A zone's offsets and transitions, read from the runtime's data once and on demand. */
export interface ZoneTable {
  readonly zone: string;
  /** Stretches by chunk of time, filled when first asked for; the content never changes. */
  readonly chunks: Map<number, readonly Stretch[]>;
  /** The runtime's offset in milliseconds at a whole second; slow, for building only. */
  readonly offsetFromRuntime: (instant: Instant) => number;
}

// The calendar, and so every rule without an end, repeats after 400 years: 64 chunks of 6¼ years.
const cycleMs = 146_097 * dayMs;
const chunksPerCycle = 64;
const chunkMs = cycleMs / chunksPerCycle;
// From 2101 on all zones follow rules without an end; before 1795 all keep their local mean time.
const firstRepeating = 21;
const lastUniform = -29;
// How far stretches reach outside their chunk: more than any shift and offset change together.
const chunkMarginMs = 8 * dayMs;

const tables = new Map<string, ZoneTable>();

/** The table of an IANA zone. Throws RangeError for a zone this runtime does not know. */
export function zoneTable(zone: string): ZoneTable {
  const known = tables.get(zone);
  if (known !== undefined) return known;
  const table = { zone, chunks: new Map(), offsetFromRuntime: runtimeOffsets(zone) };
  tables.set(zone, table);
  return table;
}

function runtimeOffsets(zone: string): (instant: Instant) => number {
  // Newer runtimes take bare offsets such as "+02:00", which are no zones.
  if (!/^[A-Za-z]/.test(zone)) throw new RangeError(`not a time zone: ${zone}`);
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    timeZoneName: 'longOffset',
    year: 'numeric',
  });
  return (instant) => {
    const m = /GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?$/.exec(format.format(instant));
    if (m === null) throw new Error(`the runtime gives no offset for ${zone}`);
    const seconds = Number(m[2] ?? 0) * 3_600 + Number(m[3] ?? 0) * 60 + Number(m[4] ?? 0);
    return (m[1] === '-' ? -seconds : seconds) * 1_000;
  };
}

function stretchesAt(table: ZoneTable, t: number): readonly Stretch[] {
  const index = Math.floor(t / chunkMs);
  return table.chunks.get(index) ?? fillChunk(table, index);
}

function fillChunk(table: ZoneTable, index: number): readonly Stretch[] {
  if (!Number.isFinite(index)) throw new RangeError('not an instant');
  const cycles = Math.floor((index - firstRepeating) / chunksPerCycle);
  const start = index * chunkMs - chunkMarginMs;
  const read = { start, end: start + chunkMs + 2 * chunkMarginMs };
  const stretches =
    index <= lastUniform
      ? [uniformStretch(table, read)]
      : cycles > 0
        ? shifted(stretchesAt(table, (index - cycles * chunksPerCycle) * chunkMs), cycles * cycleMs)
        : readStretches(table.offsetFromRuntime, read);
  table.chunks.set(index, stretches);
  return stretches;
}

function uniformStretch(table: ZoneTable, { start, end }: Interval): Stretch {
  const offset = table.offsetFromRuntime((lastUniform + 1) * chunkMs - dayMs);
  return { from: start, to: end, wallTo: end + offset, offset };
}

function shifted(stretches: readonly Stretch[], by: number): Stretch[] {
  return stretches.map((it) => ({
    from: it.from + by,
    to: it.to + by,
    wallTo: it.wallTo + by,
    offset: it.offset,
  }));
}

/** The stretch an instant is in. */
export function stretchAt(table: ZoneTable, instant: Instant): Stretch {
  for (const it of stretchesAt(table, instant)) if (instant < it.to) return it;
  throw new Error('a chunk ends before its own last instant');
}

/** The stretch that decides the instant of a wall time: gap → before, repeated → first. */
export function stretchOfWall(table: ZoneTable, wallMs: number): Stretch {
  for (const it of stretchesAt(table, wallMs)) if (wallMs < it.wallTo) return it;
  throw new Error('a chunk ends before its own last instant');
}

/**
 * The instant of a wall time, given as the milliseconds it would be in UTC.
 * A time that clocks skip moves forward by the gap; a time that comes twice is the first.
 */
export function instantOf(table: ZoneTable, wallMs: number): Instant {
  return wallMs - stretchOfWall(table, wallMs).offset;
}

/** What clocks show at an instant, as the milliseconds it would be in UTC. */
export function wallOf(table: ZoneTable, instant: Instant): number {
  return instant + stretchAt(table, instant).offset;
}

/** Every clock change with `start <= at < end`, in order. */
export function transitionsIn(table: ZoneTable, interval: Interval): Transition[] {
  const found: Transition[] = [];
  const last = Math.ceil(interval.end / chunkMs);
  for (let index = Math.floor(interval.start / chunkMs); index < last; index += 1) {
    const from = Math.max(interval.start, index * chunkMs);
    const to = Math.min(interval.end, (index + 1) * chunkMs);
    let before: Stretch | null = null;
    for (const it of stretchesAt(table, index * chunkMs)) {
      if (before !== null && it.from >= from && it.from < to)
        found.push({ at: it.from, offsetBefore: before.offset, offsetAfter: it.offset });
      before = it;
    }
  }
  return found;
}
