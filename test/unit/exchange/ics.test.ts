import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readIcs, writeIcs, type CalendarRead } from '../../../core/exchange/ics.ts';
import { repeatsOf } from '../../../core/exchange/ics/repeats.ts';
import { parseRule } from '../../../core/exchange/ics/rules.ts';
import { compileSchedule } from '../../../core/schedule/schedule.ts';
import { fitRoster } from '../../../core/schedule/roster-fit.ts';
import { shiftsIn } from '../../../core/schedule/shifts.ts';
import { dayMs, hourMs } from '../../../core/time/instant.ts';
import { merge } from '../../../core/time/interval.ts';
import { aReading, runs, someEntries } from '../../support/arbitrary.ts';
import { aRule, anEntry, inZone } from '../../support/rules.ts';

const year = { start: Date.UTC(2026, 0, 1), end: Date.UTC(2027, 0, 1) };
const names = {
  memberName: (id: string) => `Member ${id}`,
  teamName: (id: string) => `Team ${id}`,
};
const options = {
  workspaceId: 'w/1',
  name: 'On call',
  horizon: year,
  stamp: Date.UTC(2026, 0, 1, 12),
  ...names,
};

function read(text: string, zone = 'Europe/Berlin'): Extract<CalendarRead, { kind: 'read' }> {
  const found = readIcs(text, zone, year);
  if (found.kind === 'refused') throw new Error(found.reason);
  return found;
}
const calendar = (...lines: string[]): string =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR', ''].join('\r\n');
const event = (...lines: string[]): string =>
  ['BEGIN:VEVENT', 'UID:1', 'SUMMARY:Ana', ...lines, 'END:VEVENT'].join('\r\n');
const starts = (text: string, zone?: string): string[] =>
  read(text, zone).people.flatMap((it) => it.intervals.map(({ start }) => iso(start)));
const iso = (at: number): string => new Date(at).toISOString().slice(0, 16);

describe('a calendar of shifts', () => {
  const week = anEntry({
    memberId: 'ana;1',
    rule: aRule({ startDate: Date.UTC(2026, 2, 28, 8), endDate: Date.UTC(2026, 3, 4, 7) }),
  });
  const text = () =>
    writeIcs(shiftsIn(compileSchedule([week], inZone('Europe/Berlin')), year), options);

  test('has one event per shift in UTC, no recurrence, and an id from what the shift is', () => {
    expect(text().split('\r\n')).toEqual([
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Watchbill//Shifts//EN',
      'CALSCALE:GREGORIAN',
      'METHOD:PUBLISH',
      'X-WR-CALNAME:On call',
      'BEGIN:VEVENT',
      'UID:w%2F1/t1/ana%3B1/20260328T080000Z@watchbill',
      'DTSTAMP:20260101T120000Z',
      'DTSTART:20260328T080000Z',
      'DTEND:20260404T070000Z',
      'SUMMARY:Member ana\\;1 on call · Team t1',
      'TRANSP:TRANSPARENT',
      'X-WATCHBILL-MEMBER:ana\\;1',
      'X-WATCHBILL-TEAM:t1',
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ]);
    expect(text()).toBe(text());
  });

  test('cuts a shift without an end at the horizon, and keeps its id as the horizon moves', () => {
    const always = shiftsIn(compileSchedule([anEntry()], inZone('UTC')), year);
    const later = { start: year.start + dayMs, end: year.end + dayMs };
    const lines = writeIcs(always, options).split('\r\n');
    expect(lines).toContain('DTEND:20270101T000000Z');
    const uid = (all: string[]) => all.find((it) => it.startsWith('UID'));
    expect(uid(writeIcs(always, { ...options, horizon: later }).split('\r\n'))).toBe(uid(lines));
  });

  test('folds long lines at 75 octets between characters, and lets no name forge a line', () => {
    const name = `${'ü€😀'.repeat(20)}\r\nATTENDEE:x\u0000`;
    const [shift] = shiftsIn(compileSchedule([week], inZone('UTC')), year);
    if (shift === undefined) throw new Error('no shift');
    const lines = writeIcs([shift], { ...options, memberName: () => name }).split('\r\n');
    for (const line of lines) expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
    expect(lines.some((line) => line.startsWith('ATTENDEE'))).toBe(false);
    const unfolded = lines.join('\r\n').replaceAll('\r\n ', '');
    expect(unfolded).toContain(`${'ü€😀'.repeat(20)}\\nATTENDEE:x on call`);
  });

  test('read again gives the shifts it was made of', () => {
    fc.assert(
      fc.property(someEntries(4), aReading(), (entries, reading) => {
        const found = shiftsIn(compileSchedule(entries, reading), year);
        const back = read(writeIcs(found, options), reading.zone);
        const whole = (at: number) => Math.floor(at / 1000) * 1000;
        for (const person of back.people) {
          expect(person.isMemberId).toBe(true);
          const own = found.filter((it) => it.memberId === person.label);
          const wanted = own.map((it) => ({
            start: it.openStart ? year.start : whole(it.start),
            end: it.openEnd ? year.end : whole(it.end),
          }));
          expect(merge(person.intervals)).toEqual(merge(wanted));
        }
        expect(back.people.length).toBe(
          new Set(found.filter((it) => whole(it.end) > whole(it.start)).map((it) => it.memberId))
            .size,
        );
      }),
      runs(60),
    );
  });
});

