import { median, row, type Row } from '../report.ts';
import { heapOf, workOf, type Measuring, type Tab } from './browsers.ts';
import type { Drawn, Moved, Scrolled } from './lab.ts';

const people = 1_000;
const rounds = 5;
const moves = 7;
const scrollFrames = 60;
/** Two and a half rows a frame: a person who turns a wheel in earnest. */
const pxAFrame = 115;
/** Half a frame more than one at 60 Hz. */
const lateMs = 25;

type Page = 'ours' | 'reference' | 'gantt' | 'window';

/** Everything measured of one page, value by value. */
interface Found {
  readonly mountMs: number[];
  readonly heapMb: number[];
  readonly elements: number[];
  readonly nodes: number[];
  readonly scrollScriptMs: number[];
  readonly scrollTaskMs: number[];
  readonly lateFrames: number[];
  readonly longTasks: number[];
  readonly moveMs: number[];
  readonly mutations: number[];
  readonly rippleMs: number[];
}

const nothing = (): Found => ({
  mountMs: [],
  heapMb: [],
  elements: [],
  nodes: [],
  scrollScriptMs: [],
  scrollTaskMs: [],
  lateFrames: [],
  longTasks: [],
  moveMs: [],
  mutations: [],
  rippleMs: [],
});

/** Our timeline beside its peers in one browser: in turns, each time on a fresh page. */
export async function timelineRows(browser: Measuring, url: string): Promise<Row[]> {
  const found = { ours: nothing(), few: nothing(), reference: nothing(), gantt: nothing() };
  const whole = nothing();
  for (let round = 0; round <= rounds; round += 1) {
    // The first turn warms the disk's and the browser's caches.
    const keep = round > 0;
    await measure(browser, url, 'gantt', people, keep ? found.gantt : nothing());
    await measure(browser, url, 'reference', people, keep ? found.reference : nothing());
    await measure(browser, url, 'ours', people, keep ? found.ours : nothing());
    await measure(browser, url, 'ours', 20, keep ? found.few : nothing());
    await measure(browser, url, 'window', people, keep ? whole : nothing());
  }
  return judged(browser.name, { ...found, whole });
}

async function measure(
  browser: Measuring,
  url: string,
  page: Page,
  count: number,
  found: Found,
): Promise<void> {
  const tab = await browser.open(`${url}/${page}.html`);
  await tab.page.waitForFunction('window.lab !== undefined');
  await tab.page.evaluate(`window.lab.prepare(${count})`);
  found.mountMs.push(await ask<number>(tab, 'mount()'));
  const drawn = await ask<Drawn>(tab, 'drawn()');
  if (drawn.shifts < 100) throw new Error(`${page} shows only ${drawn.shifts} shifts`);
  found.elements.push(drawn.elements);
  found.nodes.push(drawn.nodes);
  found.heapMb.push((await heapOf(tab.devtools)) / 2 ** 20);
  if (count < people) return;
  await scroll(tab, found);
  if (page === 'gantt') return;
  await move(tab, page, found);
}

async function scroll(tab: Tab, found: Found): Promise<void> {
  const before = await workOf(tab.devtools);
  const { frames, longTasks } = await ask<Scrolled>(tab, `scroll(${scrollFrames}, ${pxAFrame})`);
  const after = await workOf(tab.devtools);
  found.scrollScriptMs.push((after.script - before.script) / scrollFrames);
  found.scrollTaskMs.push((after.task - before.task) / scrollFrames);
  found.lateFrames.push(frames.filter((ms) => ms > lateMs).length);
  found.longTasks.push(longTasks);
  // Back to where the shift to move is.
  await ask(tab, `scroll(1, -1000000)`);
}

async function move(tab: Tab, page: Page, found: Found): Promise<void> {
  // The first opens what is moved.
  await ask(tab, 'move(1)');
  const times: number[] = [];
  const changes: number[] = [];
  const scripts: number[] = [];
  for (let quarters = 2; quarters < moves + 2; quarters += 1) {
    const before = await workOf(tab.devtools);
    const { ms, mutations } = await ask<Moved>(tab, `move(${quarters})`);
    const after = await workOf(tab.devtools);
    times.push(ms);
    changes.push(mutations);
    scripts.push(after.script - before.script);
  }
  found.moveMs.push(median(times));
  found.mutations.push(Math.max(...changes));
  if (page === 'window') found.rippleMs.push(median(scripts));
}

function ask<T>(tab: Tab, call: string): Promise<T> {
  return tab.page.evaluate<T>(`window.lab.${call}`);
}

interface All {
  readonly ours: Found;
  readonly few: Found;
  readonly reference: Found;
  readonly gantt: Found;
  readonly whole: Found;
}

function judged(where: string, { ours, few, reference, gantt, whole }: All): Row[] {
  const of = (found: Found, key: keyof Found) => median(found[key]);
  const besides = (
    name: string,
    key: keyof Found,
    unit: string,
    goal: (peer: number) => number,
    [peer, found]: readonly [string, Found] = ['reference by hand', reference],
  ): Row =>
    row(`${name} · ${where}`, of(ours, key), unit, goal(of(found, key)), {
      name: peer,
      value: of(found, key),
    });
  const alone = (name: string, key: keyof Found, unit: string, goal: number | null, found = ours) =>
    row(`${name} · ${where}`, of(found, key), unit, goal);
  return [
    besides('mount', 'mountMs', 'ms', (peer) => 0.8 * peer, ['svelte-gantt 4.5', gantt]),
    besides('mount, to the reference', 'mountMs', 'ms', (peer) => 2 * peer),
    besides('mount, to 20 rows', 'mountMs', 'ms', (peer) => 1.6 * peer, ['our own 20 rows', few]),
    alone('nodes at rest', 'nodes', 'nodes', 1_100),
    besides('heap', 'heapMb', 'MiB', (peer) => peer + 4),
    besides('scroll frame', 'scrollScriptMs', 'ms script a frame', (peer) => 1.5 * peer),
    alone('scroll frame, late', 'lateFrames', `of ${scrollFrames}`, 6),
    row(`scroll frame, long tasks · ${where}`, Math.max(...ours.longTasks), '', 0),
    besides('move', 'moveMs', 'ms to paint', (peer) => 3 * peer),
    alone('move, mutations', 'mutations', '', 10),
    alone('ripple', 'rippleMs', 'ms script', 50, whole),
    alone('whole window, mount', 'mountMs', 'ms', null, whole),
    ...details(where, { ours, few, reference, gantt, whole }),
  ];
}

/** What the goals do not speak of, for who wants to compare. */
function details(where: string, { ours, reference, gantt, whole }: All): Row[] {
  const names = [
    ['ours', ours],
    ['reference by hand', reference],
    ['svelte-gantt 4.5', gantt],
    ['whole window', whole],
  ] as const;
  const keys = [
    ['elements', 'elements', ''],
    ['heap', 'heapMb', 'MiB'],
    ['scroll frame, all work', 'scrollTaskMs', 'ms a frame'],
    ['late frames', 'lateFrames', `of ${scrollFrames}`],
  ] as const;
  return keys.flatMap(([label, key, unit]) =>
    names.map(([name, found]) =>
      row(`${label} · ${name} · ${where}`, median(found[key]), unit, null),
    ),
  );
}
