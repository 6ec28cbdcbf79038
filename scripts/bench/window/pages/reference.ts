import { dayMs, hourMs, minuteMs, type Interval } from '../../../../core/time/instant.ts';
import './reference.css';
import { bench, plainData } from './lab.ts';
import { coveredIn, type Piece } from './reference-coverage.ts';
import { fullName, shortLabel } from './reference-words.ts';
import { month, moved, type PlainRow } from './workload.ts';

// A timeline by hand, as lean as one can be that still shows and says what ours does: the rows on
// screen and a few beside them, days, coverage, faces, and one node for each shift.
const rowPx = 46;
const headPx = 82;
const namesPx = 180;
const spare = 3;
const step = 4;
const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const place = (at: number): number => ((at - month.start) / (month.end - month.start)) * 100;

function element(parent: HTMLElement, className: string, text = ''): HTMLElement {
  const made = document.createElement('div');
  made.className = className;
  if (text !== '') made.textContent = text;
  parent.append(made);
  return made;
}

function cell(parent: HTMLElement, className: string, at: Interval, name: string): HTMLElement {
  const made = element(parent, className);
  made.style.cssText = `left:${place(at.start)}%;width:${place(at.end) - place(at.start)}%`;
  if (name !== '') made.setAttribute('aria-label', name);
  return made;
}

class Reference {
  readonly #rows: readonly PlainRow[];
  readonly #drawn = new Map<number, HTMLElement>();
  readonly #body: HTMLElement;
  #trackPx = 0;
  readonly scroller: HTMLElement;

  constructor(target: HTMLElement, rows: readonly PlainRow[]) {
    this.#rows = rows;
    this.scroller = document.createElement('div');
    this.scroller.className = 'reference';
    this.scroller.setAttribute('role', 'grid');
    const stripes = element(this.scroller, 'stripes');
    const stuck = element(this.scroller, 'stuck');
    this.#head(stripes, stuck);
    this.#coverage(stuck);
    this.#body = element(this.scroller, 'body');
    this.#body.style.height = `${rows.length * rowPx}px`;
    target.append(this.scroller);
    this.#trackPx = this.scroller.clientWidth - namesPx;
    this.draw();
    this.scroller.addEventListener('scroll', () => this.draw());
  }

  #head(stripes: HTMLElement, stuck: HTMLElement): void {
    const head = element(stuck, 'head');
    element(head, 'name', 'Member');
    const track = element(head, 'days');
    for (let i = 0; i < 28; i += 1) {
      const day = { start: month.start + i * dayMs, end: month.start + (i + 1) * dayMs };
      cell(stripes, i % 7 > 4 ? 'stripe weekend' : 'stripe', day, '');
      cell(track, 'day', day, `Day ${i + 1}`).textContent = `${weekdays[i % 7] ?? ''} ${i + 1}`;
    }
  }

  #coverage(stuck: HTMLElement): void {
    const line = element(stuck, 'row line');
    element(line, 'name', 'Coverage');
    const track = element(line, 'track');
    for (const piece of coveredIn(this.#rows)) {
      const name = (it: Piece): string => `${it.kind}, ${fullName('Platform', it)}`;
      cell(track, piece.kind, piece, name(piece)).setAttribute('role', 'gridcell');
    }
  }

  draw(): void {
    const { scrollTop, clientHeight } = this.scroller;
    const at = Math.floor(scrollTop / rowPx / step) * step;
    const first = Math.max(0, at - spare);
    const seen = Math.ceil((clientHeight - headPx) / rowPx);
    const end = Math.min(this.#rows.length, at + step + spare + seen);
    for (const [index, row] of this.#drawn)
      if (index < first || index >= end) {
        row.remove();
        this.#drawn.delete(index);
      }
    for (let index = first; index < end; index += 1)
      if (!this.#drawn.has(index)) this.#drawn.set(index, this.#row(index));
  }

  #row(index: number): HTMLElement {
    const row = document.createElement('div');
    row.className = `row member tone-${(index % 8) + 1}`;
    row.setAttribute('role', 'row');
    row.setAttribute('aria-rowindex', String(index + 3));
    row.style.translate = `0 ${index * rowPx}px`;
    const { name, shifts } = this.#rows[index] ?? { name: '', shifts: [] };
    const head = element(row, 'name');
    element(head, 'face', `${name[0] ?? ''}${name.at(-1) ?? ''}`);
    element(head, 'full', name).title = name;
    const track = element(row, 'track');
    for (const shift of shifts) {
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'shift';
      button.tabIndex = -1;
      button.setAttribute('role', 'gridcell');
      button.setAttribute('aria-selected', 'false');
      this.#write(button, shift, name);
      track.append(button);
    }
    this.#body.append(row);
    return row;
  }

  #write(button: HTMLElement, shift: Interval, member: string): void {
    const width = place(shift.end) - place(shift.start);
    button.style.cssText = `left:${place(shift.start)}%;width:${width}%`;
    button.setAttribute('data-label', shortLabel(shift, (width / 100) * this.#trackPx - 12));
    button.setAttribute('aria-label', fullName(member, shift));
  }

  move(index: number, item: number, shift: Interval): void {
    const row = this.#rows[index];
    if (row === undefined) throw new Error('there is no such row');
    row.shifts[item] = shift;
    const button = this.#drawn.get(index)?.querySelectorAll<HTMLElement>('.shift')[item];
    if (button !== undefined) this.#write(button, shift, row.name);
  }
}

const data = plainData();
let mounted: Reference | null = null;

bench({
  prepare: data.prepare,
  mount: (target) => (mounted = new Reference(target, data.rows())),
  scroller: () => {
    if (mounted === null) throw new Error('nothing is mounted');
    return mounted.scroller;
  },
  move(quarters) {
    const shifts = data.rows()[moved]?.shifts ?? [];
    const item = shifts.findIndex(({ start, end }) => end - start === 4 * hourMs);
    const shift = shifts[item];
    if (shift === undefined) throw new Error('there is no shift to move');
    const day = Math.floor(shift.start / dayMs) * dayMs;
    const start = day + 10 * hourMs + quarters * 15 * minuteMs;
    mounted?.move(moved, item, { start, end: start + 4 * hourMs });
  },
});
