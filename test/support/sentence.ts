import type { Interpretation, Rule } from '../../core/schedule/model.ts';
import { daysFromCivil } from '../../core/time/civil.ts';
import { instantOf, zoneTable } from '../../core/time/zone.ts';
import { aRule, inZone } from './rules.ts';

const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const months =
  'January February March April May June July August September October November December'.split(
    ' ',
  );

/** What a sentence of `explainRule` says, read by itself; null for "Never on call". */
export function readSentence(
  sentence: string,
  zone: string,
): { readonly rule: Rule; readonly interpretation: Interpretation } | null {
  if (sentence.startsWith('Never on call: ')) return null;
  const match =
    /^(.+?), (all day|\S+ to \S+(?: the next day)?) \(.+?\)(?:, in (.+?))?(?:, from (\d.+?))?(?:, until (.+?))?\.$/.exec(
      sentence,
    );
  if (match === null) throw new Error(`not understood: ${sentence}`);
  const [, dayPart = '', timePart = '', monthPart, fromPart, untilPart] = match;
  const weeks = /^the (.+) week of (.+) \((.+)\)$/.exec(monthPart ?? '');
  const monthNames = weeks === null ? monthPart : weeks[2];
  return {
    rule: aRule({
      weekDays: dayPart === 'Every day' ? [] : named(dayPart, days, 0),
      monthsOfYear:
        monthNames === undefined || monthNames === 'every month'
          ? []
          : named(monthNames, months, 1),
      weeksOfMonth: weeks === null ? [] : words(weeks[1] ?? '').map(weekOf),
      ...timesOf(timePart),
      startDate: fromPart === undefined ? null : momentOf(fromPart, zone),
      endDate: untilPart === undefined ? null : endOf(untilPart, zone),
    }),
    interpretation: inZone(zone, { weekOfMonth: readingOf(weeks?.[3] ?? '') }),
  };
}

function words(list: string): string[] {
  return list.split(/, | and /);
}

function named(list: string, names: readonly string[], first: number): number[] {
  return words(list).flatMap((piece) => {
    const [from = '', to] = piece.split(' to ');
    const start = names.indexOf(from);
    const end = to === undefined ? start : names.indexOf(to);
    if (start < 0 || end < 0) throw new Error(`no such name: ${piece}`);
    const length = ((end - start + names.length) % names.length) + 1;
    return Array.from({ length }, (_, i) => ((start + i) % names.length) + first);
  });
}

function weekOf(word: string): number {
  if (word === 'last') return -1;
  const nth = Number(/^\d/.exec(word)?.[0]);
  return word.endsWith('-last') ? -nth : nth;
}

function readingOf(note: string): Interpretation['weekOfMonth'] {
  if (note === 'calendar weeks from Monday') return 'row-monday';
  return note === 'calendar weeks from Sunday' ? 'row-sunday' : 'block';
}

function timesOf(part: string): Pick<Rule, 'startTime' | 'endTime'> {
  if (part === 'all day') return { startTime: null, endTime: null };
  const [start = '', end = ''] = part.split(' to ');
  const nextDay = end.endsWith(' the next day');
  const clock = end.replace(' the next day', '');
  const startTime = long(start);
  const endTime = clock === 'midnight' ? '24:00:00' : long(clock);
  if (nextDay !== endTime <= startTime) throw new Error(`"the next day" is wrong: ${part}`);
  return { startTime, endTime };
}

function long(clock: string): string {
  return clock.length === 5 ? `${clock}:00` : clock;
}

function endOf(text: string, zone: string): number {
  const date = /^the end of (.+)$/.exec(text)?.[1];
  const end = date === undefined ? momentOf(text, zone) : momentOf(date, zone, 1);
  // An end written with 59 seconds would mean the end of that second.
  if (Math.floor(end / 1_000) % 60 === 59 && end % 1_000 === 0)
    throw new Error(`an end at :59: ${text}`);
  return end;
}

function momentOf(text: string, zone: string, addDays = 0): number {
  const match =
    /^(\d+) (\w{3}) (\d+)(?: (\d\d):(\d\d)(?::(\d\d)(?:\.(\d{3}))?)?)?(?: \(UTC([+−].*)?\))?$/.exec(
      text,
    );
  if (match === null) throw new Error(`not a moment: ${text}`);
  const [, day, month, year, h = '0', m = '0', s = '0', ms = '0', offset] = match;
  const index = months.findIndex((name) => name.startsWith(month ?? '?'));
  const date = daysFromCivil(Number(year), index + 1, Number(day)) + addDays;
  const wall =
    date * 86_400_000 + Number(h) * 3_600_000 + Number(m) * 60_000 + Number(s) * 1_000 + Number(ms);
  if (!text.includes('(UTC')) return instantOf(zoneTable(zone), wall);
  const [hours = '0', minutes = '0'] = (offset ?? '+0').slice(1).split(':');
  const size = Number(hours) * 3_600_000 + Number(minutes) * 60_000;
  return wall - (offset?.startsWith('−') === true ? -size : size);
}
