/**
 * Work cut into steps of a few milliseconds. Whoever must stay responsive lets others run between
 * two of them; the result is the same.
 */
export type Steps<T> = Generator<void, T>;

/** All steps at once. */
export function inOneGo<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}
