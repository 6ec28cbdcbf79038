import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../../core/schedule/edit/row-edit.ts';
import { mergeEdits, mergeEntries } from '../../../core/schedule/merge.ts';
import type { Entry, Rule } from '../../../core/schedule/model.ts';
import { compileRule, occurrences } from '../../../core/schedule/recurrence.ts';
import { merge } from '../../../core/time/interval.ts';
import { aReading, aRuleOf, aWindow, enough, runs } from '../../support/arbitrary.ts';
import { aRule, anEntry, inZone } from '../../support/rules.ts';

const utc = inZone('UTC');
const entries = (...rules: Partial<Rule>[]): Entry[] =>
  rules.map((rule, n) => anEntry({ id: `e${n}`, createdAt: `c${n}`, rule: aRule(rule) }));
const rulesAfter = (list: readonly Entry[], reading = utc): Rule[] =>
  applyEdits(list, mergeEdits(mergeEntries(list, reading))).map((it) => it.rule);

describe('near-duplicates become one', () => {
  const jan = (day: number): number => Date.UTC(2026, 0, day);
  const hours = { startTime: '09:00:00', endTime: '17:00:00' };
  const cases: [string, Partial<Rule>[], Partial<Rule>][] = [
    ['the same rule twice', [hours, hours], hours],
    ['all days said in two ways', [{}, { weekDays: [0, 1, 2, 3, 4, 5, 6] }], {}],
    [
      'two week days',
      [
        { ...hours, weekDays: [1] },
        { ...hours, weekDays: [2] },
      ],
      { ...hours, weekDays: [1, 2] },
    ],
    ['weekdays and weekend', [{ weekDays: [1, 2, 3, 4, 5] }, { weekDays: [0, 6] }], {}],
    ['months', [{ monthsOfYear: [1, 2] }, { monthsOfYear: [2, 3] }], { monthsOfYear: [1, 2, 3] }],
    ['weeks', [{ weeksOfMonth: [1] }, { weeksOfMonth: [-1] }], { weeksOfMonth: [-1, 1] }],
    [
      'dates that touch',
      [
        { startDate: jan(8), endDate: jan(15) },
        { startDate: jan(1), endDate: jan(8) },
      ],
      { startDate: jan(1), endDate: jan(15) },
    ],
    [
      'dates that touch by a 59th second',
      [
        { startDate: jan(1), endDate: jan(8) - 1_000 },
        { startDate: jan(8), endDate: null },
      ],
      { startDate: jan(1), endDate: null },
    ],
    [
      'hours that touch',
      [
        { startTime: '09:00:00', endTime: '13:00:00' },
        { startTime: '13:00:00', endTime: '17:00:00' },
      ],
      hours,
    ],
    [
      'hours that touch, the later ones first',
      [
        { startTime: '13:00:00', endTime: '17:00:00' },
        { startTime: '09:00:00', endTime: '13:00:00' },
      ],
      hours,
    ],
    [
      'hours that make a whole day and no more',
      [
        { startTime: '08:00:00', endTime: '20:00:00' },
        { startTime: '20:00:00', endTime: '08:00:00' },
      ],
      { startTime: '08:00:00', endTime: '08:00:00' },
    ],
    [
      'dates within others',
      [
        { startDate: jan(1), endDate: jan(31) },
        { startDate: jan(8), endDate: jan(15) },
      ],
      { startDate: jan(1), endDate: jan(31) },
    ],
    [
      'a square of four',
      [1, 2].flatMap((m) => [1, 2].map((d) => ({ monthsOfYear: [m], weekDays: [d] }))),
      { monthsOfYear: [1, 2], weekDays: [1, 2] },
    ],
  ];
  test.each(cases)('%s', (_, rules, expected) => {
    expect(rulesAfter(entries(...rules))).toEqual([aRule(expected)]);
  });

  test('two with another between them that neither can be joined to', () => {
    const evening = { startTime: '20:00:00', endTime: '22:00:00', weekDays: [1] };
    const list = entries({ ...hours, weekDays: [1] }, evening, { ...hours, weekDays: [2] });
    expect(rulesAfter(list)).toEqual([aRule({ ...hours, weekDays: [1, 2] }), aRule(evening)]);
  });

  test('whose ids are written in other cases', () => {
    const list = [
      anEntry({ id: 'a', teamId: 'T1', memberId: 'M1' }),
      anEntry({ id: 'b', teamId: 't1', memberId: 'm1' }),
    ];
    expect(mergeEntries(list, utc)).toMatchObject([{ kept: { id: 'a' }, removed: [{ id: 'b' }] }]);
  });

  test('week days keep the numbers of the workspace', () => {
    const list = entries({ weekDays: [0] }, { weekDays: [6] });
    expect(rulesAfter(list, inZone('UTC', { weekdayZero: 'monday' }))).toEqual([
      aRule({ weekDays: [0, 6] }),
    ]);
  });
});

