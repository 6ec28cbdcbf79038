interface Step<V> {
  readonly label: string;
  readonly version: V;
}

/** Versions of something being edited, to step back and forth through. */
export class History<V> {
  #past = $state.raw<readonly Step<V>[]>([]);
  #future = $state.raw<readonly Step<V>[]>([]);

  /** What the next step back takes back; null where there is none. */
  get undoable(): string | null {
    return this.#past.at(-1)?.label ?? null;
  }

  get redoable(): string | null {
    return this.#future.at(-1)?.label ?? null;
  }

  /**
   * Keeps a version that is about to be changed. With `joined`, changes under the same label one
   * right after the other are one step.
   */
  remember(version: V, label: string, joined = false): void {
    this.#future = [];
    if (joined && this.undoable === label) return;
    this.#past = [...this.#past, { label, version }];
  }

  /** The version before the last step; `now` can be gone forth to again. */
  back(now: V): V {
    const step = this.#past.at(-1);
    if (step === undefined) return now;
    this.#past = this.#past.slice(0, -1);
    this.#future = [...this.#future, { label: step.label, version: now }];
    return step.version;
  }

  forth(now: V): V {
    const step = this.#future.at(-1);
    if (step === undefined) return now;
    this.#future = this.#future.slice(0, -1);
    this.#past = [...this.#past, { label: step.label, version: now }];
    return step.version;
  }
}
