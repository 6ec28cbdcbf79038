import type { RowEdit } from '../../core/schedule/edit/row-edit.ts';
import type { Entry, Interpretation, Rule } from '../../core/schedule/model.ts';
import { planMove } from '../../core/schedule/move.ts';
import type { MovePlan, ShiftMove } from '../../core/schedule/move/shift-move.ts';
import { compileSchedule } from '../../core/schedule/schedule.ts';
import { shiftsIn } from '../../core/schedule/shifts.ts';
import { aRule, anEntry, inZone } from './rules.ts';
import { at } from './snapshots.ts';

/** Where Ana is moved, clock changes and all. */
export const berlin = inZone('Europe/Berlin');

/** What a move comes to; new entries are `new-1` and on. */
export function plan(
  entries: readonly Entry[],
  move: ShiftMove,
  interpretation = berlin,
): MovePlan {
  let next = 0;
  return planMove(entries, move, { interpretation, newId: () => `new-${(next += 1)}` });
}

/** The edits of a move that must be possible. */
export function edits(
  entries: readonly Entry[],
  move: ShiftMove,
  reading = berlin,
): readonly RowEdit[] {
  const planned = plan(entries, move, reading);
  if (planned.kind !== 'planned') throw new Error(JSON.stringify(planned));
  return planned.edits;
}

/** The kinds of edits, in the order of the alphabet. */
export const kinds = (list: readonly RowEdit[]): string[] => list.map((it) => it.kind).sort();

/** A move of a shift of Ana; times are `Date` texts. */
export function anaFrom(from: string, until: string) {
  const place = { memberId: 'Ana', start: at(from), end: at(until) };
  return (
    to: string,
    end: string,
    { memberId = 'Ana', scope = 'shift' as ShiftMove['scope'] } = {},
  ): ShiftMove => ({
    teamId: 't1',
    from: place,
    to: { memberId, start: at(to), end: at(end) },
    scope,
  });
}

/** The shifts of spring 2026, in the zone's wall time. */
export function shifts(
  entries: readonly Entry[],
  { zone, ...rest }: Interpretation = berlin,
): string[] {
  const window = { start: at('2026-03-16T00:00Z'), end: at('2026-04-06T00:00Z') };
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'short',
  });
  const text = (instant: number): string => format.format(instant).slice(5);
  return shiftsIn(compileSchedule(entries, { zone, ...rest }), window).map(
    (it) => `${it.memberId} ${text(it.start)} – ${text(it.end)}`,
  );
}

/** An entry of Ana, by its rule. */
export const ofAna = (rule: Partial<Rule>, part: Partial<Entry> = {}): Entry =>
  anEntry({ id: 'a', memberId: 'Ana', createdAt: 'c1', rule: aRule(rule), ...part });

/** Her Sundays from one to nine, by a weekly rule. */
export const sundays = ofAna({ weekDays: [0], startTime: '01:00:00', endTime: '09:00:00' });
/** One of them, by dates. */
export const oneSunday = ofAna({
  startDate: at('2026-03-22T01:00+01:00'),
  endDate: at('2026-03-22T09:00+01:00'),
});
