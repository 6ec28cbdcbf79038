import { dayMs } from '../time/instant.ts';
import type { MemberId, TeamId } from './model.ts';
import type { DateBits } from './month-days.ts';
import type { CompiledRule, Moment } from './recurrence.ts';
import { isActiveIn } from './recurrence.ts';
import type { Schedule, ScheduledEntry } from './schedule.ts';

/** One member on call in one team, by one entry. */
export interface OnCall {
  readonly teamId: TeamId | null;
  readonly memberId: MemberId;
  readonly entryId: string;
}

/**
 * Rules side by side in plain arrays: asking all of them at once then costs no more than reading
 * memory in order. Ten thousand entries are ten thousand objects otherwise.
 */
export interface Columns {
  /** The three filters in one number: months from bit 0, week days from 12, weeks from 19. */
  readonly filters: Int32Array;
  readonly startMs: Int32Array;
  readonly endMs: Int32Array;
  readonly from: Float64Array;
  readonly to: Float64Array;
}

/** A schedule's rules laid out, with what to say of each. */
interface ScheduleColumns extends Columns {
  readonly entries: readonly ScheduledEntry[];
  readonly answers: readonly OnCall[];
}

const weekDayShift = 12;
const weekShift = 19;

// Schedules never change, so what was laid out once stays true; unused ones vanish with theirs.
const known = new WeakMap<Schedule, ScheduleColumns>();

function columnsOf(schedule: Schedule): ScheduleColumns {
  const columns = known.get(schedule) ?? laidOut(schedule);
  known.set(schedule, columns);
  return columns;
}

function laidOut(schedule: Schedule): ScheduleColumns {
  const entries = schedule.duties.flatMap((duty) => duty.entries);
  const answers = schedule.duties.flatMap(({ teamId, memberId, entries: own }) =>
    own.map(({ entry }) => ({ teamId, memberId, entryId: entry.id })),
  );
  return { entries, answers, ...layOut(entries.map((it) => it.rule)) };
}

/** Lays rules out side by side, in their order. */
export function layOut(rules: readonly CompiledRule[]): Columns {
  const { length } = rules;
  const columns = {
    filters: new Int32Array(length),
    startMs: new Int32Array(length),
    endMs: new Int32Array(length),
    from: new Float64Array(length),
    to: new Float64Array(length),
  };
  for (let i = 0; i < length; i += 1) {
    const rule = rules[i];
    if (rule === undefined) continue;
    columns.filters[i] = rule.months | (rule.weekDays << weekDayShift) | (rule.weeks << weekShift);
    columns.startMs[i] = rule.startMs;
    columns.endMs[i] = rule.endMs;
    columns.from[i] = rule.from;
    columns.to[i] = rule.to;
  }
  return columns;
}

/** Everyone on call at a moment, one item per entry, in the schedule's order. */
export function everyoneAt(schedule: Schedule, moment: Moment): OnCall[] {
  const columns = columnsOf(schedule);
  if (moment.nearby === null) return calmly(columns, moment);
  return columns.answers.filter((_, i) => {
    const scheduled = columns.entries[i];
    return scheduled !== undefined && isActiveIn(scheduled.rule, moment);
  });
}

/** The same as asking each rule `isActiveIn` while no clock change has been of late. */
function calmly(columns: ScheduleColumns, moment: Moment): OnCall[] {
  const { answers, filters, startMs, endMs, from, to } = columns;
  const { at, timeOfDay } = moment;
  const found: OnCall[] = [];
  for (let i = 0; i < answers.length; i += 1) {
    const filter = filters[i] ?? 0;
    const end = endMs[i] ?? 0;
    const today =
      (startMs[i] ?? 0) <= timeOfDay && timeOfDay < end && hasDate(filter, moment.today);
    if (!today && !(timeOfDay + dayMs < end && hasDate(filter, moment.yesterday))) continue;
    if (at < (from[i] ?? 0) || at >= (to[i] ?? 0)) continue;
    const answer = answers[i];
    if (answer !== undefined) found.push(answer);
  }
  return found;
}

/** Whether a filter of `Columns` lets a date pass. */
export const hasDate = (filter: number, date: DateBits): boolean =>
  (filter & date.months) !== 0 &&
  (filter & (date.weekDays << weekDayShift)) !== 0 &&
  (filter & (date.weeks << weekShift)) !== 0;