describe('reading a calendar', () => {
  test('weekly office hours become instances in the event’s zone, and one entry', () => {
    const text = calendar(
      event(
        'DTSTART;TZID=Europe/Berlin:20260105T090000',
        'DTEND;TZID=Europe/Berlin:20260105T170000',
        'RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;UNTIL=20260626T220000Z',
      ),
    );
    const [person] = read(text).people;
    expect(person?.label).toBe('Ana');
    expect(person?.intervals).toHaveLength(125);
    expect(person?.intervals.map((it) => iso(it.start).slice(11))).toEqual(
      expect.arrayContaining(['08:00', '07:00']),
    );
    const fit = fitRoster(
      [{ memberId: 'a', intervals: person?.intervals ?? [] }],
      inZone('Europe/Berlin'),
    );
    expect(fit).toMatchObject({
      kind: 'fitted',
      leftovers: [],
      entries: [{ rule: { weekDays: [1, 2, 3, 4, 5] } }],
    });
  });

  test('every other week, counted, with an exception, an extra date and a moved instance', () => {
    const text = calendar(
      event(
        'DTSTART:20260105T090000Z',
        'DURATION:P1D',
        'RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=4',
        'EXDATE:20260119T090000Z',
        'RDATE:20260301T090000Z',
      ),
      event('RECURRENCE-ID:20260202T090000Z', 'DTSTART:20260203T100000Z', 'DTEND:20260204T100000Z'),
    );
    expect(starts(text).sort()).toEqual([
      '2026-01-05T09:00',
      '2026-02-03T10:00',
      '2026-02-16T09:00',
      '2026-03-01T09:00',
    ]);
  });

  test('the file’s own zone counts, gaps and repeated hours as everywhere here', () => {
    const zone = [
      'BEGIN:VTIMEZONE',
      'TZID:Office',
      'BEGIN:STANDARD',
      'DTSTART:20001029T030000',
      'TZOFFSETFROM:+0200',
      'TZOFFSETTO:+0100',
      'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU',
      'END:STANDARD',
      'BEGIN:DAYLIGHT',
      'DTSTART:20000326T020000',
      'TZOFFSETFROM:+0100',
      'TZOFFSETTO:+0200',
      'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU',
      'END:DAYLIGHT',
      'END:VTIMEZONE',
    ];
    const at = (time: string) => event(`DTSTART;TZID=Office:${time}`, 'DURATION:PT1H');
    const text = calendar(
      ...zone,
      ...['20260115T090000', '20260715T090000', '20260329T023000', '20261025T023000'].map(at),
    );
    expect(starts(text)).toEqual([
      '2026-01-15T08:00',
      '2026-07-15T07:00',
      '2026-03-29T01:30',
      '2026-10-25T00:30',
    ]);
    expect(starts(text)).toEqual(
      starts(
        text
          .replaceAll('Office', 'Europe/Berlin')
          .replace(/BEGIN:VTIMEZONE[^]*END:VTIMEZONE\r\n/, ''),
      ),
    );
  });

  test('whole days and times without a zone are the schedule’s', () => {
    const text = calendar(
      event('DTSTART;VALUE=DATE:20260329', 'DTEND;VALUE=DATE:20260330'),
      event('DTSTART;VALUE=DATE:20260501'),
      event('DTSTART:20260601T090000', 'DURATION:PT30M'),
    );
    expect(
      read(text).people[0]?.intervals.map((it) => [iso(it.start), (it.end - it.start) / hourMs]),
    ).toEqual([
      ['2026-03-28T23:00', 23],
      ['2026-04-30T22:00', 24],
      ['2026-06-01T07:00', 0.5],
    ]);
  });

  test('people are told apart by attendee or title', () => {
    const at = ['DTSTART:20260601T090000Z', 'DURATION:PT1H'];
    const text = calendar(
      event(...at, 'ATTENDEE;CN=Bob:mailto:bob@example.com'),
      event(...at, 'ATTENDEE:mailto:cy@example.com'),
      event(...at),
    );
    const { people } = read(text);
    expect(people.map((it) => it.label)).toEqual(['Bob', 'cy@example.com', 'Ana']);
    expect(people.map((it) => it.address)).toEqual(['bob@example.com', 'cy@example.com', null]);
  });

  test('two of one name are told apart by their addresses, one in other letters is not', () => {
    const at = (hour: number) => [`DTSTART:20260601T0${hour}0000Z`, 'DURATION:PT1H'];
    const text = calendar(
      event(...at(1), 'ATTENDEE;CN=Bob:mailto:bob@example.com'),
      event(...at(2), 'ATTENDEE;CN=Bob:mailto:bob@example.org'),
      event(...at(3), 'ATTENDEE;CN=Bob:MAILTO:Bob@Example.com'),
      event(...at(4), 'ATTENDEE;CN=Cy:mailto:cy@example.com'),
    );
    expect(read(text).people.map((it) => [it.label, it.intervals.length])).toEqual([
      ['Bob (bob@example.com)', 2],
      ['Bob (bob@example.org)', 1],
      ['Cy', 1],
    ]);
  });

  test('what cannot be placed is counted with its reason', () => {
    const text = calendar(
      event('DTSTART:20260601T090000Z'),
      event('DTEND:20260601T090000Z'),
      event('DTSTART;TZID=Mars/Base:20260601T090000', 'DURATION:PT1H'),
      event('DTSTART:20260601T090000Z', 'DURATION:PT1H', 'STATUS:CANCELLED'),
      event('DTSTART:20260601T090000Z', 'DURATION:PT1H', 'RRULE:FREQ=YEARLY;BYWEEKNO=20'),
      event('DTSTART:20200601T090000Z', 'DURATION:PT1H'),
      event('DTSTART:20260601T090000Z', 'DTEND:20260601T090000Z'),
    );
    expect(read(text)).toEqual({
      kind: 'read',
      people: [],
      skipped: {
        'no-end': 1,
        'no-start': 1,
        'unknown-zone': 1,
        cancelled: 1,
        'rule-not-understood': 1,
        outside: 2,
      },
    });
  });
});

