import type { Instant } from '../core/time/instant.ts';
import type { Clock } from './clock.ts';

export interface BoundaryPorts {
  readonly clock: Clock;
  readonly zone: () => string;
  /** Redraws and plans; returns the next instant at which something may change. */
  readonly reached: () => Instant | null;
  /** The clock was set, the zone changed, or the machine slept unnoticed. */
  readonly jumped: (cause: 'clock' | 'zone') => void;
}

/** The one timer for boundaries. */
export interface BoundaryTimer {
  /** Looks again now: the snapshot or a setting changed. */
  look(): void;
  dispose(): void;
}

const longestMs = 60_000;
/** Timers are late by some milliseconds on a busy machine; a set clock is off by more. */
const toleranceMs = 2_000;

/**
 * Wakes at the next boundary, and at least once a minute to notice what no event tells: a clock
 * that was set, another zone, a suspend without a resume.
 */
export function startBoundaryTimer(ports: BoundaryPorts): BoundaryTimer {
  let cancel: (() => void) | null = null;
  const { clock } = ports;
  let wall = clock.now();
  let steady = clock.monotonic();
  let zone = ports.zone();
  let ended = false;

  function look(): void {
    if (ended) return;
    cancel?.();
    const next = ports.reached();
    const now = clock.now();
    wall = now;
    steady = clock.monotonic();
    const wait = next === null ? longestMs : Math.max(0, next - now);
    // A millisecond more than needed: a timer that fires early would find nothing changed.
    cancel = clock.setTimer(Math.min(wait + 1, longestMs), wake);
  }

  function wake(): void {
    cancel = null;
    const drift = clock.now() - wall - (clock.monotonic() - steady);
    const zoneNow = ports.zone();
    const zoneChanged = zoneNow !== zone;
    zone = zoneNow;
    if (zoneChanged) ports.jumped('zone');
    else if (Math.abs(drift) > toleranceMs) ports.jumped('clock');
    look();
  }

  look();
  return {
    look,
    dispose() {
      ended = true;
      cancel?.();
      cancel = null;
    },
  };
}
