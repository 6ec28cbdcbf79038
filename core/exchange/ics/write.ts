import { civilFromDays } from '../../time/civil.ts';
import type { Instant, Interval } from '../../time/instant.ts';
import { dayMs, hourMs, minuteMs, secondMs } from '../../time/instant.ts';
import type { MemberId, TeamId, WorkspaceId } from '../../schedule/model.ts';
import { sameId } from '../../schedule/schedule.ts';
import type { Shift } from '../../schedule/shifts.ts';

/** What a calendar of shifts is made from. */
export interface CalendarOptions {
  readonly workspaceId: WorkspaceId;
  /** The calendar's name. */
  readonly name: string;
  /** Shifts that reach beyond it are cut only where they have no end or beginning. */
  readonly horizon: Interval;
  /** When the calendar is made: DTSTAMP of every event. */
  readonly stamp: Instant;
  readonly memberName: (id: MemberId) => string;
  readonly teamName: (id: TeamId) => string;
}

/**
 * An iCalendar text with one event per shift, as UTC times and without recurrence rules, which
 * would slide an hour at clock changes. Ids come from workspace, team, member and start, so that a
 * calendar read again knows its events. The same input gives the same bytes. Seconds are whole.
 */
export function writeIcs(shifts: readonly Shift[], options: CalendarOptions): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Watchbill//Shifts//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(options.name)}`,
    ...shifts.flatMap((shift) => eventOf(shift, options)),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

function eventOf(shift: Shift, options: CalendarOptions): string[] {
  const { horizon, workspaceId } = options;
  const start = shift.openStart ? horizon.start : shift.start;
  const end = shift.openEnd ? horizon.end : shift.end;
  if (Math.floor(start / secondMs) >= Math.floor(end / secondMs)) return [];
  const who = options.memberName(shift.memberId);
  const team = shift.teamId === null ? null : options.teamName(shift.teamId);
  const ids = [workspaceId, shift.teamId ?? '', shift.memberId].map(idPart);
  return [
    'BEGIN:VEVENT',
    `UID:${ids.join('/')}/${shift.openStart ? 'open' : utc(start)}@watchbill`,
    `DTSTAMP:${utc(options.stamp)}`,
    `DTSTART:${utc(start)}`,
    `DTEND:${utc(end)}`,
    `SUMMARY:${escaped(team === null ? `${who} on call` : `${who} on call · ${team}`)}`,
    'TRANSP:TRANSPARENT',
    `X-WATCHBILL-MEMBER:${escaped(shift.memberId)}`,
    ...(shift.teamId === null ? [] : [`X-WATCHBILL-TEAM:${escaped(shift.teamId)}`]),
    'END:VEVENT',
  ];
}

/** An id is the same in capitals, and may hold half a character, which no URI can. */
function idPart(id: string): string {
  return Array.from(sameId(id), (it) =>
    /\p{Surrogate}/u.test(it) ? `%u${it.charCodeAt(0).toString(16)}` : encodeURIComponent(it),
  ).join('');
}

function utc(at: Instant): string {
  const days = Math.floor(at / dayMs);
  const ms = at - days * dayMs;
  const { year, month, day } = civilFromDays(days);
  const two = (n: number): string => String(Math.floor(n)).padStart(2, '0');
  const time = two(ms / hourMs) + two((ms / minuteMs) % 60) + two((ms / secondMs) % 60);
  return `${String(year).padStart(4, '0')}${two(month)}${two(day)}T${time}Z`;
}

// RFC 5545, 3.3.11.
function escaped(text: string): string {
  return [...text.replaceAll(/\r\n|\r/g, '\n')]
    .map((it) => {
      if (it === '\n') return '\\n';
      if (it === '\\' || it === ';' || it === ',') return `\\${it}`;
      return isControl(it) ? '' : it;
    })
    .join('');
}

function isControl(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  return (code < 0x20 && code !== 0x09) || code === 0x7f;
}

/** Lines of at most 75 octets of UTF-8, cut between characters. */
function folded(line: string): string {
  let out = '';
  let octets = 0;
  for (const character of line) {
    const size = utf8Size(character.codePointAt(0) ?? 0);
    if (octets + size > 75) {
      out += '\r\n ';
      octets = 1;
    }
    out += character;
    octets += size;
  }
  return out;
}

function utf8Size(code: number): number {
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code < 0x10000 ? 3 : 4;
}
