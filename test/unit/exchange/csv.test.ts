import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCsv, writeCsv } from '../../../core/exchange/csv.ts';
import type { FileEntry } from '../../../core/exchange/rows.ts';
import { aRuleOf, runs } from '../../support/arbitrary.ts';
import { aRule, inZone } from '../../support/rules.ts';

const utc = inZone('UTC');
const entry: FileEntry = {
  teamId: 't1',
  memberId: 'm1',
  createdAt: '2024-01-01T00:00:00Z',
  rule: aRule({
    weekDays: [1, 2],
    weeksOfMonth: [-1, 1],
    startTime: '09:00:00',
    endTime: '17:00:00',
    startDate: 0,
  }),
  extra: {},
};
const heading =
  'team_id,team_member_id,created_at,start_date,end_date,months_of_year,weeks_of_month,week_days,start_time,end_time';

test('an entry is one line under a heading, sets with blanks, dates in UTC', () => {
  expect(writeCsv([entry]).split('\r\n')).toEqual([
    heading,
    "t1,m1,2024-01-01T00:00:00Z,1970-01-01T00:00:00Z,,,'-1 1,1 2,09:00:00,17:00:00",
    '',
  ]);
  expect(writeCsv([])).toBe(`${heading}\r\n`);
});

test('names stand beside the ids and are not read again', () => {
  const text = writeCsv([entry], {
    memberName: () => '=HYPERLINK("x")',
    teamName: () => 'Plat,form',
  });
  expect(text).toContain(`"'=HYPERLINK(""x"")","Plat,form"`);
  expect(readCsv(text, utc)).toEqual({ kind: 'read', value: [entry], problems: [] });
});

test('no cell begins like a formula, and every cell is read as it was', () => {
  const nasty = fc.oneof(
    fc.constantFrom(
      '=1+1',
      '+1',
      '-1',
      '@x',
      '\tx',
      '\rx',
      "'=1",
      "''-1",
      "'",
      '"',
      'a,b',
      'a\r\nb',
      '\n=1',
      'ü',
    ),
    fc.string({ minLength: 1 }),
  );
  fc.assert(
    fc.property(nasty, nasty, nasty, (teamId, memberId, createdAt) => {
      const row = { ...entry, teamId, memberId: `m${memberId}`, createdAt };
      const text = writeCsv([row]);
      const line = text.slice(heading.length + 2);
      expect(line).not.toMatch(/^[=+\-@\t\r\n]/);
      expect(line).not.toMatch(/[,"][=+@][^,"]*$/m);
      const read = readCsv(text, utc);
      expect(read).toMatchObject({ kind: 'read', problems: [] });
      if (read.kind !== 'read') throw new Error(read.reason);
      expect(read.value[0]).toMatchObject({ teamId, createdAt, memberId: row.memberId.trim() });
    }),
    runs(300),
  );
});

test('any entries that can be written come back the same', () => {
  const orderly = aRuleOf().map((rule) => ({
    ...rule,
    endDate: null,
    // A lone time is written with the end of the day it stands for.
    ...(rule.startTime === null || rule.endTime === null ? { startTime: null, endTime: null } : {}),
  }));
  fc.assert(
    fc.property(fc.array(orderly, { maxLength: 6 }), (rules) => {
      const entries = rules.map((rule, n) => ({ ...entry, memberId: `m${n}`, rule }));
      expect(readCsv(writeCsv(entries), utc)).toEqual({
        kind: 'read',
        value: entries,
        problems: [],
      });
    }),
    runs(150),
  );
});

describe('files from elsewhere', () => {
  test('semicolons, a byte order mark, other orders and extra columns are read', () => {
    const text = '\uFEFFnote;week_days;team_member_id\nhello;1 2;m1\n\n;;m2\n';
    const read = readCsv(text, utc);
    expect(read).toEqual({
      kind: 'read',
      problems: [],
      value: [
        {
          teamId: null,
          memberId: 'm1',
          createdAt: null,
          rule: aRule({ weekDays: [1, 2] }),
          extra: { note: 'hello' },
        },
        { teamId: null, memberId: 'm2', createdAt: null, rule: aRule(), extra: {} },
      ],
    });
  });

  test.each([
    ['9:00', '09:00:00'],
    [' 17:30 ', '17:30:00'],
    ['7:05:30', '07:05:30'],
  ])('a time as people and spreadsheets write it, %s, is read as %s', (written, kept) => {
    const read = readCsv(`team_member_id,start_time,end_time\nm1,${written},23:59\n`, utc);
    if (read.kind !== 'read') throw new Error(read.reason);
    expect(read.problems).toEqual([]);
    expect(read.value[0]?.rule).toEqual(aRule({ startTime: kept, endTime: '23:59:00' }));
  });

  test.each(['24:00', '9:60', '9', '09:00:00.5', '9:00 am'])('%s is no time', (written) => {
    const read = readCsv(`team_member_id,start_time,end_time\nm1,${written},10:00\n`, utc);
    if (read.kind !== 'read') throw new Error(read.reason);
    expect(read.problems.map(({ problem }) => problem.code)).toEqual(['invalid_time']);
  });

  test('wrong rows are left out and reported with their place', () => {
    const text = `${heading}\nt1,,,2026-02-30T00:00:00Z,,,,1 x,9 am,\nt1,m1,,,,,,,,\n`;
    const read = readCsv(text, utc);
    if (read.kind !== 'read') throw new Error(read.reason);
    expect(read.value).toHaveLength(1);
    expect(read.problems.map(({ row, problem }) => [row, problem.path, problem.code])).toEqual([
      [1, '/team_member_id', 'required'],
      [1, '/week_days/1', 'not_integer'],
      [1, '/start_time', 'invalid_time'],
      [1, '/end_time', 'required_together'],
      [1, '/start_date', 'invalid_datetime'],
    ]);
  });

  test('a column called like a prototype changes nothing', () => {
    const read = readCsv('team_member_id,__proto__,constructor\nm1,x,y\n', utc);
    expect(read.kind).toBe('read');
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });

  test.each<[string, string, string]>([
    ['nothing', '', 'unknown_format'],
    ['a page', '<html></html>', 'unknown_format'],
    ['other columns', 'a,b\n1,2\n', 'unknown_format'],
    ['too many rows', `team_member_id\n${'m1\n'.repeat(10_001)}`, 'too_long'],
    ['too large', 'x'.repeat(16_000_001), 'too_large'],
    ['an open quote', 'team_member_id\n"m1', 'unreadable'],
  ])('%s is refused', (_, text, reason) => {
    expect(readCsv(text, utc)).toEqual({ kind: 'refused', reason });
  });
});
