/** What a scroll was like. */
export interface Scrolled {
  /** Between one frame and the next, in milliseconds. */
  readonly frames: readonly number[];
  /** Tasks longer than 50 ms. */
  readonly longTasks: number;
}

/** What is drawn: elements, and all nodes with texts and what a framework puts between them. */
export interface Drawn {
  readonly elements: number;
  readonly nodes: number;
  readonly shifts: number;
}

export interface Moved {
  readonly ms: number;
  readonly mutations: number;
}

/** What the driver may ask of a page of the benchmark, as `window.lab`. */
export interface Lab {
  prepare(people: number): void;
  /** Milliseconds from the call to the end of the frame after which nothing is added any more. */
  mount(): Promise<number>;
  drawn(): Drawn;
  scroll(frames: number, pxAFrame: number): Promise<Scrolled>;
  /** Moves one shift; milliseconds to the end of the frame that shows it. */
  move(quarters: number): Promise<Moved>;
}
