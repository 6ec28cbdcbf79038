/** A point in time: integer milliseconds since the epoch, UTC. */
export type Instant = number;

/** A stretch of time, half-open: `start` belongs to it, `end` does not. */
export interface Interval {
  readonly start: Instant;
  readonly end: Instant;
}

export const secondMs = 1_000;
export const minuteMs = 60_000;
export const hourMs = 3_600_000;
export const dayMs = 86_400_000;

/** The earliest instant of year 1 and the first after year 9999: nothing is computed outside. */
export const firstInstant: Instant = -62_135_596_800_000;
export const lastInstant: Instant = 253_402_300_800_000;
