import type { Instant, Interval } from '../time/instant.ts';
import { dayMs } from '../time/instant.ts';
import type { Transition, ZoneTable } from '../time/zone.ts';
import { instantOf, transitionsIn, wallOf, zoneTable } from '../time/zone.ts';
import { dateBits, passes } from './month-days.ts';
import type { CompiledRule } from './recurrence.ts';
import type { Schedule } from './schedule.ts';
import type { Shift, ShiftFilter } from './shifts.ts';
import { shiftsIn } from './shifts.ts';

/** Whose clocks change: those the rules are read by, or those on the viewer's wall. */
export type ClockSide = 'schedule' | 'viewer';

/** One change of one side's clocks. */
export interface ClockChange extends Transition {
  readonly side: ClockSide;
  readonly zone: string;
}

/** A shift with a clock change inside, or one whose start a skipped hour has moved. */
export interface TouchedShift {
  readonly shift: Shift;
  readonly change: ClockChange;
  /**
   * How long it really is, and how long the rule (or, on the viewer's side, the clock on the wall)
   * says it is. Null for a shift open at either end.
   */
  readonly length: { readonly realMs: number; readonly wallMs: number } | null;
}

/** The clock changes of a window and the shifts they touch, in order of time. */
export interface ClockRadar {
  readonly changes: readonly ClockChange[];
  readonly touched: readonly TouchedShift[];
}

/**
 * Which shifts are touched by a clock change within the window, in the schedule's zone or in the
 * viewer's where it is another. Throws RangeError for an unknown viewer zone.
 */
export function clockRadar(
  schedule: Schedule,
  window: Interval,
  viewerZone: string,
  filter: ShiftFilter = {},
): ClockRadar {
  const own = schedule.table;
  const sides: readonly (readonly [ClockSide, ZoneTable])[] =
    viewerZone === own.zone
      ? [['schedule', own]]
      : [
          ['schedule', own],
          ['viewer', zoneTable(viewerZone)],
        ];
  const changes = sides
    .flatMap(([side, table]) =>
      transitionsIn(table, window).map((it) => ({ ...it, side, zone: table.zone })),
    )
    .sort((a, b) => a.at - b.at);
  const rules = rulesById(schedule);
  const touched = changes.flatMap((change) => {
    const jumped = Math.max(change.offsetAfter - change.offsetBefore, 1);
    const around = { start: change.at, end: change.at + jumped };
    return shiftsIn(schedule, around, filter).flatMap((shift) => {
      const part = change.side === 'schedule' ? shift.entryIds.map((id) => rules.get(id)) : [];
      return (
        look(
          shift,
          change,
          part.filter((rule) => rule !== undefined),
        ) ?? []
      );
    });
  });
  return { changes, touched };
}

function rulesById(schedule: Schedule): Map<string, CompiledRule> {
  const entries = schedule.duties.flatMap((duty) => duty.entries);
  return new Map(entries.map(({ entry, rule }) => [entry.id, rule]));
}

/**
 * Null for a shift the change leaves alone; one that ended by then is not asked about. `rules` are
 * those whose wall times to go by.
 */
function look(
  shift: Shift,
  change: ClockChange,
  rules: readonly CompiledRule[],
): TouchedShift | null {
  const table = zoneTable(change.zone);
  const wallStart = nominal(table, shift.start, change, rules, 'startMs');
  const moved = wallStart !== wallOf(table, shift.start);
  if (!moved && shift.start >= change.at) return null;
  if (shift.openStart || shift.openEnd) return { shift, change, length: null };
  const wallMs = nominal(table, shift.end, change, rules, 'endMs') - wallStart;
  return { shift, change, length: { realMs: shift.end - shift.start, wallMs } };
}

/** The wall time a rule wrote for an instant: not the shown one where the change skipped it. */
function nominal(
  table: ZoneTable,
  instant: Instant,
  change: ClockChange,
  rules: readonly CompiledRule[],
  edge: 'startMs' | 'endMs',
): number {
  const shown = wallOf(table, instant);
  const skipped = shown - (change.offsetAfter - change.offsetBefore);
  if (instantOf(table, skipped) !== instant) return shown;
  const written = rules.some((rule) => {
    const date = (skipped - rule[edge]) / dayMs;
    return Number.isInteger(date) && passes(rule, dateBits(date, rule.weekOfMonth));
  });
  return written ? skipped : shown;
}
