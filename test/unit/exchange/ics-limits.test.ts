import { describe, expect, test } from 'vitest';
import { readIcs, writeIcs } from '../../../core/exchange/ics.ts';
import { dayMs } from '../../../core/time/instant.ts';

const year = { start: Date.UTC(2026, 0, 1), end: Date.UTC(2027, 0, 1) };
const calendar = (...lines: string[]): string =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR', ''].join('\r\n');
const event = (...lines: string[]): string =>
  ['BEGIN:VEVENT', 'UID:1', 'SUMMARY:Ana', ...lines, 'END:VEVENT'].join('\r\n');
const ninth = ['DTSTART:20260105T090000Z', 'DURATION:PT1H'];
const never = 'FREQ=DAILY;COUNT=9999;BYMONTH=2;BYMONTHDAY=30';
const many = (n: number, line: string) => Array.from({ length: n }, () => line);

describe('more than any calendar of shifts holds is refused, however it is packed', () => {
  const stamps = (n: number) =>
    Array.from({ length: n }, (_, i) =>
      new Date(year.start + i * 60_000).toISOString().replaceAll(/[-:]|\.000/g, ''),
    ).join(',');
  const zone = (parts: readonly string[]) => [
    'BEGIN:VTIMEZONE',
    'TZID:Own',
    'BEGIN:STANDARD',
    'DTSTART:19700101T000000',
    'TZOFFSETFROM:+0100',
    'TZOFFSETTO:+0200',
    ...parts,
    'END:STANDARD',
    'END:VTIMEZONE',
  ];
  test.each([
    [
      'thousands of rules in one event',
      calendar(event(...ninth, ...many(20_000, 'RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30'))),
    ],
    [
      'rules that count for ages and never come about',
      calendar(
        event('DTSTART:19700105T090000Z', 'DURATION:PT1H', ...many(1_900, `RRULE:${never}`)),
      ),
    ],
    ['hundreds of thousands of dates', calendar(event(...ninth, `RDATE:${stamps(200_000)}`))],
    ['as many exceptions', calendar(event(...ninth, `EXDATE:${stamps(200_000)}`))],
    [
      'thousands of rules in one zone',
      calendar(...zone(many(20_000, 'RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30')), event(...ninth)),
    ],
  ])('%s', (_, text) => {
    expect(readIcs(text, 'UTC', year)).toEqual({ kind: 'refused', reason: 'too_large' });
  });

  test.each([
    ['by the day', ['RRULE:FREQ=DAILY']],
    ['in thousands of dates', [`RDATE:${stamps(3_000)}`]],
    ['in something that is no date', ['RDATE;VALUE=PERIOD:20260105T090000Z/PT1H']],
  ])('a zone that changes its clocks %s is not known', (_, parts) => {
    const text = calendar(
      ...zone(parts),
      event('DTSTART;TZID=Own:20260105T090000', 'DURATION:PT1H'),
    );
    expect(readIcs(text, 'UTC', year)).toMatchObject({
      people: [],
      skipped: { 'unknown-zone': 1 },
    });
  });
});

describe('what is not understood is counted, never guessed', () => {
  const notUnderstood = { people: [], skipped: { 'rule-not-understood': 1 } };
  test.each([
    ['an exception rule', ['RRULE:FREQ=DAILY', 'EXRULE:FREQ=WEEKLY']],
    ['extra periods', ['RDATE;VALUE=PERIOD:20260107T090000Z/PT2H']],
    ['an exception that is no date', ['RRULE:FREQ=DAILY', 'EXDATE:tomorrow']],
  ])('%s', (_, lines) => {
    expect(readIcs(calendar(event(...ninth, ...lines)), 'UTC', year)).toMatchObject(notUnderstood);
  });

  test.each([
    ['no-start', ['DTSTART:tomorrow', 'DURATION:PT1H']],
    ['no-start', ['DTSTART;VALUE=DATE:soon']],
    ['no-end', ['DTSTART:20260105T090000Z', 'DURATION:an hour']],
  ])('a word where a time should be: %s', (reason, lines) => {
    const found = readIcs(calendar(event(...lines), event(...ninth)), 'UTC', year);
    expect(found).toMatchObject({ people: [{ label: 'Ana' }], skipped: { [reason]: 1 } });
  });

  test('extra dates of a zone nobody knows', () => {
    const text = calendar(event(...ninth, 'RDATE;TZID=Nowhere/Else:20260107T090000'));
    expect(readIcs(text, 'UTC', year)).toMatchObject({
      people: [],
      skipped: { 'unknown-zone': 1 },
    });
  });

  test('a daily count from so long ago that the counting ends before the year', () => {
    const text = calendar(
      event('DTSTART:18800105T090000Z', 'DURATION:PT1H', 'RRULE:FREQ=DAILY;COUNT=1000000'),
    );
    expect(readIcs(text, 'UTC', year)).toMatchObject(notUnderstood);
  });

  test('"this and all that follow": the series is read up to there', () => {
    const text = calendar(
      event(...ninth, 'RRULE:FREQ=DAILY;COUNT=10'),
      event(
        'RECURRENCE-ID;RANGE=THISANDFUTURE:20260108T090000Z',
        'DTSTART:20260108T150000Z',
        'DURATION:PT1H',
      ),
    );
    const found = readIcs(text, 'UTC', year);
    if (found.kind === 'refused') throw new Error(found.reason);
    expect(found.people.map(({ intervals }) => intervals.length)).toEqual([3]);
    expect(found.skipped).toEqual({ 'rule-not-understood': 1 });
  });
});

test('a shift keeps its id whatever the case of its ids, and half a character does not break it', () => {
  const uid = (teamId: string, memberId: string) => {
    const at = { start: year.start, end: year.start + dayMs, openStart: false, openEnd: false };
    const text = writeIcs([{ ...at, teamId, memberId, entryIds: [] }], {
      workspaceId: 'W1',
      name: 'On call',
      horizon: year,
      stamp: year.start,
      memberName: () => 'Ana',
      teamName: () => 'Team',
    });
    return /^UID:(.*)$/m.exec(text)?.[1]?.trim();
  };
  expect(uid('T-A', 'M-1')).toBe('w1/t-a/m-1/20260101T000000Z@watchbill');
  expect(uid('t-a', 'm-1')).toBe(uid('T-A', 'M-1'));
  expect(uid('t', 'm\ud800')).toBe('w1/t/m%ud800/20260101T000000Z@watchbill');
});