test('a rule looked up far from its start is the rule counted from it', () => {
  const rules = [
    'FREQ=DAILY;INTERVAL=3',
    'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU',
    'FREQ=MONTHLY;INTERVAL=5;BYMONTHDAY=-1',
    'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29',
  ];
  const start = Date.UTC(2011, 4, 17, 9);
  const [after, before] = [Date.UTC(2026, 1, 3), Date.UTC(2034, 5, 1)];
  for (const text of rules) {
    const rule = parseRule(text, (utc) => utc);
    if (rule === null) throw new Error(text);
    const from = (at: number) =>
      repeatsOf(start, rule, { after: at, before, most: 1e6 })?.filter((it) => it >= after);
    expect(from(after)).toEqual(from(start));
    expect(from(after)?.length).toBeGreaterThan(1);
  }
});

describe('hostile calendars', () => {
  test.each([
    ['nothing', ''],
    ['a page', '<html><body>Sign in</body></html>'],
    ['half a calendar', 'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTST'],
    ['a card', 'BEGIN:VCARD\r\nFN:Ana\r\nEND:VCARD\r\n'],
    ['binary', '\u0000\u0001\uffff'],
  ])('%s is refused', (_, text) => {
    expect(readIcs(text, 'UTC', year)).toEqual({ kind: 'refused', reason: 'unreadable' });
  });

  test.each([
    'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30',
    'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30',
    'FREQ=MONTHLY;BYMONTH=4;BYMONTHDAY=31',
    'FREQ=YEARLY;BYDAY=-53SU;BYSETPOS=9',
  ])('a rule that never comes about ends: %s', (rule) => {
    const text = calendar(event('DTSTART:20260105T090000Z', 'DURATION:PT1H', `RRULE:${rule}`));
    expect(starts(text)).toEqual(['2026-01-05T09:00']);
  });

  test('a daily rule since 1900 and ten thousand events take a bounded time', () => {
    const old = event('DTSTART:19000101T090000Z', 'DURATION:PT1H', 'RRULE:FREQ=DAILY');
    const many = Array.from({ length: 10_000 }, (_, n) =>
      event(`DTSTART:2026${n % 2 === 0 ? '0601' : '0701'}T090000Z`, 'DURATION:PT1H'),
    );
    expect(read(calendar(old, ...many)).people[0]?.intervals).toHaveLength(10_365);
  });

  test('too many rules, or too long a text, is refused', () => {
    const ruled = event('DTSTART:20260105T090000Z', 'DURATION:PT1H', 'RRULE:FREQ=YEARLY');
    const text = calendar(...Array.from({ length: 2_100 }, () => ruled));
    expect(readIcs(text, 'UTC', year)).toEqual({ kind: 'refused', reason: 'too_large' });
    expect(readIcs(' '.repeat(16_000_001), 'UTC', year)).toEqual({
      kind: 'refused',
      reason: 'too_large',
    });
  });
});

