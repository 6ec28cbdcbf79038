import type { Bar } from './bars.ts';

interface Drawn {
  readonly node: HTMLElement;
  bar: Bar;
}

const resting: Bar = {
  key: Number.NaN,
  style: '',
  look: 'shift',
  label: '',
  name: '',
  open: false,
  tabindex: -1,
};

/** The nodes of a row's shifts, one each; only what differs from what is there is written. */
export class BarNodes {
  #drawn = new Map<number, Drawn>();

  /** Makes a track show these bars, in their order; one with a key seen before keeps its node. */
  draw(track: HTMLElement, bars: readonly Bar[]): void {
    const before = this.#drawn;
    const after = new Map<number, Drawn>();
    for (const bar of bars) after.set(bar.key, written(before.get(bar.key), bar));
    for (const [key, { node }] of before) if (!after.has(key)) node.remove();
    this.#drawn = after;
    let at = track.firstElementChild;
    for (const { node } of after.values()) {
      if (node === at) at = at.nextElementSibling;
      else track.insertBefore(node, at);
    }
  }
}

function written(found: Drawn | undefined, bar: Bar): Drawn {
  const drawn = found ?? { node: blank(), bar: resting };
  const { node, bar: old } = drawn;
  if (bar === old) return drawn;
  drawn.bar = bar;
  if (bar.style !== old.style) node.style.cssText = bar.style;
  if (bar.label !== old.label) node.setAttribute('data-label', bar.label);
  if (bar.name !== old.name) node.setAttribute('aria-label', bar.name);
  if (bar.look !== old.look) node.className = bar.look;
  if (bar.open !== old.open) node.ariaSelected = String(bar.open);
  if (bar.tabindex !== old.tabindex) node.tabIndex = bar.tabindex;
  return drawn;
}

let pattern: HTMLElement | null = null;

function blank(): HTMLElement {
  if (pattern === null) {
    pattern = document.createElement('button');
    pattern.setAttribute('type', 'button');
    pattern.setAttribute('role', 'gridcell');
    pattern.className = resting.look;
    pattern.tabIndex = resting.tabindex;
    pattern.ariaSelected = 'false';
  }
  return pattern.cloneNode() as HTMLElement;
}
