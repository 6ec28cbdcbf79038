import type { Shift } from '../../../core/schedule/shifts.ts';
import type { Instant, Interval } from '../../../core/time/instant.ts';
import { dayMs } from '../../../core/time/instant.ts';
import { zoneTable } from '../../../core/time/zone.ts';
import type { EditorState } from '../../state/editor.svelte.ts';
import { coverageStrip } from '../timeline/coverage-strip.ts';
import { fullTime } from '../timeline/labels.ts';
import type { MemberRow, Row } from '../timeline/rows.ts';
import {
  nudged,
  pulled,
  spanned,
  stepOf,
  unsnapped,
  type Grip,
  type Snap,
} from '../timeline/snap.ts';
import type { Spot } from '../timeline/walk.ts';
import { handoffOf } from './handoff.ts';
import { drop, lockedWords, type Choice } from './drop.ts';

/** What the timeline knows of its rows and their places. */
export interface Board {
  readonly rows: readonly Row[];
  readonly shiftsAt: (row: number) => readonly Shift[];
  /** How much time three pixels are. */
  readonly reachMs: number;
  readonly focus: (spot: Spot) => void;
}

/** A shift in the hand, or with no shift a new one being drawn out: where it would lie. */
export interface Held extends Interval {
  readonly shift: Shift | null;
  readonly grip: Grip;
  readonly by: 'pointer' | 'keys';
  /** The row it was taken from, and its place there. */
  readonly from: number;
  readonly item: number;
  readonly row: number;
  readonly member: MemberRow;
}

/** A question about something put down, or with no choices, why it cannot lie there. */
export interface Asked {
  readonly words: string;
  readonly choices: readonly Choice[];
}

/** As many rows each way can be seen at once. */
const mostNear = 20;

/** Takes shifts up, carries them over the timeline and puts them down; by pointer or by keys. */
export class Hand {
  readonly #editor: EditorState;
  readonly #board: () => Board;
  held = $state.raw<Held | null>(null);
  asked = $state.raw<Asked | null>(null);
  #snap: Snap | null = null;

  constructor(editor: EditorState, board: () => Board) {
    this.#editor = editor;
    this.#board = board;
  }

