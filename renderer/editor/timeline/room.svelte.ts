import { untrack } from 'svelte';
import { fontOf } from './measure.ts';

/** How large the timeline and its parts are, in pixels. */
interface Sizes {
  readonly height: number;
  readonly width: number;
  readonly namesPx: number;
  readonly headPx: number;
  readonly rowPx: number;
  /** What shifts are labelled in; null before the first reading. */
  readonly font: string | null;
}

const unread: Sizes = { height: 0, width: 0, namesPx: 0, headPx: 0, rowPx: 0, font: null };

/** The timeline and those of its parts whose sizes decide what is drawn. */
interface Parts {
  readonly scroller: HTMLElement;
  readonly canvas: HTMLElement;
  readonly names: HTMLElement;
  readonly head: HTMLElement;
  /** As high as a row, and labelled as a shift is. */
  readonly probe: HTMLElement;
}

/**
 * The sizes of the timeline, all read at once: between a reading and the next something would be
 * drawn by the first, and the page laid out again for each.
 */
export class Room {
  sizes: Sizes = $state.raw(unread);

  /** Follows the sizes of a timeline on the page. */
  readonly follow = (scroller: HTMLElement): (() => void) => {
    const parts: Parts = {
      scroller,
      canvas: part(scroller, '.canvas'),
      names: part(scroller, '.names'),
      head: part(scroller, '.stuck'),
      probe: part(scroller, '.probe'),
    };
    const read = (): void => {
      const now = sizesOf(parts);
      // What follows must not run anew because of its own reading.
      const before = untrack(() => this.sizes);
      if (!same(now, before)) this.sizes = now;
    };
    const observer = new ResizeObserver(read);
    for (const it of Object.values(parts)) observer.observe(it);
    read();
    return () => observer.disconnect();
  };
}

function sizesOf({ scroller, canvas, names, head, probe }: Parts): Sizes {
  return {
    height: scroller.clientHeight,
    width: canvas.clientWidth,
    namesPx: names.offsetWidth,
    headPx: head.clientHeight,
    rowPx: probe.clientHeight,
    font: fontOf(probe),
  };
}

const same = (a: Sizes, b: Sizes): boolean =>
  a.height === b.height &&
  a.width === b.width &&
  a.namesPx === b.namesPx &&
  a.headPx === b.headPx &&
  a.rowPx === b.rowPx &&
  a.font === b.font;

function part(scroller: HTMLElement, selector: string): HTMLElement {
  const found = scroller.querySelector<HTMLElement>(selector);
  if (found === null) throw new Error(`the timeline has no ${selector}`);
  return found;
}
