import { aRule } from './rules.ts';
import { naivelyMatches } from './walk.ts';

type Row = Readonly<Record<string, unknown>>;

export const hourMs = 3_600_000;
export const dayMs = 24 * hourMs;

/** Who is on call in which hour: `team member` under the hour's start. */
export type HourlyRoster = ReadonlyMap<number, readonly string[]>;

/**
 * Who is on call in each hour of a stretch, worked out from the rows PingHome sent. Reads them in
 * UTC and shares nothing with core, so it can contradict the window that wrote them.
 */
export function hourlyRoster(rows: readonly Row[], from: number, until: number): HourlyRoster {
  const hours = new Map<number, string[]>();
  for (let at = from; at < until; at += hourMs) hours.set(at, []);
  for (const row of rows) {
    const who = `${String(row['team_id'])} ${String(row['team_member_id'])}`;
    for (const at of hoursOf(row, from, until)) hours.get(at)?.push(who);
  }
  return new Map([...hours].map(([at, who]) => [at, [...new Set(who)].sort()] as const));
}

/** The same with somebody on call, or no longer, for some hours. */
export function rosterWith(
  roster: HourlyRoster,
  { team, member, on }: { readonly team: string; readonly member: string; readonly on: boolean },
  from: number,
  until: number,
): HourlyRoster {
  const who = `${team} ${member}`;
  return new Map(
    [...roster].map(([at, those]) => {
      if (at < from || at >= until) return [at, those] as const;
      const others = those.filter((it) => it !== who);
      return [at, on ? [...others, who].sort() : others] as const;
    }),
  );
}

/** The same with one person in the place of another. */
export function handedOver(
  roster: HourlyRoster,
  { team, giver, taker }: Readonly<Record<'team' | 'giver' | 'taker', string>>,
  from: number,
  until: number,
): HourlyRoster {
  const without = rosterWith(roster, { team, member: giver, on: false }, from, until);
  return rosterWith(without, { team, member: taker, on: true }, from, until);
}

function hoursOf(row: Row, from: number, until: number): number[] {
  const rule = aRule({
    monthsOfYear: row['months_of_year'] as number[],
    weeksOfMonth: row['weeks_of_month'] as number[],
    weekDays: row['week_days'] as number[],
  });
  const starts = secondsOf(row['start_time'], '00:00:00');
  const ends = secondsOf(row['end_time'], '23:59:59');
  const length = ends > starts ? ends - starts : ends - starts + 86_400;
  const first = instantOf(row['start_date'], -Infinity);
  const last = instantOf(row['end_date'], Infinity);
  const found = new Set<number>();
  for (let day = Math.floor(from / dayMs) * dayMs - dayMs; day < until; day += dayMs) {
    if (!naivelyMatches(rule, day)) continue;
    const start = day + starts * 1_000;
    for (let at = start; at < start + length * 1_000; at += hourMs) {
      if (at >= Math.max(first, from) && at < Math.min(last, until)) found.add(at);
    }
  }
  return [...found];
}

function secondsOf(time: unknown, absent: string): number {
  const text = typeof time === 'string' ? time : absent;
  if (text === '23:59:59') return 86_400;
  const [hours = 0, minutes = 0, seconds = 0] = text.split(':').map(Number);
  return hours * 3_600 + minutes * 60 + seconds;
}

const instantOf = (text: unknown, absent: number): number =>
  typeof text === 'string' ? Date.parse(text) : absent;

/** Midnight in UTC of the Monday of the week after next: far from what the sample has around today. */
export function mondayAhead(now: number): number {
  const sinceMonday = (new Date(now).getUTCDay() + 6) % 7;
  return Math.floor(now / dayMs) * dayMs + (14 - sinceMonday) * dayMs;
}
