/**
 * Work that follows a form. What was quick the last time is done at once; what was slow waits
 * until typing pauses, and says so meanwhile.
 */
export class Worked<I, O> {
  value = $state.raw<O | null>(null);
  waiting = $state.raw(false);
  readonly #work: (input: I) => O;
  #tookMs = 0;

  constructor(work: (input: I) => O) {
    this.#work = work;
  }

  /** For an effect: does the work for an input, now or in a moment; returns what calls it off. */
  follow(input: I): () => void {
    if (this.#tookMs < quickMs) {
      this.#run(input);
      return () => undefined;
    }
    this.waiting = true;
    const timer = setTimeout(() => this.#run(input), pauseMs);
    return () => clearTimeout(timer);
  }

  #run(input: I): void {
    const began = performance.now();
    this.value = this.#work(input);
    this.#tookMs = performance.now() - began;
    this.waiting = false;
  }
}

const quickMs = 50;
const pauseMs = 250;
