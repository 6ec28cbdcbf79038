import type { Instant, Interval } from '../../core/time/instant.ts';
import type { DailyHours, RotationPlan, SunGroup } from '../../core/schedule/rotation/plan.ts';

// A second, deliberately plain reading of a rotation plan: it counts handoffs up to a date by
// arithmetic and asks the runtime for every wall time. It shares nothing with core but types.

const dayMs = 86_400_000;

/** Who should be on call when, by member; hours that touch are not joined. Leave is not read. */
export function naiveRoster(plan: RotationPlan, zone: string): Record<string, Interval[]> {
  const roster: Record<string, Interval[]> = {};
  for (const group of groupsOf(plan, zone)) {
    const clock = clockOf(group.zone);
    const late = msOf(group.startTime) < msOf(plan.handoffTime);
    const first = Date.parse(plan.from);
    for (let date = first; date <= Date.parse(plan.to); date += dayMs) {
      const weekDay = new Date(date).getUTCDay();
      const isHoliday = plan.holidays.includes(new Date(date).toISOString().slice(0, 10));
      if (!group.weekDays.includes(weekDay) || isHoliday) continue;
      const held = late ? Math.max(date - dayMs, first) : date;
      const turn = handoffsUpTo(plan, group.weekDays, first, held);
      const member = group.members[turn % group.members.length] ?? '';
      const hours = hoursOn(clock, date, group);
      if (hours.start < hours.end) (roster[member] ??= []).push(hours);
    }
  }
  return roster;
}

function groupsOf({ watch, handoffTime }: RotationPlan, zone: string): readonly SunGroup[] {
  switch (watch.kind) {
    case 'always':
      return [
        {
          zone,
          members: watch.members,
          weekDays: [0, 1, 2, 3, 4, 5, 6],
          startTime: handoffTime,
          endTime: handoffTime,
        },
      ];
    case 'daily':
      return [{ ...watch, zone }];
    case 'follow-the-sun':
      return watch.groups;
  }
}

/** How often turns have changed after the first date, up to another and on it. */
function handoffsUpTo(
  { turn }: RotationPlan,
  weekDays: readonly number[],
  first: number,
  date: number,
): number {
  const days = (date - first) / dayMs;
  switch (turn.kind) {
    case 'days': {
      let counted = 0;
      for (let n = 0; n < days; n += 1)
        if (weekDays.includes(new Date(first + n * dayMs).getUTCDay())) counted += 1;
      return Math.floor(counted / turn.days);
    }
    case 'weeks': {
      const ahead = (turn.weekDay - new Date(first).getUTCDay() + 7) % 7;
      const begun = days < ahead ? 0 : Math.floor((days - ahead) / (7 * turn.weeks));
      return ahead === 0 ? begun : days < ahead ? 0 : begun + 1;
    }
    case 'months': {
      const at = new Date(first);
      let handoffs = 0;
      const step = (n: number): number =>
        Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + n, turn.monthDay);
      const short = at.getUTCDate() !== turn.monthDay;
      let next = short ? (at.getUTCDate() < turn.monthDay ? 0 : 1) : turn.months;
      for (; step(next) <= date; next += turn.months) handoffs += 1;
      return handoffs;
    }
  }
}

function hoursOn(clock: (at: Instant) => number, date: number, hours: DailyHours): Interval {
  const start = msOf(hours.startTime);
  const end = hours.endTime === '23:59:59' ? dayMs : msOf(hours.endTime);
  const over = end <= start ? dayMs : 0;
  return { start: instant(clock, date + start), end: instant(clock, date + over + end) };
}

/** The first moment that shows a wall time; in a gap as the clocks before it would have counted. */
function instant(clock: (at: Instant) => number, wall: number): Instant {
  const before = wall - (clock(wall - dayMs) - (wall - dayMs));
  if (clock(before) === wall) return before;
  const after = wall - (clock(wall + dayMs) - (wall + dayMs));
  return clock(after) === wall ? after : before;
}

function clockOf(zone: string): (at: Instant) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  return (at) => {
    const [month = 0, day = 0, year = 0, hour = 0, minute = 0, second = 0] = (
      format.format(at).match(/\d+/g) ?? []
    ).map(Number);
    return Date.UTC(year, month - 1, day, hour, minute, second);
  };
}

const msOf = (time: string): number => {
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number);
  return (hours * 3_600 + minutes * 60 + seconds) * 1_000;
};
