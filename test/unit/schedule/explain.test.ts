import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { explainRule } from '../../../core/schedule/explain.ts';
import type { Interpretation, Rule } from '../../../core/schedule/model.ts';
import { compileRule, occurrences } from '../../../core/schedule/recurrence.ts';
import { dayMs } from '../../../core/time/instant.ts';
import { aRule, inZone } from '../../support/rules.ts';
import { at } from '../../support/snapshots.ts';
import { readSentence } from '../../support/sentence.ts';

const runs = process.env['WATCHBILL_DEEP'] === '1' ? 20_000 : 2_000;

describe('a rule in words', () => {
  const rows: [string, Partial<Rule>, Partial<Interpretation>?][] = [
    [
      'Tuesday and Wednesday, 09:00 to 09:00 the next day (Lisbon time), in the 2nd and 4th week of November and December (7-day weeks from the 1st), until the end of 31 Dec 2026.',
      {
        weekDays: [2, 3],
        startTime: '09:00:00',
        endTime: '09:00:00',
        monthsOfYear: [11, 12],
        weeksOfMonth: [2, 4],
        endDate: at('2026-12-31T23:59:59Z'),
      },
      { zone: 'Europe/Lisbon' },
    ],
    ['Every day, all day (UTC).', {}],
    ['Every day, all day (UTC).', { startTime: '00:00:00', endTime: '23:59:59' }],
    ['Every day, all day (UTC).', { startTime: '00:00:00', endTime: '00:00:00' }],
    ['Every day, all day (UTC).', { weekDays: [0, 1, 2, 3, 4, 5, 6] }],
    ['Every day, all day (UTC).', { monthsOfYear: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] }],
    ['Every day, all day (UTC).', { weeksOfMonth: [1, 2, 3, 4, 5] }],
    ['Every day, all day (UTC).', { weeksOfMonth: [-1, -2, -3, -4, -5] }],
    [
      'Monday to Friday, 09:00 to 17:00 (UTC).',
      { weekDays: [1, 2, 3, 4, 5], startTime: '09:00:00', endTime: '17:00:00' },
    ],
    ['Saturday and Sunday, all day (UTC).', { weekDays: [0, 6] }],
    ['Saturday to Monday, all day (UTC).', { weekDays: [0, 1, 6] }],
    ['Tuesday, Thursday and Saturday, all day (UTC).', { weekDays: [2, 4, 6] }],
    ['Monday to Wednesday and Saturday, all day (UTC).', { weekDays: [1, 2, 3, 6] }],
    ['Monday, all day (UTC).', { weekDays: [0] }, { weekdayZero: 'monday' }],
    ['Sunday, all day (UTC).', { weekDays: [6] }, { weekdayZero: 'monday' }],
    ['Sunday, all day (UTC).', { weekDays: [0] }],
    ['Sunday, all day (UTC).', { weekDays: [0, 7, 9] }],
    ['Sunday, all day (UTC).', { weekDays: [-1, 0, 1.5] }],
    ['Tuesday and Sunday, all day (UTC).', { weekDays: [0, 2] }],
    [
      'Every day, all day (UTC), in the 1st and 2nd-last week of every month (7-day weeks from either end).',
      { weeksOfMonth: [-2, 0, 1, 1.5] },
    ],
    [
      'Every day, all day (UTC), until 1 Nov 2026 14:30:01.005.',
      { endDate: at('2026-11-01T14:30:01.005Z') },
    ],
    [
      'Never on call: it ends before it starts.',
      { startDate: at('2026-11-01T00:00Z'), endDate: at('2026-11-01T00:00Z') },
    ],
    [
      'Every day, 22:00 to 06:00 the next day (UTC).',
      { startTime: '22:00:00', endTime: '06:00:00' },
    ],
    ['Every day, 22:00 to midnight (UTC).', { startTime: '22:00:00', endTime: '23:59:59' }],
    ['Every day, 22:00 to midnight (UTC).', { startTime: '22:00:00', endTime: '00:00:00' }],
    ['Every day, 22:00 to midnight (UTC).', { startTime: '22:00:00', endTime: '24:00:00' }],
    ['Every day, 22:00 to midnight (UTC).', { startTime: '22:00:00' }],
    ['Every day, 00:00 to 06:00 (UTC).', { endTime: '06:00:00' }],
    ['Every day, 09:00 to 23:59:58 (UTC).', { startTime: '09:00:00', endTime: '23:59:58' }],
    ['Every day, 23:59:59 to midnight (UTC).', { startTime: '23:59:59', endTime: '23:59:59' }],
    [
      'Every day, 09:00:30 to 09:00:30 the next day (UTC).',
      { startTime: '09:00:30', endTime: '09:00:30' },
    ],
    ['Every day, all day (UTC), in June.', { monthsOfYear: [6] }],
    ['Every day, all day (UTC), in June to August.', { monthsOfYear: [6, 7, 8] }],
    ['Every day, all day (UTC), in November to February.', { monthsOfYear: [1, 2, 11, 12] }],
    ['Every day, all day (UTC), in March, June and September.', { monthsOfYear: [3, 6, 9, 13] }],
    [
      'Every day, all day (UTC), in the 1st week of every month (7-day weeks from the 1st).',
      { weeksOfMonth: [1] },
    ],
    [
      'Friday, all day (UTC), in the last week of every month (7-day weeks back from the last day).',
      { weekDays: [5], weeksOfMonth: [-1] },
    ],
    [
      'Friday, all day (UTC), in the 2nd-last and last week of June (7-day weeks back from the last day).',
      { weekDays: [5], weeksOfMonth: [-2, -1], monthsOfYear: [6] },
    ],
    [
      'Every day, all day (UTC), in the 1st and last week of every month (7-day weeks from either end).',
      { weeksOfMonth: [1, -1] },
    ],
    [
      'Every day, all day (UTC), in the 1st week of every month (calendar weeks from Monday).',
      { weeksOfMonth: [1] },
      { weekOfMonth: 'row-monday' },
    ],
    [
      'Every day, all day (UTC), in the 6th week of every month (calendar weeks from Sunday).',
      { weeksOfMonth: [6] },
      { weekOfMonth: 'row-sunday' },
    ],
    [
      'Every day, all day (UTC), in the 1st, 2nd, 3rd, 4th and 5th week of every month (calendar weeks from Sunday).',
      { weeksOfMonth: [1, 2, 3, 4, 5] },
      { weekOfMonth: 'row-sunday' },
    ],
    ['Every day, all day (UTC), from 1 Nov 2026.', { startDate: at('2026-11-01T00:00Z') }],
    ['Every day, all day (UTC), from 1 Nov 2026 14:30.', { startDate: at('2026-11-01T14:30Z') }],
    [
      'Every day, all day (New York time), from 31 Oct 2026 20:00.',
      { startDate: at('2026-11-01T00:00Z') },
      { zone: 'America/New_York' },
    ],
    [
      'Every day, all day (Berlin time), from 25 Oct 2026 02:30 (UTC+1).',
      { startDate: at('2026-10-25T01:30Z') },
      { zone: 'Europe/Berlin' },
    ],
    [
      'Every day, all day (UTC), until 1 Nov 2026 14:30:01.',
      { endDate: at('2026-11-01T14:30:01Z') },
    ],
    ['Every day, all day (UTC), until 1 Nov 2026 14:31.', { endDate: at('2026-11-01T14:30:59Z') }],
    [
      'Every day, all day (UTC), until the end of 31 Oct 2026.',
      { endDate: at('2026-11-01T00:00Z') },
    ],
    [
      'Every day, all day (Sao Paulo time), from 4 Nov 2018.',
      { startDate: at('2018-11-04T03:00Z') },
      { zone: 'America/Sao_Paulo' },
    ],
    ['Never on call: no week day it names exists.', { weekDays: [7] }],
    ['Never on call: no month it names exists.', { monthsOfYear: [0, 13] }],
    ['Never on call: no week it names exists.', { weeksOfMonth: [6] }],
    ['Never on call: its times can’t be read.', { startTime: '25:00:00', endTime: '26:00:00' }],
    [
      'Never on call: it ends before it starts.',
      { startDate: at('2026-11-02T00:00Z'), endDate: at('2026-11-01T00:00Z') },
    ],
  ];
  test.each(rows)('%s', (sentence, rule, interpretation) => {
    expect(explainRule(aRule(rule), inZone('UTC', interpretation))).toBe(sentence);
  });
});

