import { clockIn, type Clock } from '../time/format.ts';
import { dayMs, minuteMs, type Instant } from '../time/instant.ts';
import { listed } from '../text/time.ts';
import type { Snapshot } from '../contract/snapshot.ts';
import type { Day } from './day.ts';
import type { Gap, PersonOnCall, TeamStatus } from './team-status.ts';

/** Absolute times in the viewer's words; each text is the same from one of their midnights to the next. */
export interface When {
  /** `Tue 24 Nov 09:00`, with the year where it is far. */
  dated(at: Instant): string;
  /** `Tue 09:00` within the next seven dates, else dated. */
  near(at: Instant): string;
  /** `12:04` today, else dated; to the minute. */
  past(at: Instant): string;
  /** `Fri 27 Nov 18:00 – Sat 28 Nov 09:00`. */
  range(start: Instant, end: Instant): string;
  /** `Sat 00:00 – 15:00` within the next seven dates, else dated. */
  span(start: Instant, end: Instant): string;
}

const farMs = 300 * dayMs;
const mostNames = 3;

/** Times for a viewer whose date is `today`. */
export function whenFor(viewer: Snapshot['viewer'], today: Day): When {
  const clock: Clock = clockIn(viewer.zone, viewer.locale);
  const isNear = (at: Instant) => at >= today.start && at < today.weekLater;
  const isFar = (at: Instant) => at >= today.start + farMs || at < today.start - farMs;
  const dated = (at: Instant) => (isFar(at) ? clock.longDateTime(at) : clock.dateTime(at));
  return {
    dated,
    near: (at) => (isNear(at) ? clock.dayTime(at) : dated(at)),
    past: (at) => {
      const minute = at - (((at % minuteMs) + minuteMs) % minuteMs);
      return at >= today.start && at < today.end ? clock.time(minute) : dated(minute);
    },
    range: clock.range,
    span: (start, end) =>
      isNear(start) && isNear(end - 1) ? clock.dayRange(start, end) : clock.range(start, end),
  };
}

/** `Ana Pires`, `you and Ana Pires`; more than three: two names and `2 more`. */
export function names(
  people: readonly { readonly name: string; readonly isMe: boolean }[],
): string {
  const all = people.map((person) => (person.isMe ? 'you' : person.name));
  return listed(all.length > mostNames ? [...all.slice(0, 2), `${all.length - 2} more`] : all);
}

/** `Ana Pires is on call`, `You are on call`, `A, B and 2 more are on call`. */
export function headline(onCall: readonly PersonOnCall[]): string {
  const [first] = onCall;
  if (first === undefined) return 'Nobody is on call';
  const plural = onCall.length > 1 || first.isMe;
  return `${capital(names(onCall))} ${plural ? 'are' : 'is'} on call`;
}

/** Whether one end is that of everybody on call. */
export function leaveTogether(onCall: readonly PersonOnCall[]): boolean {
  return onCall.every((person) => person.until === onCall[0]?.until);
}

/** The lines that say until when; one where all end together, else one per person. */
export function untilLines(team: TeamStatus, when: When): string[] {
  const { onCall } = team;
  const until = (end: Instant | null) => (end === null ? 'no end' : `until ${when.dated(end)}`);
  const [first] = onCall;
  if (first === undefined) return [];
  if (leaveTogether(onCall)) return [until(first.until)];
  if (onCall.length <= mostNames)
    return onCall.map((person) => `${person.isMe ? 'you' : person.name}: ${until(person.until)}`);
  return team.nextChangeAt === null ? ['no end'] : [`changes ${when.dated(team.nextChangeAt)}`];
}

/** `next: Jonas Weber, Tue 09:00`; null where nobody follows, which only `known` rules can say. */
export function nextText({ next }: TeamStatus, when: When): string | null {
  if (next === null) return null;
  return `${next.sure ? 'next' : 'next known'}: ${names(next.people)}, ${when.near(next.at)}`;
}

/** `Gap: Sat 00:00 – 15:00`, or `Gap now, until Sat 28 Nov 15:00`. */
export function gapText(gap: Gap, when: When, now: Instant): string {
  if (gap.start > now)
    return gap.end === null
      ? `Gap: from ${when.near(gap.start)}, no end`
      : `Gap: ${when.span(gap.start, gap.end)}`;
  return gap.end === null ? 'Gap now, no end' : `Gap now, until ${when.dated(gap.end)}`;
}

/** The first letter in upper case, for the start of a line. */
export function capital(text: string): string {
  const [first = ''] = text;
  return first.toUpperCase() + text.slice(first.length);
}
