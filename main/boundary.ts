import type { Instant } from '../core/time/instant.ts';
import type { Clock } from './clock.ts';

export interface BoundaryPorts {
  readonly clock: Clock;
  readonly zone: () => string;
  /** Redraws and plans; returns the next instant at which something may change. */
  readonly reached: () => Instant | null;
  readonly online: () => boolean;
  /** The clock was set or the machine slept unnoticed; the zone changed; the network came back. */
  readonly jumped: (cause: Jump) => void;
}

/** What no event tells, noticed at a look. */
export type Jump = 'clock' | 'zone' | 'online';

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
 * that was set, another zone, a suspend without a resume, a network that is back. Every look
 * compares, also one that a change of the store asked for: it starts the measuring anew.
 */
export function startBoundaryTimer(ports: BoundaryPorts): BoundaryTimer {
  let cancel: (() => void) | null = null;
  const { clock } = ports;
  let wall = clock.now();
  let steady = clock.monotonic();
  let zone = ports.zone();
  let online = ports.online();
  let next: Instant | null = null;
  let ended = false;

  function look(jumped: readonly Jump[] = jumps()): void {
    if (ended) return;
    // Armed first: a look that fails must not be the last one.
    next = null;
    arm(next);
    for (const jump of jumped) ports.jumped(jump);
    next = ports.reached();
    arm(next);
  }

  function wake(): void {
    const found = jumps();
    // Woken only to notice a jump: until the boundary nothing changes by itself.
    if (found.length === 0 && next !== null && clock.now() < next) arm(next);
    else look(found);
  }

  function arm(at: Instant | null): void {
    cancel?.();
    cancel = null;
    if (ended) return;
    const wait = at === null ? longestMs : Math.max(0, at - clock.now());
    // A millisecond more than needed: a timer that fires early would find nothing changed.
    cancel = clock.setTimer(Math.min(wait + 1, longestMs), wake);
  }

  function jumps(): Jump[] {
    const drift = clock.now() - wall - (clock.monotonic() - steady);
    const zoneNow = ports.zone();
    const onlineNow = ports.online();
    const found: Jump[] = [];
    if (zoneNow !== zone) found.push('zone');
    else if (Math.abs(drift) > toleranceMs) found.push('clock');
    if (onlineNow && !online) found.push('online');
    wall = clock.now();
    steady = clock.monotonic();
    zone = zoneNow;
    online = onlineNow;
    return found;
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