const clock = fc
  .tuple(
    fc.integer({ min: 0, max: 23 }),
    fc.constantFrom('00', '30', '59'),
    fc.constantFrom('00', '00', '59'),
  )
  .map(([h, m, s]) => `${String(h).padStart(2, '0')}:${m}:${s}`);
const subset = (min: number, max: number) =>
  fc.uniqueArray(fc.integer({ min, max }), { maxLength: 9 });
const date = fc
  .tuple(
    fc.integer({ min: at('2016-01-01T00:00Z') / dayMs, max: at('2028-01-01T00:00Z') / dayMs }),
    fc.constantFrom(0, 3_600_000, 1_800_000, 59_000, 12_345_678),
  )
  .map(([day, ms]) => day * dayMs + ms);
const rule = fc.record({
  monthsOfYear: subset(0, 13),
  weeksOfMonth: subset(-6, 6),
  weekDays: subset(0, 7),
  startTime: fc.option(clock),
  endTime: fc.option(clock),
  startDate: fc.option(date),
  endDate: fc.option(date),
});
const reading = fc.record({
  zone: fc.constantFrom(
    'UTC',
    'Europe/Berlin',
    'America/New_York',
    'America/Sao_Paulo',
    'Australia/Lord_Howe',
  ),
  weekdayZero: fc.constantFrom('sunday' as const, 'monday' as const),
  weekOfMonth: fc.constantFrom('block' as const, 'row-monday' as const, 'row-sunday' as const),
});

test('the sentence, read back, is on call exactly when the rule is', () => {
  const window = { start: at('2017-06-01T00:00Z'), end: at('2019-03-01T00:00Z') };
  fc.assert(
    fc.property(rule, reading, (it, interpretation) => {
      const back = readSentence(explainRule(it, interpretation), interpretation.zone);
      const then = occurrences(compileRule(it, interpretation), window);
      if (back === null) expect(then).toEqual([]);
      else expect(occurrences(compileRule(back.rule, back.interpretation), window)).toEqual(then);
    }),
    { numRuns: runs },
  );
});
