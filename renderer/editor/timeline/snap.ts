import type { Instant, Interval } from '../../../core/time/instant.ts';
import { dayMs, hourMs, minuteMs } from '../../../core/time/instant.ts';
import { instantOf, wallOf, type ZoneTable } from '../../../core/time/zone.ts';
import type { Zoom } from './span.ts';

/** What of a shift is held: all of it, or one of its ends. */
export type Grip = 'whole' | 'start' | 'end';

/** Where things may be put. */
export interface Snap {
  /** The grid on the wall clock of the zone shown; whole days keep their hour in the schedule's. */
  readonly stepMs: number;
  readonly schedule: ZoneTable;
  readonly shown: ZoneTable;
  /** Instants that draw an end to them, such as where a gap begins. */
  readonly magnets: readonly Instant[];
  /** How near. */
  readonly reachMs: number;
}

/** The grid of each zoom: what a person can aim at there. */
export function stepOf(zoom: Zoom): number {
  switch (zoom) {
    case 'week':
      return 15 * minuteMs;
    case 'two-weeks':
      return hourMs;
    case 'month':
    case 'quarter':
      return dayMs;
  }
}

/** Without snapping: whole minutes, nothing draws. */
export function unsnapped(snap: Snap): Snap {
  return { ...snap, stepMs: minuteMs, magnets: [], reachMs: 0 };
}

/** Where a shift comes to lie whose grip is pulled by so much real time. */
export function pulled(shift: Interval, grip: Grip, byMs: number, snap: Snap): Interval {
  if (grip === 'whole') return startingAt(shift, snapped(shift.start, byMs, snap), snap);
  return grip === 'start'
    ? { start: Math.min(snapped(shift.start, byMs, snap), before(shift.end, snap)), end: shift.end }
    : {
        start: shift.start,
        end: Math.max(snapped(shift.end, byMs, snap), after(shift.start, snap)),
      };
}

/** Where a shift comes to lie whose grip goes one step of the grid back or forth. */
export function nudged(shift: Interval, grip: Grip, by: -1 | 1, snap: Snap): Interval {
  const next = (at: Instant): Instant => nextOnGrid(at, by, snap);
  if (grip === 'whole') return startingAt(shift, next(shift.start), snap);
  return grip === 'start'
    ? { start: Math.min(next(shift.start), before(shift.end, snap)), end: shift.end }
    : { start: shift.start, end: Math.max(next(shift.end), after(shift.start, snap)) };
}

/** The stretch between two places of the timeline, on the grid, at least one step long. */
export function spanned(from: Instant, to: Instant, snap: Snap, handoffMs: number): Interval {
  const [first, last] = from <= to ? [from, to] : [to, from];
  if (snap.stepMs >= dayMs) {
    const day = (at: Instant): number => (wallOf(snap.schedule, at) - handoffMs) / dayMs;
    const at = (days: number): Instant => instantOf(snap.schedule, days * dayMs + handoffMs);
    const firstDay = Math.floor(day(first));
    return { start: at(firstDay), end: at(Math.max(firstDay + 1, Math.ceil(day(last)))) };
  }
  const start = snapped(first, 0, snap);
  return { start, end: Math.max(snapped(last, 0, snap), after(start, snap)) };
}

/** A shift with another start: its end by as much on the schedule's clock, so that a handoff stays one. */
function startingAt(shift: Interval, start: Instant, { schedule }: Snap): Interval {
  const byMs = wallOf(schedule, start) - wallOf(schedule, shift.start);
  const end = instantOf(schedule, wallOf(schedule, shift.end) + byMs);
  return { start, end: end > start ? end : start + shift.end - shift.start };
}

/** One end of a shift pulled by so much: it stays, is drawn, or goes on the grid. */
function snapped(at: Instant, byMs: number, snap: Snap): Instant {
  const { stepMs, schedule, shown, reachMs } = snap;
  const raw = at + byMs;
  const days = Math.round((wallOf(schedule, raw) - wallOf(schedule, at)) / dayMs);
  const sameHour = instantOf(schedule, wallOf(schedule, at) + days * dayMs);
  if (stepMs >= dayMs) return sameHour;
  const near = [...(byMs === 0 ? [] : [sameHour]), ...snap.magnets].filter(
    (it) => Math.abs(it - raw) <= reachMs,
  );
  if (near.length > 0)
    return near.reduce((a, b) => (Math.abs(b - raw) < Math.abs(a - raw) ? b : a));
  return instantOf(shown, Math.round(wallOf(shown, raw) / stepMs) * stepMs);
}

function nextOnGrid(at: Instant, by: -1 | 1, { stepMs, schedule, shown }: Snap): Instant {
  if (stepMs >= dayMs) return instantOf(schedule, wallOf(schedule, at) + by * stepMs);
  const steps = wallOf(shown, at) / stepMs;
  const on = by > 0 ? Math.floor(steps) + 1 : Math.ceil(steps) - 1;
  const next = instantOf(shown, on * stepMs);
  // Back over a missing hour the wall time before leads to the same instant again.
  return by > 0 ? Math.max(next, at + minuteMs) : next < at ? next : at - stepMs;
}

/** The shortest a shift can be made: one step, of at most an hour. */
const shortest = (snap: Snap): number => Math.min(snap.stepMs, hourMs);
const after = (at: Instant, snap: Snap): Instant => at + shortest(snap);
const before = (at: Instant, snap: Snap): Instant => at - shortest(snap);
