import type { Duty } from '../../../core/schedule/schedule.ts';
import { shiftsOf, type Shift } from '../../../core/schedule/shifts.ts';
import type { Clock } from '../../../core/time/format.ts';
import { dayMs, type Instant, type Interval } from '../../../core/time/instant.ts';
import { fitting, shiftLabels, shiftName, type Measure } from './labels.ts';
import { placed } from './span.ts';

/** A shift as it is drawn, worked out in one go: a thousand rows leave no time for a part each. */
export interface Bar {
  /** The same for a shift that is moved within its day, so that its node and the focus stay. */
  readonly key: number;
  readonly style: string;
  /** Its classes. */
  readonly look: string;
  readonly label: string;
  /** All of it in words. */
  readonly name: string;
  readonly open: boolean;
  readonly tabindex: 0 | -1;
}

/** How all rows are drawn. */
export interface Frame {
  readonly span: Interval;
  readonly clock: Clock;
  readonly trackPx: number;
  readonly measure: Measure;
}

/** What the bars of one row have in common. */
export interface RowLook {
  readonly member: string;
  readonly team: string;
  /** Where the shift that is under way begins. */
  readonly runningFrom: Instant | null;
  /** The entry being worked on, if it is one of this row. */
  readonly openId: string | null;
  /** The shift of this row that Tab reaches. */
  readonly tabItem: number | null;
  /** Those that are not saved yet. */
  readonly proposed: readonly Shift[];
}

const paddingPx = 2 * 5 + 2;
/** No label is as narrow as this. */
const narrowestPx = 6;
/** More shifts than this never begin on one day: whole hours of rules that begin at one each. */
const mostADay = 64;

/** How the shifts of a row are drawn, in their order. */
export function barsOf(shifts: readonly Shift[], frame: Frame, row: RowLook): Bar[] {
  const { span, clock, trackPx, measure } = frame;
  let day = Number.NaN;
  let ofDay = 0;
  return shifts.map((shift, item) => {
    const startDay = Math.floor(shift.start / dayMs);
    ofDay = startDay === day ? ofDay + 1 : 0;
    day = startDay;
    const place = placed(shift, span);
    const running = shift.start === row.runningFrom;
    const proposed = row.proposed.includes(shift);
    const open = row.openId !== null && shift.entryIds.includes(row.openId);
    const room = (place.width / 100) * trackPx - paddingPx;
    return {
      key: day + ofDay / mostADay,
      style: `left:${place.left}%;width:${place.width}%`,
      look: lookOf(open, running, proposed, place),
      label:
        room < narrowestPx ? '' : fitting(shiftLabels(shift, clock, span, running), room, measure),
      name: shiftName(shift, clock, row.member, row.team) + (proposed ? ', not saved yet' : ''),
      open,
      tabindex: item === row.tabItem ? 0 : -1,
    };
  });
}

function lookOf(
  open: boolean,
  running: boolean,
  proposed: boolean,
  place: { readonly cutLeft: boolean; readonly cutRight: boolean },
): string {
  let look = 'shift';
  if (open) look += ' open';
  if (running) look += ' running';
  if (proposed) look += ' proposed';
  if (place.cutLeft) look += ' left';
  if (place.cutRight) look += ' right';
  return look;
}

const known = new WeakMap<Duty, { readonly span: Interval; readonly shifts: readonly Shift[] }>();

/** The shifts of a duty in a span, worked out when a row is first drawn and kept while it can be. */
export function shiftsShown(duty: Duty | null, span: Interval): readonly Shift[] {
  if (duty === null) return [];
  const seen = known.get(duty);
  if (seen !== undefined && seen.span === span) return seen.shifts;
  const shifts = shiftsOf(duty, span);
  known.set(duty, { span, shifts });
  return shifts;
}