describe('repeating rules', () => {
  const from = Date.UTC(2026, 0, 31, 9);
  const dates = (text: string, start = from, n = 5): string[] => {
    const rule = parseRule(text, (utc) => utc);
    if (rule === null) throw new Error(text);
    const scope = { after: start, before: Date.UTC(2040, 0, 1), most: n };
    return repeatsOf(start, rule, scope)?.map((at) => iso(at).slice(0, 10)) ?? [];
  };
  test.each<[string, string[]]>([
    ['FREQ=MONTHLY', ['2026-01-31', '2026-03-31', '2026-05-31', '2026-07-31', '2026-08-31']],
    [
      'FREQ=MONTHLY;BYMONTHDAY=-1',
      ['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30', '2026-05-31'],
    ],
    [
      'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1',
      ['2026-01-31', '2026-02-27', '2026-03-31', '2026-04-30', '2026-05-29'],
    ],
    [
      'FREQ=MONTHLY;BYDAY=2MO;INTERVAL=2',
      ['2026-01-31', '2026-03-09', '2026-05-11', '2026-07-13', '2026-09-14'],
    ],
    ['FREQ=YEARLY;BYMONTH=11;BYDAY=4TH;COUNT=3', ['2026-01-31', '2026-11-26', '2027-11-25']],
    [
      'FREQ=YEARLY;BYDAY=-1SU',
      ['2026-01-31', '2026-12-27', '2027-12-26', '2028-12-31', '2029-12-30'],
    ],
    [
      'FREQ=DAILY;BYDAY=SA;BYMONTH=2',
      ['2026-01-31', '2026-02-07', '2026-02-14', '2026-02-21', '2026-02-28'],
    ],
    [
      'FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=SU,SA',
      ['2026-01-31', '2026-02-08', '2026-02-14', '2026-02-22', '2026-02-28'],
    ],
    ['FREQ=DAILY;UNTIL=20260202', ['2026-01-31', '2026-02-01', '2026-02-02']],
    ['FREQ=MONTHLY;BYDAY=SA;UNTIL=20260214T090000', ['2026-01-31', '2026-02-07', '2026-02-14']],
    [
      'FREQ=YEARLY;BYMONTHDAY=13;BYDAY=FR',
      ['2026-01-31', '2026-02-13', '2026-03-13', '2026-11-13', '2027-08-13'],
    ],
  ])('%s', (text, expected) => {
    expect(dates(text)).toEqual(expected);
  });

  test.each([
    'FREQ=HOURLY',
    'FREQ=DAILY;INTERVAL=0',
    'FREQ=DAILY;COUNT=x',
    'FREQ=DAILY;FREQ=WEEKLY',
    'BYDAY=MO',
    'FREQ=WEEKLY;BYDAY=XX',
    'FREQ=MONTHLY;BYMONTHDAY=0',
    'FREQ=DAILY;BYHOUR=3',
    '',
  ])('is not understood: %s', (text) => {
    expect(parseRule(text, (utc) => utc)).toBeNull();
  });
});
