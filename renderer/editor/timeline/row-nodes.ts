import { BarNodes } from './bar-nodes.ts';
import type { MemberView } from './row-views.ts';
import { rowIndexOf } from './spots.ts';

/** A row on the page. */
interface Drawn {
  readonly node: HTMLElement;
  readonly parts: Readonly<Record<'face' | 'full' | 'me' | 'track', HTMLElement>>;
  readonly bars: BarNodes;
  view: MemberView | null;
  topPx: number;
}

/**
 * The rows of a team's members. They come and go by the dozen while somebody scrolls, so they are
 * made and changed by hand: components would cost several times what the rows themselves do.
 */
export class RowNodes {
  #drawn = new Map<string, Drawn>();

  /** Makes a group show these rows, in their order; a row that was there keeps its nodes. */
  draw(group: HTMLElement, views: readonly MemberView[], rowPx: number): void {
    const before = this.#drawn;
    const after = new Map<string, Drawn>();
    for (const view of views) {
      const drawn = before.get(view.row.key) ?? blank();
      after.set(view.row.key, drawn);
      write(drawn, view, view.index * rowPx);
    }
    for (const [key, { node }] of before) if (!after.has(key)) node.remove();
    this.#drawn = after;
    let at = group.firstElementChild;
    for (const { node } of after.values()) {
      if (node === at) at = at.nextElementSibling;
      else group.insertBefore(node, at);
    }
  }
}

function write(drawn: Drawn, view: MemberView, topPx: number): void {
  const { node, parts, bars, view: old } = drawn;
  if (topPx !== drawn.topPx) node.style.translate = `0 ${topPx}px`;
  drawn.topPx = topPx;
  if (view === old) return;
  drawn.view = view;
  if (view.index !== old?.index) node.ariaRowIndex = String(rowIndexOf(view.index));
  if (view.look !== old?.look) {
    const { initials, name, tone, isMe } = view.look;
    node.dataset['tone'] = String(tone);
    parts.face.textContent = initials;
    parts.full.textContent = name;
    parts.me.hidden = !isMe;
  }
  if (view.bars !== old?.bars) bars.draw(parts.track, view.bars);
}

let pattern: HTMLElement | null = null;

/** An empty row; its parts are found by their place. */
function blank(): Drawn {
  pattern ??= rowPattern();
  const node = pattern.cloneNode(true) as HTMLElement;
  const [head, track] = node.children;
  const [face, full, me] = head?.children ?? [];
  return {
    node,
    parts: { face: html(face), full: html(full), me: html(me), track: html(track) },
    bars: new BarNodes(),
    view: null,
    topPx: Number.NaN,
  };
}

function html(node: Element | undefined): HTMLElement {
  if (node instanceof HTMLElement) return node;
  throw new Error('a row has lost a part');
}

function rowPattern(): HTMLElement {
  const face = part('span', 'face');
  face.setAttribute('aria-hidden', 'true');
  const me = part('em', 'me');
  me.textContent = 'you';
  const head = part('div', 'name', 'rowheader');
  head.append(face, part('span', 'full'), me);
  const row = part('div', 'row', 'row');
  row.append(head, part('div', 'track', 'presentation'));
  return row;
}

function part(tag: string, className: string, role?: string): HTMLElement {
  const made = document.createElement(tag);
  made.className = className;
  if (role !== undefined) made.setAttribute('role', role);
  return made;
}
