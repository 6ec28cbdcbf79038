import type { Clock } from '../../main/clock.ts';

interface Timer {
  readonly at: number;
  readonly run: () => void;
}

/** A clock that stands still until it is told to go; timers run in order, promises in between. */
export class FixedClock implements Clock {
  #now: number;
  #mono = 0;
  #timers = new Set<Timer>();
  /** How often a timer was set. */
  everArmed = 0;

  constructor(now = Date.UTC(2026, 5, 1, 12)) {
    this.#now = now;
  }

  now = (): number => this.#now;
  monotonic = (): number => this.#mono;

  setTimer = (ms: number, run: () => void): (() => void) => {
    const timer = { at: this.#mono + ms, run };
    this.#timers.add(timer);
    this.everArmed++;
    if (this.everArmed > 100_000) throw new Error('a timer that is set again and again');
    return () => {
      this.#timers.delete(timer);
    };
  };

  /** How many timers wait, and for how long the longest of them. */
  get armed(): { count: number; longestMs: number } {
    const waits = [...this.#timers].map((timer) => timer.at - this.#mono);
    return { count: waits.length, longestMs: Math.max(0, ...waits) };
  }

  /** Lets time pass evenly. */
  async advance(ms: number): Promise<void> {
    const until = this.#mono + ms;
    await settle();
    for (;;) {
      const next = [...this.#timers].sort((a, b) => a.at - b.at)[0];
      if (next === undefined || next.at > until) break;
      this.#timers.delete(next);
      this.#pass(next.at - this.#mono);
      next.run();
      await settle();
    }
    this.#pass(until - this.#mono);
    await settle();
  }

  /** The wall clock jumps; nothing else knows. */
  jump(ms: number): void {
    this.#now += ms;
  }

  #pass(ms: number): void {
    const real = Math.max(0, ms);
    this.#mono += real;
    this.#now += real;
  }
}

/** Lets everything that is ready run, including what waits for the event loop to turn. */
export async function settle(turns = 5): Promise<void> {
  for (let turn = 0; turn < turns; turn++) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}
