import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readJson, writeJson, type JsonFile } from '../../../core/exchange/json.ts';
import type { FileEntry } from '../../../core/exchange/rows.ts';
import { aReading, aRuleOf, runs } from '../../support/arbitrary.ts';
import { aRule, inZone } from '../../support/rules.ts';

const entry: FileEntry = {
  teamId: 't1',
  memberId: 'm1',
  createdAt: '2024-01-01T00:00:00Z',
  rule: aRule({ weekDays: [1], startDate: 0 }),
  extra: { zeta: 1, alpha: { b: [1, null], a: 'x' } },
};
const file: JsonFile = {
  interpretation: inZone('Europe/Berlin'),
  entries: [entry],
  extra: { note: 'x' },
};

function read(text: string): JsonFile {
  const found = readJson(text);
  if (found.kind !== 'read') throw new Error(found.reason);
  return found.value;
}

test('the form is fixed: one line an entry, known fields first, others by name', () => {
  expect(writeJson(file).split('\n')).toEqual([
    '{',
    '  "format": "watchbill-entries/1",',
    '  "interpretation": { "zone": "Europe/Berlin", "weekday_zero": "sunday", "week_of_month": "block" },',
    '  "entries": [',
    '    { "team_id": "t1", "team_member_id": "m1", "created_at": "2024-01-01T00:00:00Z", "start_date": "1970-01-01T00:00:00Z", "end_date": null, "months_of_year": [], "weeks_of_month": [], "week_days": [1], "start_time": null, "end_time": null, "alpha": { "a": "x", "b": [1, null] }, "zeta": 1 }',
    '  ],',
    '  "note": "x"',
    '}',
    '',
  ]);
  expect(read(writeJson({ ...file, entries: [] })).entries).toEqual([]);
});

test('what is read is written as the same bytes, unknown fields included', () => {
  const unknown = fc.dictionary(
    fc.oneof(fc.string(), fc.constantFrom('__proto__', '7', 'zz')),
    fc.jsonValue({ maxDepth: 3 }),
  );
  const own = [
    'format',
    'interpretation',
    'entries',
    ...Object.keys(JSON.parse(writeJson(file)).entries[0]),
  ];
  const clean = unknown.map((it) =>
    Object.fromEntries(Object.entries(it).filter(([name]) => !own.includes(name))),
  );
  const anEntry = fc.record({
    teamId: fc.option(fc.string()),
    memberId: fc.option(fc.string()),
    createdAt: fc.option(fc.string()),
    rule: aRuleOf(),
    extra: clean,
  });
  fc.assert(
    fc.property(
      aReading(),
      fc.array(anEntry, { maxLength: 5 }),
      clean,
      (interpretation, entries, extra) => {
        const text = writeJson({ interpretation, entries, extra });
        expect(() => JSON.parse(text) as unknown).not.toThrow();
        const back = read(text);
        expect(writeJson(back)).toBe(text);
        expect(back.entries.map((it) => it.rule)).toEqual(entries.map((it) => it.rule));
        expect(back.interpretation).toEqual(interpretation);
      },
    ),
    runs(200),
  );
});

test('text of another form has one normal form', () => {
  const loose = JSON.stringify({
    zz: 1,
    aa: { b: 1, a: 2 },
    entries: [
      {
        x: 1,
        team_member_id: 'm1',
        week_days: [2, 1, 1, -0],
        start_date: '2026-01-01T01:00:00.5+01:00',
      },
    ],
    format: 'watchbill-entries/1',
    interpretation: { week_of_month: 'block', weekday_zero: 'sunday', zone: 'UTC' },
  });
  const once = writeJson(read(loose));
  expect(once).toContain('"start_date": "2026-01-01T00:00:00.500Z"');
  expect(once).toContain('"week_days": [0, 1, 2]');
  expect(once).toContain('  "aa": { "a": 2, "b": 1 },\n  "zz": 1\n}');
  expect(writeJson(read(once))).toBe(once);
});

test('values out of range stay, and are reported', () => {
  const odd = { ...entry, rule: aRule({ weekDays: [9] }) };
  const found = readJson(writeJson({ ...file, entries: [odd] }));
  expect(found).toMatchObject({
    kind: 'read',
    value: { entries: [odd] },
    problems: [{ row: 1, problem: { path: '/week_days/0', code: 'out_of_range' } }],
  });
});

describe('hostile files', () => {
  const wrap = (entries: string): string =>
    writeJson({ ...file, entries: [] }).replace('[]', entries);
  test.each<[string, string, string]>([
    ['nothing', '', 'unreadable'],
    ['a list', '[]', 'unreadable'],
    ['another format', '{"format":"x"}', 'unknown_format'],
    ['entries that are no list', wrap('{}'), 'unknown_format'],
    [
      'a zone nobody knows',
      writeJson(file).replace('Europe/Berlin', 'Mars/Base'),
      'unknown_format',
    ],
    ['deep nesting', '['.repeat(100_000), 'too_deep'],
    ['too many entries', wrap(`[${Array(10_001).fill('{}').join(',')}]`), 'too_long'],
    ['too large', ' '.repeat(16_000_001), 'too_large'],
  ])('%s is refused', (_, text, reason) => {
    expect(readJson(text)).toEqual({ kind: 'refused', reason });
  });

  test('rows that are no entries are left out and reported', () => {
    const found = readJson(
      wrap(
        '[1, {"team_member_id": 5}, {"team_member_id": "m", "week_days": "x"}, {"team_member_id": "m", "start_date": "May"}]',
      ),
    );
    if (found.kind !== 'read') throw new Error(found.reason);
    expect(found.value.entries).toHaveLength(1);
    expect(new Set(found.problems.map((it) => it.row))).toEqual(new Set([1, 2, 3, 4]));
  });

  test('brackets within texts do not count as nesting', () => {
    const text = writeJson({ ...file, extra: { note: `${'['.repeat(100)}\\"${'{'.repeat(100)}` } });
    expect(readJson(text).kind).toBe('read');
  });
});
