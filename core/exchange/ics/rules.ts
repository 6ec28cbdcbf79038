import { daysFromCivil } from '../../time/civil.ts';
import { dayMs, hourMs, minuteMs, secondMs } from '../../time/instant.ts';
import type { Repeats } from './repeats.ts';

const weekDayNames = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];
const frequencies = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'] as const;
const understood = new Set(
  'FREQ INTERVAL COUNT UNTIL BYMONTH BYMONTHDAY BYDAY BYSETPOS WKST'.split(' '),
);

/**
 * The text of a recurrence rule as what is understood of it; null for anything else: rules by the
 * hour, by day of the year or by number of week are not how people are on call.
 */
export function parseRule(text: string, untilWall: (utc: number) => number): Repeats | null {
  const parts = new Map<string, string>();
  for (const part of text.toUpperCase().split(';')) {
    const [name = '', value = ''] = part.split('=');
    if (!understood.has(name) || parts.has(name)) return null;
    parts.set(name, value);
  }
  const freq = frequencies.find((it) => it === parts.get('FREQ'));
  const interval = number(parts.get('INTERVAL') ?? '1', 1, 10_000);
  const count = parts.has('COUNT') ? number(parts.get('COUNT'), 1, 1_000_000) : null;
  const until = parts.has('UNTIL') ? parseUntil(parts.get('UNTIL') ?? '', untilWall) : null;
  const lists = {
    months: numbers(parts.get('BYMONTH'), 1, 12),
    monthDays: numbers(parts.get('BYMONTHDAY'), -31, 31),
    positions: numbers(parts.get('BYSETPOS'), -366, 366),
    weekDays: weekDays(parts.get('BYDAY')),
  };
  const weekStart = weekDayNames.indexOf(parts.get('WKST') ?? 'MO');
  if (freq === undefined || interval === null || weekStart < 0) return null;
  if ((parts.has('COUNT') && count === null) || (parts.has('UNTIL') && until === null)) return null;
  const { months, monthDays, positions, weekDays: byDay } = lists;
  if (months === null || monthDays === null || positions === null || byDay === null) return null;
  return { freq, interval, count, until, months, monthDays, positions, weekDays: byDay, weekStart };
}

function number(text: string | undefined, least: number, most: number): number | null {
  const value = /^[+-]?\d{1,7}$/.test(text ?? '') ? Number(text) : NaN;
  return value >= least && value <= most && value !== 0 ? value : null;
}

function numbers(text: string | undefined, least: number, most: number): number[] | null {
  if (text === undefined) return [];
  const values = text.split(',').map((part) => number(part, least, most));
  const known = values.filter((value) => value !== null);
  return known.length === values.length && known.length <= 400 ? known : null;
}

function weekDays(text: string | undefined): Repeats['weekDays'] | null {
  if (text === undefined) return [];
  const found: { nth: number; day: number }[] = [];
  for (const part of text.split(',')) {
    const m = /^([+-]?\d{1,2})?(SU|MO|TU|WE|TH|FR|SA)$/.exec(part);
    if (m === null || found.length > 400) return null;
    found.push({ nth: Number(m[1] ?? 0), day: weekDayNames.indexOf(m[2] ?? '') });
  }
  return found;
}

/** A wall time as if in UTC; a date alone is the end of that day. */
function parseUntil(text: string, untilWall: (utc: number) => number): number | null {
  const wall = parseStamp(text);
  if (wall === null) return null;
  if (!text.includes('T')) return wall + dayMs - 1;
  return text.endsWith('Z') ? untilWall(wall) : wall;
}

/** `20260105T090000` or `20260105`, with or without `Z`, as if in UTC. */
export function parseStamp(text: string): number | null {
  const m = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)Z?)?$/.exec(text);
  if (m === null) return null;
  const [year, month, day] = [Number(m[1]), Number(m[2]), Number(m[3])];
  const [hour, minute, second] = [Number(m[4] ?? 0), Number(m[5] ?? 0), Number(m[6] ?? 0)];
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > 31) return null;
  if (hour > 23 || minute > 59 || second > 60) return null;
  const midnight = daysFromCivil(year, month, day) * dayMs;
  return midnight + hour * hourMs + minute * minuteMs + Math.min(second, 59) * secondMs;
}
