/** Runs at most `limit` pieces of work at a time, the others in their order. */
export interface Slots {
  run<T>(work: () => Promise<T>): Promise<T>;
}

export function createSlots(limit: number): Slots {
  let running = 0;
  const waiting: (() => void)[] = [];
  return {
    async run(work) {
      if (running >= limit) await new Promise<void>((resolve) => waiting.push(resolve));
      else running++;
      try {
        return await work();
      } finally {
        // The slot goes to the next in line without ever being free.
        const next = waiting.shift();
        if (next === undefined) running--;
        else next();
      }
    },
  };
}
