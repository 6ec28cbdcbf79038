import Papa from 'papaparse';
import type { Member, MemberId } from '../schedule/model.ts';
import { dateText, parseDate } from '../time/civil.ts';
import { dayMs, type Interval } from '../time/instant.ts';
import { wallOf, zoneTable } from '../time/zone.ts';
import { readIcs } from './ics.ts';
import { mostCharacters } from './rows.ts';

/** Somebody's days away as a file names them; dates `YYYY-MM-DD`, both inclusive. */
export interface NamedLeave {
  /** A name, an address or an id, or the title of an event. */
  readonly label: string;
  /** The address of an event's attendee, which may tell who is meant where the name does not. */
  readonly address?: string;
  readonly from: string;
  readonly to: string;
}

/** What a file says about leave, or why it says nothing. */
export type LeaveRead =
  | {
      readonly kind: 'read';
      readonly rows: readonly NamedLeave[];
      /** Rows or events without a person or without a pair of dates. */
      readonly skipped: number;
    }
  | {
      readonly kind: 'refused';
      readonly reason: 'unreadable' | 'too_large' | 'too_long' | 'unknown_format';
    };

/** More than a workspace keeps are refused. */
export const mostLeave = 5_000;

/**
 * Reads leave from a calendar (any file that begins like one) or from CSV with a heading that has
 * a person, a first day and a last day under any of their usual names. Of a calendar the events
 * that touch the window count, with every date of the zone that they touch.
 */
export function readLeave(text: string, zone: string, window: Interval): LeaveRead {
  if (text.length > mostCharacters) return { kind: 'refused', reason: 'too_large' };
  const plain = text.replace(/^\uFEFF/, '');
  const read = /^\s*BEGIN:VCALENDAR/i.test(plain)
    ? fromCalendar(plain, zone, window)
    : fromTable(plain);
  return read.kind === 'read' && read.rows.length > mostLeave
    ? { kind: 'refused', reason: 'too_long' }
    : read;
}

function fromCalendar(text: string, zone: string, window: Interval): LeaveRead {
  const calendar = readIcs(text, zone, window);
  if (calendar.kind === 'refused') return calendar;
  const table = zoneTable(zone);
  const date = (at: number): string => dateText(Math.floor(wallOf(table, at) / dayMs));
  const rows = calendar.people.flatMap(({ label, address, intervals }) =>
    intervals.map(({ start, end }): NamedLeave => {
      const named = address === null ? { label } : { label, address };
      return { ...named, from: date(start), to: date(end - 1) };
    }),
  );
  const counts = { ...calendar.skipped, outside: 0, cancelled: 0 };
  const skipped = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const named = rows.filter((row) => row.label !== '');
  return { kind: 'read', rows: named, skipped: skipped + rows.length - named.length };
}

const names = {
  person: [
    'team_member_id',
    'member_id',
    'email',
    'e_mail',
    'member',
    'name',
    'person',
    'employee',
  ],
  from: ['from', 'start', 'start_date', 'first_day', 'begin', 'begins'],
  to: ['to', 'until', 'end', 'end_date', 'last_day', 'ends'],
} as const;

function fromTable(text: string): LeaveRead {
  const parsed = Papa.parse<Readonly<Record<string, string>>>(text, {
    header: true,
    skipEmptyLines: 'greedy',
    delimitersToGuess: [',', ';', '\t'],
    preview: mostLeave + 1,
    transformHeader: (heading) =>
      heading
        .trim()
        .toLowerCase()
        .replaceAll(/[\s-]+/g, '_'),
  });
  const fields = parsed.meta.fields ?? [];
  const column = (of: keyof typeof names) => names[of].find((name) => fields.includes(name));
  const [person, from, to] = [column('person'), column('from'), column('to')];
  if (person === undefined || from === undefined || to === undefined)
    return { kind: 'refused', reason: 'unknown_format' };
  if (parsed.errors.some((it) => it.type === 'Quotes'))
    return { kind: 'refused', reason: 'unreadable' };
  const rows = parsed.data.map((row) => ({
    label: (row[person] ?? '').trim(),
    from: (row[from] ?? '').trim().slice(0, 10),
    to: (row[to] ?? '').trim().slice(0, 10),
  }));
  const good = rows.filter(isLeave);
  return { kind: 'read', rows: good, skipped: rows.length - good.length };
}

function isLeave({ label, from, to }: NamedLeave): boolean {
  const first = parseDate(from);
  const last = parseDate(to);
  return label !== '' && first !== null && last !== null && first <= last;
}

/** The member whom a file means: by the address where one member has it, else by the label. */
export function likelyMember(
  person: { readonly label: string; readonly address?: string | null },
  members: readonly Member[],
): MemberId | null {
  const known = plainly(person.address ?? '');
  const owners = members.filter(({ email }) => known !== '' && plainly(email ?? '') === known);
  const [owner] = owners.length === 1 ? owners : [];
  return owner?.id ?? personNamed(person.label, members);
}

/**
 * Whom a label of a file means: a member's id, address or name, or a text in which exactly one
 * member's name stands, such as an event's title. Null where it is nobody or not clear.
 */
export function personNamed(label: string, members: readonly Member[]): MemberId | null {
  const wanted = plainly(label);
  const exact = members.filter((member) =>
    [member.id, member.email ?? '', member.name].some((text) => plainly(text) === wanted),
  );
  if (exact.length === 1) return exact[0]?.id ?? null;
  if (exact.length > 1) return null;
  const within = members.filter((member) => ` ${wanted} `.includes(` ${plainly(member.name)} `));
  return within.length === 1 ? (within[0]?.id ?? null) : null;
}

/** Lower case, without accents, words apart by one blank; addresses and ids stay what they are. */
function plainly(text: string): string {
  const bare = text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  return bare.replaceAll(/[^\p{L}\p{N}@._-]+/gu, ' ').trim();
}