  /** Takes a shift up; one that cannot be moved says why instead. */
  take(spot: Spot, grip: Grip, by: Held['by']): void {
    const { rows, shiftsAt } = this.#board();
    const member = rows[spot.row];
    const shift = shiftsAt(spot.row)[spot.item];
    if (member?.kind !== 'member' || shift === undefined) return;
    const { start, end } = shift;
    const { row, item } = spot;
    const held: Held = { shift, grip, by, from: row, item, row, member, start, end };
    this.#begin(held);
    const locked = lockedWords(this.#editor, shift);
    if (locked.length > 0) this.#ask({ words: locked.join(' '), choices: [] });
  }

  /** Begins to draw out a new shift at a place of a member's row: one step of the grid, or a day. */
  draw(row: number, at: Instant, size: 'step' | 'day'): void {
    const member = this.#board().rows[row];
    if (member?.kind !== 'member') return;
    const held = {
      shift: null,
      grip: 'end',
      by: 'pointer',
      from: row,
      item: -1,
      row,
      member,
    } as const;
    this.#begin({ ...held, start: at, end: at });
    if (this.#snap !== null && size === 'day') this.#snap = { ...this.#snap, stepMs: dayMs };
    this.stretch(at, at, false);
  }

  /** Pulls what is held by so much time, over a row. */
  pull(byMs: number, row: number, free: boolean): void {
    const { held } = this;
    const shift = held?.shift ?? null;
    if (held === null || shift === null || this.asked !== null) return;
    const place = pulled(shift, held.grip, byMs, this.#snapping(free));
    this.#put(place, held.grip === 'whole' ? row : held.from);
  }

  /** Draws a new shift out between two places. */
  stretch(from: Instant, to: Instant, free: boolean): void {
    const { held } = this;
    if (held === null) return;
    this.#put(spanned(from, to, this.#snapping(free), this.#handoffMs(held)), held.row);
  }

  /** One step by keys: on the grid, or a whole day. */
  nudge(by: -1 | 1, { wholeDay = false }: { readonly wholeDay?: boolean } = {}): void {
    const { held } = this;
    if (held === null || this.asked !== null) return;
    const snap = this.#snapping(false);
    const place = nudged(held, held.grip, by, wholeDay ? { ...snap, stepMs: dayMs } : snap);
    const { span } = this.#editor;
    if (place.end <= span.start || place.start >= span.end) {
      this.#editor.said = 'That is beyond the time shown.';
      return;
    }
    this.#put(place, held.row);
    this.#say();
  }

  /** To the next member up or down the same team. */
  hand(by: -1 | 1): void {
    const { held } = this;
    if (held === null || this.asked !== null) return;
    this.#put(held, held.row + by);
    this.#say();
  }

  grip(grip: Grip): void {
    if (this.held !== null) this.held = { ...this.held, grip };
  }

  /** Puts down what is held: changed at once, asked about, or refused. */
  drop(): void {
    const { held } = this;
    if (held === null || this.asked !== null) return;
    const { start, end, member, shift } = held;
    const to = { memberId: member.memberId, start, end };
    if (shift === null) {
      this.held = null;
      this.#editor.create({ start, end }, member.team.id, member.memberId);
      return;
    }
    const dropped = drop(this.#editor, shift, to);
    if (dropped.kind === 'asked') this.#ask(dropped);
    else if (dropped.kind === 'refused') this.#ask({ words: dropped.words.join(' '), choices: [] });
    else this.#done(held);
  }

  /** Does one of the things offered. */
  choose({ take }: Choice): void {
    const { held } = this;
    if (take === null || held === null) return;
    take();
    this.#done(held);
  }

  /** Leaves everything as it was, and the focus with the shift. */
  cancel(): void {
    const { held } = this;
    this.letGo();
    if (held === null || held.shift === null) return;
    this.#editor.said = 'Left as it was.';
    this.#focus(held.from, held.shift);
  }

  /** Leaves everything as it was; the focus is elsewhere already. */
  letGo(): void {
    this.held = null;
    this.asked = null;
  }

  #begin(held: Held): void {
    const { editor, team } = { editor: this.#editor, team: held.member.team };
    const { schedule, span, zoom, app } = editor;
    const strip = schedule === null ? null : coverageStrip(schedule, team, span);
    this.asked = null;
    this.held = held;
    this.#snap = {
      stepMs: stepOf(zoom),
      schedule: zoneTable(app.scheduleZone),
      shown: app.table,
      magnets: [...(strip?.pieces ?? []), ...this.#nearby(held)].flatMap((it) => [
        it.start,
        it.end,
      ]),
      reachMs: this.#board().reachMs,
    };
  }

  #snapping(free: boolean): Snap {
    if (this.#snap === null) throw new Error('nothing is held');
    return free ? unsnapped(this.#snap) : this.#snap;
  }

  /** Lays what is held somewhere; over another team or none it stays over the row it was. */
  #put({ start, end }: Interval, row: number): void {
    const { held } = this;
    const over = this.#board().rows[row];
    if (held === null) return;
    const fits = over?.kind === 'member' && over.team.id === held.member.team.id;
    const [at, member] = fits ? [row, over] : [held.row, held.member];
    if (start === held.start && end === held.end && at === held.row) return;
    this.held = { ...held, start, end, row: at, member };
  }

  #ask(asked: Asked): void {
    this.asked = asked;
    this.#editor.said = asked.words;
  }

  #done(held: Held): void {
    this.letGo();
    if (held.start !== held.shift?.start || held.end !== held.shift.end || held.row !== held.from)
      this.#editor.said = 'Moved; not saved yet.';
    this.#focus(held.row, held);
  }

  /** Gives the focus back to the shift that lies somewhere, once it is drawn there. */
  #focus(row: number, at: Interval): void {
    const { shiftsAt, focus } = this.#board();
    const item = shiftsAt(row).findIndex((it) => it.start <= at.start && at.end <= it.end);
    if (item >= 0) focus({ row, item });
  }

  #handoffMs(held: Held): number {
    return handoffOf(this.#nearby(held), zoneTable(this.#editor.app.scheduleZone));
  }

  /** The shifts of the team around the row something was taken from. */
  #nearby({ member, from }: Held): Shift[] {
    const { rows, shiftsAt } = this.#board();
    const first = Math.max(0, from - mostNear);
    return rows
      .slice(first, from + mostNear)
      .flatMap((row, n) => (row.team.id === member.team.id ? shiftsAt(first + n) : []));
  }

  #say(): void {
    const { held } = this;
    if (held === null) return;
    const { clock } = this.#editor.app;
    const when = `${fullTime(clock, held.start)} to ${fullTime(clock, held.end)}`;
    const who = this.#editor.nameOf(held.member.memberId);
    this.#editor.said = `${who}, ${when}. Enter puts it there, Escape leaves it.`;
  }
}
