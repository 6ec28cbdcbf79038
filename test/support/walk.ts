import type { Instant, Interval } from '../../core/time/instant.ts';
import type { Rule } from '../../core/schedule/model.ts';

// A second, deliberately naive engine: it asks the runtime what clocks show every 30 seconds and
// reads everything off that list. It shares nothing with core but the type of a rule.

export const stepMs = 30_000;
const dayMs = 86_400_000;

/** A zone's wall clock around a moment, sampled every 30 seconds. */
export interface Walk {
  readonly zone: string;
  readonly from: Instant;
  /** What clocks show at `from + i * stepMs`, as milliseconds it would be in UTC. */
  readonly walls: readonly number[];
  /** The first sample that shows a wall time. */
  readonly firstShowing: ReadonlyMap<number, Instant>;
}

function clock(zone: string): (instant: Instant) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  return (instant) => {
    const [month = 0, day = 0, year = 0, hour = 0, minute = 0, second = 0] = (
      format.format(instant).match(/\d+/g) ?? []
    ).map(Number);
    return Date.UTC(year, month - 1, day, hour, minute, second);
  };
}

/** The instants between two at which the zone's offset changes, to the second. */
export function changesOf(zone: string, from: Instant, to: Instant): Instant[] {
  const show = clock(zone);
  const found: Instant[] = [];
  const offset = (t: Instant): number => show(t) - t;
  for (let t = from; t < to; t += 12 * 3_600_000) {
    let [lo, hi] = [t, t + 12 * 3_600_000];
    const before = offset(lo);
    if (before === offset(hi)) continue;
    while (hi - lo > 1_000) {
      const middle = Math.floor((lo + hi) / 2_000) * 1_000;
      if (offset(middle) === before) lo = middle;
      else hi = middle;
    }
    found.push(hi);
  }
  return found;
}

/** Walks some days to either side of a moment, which must be on a step. */
export function walkAround(zone: string, moment: Instant, days: number): Walk {
  const show = clock(zone);
  const from = Math.floor((moment - days * dayMs) / stepMs) * stepMs;
  const walls: number[] = [];
  const firstShowing = new Map<number, Instant>();
  for (let t = from; t < moment + days * dayMs; t += stepMs) {
    const wall = show(t);
    walls.push(wall);
    if (!firstShowing.has(wall)) firstShowing.set(wall, t);
  }
  return { zone, from, walls, firstShowing };
}

/** The instant of a wall time by the walk: first showing, or forward by the gap. */
export function naiveInstant(walk: Walk, wall: number): Instant {
  const shown = walk.firstShowing.get(wall);
  if (shown !== undefined) return shown;
  for (let i = 1; i < walk.walls.length; i += 1) {
    const before = walk.walls[i - 1] ?? 0;
    const after = walk.walls[i] ?? 0;
    // The clock would have shown the wall time this much after the step before the jump.
    if (before < wall && wall < after) return walk.from + (i - 1) * stepMs + (wall - before);
  }
  throw new Error('the walk does not reach that far');
}

/** The occurrences of a rule whose dates lie well inside the walk, in the default reading. */
export function naiveOccurrences(
  walk: Walk,
  rule: Rule,
  firstDate: number,
  lastDate: number,
): Interval[] {
  const found: Interval[] = [];
  for (let midnight = firstDate; midnight <= lastDate; midnight += dayMs) {
    const existing = walk.walls.some((wall) => wall >= midnight && wall < midnight + dayMs);
    if (!existing || !naivelyMatches(rule, midnight)) continue;
    const startMs = secondsOf(rule.startTime ?? '00:00:00') * 1_000;
    const endText = rule.endTime ?? '24:00:00';
    let endMs = endText === '23:59:59' ? dayMs : secondsOf(endText) * 1_000;
    if (endMs <= startMs) endMs += dayMs;
    const start = naiveInstant(walk, midnight + startMs);
    const end = naiveInstant(walk, midnight + endMs);
    if (start < end) found.push({ start, end });
  }
  return found.sort((a, b) => a.start - b.start || a.end - b.end);
}

const secondsOf = (time: string): number => {
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number);
  return hours * 3_600 + minutes * 60 + seconds;
};

/** Whether a date (its midnight as if in UTC) passes the filters of a rule, in the default reading. */
export function naivelyMatches(rule: Rule, midnight: number): boolean {
  const date = new Date(midnight);
  const day = date.getUTCDate();
  const length = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  const allowed = (filter: readonly number[], ...values: number[]): boolean =>
    filter.length === 0 || values.some((value) => filter.includes(value));
  return (
    allowed(rule.monthsOfYear, date.getUTCMonth() + 1) &&
    allowed(rule.weekDays, date.getUTCDay()) &&
    allowed(rule.weeksOfMonth, Math.ceil(day / 7), -Math.ceil((length - day + 1) / 7))
  );
}
