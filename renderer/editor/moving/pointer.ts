import type { Grip } from '../timeline/snap.ts';
import type { Spot } from '../timeline/walk.ts';
import type { Hand } from './hand.svelte.ts';
import type { Aim } from './row-field.ts';

/** What the timeline tells of the pointer. */
export interface Field {
  readonly aim: (event: MouseEvent) => Aim;
  readonly spotOf: (target: EventTarget | null) => Spot | null;
  readonly nodeOf: (spot: Spot) => HTMLElement | null;
  /** Whether an end of a shift is on screen, so that it can be held. */
  readonly hasEnd: (spot: Spot, end: 'start' | 'end') => boolean;
}

/** Less than this is a press. */
const pressPx = 4;
const edgePx = 8;
/** So near to the upper or lower edge the rows scroll along. */
const scrollPx = 28;

interface Press {
  readonly id: number;
  readonly x: number;
  readonly y: number;
  readonly aim: Aim;
  readonly spot: Spot | null;
  readonly grip: Grip;
}

/** Lets a pointer drag shifts of a timeline, their ends, and new ones out of empty rows. */
export function dragging(hand: Hand, field: Field): (timeline: HTMLElement) => () => void {
  return (timeline) => {
    const drag = new Drag(hand, field, timeline);
    const ends = new AbortController();
    const options = { signal: ends.signal };
    timeline.addEventListener('pointerdown', (event) => drag.down(event), options);
    timeline.addEventListener('pointermove', (event) => drag.move(event), options);
    timeline.addEventListener('pointerup', (event) => drag.up(event), options);
    timeline.addEventListener('pointercancel', () => drag.end(), options);
    timeline.addEventListener('lostpointercapture', () => drag.lost(), options);
    timeline.addEventListener('dblclick', (event) => drag.twice(event), options);
    const first = { ...options, capture: true };
    timeline.addEventListener('click', (event) => drag.click(event), first);
    window.addEventListener('keydown', (event) => drag.key(event), first);
    window.addEventListener('blur', () => drag.lost(), options);
    return () => {
      drag.lost();
      ends.abort();
    };
  };
}

class Drag {
  readonly #hand: Hand;
  readonly #field: Field;
  readonly #timeline: HTMLElement;
  #press: Press | null = null;
  /** Under way: the pointer is ours until it is let go. */
  #dragging = false;
  /** The click that ends a drag is none. */
  #ended = false;

  constructor(hand: Hand, field: Field, timeline: HTMLElement) {
    this.#hand = hand;
    this.#field = field;
    this.#timeline = timeline;
  }

  down(event: PointerEvent): void {
    this.#ended = false;
    // A finger scrolls.
    if (event.button !== 0 || event.pointerType === 'touch' || this.#hand.held !== null) return;
    const field = this.#field;
    const aim = field.aim(event);
    const spot = field.spotOf(event.target);
    if (!aim.onTrack || (spot === null && !isEmptyTrack(event.target))) return;
    const { pointerId: id, clientX: x, clientY: y } = event;
    const grip = spot === null ? 'end' : this.#gripAt(event, spot);
    this.#press = { id, x, y, aim, spot, grip };
  }

  move(event: PointerEvent): void {
    const press = this.#press;
    if (press === null) {
      this.#hint(event);
      return;
    }
    if (!this.#dragging) {
      if (Math.hypot(event.clientX - press.x, event.clientY - press.y) < pressPx) return;
      this.#begin(press);
      // What cannot be moved has said why already.
      if (this.#press === null) return;
    }
    const aim = this.#field.aim(event);
    if (press.spot === null) this.#hand.stretch(press.aim.at, aim.at, event.altKey);
    else this.#hand.pull(aim.at - press.aim.at, aim.row, event.altKey);
    this.#scroll(event);
  }

  up(event: PointerEvent): void {
    const was = this.#dragging;
    if (was) this.move(event);
    this.end();
    if (was) this.#hand.drop();
  }

  /** Lets go of the pointer; what is held stays held. */
  end(): void {
    const { id } = this.#press ?? {};
    delete this.#timeline.dataset['grip'];
    this.#press = null;
    this.#dragging = false;
    if (id !== undefined && this.#timeline.hasPointerCapture(id))
      this.#timeline.releasePointerCapture(id);
  }

  /** The pointer was taken away: nothing is put down. */
  lost(): void {
    if (!this.#dragging) return;
    this.end();
    this.#hand.cancel();
  }

  key(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || !this.#dragging) return;
    event.preventDefault();
    event.stopPropagation();
    this.lost();
  }

  click(event: MouseEvent): void {
    // One made by a key has no count, and is nobody's drag.
    if (!this.#ended || event.detail === 0) return;
    event.stopPropagation();
    event.preventDefault();
    this.#ended = false;
  }

  /** A day of a new shift where a row is pressed twice. */
  twice(event: MouseEvent): void {
    const { row, at, onTrack } = this.#field.aim(event);
    if (!onTrack || this.#hand.held !== null || !isEmptyTrack(event.target)) return;
    this.#hand.draw(row, at, 'day');
    this.#hand.drop();
  }

  #begin(press: Press): void {
    this.#dragging = true;
    this.#ended = true;
    if (press.spot === null) this.#hand.draw(press.aim.row, press.aim.at, 'step');
    else this.#hand.take(press.spot, press.grip, 'pointer');
    if (this.#hand.held === null || this.#hand.asked !== null) {
      this.end();
      return;
    }
    this.#timeline.setPointerCapture(press.id);
    this.#timeline.dataset['grip'] = press.grip;
  }

  /** Shows by the cursor what would be held here. */
  #hint(event: PointerEvent): void {
    const spot = this.#field.spotOf(event.target);
    const grip = spot === null ? 'whole' : this.#gripAt(event, spot);
    if (grip === 'whole') delete this.#timeline.dataset['edge'];
    else this.#timeline.dataset['edge'] = grip;
  }

  #gripAt(event: MouseEvent, spot: Spot): Grip {
    const node = this.#field.nodeOf(spot);
    if (node === null) return 'whole';
    const { hasEnd } = this.#field;
    const { left, right, width } = node.getBoundingClientRect();
    const edge = Math.min(edgePx, width / 4);
    if (event.clientX >= right - edge && hasEnd(spot, 'end')) return 'end';
    return event.clientX <= left + edge && hasEnd(spot, 'start') ? 'start' : 'whole';
  }

  #scroll({ clientY }: PointerEvent): void {
    const { top, bottom } = this.#timeline.getBoundingClientRect();
    const by = clientY > bottom - scrollPx ? 1 : clientY < top + scrollPx * 3 ? -1 : 0;
    if (by !== 0) this.#timeline.scrollBy({ top: (by * scrollPx) / 2 });
  }
}

/** Whether an event happened on a row where nothing is. */
function isEmptyTrack(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  return target.closest('.rows') !== null && target.closest('button, .name') === null;
}
