/**
 * Work cut into steps of a few milliseconds. Whoever must stay responsive lets others run between
 * two of them; the result is the same.
 */
export type Steps<T> = Generator<void, T>;

/** A list in parts of so many items, for a step each. */
export function* partsOf<T>(list: readonly T[], size: number): Generator<readonly T[]> {
  for (let at = 0; at < list.length; at += size) yield list.slice(at, at + size);
}

/** All steps at once. */
export function inOneGo<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}
