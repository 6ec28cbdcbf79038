import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  checkEntryBody,
  checkRule,
  isSentAlike,
  readEntryBody,
  toEntryBody,
} from '../../../core/contract/entry-body.ts';
import { defaultInterpretation, type Rule } from '../../../core/schedule/model.ts';

const member = '6f1c1f0e-0b0a-4c65-9d5c-0d7c1f9f6a11';
const rows = { ...defaultInterpretation, weekOfMonth: 'row-monday' } as const;
const strict = {
  interpretation: defaultInterpretation,
  ids: 'uuid',
  emptyLists: 'means-all',
} as const;
const good = {
  team_member_id: member,
  start_date: '2024-01-01T00:00:00Z',
  end_date: '2024-01-31T23:59:59Z',
  months_of_year: [1],
  weeks_of_month: [1],
  week_days: [1],
  start_time: '00:00:00',
  end_time: '23:59:59',
};
const whole: Rule = {
  monthsOfYear: [],
  weeksOfMonth: [],
  weekDays: [],
  startTime: null,
  endTime: null,
  startDate: null,
  endDate: null,
};

/** The codes found, each with its place. */
function found(changes: Record<string, unknown>): string[] {
  const { problems } = readEntryBody({ ...good, ...changes }, strict);
  return problems.map((problem) => `${problem.code} ${problem.path}`);
}

interface InvalidCase {
  readonly field: string;
  readonly value?: unknown;
  readonly repeat?: readonly [unknown, number];
  readonly with?: Record<string, unknown>;
  readonly code: string;
  readonly where: string;
}
const cases = (
  JSON.parse(readFileSync('test/vectors/invalid.json', 'utf8')) as InvalidCase[]
).filter((one) => one.where === 'draft+service');

describe('every listed wrong input', () => {
  test.each(cases)('is refused at its field: $field $value $code', (one) => {
    const value =
      one.repeat === undefined
        ? one.value
        : Array.from({ length: one.repeat[1] }, () => one.repeat?.[0]);
    const { problems } = readEntryBody({ ...good, ...one.with, [one.field]: value }, strict);
    expect(problems.map(({ field, code }) => ({ field, code }))).toEqual([
      { field: one.field, code: one.code },
    ]);
  });
  test('is there to be tried', () => {
    expect(cases.length).toBe(36);
  });
});

