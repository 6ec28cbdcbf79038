import { describe, expect, test } from 'vitest';
import { readSchedule } from '../../../main/pinghome/read.ts';

const team = '11111111-1111-4111-8111-111111111111';
const member = '22222222-2222-4222-8222-222222222222';
const row = {
  team_member_id: member,
  team_id: team,
  created_at: '2026-01-01T00:00:00.123456+00:00',
  start_date: '2026-01-01T00:00:00Z',
  end_date: '2026-12-31T23:59:59Z',
  months_of_year: [1, 2],
  weeks_of_month: [1],
  week_days: [5, 1, 1],
  start_time: '09:00:00',
  end_time: '17:00:00',
};
const rowWithout = (...names: string[]) =>
  Object.fromEntries(Object.entries(row).filter(([name]) => !names.includes(name)));

function read(value: unknown, known?: Parameters<typeof readSchedule>[1]) {
  return readSchedule(JSON.stringify(value), known);
}

function entriesOf(value: unknown) {
  const reply = read(value);
  if (reply.kind !== 'read') throw new Error(reply.detail);
  return reply.entries;
}

const only = (value: unknown) => {
  const [entry, ...others] = entriesOf(value);
  if (entry === undefined || others.length > 0) throw new Error('not one entry');
  return entry;
};

describe('the shapes a reply may have', () => {
  const second = { ...row, created_at: 'b' };
  const shapes: Record<string, unknown> = {
    'a bare array': [row, second],
    schedule: { schedule: [row, second] },
    schedules: { schedules: [row, second] },
    data: { data: [row, second] },
    items: { items: [row, second], message: 'ok' },
    results: { results: [row, second] },
    customer_schedule: { customer_schedule: [row, second] },
    customer_schedules: { customer_schedules: [row, second] },
    customerSchedules: { customerSchedules: [row, second] },
    'one more nesting level': { data: { schedules: [row, second] } },
    'a list grouped by team': [
      { team_id: team, schedules: [rowWithout('team_id')] },
      { team: { id: team, name: 'Platform' }, schedule: [second] },
      { team_id: 'empty', schedules: null },
    ],
    'a map grouped by team': { [team]: [rowWithout('team_id'), second] },
    'a wrapped map grouped by team': { data: { [team]: [rowWithout('team_id'), second] } },
    'one group with its team beside the list': {
      team_id: team,
      schedules: [rowWithout('team_id'), second],
    },
    'a wrapped list grouped by team': {
      data: [
        { teamId: team, items: [rowWithout('team_id')] },
        { team, results: [rowWithout('team_id')] },
      ],
    },
    'a group per team under its wrapper': {
      schedules: { team_id: team, schedule: [rowWithout('team_id'), second] },
    },
    customer_schedule_in_camel_case: { customerSchedule: [row, second] },
    'an empty wrapper beside a full one': { data: [], schedules: [row, second] },
  };
  test.each(Object.entries(shapes))('%s is read', (_, value) => {
    const reply = read(value);
    expect(reply).toMatchObject({ kind: 'read', skipped: 0, morePages: false });
    expect(reply.kind === 'read' && reply.entries.map((entry) => entry.teamId)).toEqual([
      team,
      team,
    ]);
  });

  test.each([[row], [{ data: row }], [{ schedule: row }], [[row]]])(
    'a single entry, bare or wrapped, is one entry: %j',
    (value) => {
      expect(only(value).memberId).toBe(member);
    },
  );

  test.each([[[]], [{ data: [] }], [{ schedules: null }], [{ data: { items: [] } }]])(
    '%j is no entries',
    (value) => {
      expect(read(value)).toEqual({ kind: 'read', entries: [], skipped: 0, morePages: false });
    },
  );

  test.each([
    [{}],
    [null],
    [42],
    ['text'],
    [JSON.stringify([row])],
    [{ statusCode: 200, body: JSON.stringify([row]) }],
    [{ entries: [row] }],
    [{ data: {} }],
    [{ data: { data: { data: [row] } } }],
    [{ success: false, data: null }],
    [{ error: 'no', data: [] }],
    [{ data: [row], schedules: [row] }],
    [{ foo: [row] }],
    [[{ id: 1 }, { name: 'x' }]],
    [[{ ...row, week_days: [1.5] }]],
  ])('%j is unreadable, never "no entries"', (value) => {
    expect(read(value).kind).toBe('unreadable');
  });

  test.each(['', '   ', '<html><body>502</body></html>', '[{', 'NaN', '[1,]'])(
    'the text %j is unreadable',
    (text) => {
      expect(readSchedule(text).kind).toBe('unreadable');
    },
  );

  test('a map keyed by member ids is not understood', () => {
    expect(read({ [member]: [row] }).kind).toBe('unreadable');
    expect(read({ [member]: [rowWithout('team_member_id')] }).kind).toBe('unreadable');
    const known = { teamIds: new Set<string>(), memberIds: new Set([member]) };
    expect(read({ [member]: [{ ...row, team_member_id: 'x' }] }, known).kind).toBe('unreadable');
  });

  test('signs of more pages are noticed', () => {
    for (const sign of [
      { next: 'abc' },
      { has_more: true },
      { meta: { total: 7 } },
      { pagination: { page: 1, total_pages: 3 } },
      { links: { next: 'https://x' } },
    ]) {
      expect(read({ data: [row], ...sign })).toMatchObject({ morePages: true });
    }
    expect(read({ data: [row], meta: { total: 1, page: 1, pages: 1 }, next: null })).toMatchObject({
      morePages: false,
    });
  });
});

