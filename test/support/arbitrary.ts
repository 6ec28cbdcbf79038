import fc from 'fast-check';
import type { Entry, Interpretation, Rule } from '../../core/schedule/model.ts';
import type { Interval } from '../../core/time/instant.ts';
import { anEntry } from './rules.ts';

const deep = process.env['WATCHBILL_DEEP'] === '1';

// Thousands of times over, a fifth must do: most broken lines show at once.
const mutating = process.env['WATCHBILL_MUTATION_TESTS'] !== undefined;

/** How often a property is tried: ten times as often in the deep tier. */
export const runs = (quick: number): { numRuns: number; endOnFailure: boolean } => ({
  numRuns: deep ? quick * 10 : mutating ? Math.ceil(quick / 5) : quick,
  // Shrinking finds the smallest counterexample, which nobody reads there.
  endOnFailure: mutating,
});

/**
 * How many of a property's tries must at least have met what it is about, or how large its largest
 * cases are: a twentieth where lines are broken on purpose.
 */
export const enough = (quick: number): number => (mutating ? Math.ceil(quick / 20) : quick);

// Each with a clock change in or near the years windows are drawn from.
const trickyZones = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'America/Sao_Paulo',
  'America/Havana',
  'Africa/Cairo',
  'Pacific/Apia',
  'Antarctica/Troll',
  'Asia/Kathmandu',
  'Africa/Casablanca',
  'America/St_Johns',
] as const;

export const aReading = (): fc.Arbitrary<Interpretation> =>
  fc.record({
    zone: fc.constantFrom(...trickyZones),
    weekdayZero: fc.constantFrom('sunday', 'monday'),
    weekOfMonth: fc.constantFrom('block', 'row-monday', 'row-sunday'),
  });

const minuteMs = 60_000;
const hourMs = 3_600_000;
const from = Date.UTC(2008, 0, 1);
const to = Date.UTC(2027, 0, 1);

// Days about which windows and date ranges gather, so that they meet: each near a clock change.
const busyDays = ['2011-12-30', '2018-02-18', '2018-11-04', '2024-03-31', '2024-11-03'];

/** An instant on a quarter of an hour, often near one of a few days, now and then a crooked one. */
export const anInstant = (): fc.Arbitrary<number> =>
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc
        .tuple(fc.constantFrom(...busyDays), fc.integer({ min: -20 * 96, max: 20 * 96 }))
        .map(([day, quarters]) => Date.parse(day) + quarters * 15 * minuteMs),
    },
    {
      weight: 4,
      arbitrary: fc
        .integer({ min: from / (15 * minuteMs), max: to / (15 * minuteMs) })
        .map((n) => n * 15 * minuteMs),
    },
    { weight: 1, arbitrary: fc.integer({ min: from, max: to }) },
  );

/** An instant, now and then in a second numbered 59, with milliseconds or without. */
const anEnd = (): fc.Arbitrary<number> =>
  fc.oneof(
    { weight: 3, arbitrary: anInstant() },
    {
      weight: 1,
      arbitrary: fc
        .tuple(anInstant(), fc.constantFrom(59_000, 59_999))
        .map(([at, ms]) => Math.floor(at / minuteMs) * minuteMs + ms),
    },
  );

export const aWindow = (days = 40): fc.Arbitrary<Interval> =>
  fc
    .tuple(anInstant(), fc.integer({ min: 1, max: days * 24 }))
    .map(([start, hours]) => ({ start, end: start + hours * hourMs }));

const someOf = (values: readonly number[]): fc.Arbitrary<number[]> =>
  fc.oneof(
    { weight: 2, arbitrary: fc.constant<number[]>([]) },
    { weight: 1, arbitrary: fc.subarray([...values], { minLength: 1 }) },
  );

const aTime = (): fc.Arbitrary<string> =>
  fc.oneof(
    fc.constantFrom('00:00:00', '23:59:59', '02:30:00', '09:00:00', '22:00:00', '23:30:00'),
    fc
      .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
      .map(([h, m]) => `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}:00`),
  );

/** No dates, one or both; these mostly in their order. */
const aRange = (): fc.Arbitrary<Pick<Rule, 'startDate' | 'endDate'>> =>
  fc.oneof(
    { weight: 6, arbitrary: fc.constant({ startDate: null, endDate: null }) },
    { weight: 2, arbitrary: anInstant().map((startDate) => ({ startDate, endDate: null })) },
    { weight: 2, arbitrary: anEnd().map((endDate) => ({ startDate: null, endDate })) },
    {
      weight: 3,
      arbitrary: fc.tuple(anInstant(), anEnd()).map(([a, b]) => ({
        startDate: Math.min(a, b),
        endDate: Math.max(a, b),
      })),
    },
    {
      weight: 1,
      arbitrary: fc.record({ startDate: anInstant(), endDate: anEnd() }),
    },
  );

/** Any rule, with filters within range and each time and date now and then missing. */
export const aRuleOf = (): fc.Arbitrary<Rule> =>
  fc
    .record({
      monthsOfYear: someOf([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]),
      weeksOfMonth: someOf([-5, -4, -3, -2, -1, 1, 2, 3, 4, 5]),
      weekDays: someOf([0, 1, 2, 3, 4, 5, 6]),
      startTime: fc.option(aTime(), { freq: 4 }),
      endTime: fc.option(aTime(), { freq: 4 }),
      range: aRange(),
    })
    .map(({ range, ...rest }) => ({ ...rest, ...range }));

/** Some entries of a few members in one or two teams, each with an id of its own. */
export const someEntries = (most = 8): fc.Arbitrary<Entry[]> =>
  fc
    .array(
      fc.record({
        rule: aRuleOf(),
        teamId: fc.constantFrom('t1', 't1', 't2', null),
        memberId: fc.constantFrom('m1', 'm2', 'm3', null),
      }),
      { maxLength: most },
    )
    .map((rows) =>
      rows.map((row, i) => anEntry({ ...row, id: `e${i}`, createdAt: `2024-01-01T00:00:${i}Z` })),
    );
