import { entriesOf, type Account } from './account.ts';
import { dayMs, hourlyRoster, hourMs, mondayAhead, type HourlyRoster } from './on-call.ts';

/** Midnight in UTC, when the tests were started. */
export const today = Math.floor(Date.now() / dayMs) * dayMs;

/** The Monday of the week that is worked on, two weeks ahead. */
export const monday = mondayAhead(Date.now());

/** An hour of that week, its days counted from 0. */
export const at = (day: number, hour: number): number => monday + day * dayMs + hour * hourMs;

/** A day of that week as a date field takes it. */
export const dateOf = (day: number): string => new Date(at(day, 0)).toISOString().slice(0, 10);

/** Who is on call by PingHome, unless told otherwise from today until four weeks from that Monday. */
export async function rosterOf(
  account: Account,
  from = today,
  until = at(28, 0),
): Promise<HourlyRoster> {
  return hourlyRoster(await entriesOf(account), from, until);
}