describe('what stays apart', () => {
  test.each<[string, Entry[]]>([
    ['two members', [anEntry({ id: 'a' }), anEntry({ id: 'b', memberId: 'm2' })]],
    ['two teams', [anEntry({ id: 'a' }), anEntry({ id: 'b', teamId: 't2' })]],
    ['a read-only one', [anEntry({ id: 'a' }), anEntry({ id: 'b', readOnly: 'no-created-at' })]],
    ['differences in two filters', entries({ weekDays: [1] }, { monthsOfYear: [1] })],
    ['dates with a gap', entries({ endDate: 0 }, { startDate: 1 })],
    [
      'more than a day of hours',
      entries(
        { startTime: '08:00:00', endTime: '07:00:00' },
        { startTime: '20:00:00', endTime: '19:00:00' },
      ),
    ],
    ['two of nobody', [anEntry({ id: 'a', memberId: null }), anEntry({ id: 'b', memberId: null })]],
    ['hours apart', entries({ endTime: '09:00:00' }, { startTime: '10:00:00' })],
    ['week days that are none', entries({ weekDays: [9] }, { weekDays: [8] })],
    ['months that are none', entries({ monthsOfYear: [13] }, { monthsOfYear: [14] })],
    ['weeks that are none', entries({ weeksOfMonth: [8] }, { weeksOfMonth: [9] })],
    [
      'dates that are none',
      entries({ startDate: 60_000, endDate: 60_000 }, { startDate: 60_000, endDate: 60_000 }),
    ],
    [
      'dates turned round',
      entries({ startDate: 60_000, endDate: 0 }, { startDate: 60_000, endDate: 0 }),
    ],
  ])('%s', (_, list) => {
    expect(mergeEntries(list, utc)).toEqual([]);
  });

  test('hours that only seem to touch, since the clocks skip one end', () => {
    const list = entries(
      { startTime: '02:00:00', endTime: '02:30:00' },
      { startTime: '02:30:00', endTime: '03:15:00' },
    );
    expect(mergeEntries(list, inZone('America/New_York'))).toEqual([]);
    expect(mergeEntries(list, utc)).toHaveLength(1);
  });
});

test('a merge changes no moment of anyone', () => {
  const some = fc
    .array(fc.tuple(aRuleOf(), fc.constantFrom('times', 'dates', 'filters', 'none')), {
      minLength: 1,
      maxLength: 4,
    })
    // Near-duplicates hardly come about by chance: each rule brings a changed twin.
    .map((rows) =>
      rows.flatMap(([rule, change]): Rule[] => {
        if (change === 'times')
          return [rule, { ...rule, startTime: rule.endTime, endTime: '23:00:00' }];
        if (change === 'dates') return [rule, { ...rule, startDate: rule.endDate, endDate: null }];
        if (change === 'filters') return [rule, { ...rule, weekDays: [1, 3] }];
        return [rule];
      }),
    );
  let merges = 0;
  fc.assert(
    fc.property(some, aReading(), aWindow(200), (rules, reading, window) => {
      const list = entries(...rules);
      const expand = (these: readonly Rule[]) =>
        merge(these.flatMap((rule) => occurrences(compileRule(rule, reading), window)));
      const after = rulesAfter(list, reading);
      merges += list.length - after.length;
      expect(expand(after)).toEqual(expand(rules));
    }),
    runs(100),
  );
  expect(merges).toBeGreaterThan(enough(20));
});