describe('one entry', () => {
  test('is normalised, with its key kept as PingHome wrote it', () => {
    expect(only([{ ...row, colour: 'red', nested: { a: 1 } }])).toEqual({
      id: '',
      teamId: team,
      memberId: member,
      createdAt: '2026-01-01T00:00:00.123456+00:00',
      rule: {
        monthsOfYear: [1, 2],
        weeksOfMonth: [1],
        weekDays: [1, 5],
        startTime: '09:00:00',
        endTime: '17:00:00',
        startDate: Date.UTC(2026, 0, 1),
        endDate: Date.UTC(2026, 11, 31, 23, 59, 59),
      },
      readOnly: null,
      notes: [],
      extra: { colour: 'red', nested: { a: 1 } },
      etag: null,
    });
  });

  test('says each thing under its likeliest name, wherever that stands', () => {
    const { team_member_id, ...rest } = row;
    const names = [
      { customer_id: 'customer', team_member_id },
      { team_member_id, customer_id: 'customer' },
      { teamMemberId: 'camel', team_member_id, member_id: 'other' },
      { member_id: 'other', customerId: 'camel', team_member_id },
    ];
    for (const given of names) expect(only([{ ...given, ...rest }]).memberId).toBe(team_member_id);
    expect(only([{ member_id: 'm', customer_id: 'c', ...rest }]).memberId).toBe('c');
    expect(only([{ team_member_id: null, member_id: 'm', ...rest }]).memberId).toBe('m');
  });

  test('is the same in camel case', () => {
    const camel = Object.fromEntries(
      Object.entries(row).map(([name, value]) => [
        name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()),
        value,
      ]),
    );
    expect(only([camel])).toEqual(only([row]));
  });

  test.each([
    [
      { months_of_year: null, weeks_of_month: [], week_days: undefined },
      { monthsOfYear: [], weeksOfMonth: [], weekDays: [] },
    ],
    [{ week_days: ['1', '3', 1, 3.0] }, { weekDays: [1, 3] }],
    [{ weeks_of_month: ['-1', 2] }, { weeksOfMonth: [-1, 2] }],
    [
      { week_days: [7], months_of_year: [0, 13] },
      { weekDays: [7], monthsOfYear: [0, 13] },
    ],
    [
      { start_time: '09:30', end_time: '24:00:00' },
      { startTime: '09:30:00', endTime: '24:00:00' },
    ],
    [
      { start_time: null, end_time: null, time_range: { start: '08:00', end: '10:00' } },
      { startTime: '08:00:00', endTime: '10:00:00' },
    ],
    [
      {
        start_time: undefined,
        end_time: undefined,
        timeRange: { startTime: '08:00:30', end_time: '10:00' },
      },
      { startTime: '08:00:30', endTime: '10:00:00' },
    ],
    [
      { time_range: { start: '08:00', end: '10:00' } },
      { startTime: '09:00:00', endTime: '17:00:00' },
    ],
    [
      { start_time: '08:00:00', end_time: null },
      { startTime: '08:00:00', endTime: null },
    ],
    [{ start_date: '2026-05-28 10:00:00+0530' }, { startDate: Date.UTC(2026, 4, 28, 4, 30) }],
    [{ start_date: '2024-02-29T23:59:58Z' }, { startDate: Date.UTC(2024, 1, 29, 23, 59, 58) }],
    [{ start_date: '1969-12-31T23:59:59.001Z' }, { startDate: -999 }],
    [
      { start_date: '2026-05-28T10:00:00.123456789z' },
      { startDate: Date.UTC(2026, 4, 28, 10, 0, 0, 123) },
    ],
    [
      { start_date: '2026-05-28T10:00:00.5-08:00' },
      { startDate: Date.UTC(2026, 4, 28, 18, 0, 0, 500) },
    ],
    [
      { start_date: '2026-05-28', end_date: '2026-05-28' },
      { startDate: Date.UTC(2026, 4, 28), endDate: Date.UTC(2026, 4, 29) },
    ],
    [{ start_date: '0001-01-01T00:00:00Z' }, { startDate: -62_135_596_800_000 }],
    [{ start_date: '2028-02-29T00:00:00Z' }, { startDate: Date.UTC(2028, 1, 29) }],
    [
      { start_date: null, end_date: undefined },
      { startDate: null, endDate: null },
    ],
  ])('%j reads as %j', (change, rule) => {
    expect(only([{ ...row, ...change }]).rule).toMatchObject(rule);
  });

  test.each([
    [{ week_days: [1.5] }],
    [{ week_days: ['mon'] }],
    [{ week_days: [true] }],
    [{ week_days: [null] }],
    [{ week_days: [[1]] }],
    [{ week_days: '1,2' }],
    [{ week_days: 5 }],
    [{ week_days: {} }],
    [{ start_time: '9:00' }],
    [{ start_time: '24:00:00' }],
    [{ start_time: '09:00:00Z' }],
    [{ start_time: '23:59:60' }],
    [{ start_time: 32400 }],
    [{ start_time: '０９:00:00' }],
    [{ start_date: 1716854400 }],
    [{ start_date: '2026-05-28T10:00Z' }],
    [{ start_date: '28/05/2026' }],
    [{ start_date: '2026-02-29T00:00:00Z' }],
    [{ start_date: '2026-05-28T24:00:00Z' }],
    [{ start_date: '2026-02-29T00:00:00Z' }],
    [{ start_date: '2026-05-28T10:60:00Z' }],
    [{ start_date: '2026-05-28T10:00:6xZ' }],
    [{ start_date: '2026-05-28T10:00:00,000Z' }],
    [{ start_date: '0000-05-28T10:00:00Z' }],
    [{ start_date: '2026-05-28T10:00:00+25:00' }],
    [{ start_date: '2026-05-28T10:00:00-00:60' }],
    [{ start_date: '0000-01-01T00:00:00Z' }],
    [{ start_date: '2026-05-28T10:00:00Z\n' }],
    [{ end_date: '2026-W22-2' }],
    [{ time_range: '08:00-10:00', start_time: null }],
    [{ created_at: 1716854400 }],
    [{ team_member_id: 17 }],
    [{ team_id: 3 }],
  ])('%j is skipped and counted, the rest is read', (change) => {
    expect(read([{ ...row, ...change }, row])).toMatchObject({
      skipped: 1,
      entries: [{ memberId: member }],
    });
  });

  test.each([
    [null],
    ['x'],
    [[]],
    [{}],
    [{ id: 7, name: 'Ana' }],
    [{ team_member_id: member, created_at: 'x' }],
  ])('a row %j is no entry', (value) => {
    expect(read([value, row])).toMatchObject({ skipped: 1, entries: [{}] });
  });

  test('missing team, member and created_at are kept as missing', () => {
    expect(only([rowWithout('team_id', 'team_member_id', 'created_at')])).toMatchObject({
      teamId: null,
      memberId: null,
      createdAt: null,
    });
    expect(only([{ ...row, created_at: '' }]).createdAt).toBeNull();
  });

  test('assumptions are noted', () => {
    expect(only([{ ...row, start_date: '2026-05-28T10:00:00' }]).notes).toEqual([
      'date-without-offset',
    ]);
    expect(only([{ ...row, end_date: '2026-05-28' }]).notes).toEqual(['date-only']);
  });

  test('a key written twice is found after rows like it, escaped, nested and out of order', () => {
    const text = JSON.stringify(row);
    const more = (...parts: string[]) => `${text.slice(0, -1)},${parts.join(',')}}`;
    const rows = [
      text,
      more('"team_id":"again"'),
      text,
      more('"x":1', '"y":2'),
      more('"x":1', '"y":2', '"x":3'),
      more('"y":1', '"x":2'),
      more('"\\u0078":1', '"x":2'),
      more('"a\\\\b":1'),
      more('"a\\b":1', '"a\\b":2'),
      more('"x":{"k":1,"k":2}'),
      more('"x":{"k":1,"l":2}'),
      more('"x":{"k":1,"l":2,"k":3}'),
      `{"week_days":[1],${text.slice(1)}`,
    ];
    const reply = readSchedule(`[${rows.join(',')}]`);
    const flagged = reply.kind === 'read' && reply.entries.map(({ notes }) => notes.length);
    // Twice inside a field that is only kept is nothing to tell of this entry.
    expect(flagged).toEqual([0, 1, 0, 0, 1, 0, 1, 0, 1, 0, 0, 0, 1]);
  });

  test('a key written twice keeps its last value and is flagged, on that entry alone', () => {
    const text = JSON.stringify([row, { ...row, created_at: 'b' }]).replace(
      '"created_at":"b"',
      '"created_at":"a","x":{"y":"}{\\"","z":[1,{"k":1}]},"creat\\u0065d_at":"b"',
    );
    const reply = readSchedule(text);
    expect(reply).toMatchObject({
      kind: 'read',
      entries: [{ notes: [] }, { notes: ['duplicate-json-key'], createdAt: 'b' }],
    });
    expect(reply.kind === 'read' && Object.keys(reply.entries[1]?.extra ?? {})).toEqual(['x']);
  });

  test('a field named __proto__ changes nothing', () => {
    const reply = readSchedule(
      `[${JSON.stringify(row).replace('{', '{"__proto__":{"team_id":"evil"},"constructor":1,')}]`,
    );
    expect(reply).toMatchObject({ kind: 'read', entries: [{ teamId: team }] });
    expect(Object.prototype).not.toHaveProperty('team_id');
  });
});
