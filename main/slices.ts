import type { Steps } from '../core/schedule/steps.ts';

/** How time passes and others get their turn. */
export interface Pace {
  readonly monotonic: () => number;
  readonly breathe: () => Promise<void>;
}

/** Does stepwise work in slices of `sliceMs`, letting everything else run in between. */
export async function inSlices<T>(steps: Steps<T>, pace: Pace, sliceMs = 8): Promise<T> {
  let began = pace.monotonic();
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    if (pace.monotonic() - began < sliceMs) continue;
    await pace.breathe();
    began = pace.monotonic();
  }
}
