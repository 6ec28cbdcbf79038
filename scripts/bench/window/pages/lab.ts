import type { Drawn, Lab, Moved, Scrolled } from '../lab.ts';
import { plainRows, type PlainRow } from './workload.ts';

/** A timeline on the bench. */
export interface Subject {
  /** Makes the data ready; not timed. */
  prepare(people: number): void;
  /** Draws into an empty place of a fixed size. */
  mount(target: HTMLElement): void;
  scroller(target: HTMLElement): HTMLElement;
  /** Makes one shift of one member begin and end some quarters of an hour later. */
  move?(quarters: number): void;
}

declare global {
  interface Window {
    lab?: Lab;
  }
}

const settledFrames = 6;

/** Puts a subject on the bench of this page. */
export function bench(subject: Subject): void {
  const target = document.getElementById('app');
  if (target === null) throw new Error('the page has no place for the timeline');
  window.lab = {
    prepare: (people) => subject.prepare(people),
    mount: () => mountToPaint(subject, target),
    drawn: () => drawnIn(target),
    scroll: (frames, pxAFrame) => scrolled(subject.scroller(target), frames, pxAFrame),
    move: (quarters) => moved(subject, target, quarters),
  };
}

async function mountToPaint(subject: Subject, target: HTMLElement): Promise<number> {
  await nextFrame();
  const began = performance.now();
  subject.mount(target);
  let ended = await painted();
  let seen = countOf(target);
  for (let still = 0; still < settledFrames; still += 1) {
    await nextFrame();
    const at = await painted();
    const count = countOf(target);
    if (count === seen) continue;
    [ended, seen, still] = [at, count, -1];
  }
  return ended - began;
}

const countOf = (target: HTMLElement): number => target.getElementsByTagName('*').length;

function drawnIn(target: HTMLElement): Drawn {
  const walker = document.createTreeWalker(target, NodeFilter.SHOW_ALL);
  let nodes = 0;
  while (walker.nextNode() !== null) nodes += 1;
  const shifts = target.querySelectorAll('.shift, .sg-task').length;
  return { elements: countOf(target), nodes, shifts };
}

async function scrolled(
  scroller: HTMLElement,
  frames: number,
  pxAFrame: number,
): Promise<Scrolled> {
  let longTasks = 0;
  const observer = new PerformanceObserver((list) => (longTasks += list.getEntries().length));
  observer.observe({ entryTypes: ['longtask'] });
  const times: number[] = [];
  let { scrollTop } = scroller;
  let last = await nextFrame();
  for (let frame = 0; frame < frames; frame += 1) {
    scrollTop = Math.max(0, scrollTop + pxAFrame);
    scroller.scrollTop = scrollTop;
    const at = await nextFrame();
    times.push(at - last);
    last = at;
  }
  await nextFrame();
  await nextFrame();
  observer.disconnect();
  return { frames: times, longTasks };
}

async function moved(subject: Subject, target: HTMLElement, quarters: number): Promise<Moved> {
  if (subject.move === undefined) throw new Error('nothing to move');
  let mutations = 0;
  const observer = new MutationObserver((records) => (mutations += records.length));
  const everything = { attributes: true, characterData: true, childList: true, subtree: true };
  observer.observe(target, everything);
  await nextFrame();
  const began = performance.now();
  subject.move(quarters);
  const ended = await painted();
  await nextFrame();
  observer.disconnect();
  return { ms: ended - began, mutations };
}

/** The beginning of the next frame; what awaits it runs before that frame is drawn. */
function nextFrame(): Promise<number> {
  return new Promise((resolve) => requestAnimationFrame(resolve));
}

/** Asked for within a frame: when that frame has been laid out and painted. */
function painted(): Promise<number> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve(performance.now());
    };
    port2.postMessage(null);
  });
}

/** Rows for a subject that knows no rules, and what moves one of their shifts. */
export function plainData(): {
  rows: () => readonly PlainRow[];
  prepare: (people: number) => void;
} {
  let rows: readonly PlainRow[] = [];
  return { rows: () => rows, prepare: (people) => (rows = plainRows(people)) };
}