describe('the rows of the table that have no vector', () => {
  test.each([
    [
      { months_of_year: [-1, 5, 13] },
      ['out_of_range /months_of_year/0', 'out_of_range /months_of_year/2'],
    ],
    [{ week_days: [1, NaN] }, ['not_integer /week_days/1']],
    [{ week_days: [1, Infinity] }, ['not_integer /week_days/1']],
    [
      { months_of_year: ['jan', [1], 2] },
      ['not_integer /months_of_year/0', 'not_integer /months_of_year/1'],
    ],
    [{ months_of_year: 5 }, ['not_array /months_of_year']],
    [{ weeks_of_month: [1, 2, 1] }, ['duplicate /weeks_of_month/2']],
    [{ start_time: '23:60:00' }, ['invalid_time /start_time']],
    [{ start_time: '9:00:00' }, ['invalid_time /start_time']],
    [{ start_time: '09:00:00.5' }, ['invalid_time /start_time']],
    [{ start_time: ' 09:00:00' }, ['invalid_time /start_time']],
    [{ start_time: '０９:00:00' }, ['invalid_time /start_time']],
    [{ start_time: '' }, ['invalid_time /start_time']],
    [{ start_time: null }, ['required_together /start_time']],
    [{ start_time: undefined }, ['required_together /start_time']],
    [{ start_date: 'May 28' }, ['invalid_datetime /start_date']],
    [{ start_date: '2024-5-28T0:0:0Z' }, ['invalid_datetime /start_date']],
    [{ start_date: '1716854400' }, ['invalid_datetime /start_date']],
    [{ start_date: '2024-W22-2' }, ['invalid_datetime /start_date']],
    [{ start_date: '2024-149' }, ['invalid_datetime /start_date']],
    [{ start_date: '' }, ['invalid_datetime /start_date']],
    [{ start_date: '2024-01-01T23:59:60Z' }, ['invalid_datetime /start_date']],
    [{ start_date: '2024-01-01T00:00:00+25:00' }, ['invalid_datetime /start_date']],
    [{ start_date: '2024-01-01T00:00:00-00:60' }, ['invalid_datetime /start_date']],
    [{ start_date: '0000-01-01T00:00:00Z' }, ['invalid_datetime /start_date']],
    [{ start_date: '+012024-01-01T00:00:00Z' }, ['invalid_datetime /start_date']],
    [{ end_date: '10000-01-01T00:00:00Z' }, ['invalid_datetime /end_date']],
    [{ team_member_id: undefined }, ['required /team_member_id']],
    [{ team_member_id: '' }, ['required /team_member_id']],
    [{ team_member_id: 123 }, ['invalid_uuid /team_member_id']],
    [{ team_member_id: `urn:uuid:${member}` }, ['invalid_uuid /team_member_id']],
    [{ team_member_id: member.slice(1) }, ['invalid_uuid /team_member_id']],
    [{ team_member_id: `${member}0` }, ['invalid_uuid /team_member_id']],
  ])('%j', (changes, expected) => {
    expect(found(changes)).toEqual(expected);
  });

  test('an end equal to the start is refused unless its seconds are 59', () => {
    const at = (text: string) => found({ start_date: text, end_date: text });
    expect(at('2024-01-01T10:00:00Z')).toEqual(['before_start /end_date']);
    expect(
      found({
        start_date: '2024-01-01T10:00:59Z',
        end_date: '2024-01-01T10:00:59Z',
        start_time: null,
        end_time: null,
      }),
    ).toEqual([]);
    expect(
      found({ start_date: '2024-01-01T10:01:00Z', end_date: '2024-01-01T10:00:59.9Z' }),
    ).toEqual(['before_start /end_date']);
  });

  test('all problems are reported together, in the order of the fields', () => {
    expect(
      found({
        team_member_id: 'x',
        months_of_year: [0],
        week_days: 'mon',
        start_time: 9,
        end_time: undefined,
        end_date: 'soon',
      }),
    ).toEqual([
      'invalid_uuid /team_member_id',
      'out_of_range /months_of_year/0',
      'not_array /week_days',
      'not_string /start_time',
      'required_together /end_time',
      'invalid_datetime /end_date',
    ]);
  });
});

describe('what may be written', () => {
  test.each([
    ['the sample of the documentation', {}],
    [
      'absent, null and empty filters',
      { months_of_year: undefined, weeks_of_month: null, week_days: [] },
    ],
    [
      'no dates and no times',
      { start_date: null, end_date: undefined, start_time: null, end_time: undefined },
    ],
    ['offsets and fractions', { start_date: '2024-01-01T05:45:00.123456789+05:45' }],
    ['weeks from the end', { weeks_of_month: [-1, -5, 5], week_days: [] }],
    ['a night', { start_time: '22:00:00', end_time: '06:00:00' }],
    ['an upper-case id', { team_member_id: member.toUpperCase() }],
  ])('%s', (_name, changes) => {
    expect(found(changes)).toEqual([]);
  });

  test('an id that is no UUID is fine where ids are opaque', () => {
    expect(checkEntryBody({ ...good, team_member_id: 'member:7' }, defaultInterpretation)).toEqual(
      [],
    );
    expect(checkEntryBody({ ...good, team_member_id: 7 }, defaultInterpretation)[0]?.code).toBe(
      'not_string',
    );
  });

  test('a draft without a chosen day is refused, the API reads it as all', () => {
    const draft = checkEntryBody({ ...good, week_days: [] }, defaultInterpretation);
    expect(draft.map((problem) => problem.code)).toEqual(['empty_list']);
    expect(found({ week_days: [] })).toEqual([]);
  });

  test('anything but an object is a body without a member', () => {
    for (const body of [null, 'text', 5, [], undefined])
      expect(checkEntryBody(body, defaultInterpretation)[0]?.code).toBe('required');
  });
});

