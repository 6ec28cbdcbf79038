/** The few parts of svelte-gantt that the benchmark uses; it is installed only when that runs. */
declare module 'svelte-gantt' {
  interface Options {
    readonly target: HTMLElement;
    readonly props: Readonly<Record<string, unknown>>;
  }
  export const SvelteGantt: new (options: Options) => object;
  export const SvelteGanttTable: unknown;
}
