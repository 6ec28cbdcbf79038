import { dayMs } from '../time/instant.ts';
import type { MemberId, TeamId } from './model.ts';
import type { DateBits } from './month-days.ts';
import type { Moment } from './recurrence.ts';
import { isActiveIn } from './recurrence.ts';
import type { Schedule, ScheduledEntry } from './schedule.ts';

/** One member on call in one team, by one entry. */
export interface OnCall {
  readonly teamId: TeamId | null;
  readonly memberId: MemberId;
  readonly entryId: string;
}

/**
 * A schedule's rules side by side in plain arrays: asking all of them at once then costs no more
 * than reading memory in order. Ten thousand entries are ten thousand objects otherwise.
 */
interface Columns {
  readonly entries: readonly ScheduledEntry[];
  readonly answers: readonly OnCall[];
  /** The three filters in one number: months from bit 0, week days from 12, weeks from 19. */
  readonly filters: Int32Array;
  readonly startMs: Int32Array;
  readonly endMs: Int32Array;
  readonly from: Float64Array;
  readonly to: Float64Array;
}

const weekDayShift = 12;
const weekShift = 19;

// Schedules never change, so what was laid out once stays true; unused ones vanish with theirs.
const known = new WeakMap<Schedule, Columns>();

function columnsOf(schedule: Schedule): Columns {
  const columns = known.get(schedule) ?? layOut(schedule);
  known.set(schedule, columns);
  return columns;
}

function layOut(schedule: Schedule): Columns {
  const entries = schedule.duties.flatMap((duty) => duty.entries);
  const answers = schedule.duties.flatMap(({ teamId, memberId, entries: own }) =>
    own.map(({ entry }) => ({ teamId, memberId, entryId: entry.id })),
  );
  const rules = entries.map((it) => it.rule);
  return {
    entries,
    answers,
    filters: Int32Array.from(
      rules,
      (rule) => rule.months | (rule.weekDays << weekDayShift) | (rule.weeks << weekShift),
    ),
    startMs: Int32Array.from(rules, (rule) => rule.startMs),
    endMs: Int32Array.from(rules, (rule) => rule.endMs),
    from: Float64Array.from(rules, (rule) => rule.from),
    to: Float64Array.from(rules, (rule) => rule.to),
  };
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

/** The same as asking each rule `isActiveIn` while no clock change is near. */
function calmly({ answers, filters, startMs, endMs, from, to }: Columns, moment: Moment): OnCall[] {
  const { at, timeOfDay } = moment;
  const found: OnCall[] = [];
  for (let i = 0; i < answers.length; i += 1) {
    const filter = filters[i] ?? 0;
    const end = endMs[i] ?? 0;
    const today = (startMs[i] ?? 0) <= timeOfDay && timeOfDay < end && has(filter, moment.today);
    if (!today && !(timeOfDay + dayMs < end && has(filter, moment.yesterday))) continue;
    if (at < (from[i] ?? 0) || at >= (to[i] ?? 0)) continue;
    const answer = answers[i];
    if (answer !== undefined) found.push(answer);
  }
  return found;
}

const has = (filter: number, date: DateBits): boolean =>
  (filter & date.months) !== 0 &&
  (filter & (date.weekDays << weekDayShift)) !== 0 &&
  (filter & (date.weeks << weekShift)) !== 0;