describe('a rule that never matches', () => {
  test.each([
    [
      '30 February',
      {
        months_of_year: [2],
        weeks_of_month: [5],
        start_date: '2025-01-01T00:00:00Z',
        end_date: '2027-12-31T00:00:00Z',
        week_days: [],
      },
      'weeks_of_month',
    ],
    [
      'a range that misses the month',
      { months_of_year: [4], weeks_of_month: null, week_days: null },
      'months_of_year',
    ],
    [
      'a range that misses the day',
      {
        months_of_year: null,
        weeks_of_month: null,
        week_days: [0],
        end_date: '2024-01-06T00:00:00Z',
      },
      'week_days',
    ],
  ])('is a warning: %s', (_name, changes, field) => {
    const { problems } = readEntryBody({ ...good, ...changes }, strict);
    expect(problems).toEqual([
      { field, path: `/${field}`, code: 'never_active', severity: 'warning' },
    ]);
  });

  test('a leap day without a range is active', () => {
    expect(
      found({
        months_of_year: [2],
        weeks_of_month: [5],
        week_days: [0],
        start_date: null,
        end_date: null,
      }),
    ).toEqual([]);
    expect(
      found({
        months_of_year: [2],
        weeks_of_month: [5],
        week_days: [0],
        start_date: '2080-03-01T00:00:00Z',
        end_date: null,
      }),
    ).toEqual([]);
  });
});

describe('a rule as it is sent', () => {
  test('has every field, and all values instead of an empty filter', () => {
    expect(toEntryBody(member, whole, defaultInterpretation)).toEqual({
      team_member_id: member,
      start_date: null,
      end_date: null,
      months_of_year: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
      weeks_of_month: [1, 2, 3, 4, 5],
      week_days: [0, 1, 2, 3, 4, 5, 6],
      start_time: '00:00:00',
      end_time: '23:59:59',
    });
    expect(toEntryBody(member, whole, rows).weeks_of_month).toEqual([-1, 1, 2, 3, 4, 5]);
  });

  test('reads back as the same rule, milliseconds and all', () => {
    const rule: Rule = {
      monthsOfYear: [1, 12],
      weeksOfMonth: [-1, 2],
      weekDays: [0, 6],
      startTime: '22:00:00',
      endTime: '06:30:00',
      startDate: Date.parse('2026-01-01T00:00:00.125Z'),
      endDate: Date.parse('2026-12-31T23:59:59Z'),
    };
    const body = toEntryBody(member, rule, defaultInterpretation);
    expect(body.start_date).toBe('2026-01-01T00:00:00.125Z');
    expect(body.end_date).toBe('2026-12-31T23:59:59Z');
    expect(readEntryBody({ ...body }, strict)).toEqual({ memberId: member, rule, problems: [] });
  });

  test('equals another when the same fields would be sent', () => {
    const all: Rule = {
      ...whole,
      weekDays: [0, 1, 2, 3, 4, 5, 6],
      startTime: '00:00:00',
      endTime: '24:00:00',
    };
    expect(isSentAlike(whole, all, defaultInterpretation)).toBe(true);
    expect(isSentAlike(whole, { ...whole, weekDays: [0] }, defaultInterpretation)).toBe(false);
  });

  test('a sixth calendar row can be read but never written', () => {
    const problems = checkRule(member, { ...whole, weeksOfMonth: [6] }, rows);
    expect(problems).toEqual([
      {
        field: 'weeks_of_month',
        path: '/weeks_of_month/0',
        code: 'out_of_range',
        severity: 'error',
      },
    ]);
    expect(checkRule(member, whole, rows)).toEqual([]);
  });
});
