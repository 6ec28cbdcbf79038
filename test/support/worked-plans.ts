import { defaultInterpretation, type Interpretation } from '../../core/schedule/model.ts';
import type { RotationPlan, TurnLength, Watch } from '../../core/schedule/rotation/plan.ts';

/** A plan whose fewest entries were worked out by hand. */
export interface WorkedPlan {
  readonly name: string;
  readonly interpretation: Interpretation;
  readonly plan: RotationPlan;
  readonly turns: number;
  readonly entries: number;
  readonly why: string;
  /** Moments of which no two fit in one rule, where a greedy search does not find as many. */
  readonly apart: readonly string[];
  /** What `leastEntries` can show; where it is less than `entries`, `why` argues the rest. */
  readonly shown: number;
}

const everyDay = [0, 1, 2, 3, 4, 5, 6];
const workDays = [1, 2, 3, 4, 5];
const week = (weekDay: number, weeks = 1): TurnLength => ({ kind: 'weeks', weeks, weekDay });
const days = (n: number): TurnLength => ({ kind: 'days', days: n });
const months = (n: number): TurnLength => ({ kind: 'months', months: n, monthDay: 1 });
const always = (...members: string[]): Watch => ({ kind: 'always', members });
const daily = (
  weekDays: readonly number[],
  startTime: string,
  endTime: string,
  ...members: string[]
): Watch => ({ kind: 'daily', members, weekDays, startTime, endTime });
const office = (...members: string[]): Watch => daily(workDays, '09:00:00', '17:00:00', ...members);
const sevenPeople = always('A', 'B', 'C', 'D', 'E', 'F', 'G');

type Given = Pick<RotationPlan, 'watch' | 'turn' | 'from' | 'to'> & Partial<RotationPlan>;

function worked(
  name: string,
  zone: string,
  plan: Given,
  counts: readonly [turns: number, entries: number],
  why: string,
  apart: readonly string[] = [],
  shown: number = counts[1],
): WorkedPlan {
  return {
    name,
    interpretation: { ...defaultInterpretation, zone },
    plan: { handoffTime: '09:00:00', holidays: [], leave: [], ...plan },
    turns: counts[0],
    entries: counts[1],
    why,
    apart,
    shown,
  };
}

export const workedPlans: readonly WorkedPlan[] = [
  worked(
    'one person, always, for a year',
    'Europe/Berlin',
    { watch: always('A'), turn: week(1), from: '2026-01-05', to: '2027-01-03' },
    [52, 1],
    'one unbroken run is one dated entry',
  ),
  worked(
    'two people, a week each, for eight weeks',
    'Europe/Berlin',
    { watch: always('A', 'B'), turn: week(1), from: '2026-01-05', to: '2026-03-01' },
    [8, 8],
    'every week day of one is another week the day of the other: nothing recurs, each turn its own',
  ),
  worked(
    'three people, a week each, across both clock changes',
    'America/New_York',
    { watch: always('A', 'B', 'C'), turn: week(1), from: '2026-01-05', to: '2026-12-06' },
    [48, 48],
    'as with two people; a week of 167 or 169 hours is still one run',
  ),
  worked(
    'seven people, a day each, for a year',
    'Europe/Berlin',
    { watch: sevenPeople, turn: days(1), from: '2026-01-05', to: '2027-01-03' },
    [364, 7],
    'the order comes round every seven days: each has one week day, and each needs an entry',
  ),
  worked(
    'three people in an order of seven days',
    'UTC',
    {
      watch: always('A', 'A', 'B', 'B', 'C', 'C', 'C'),
      turn: days(1),
      from: '2026-01-05',
      to: '2027-01-03',
    },
    [364, 3],
    'Monday–Tuesday, Wednesday–Thursday and Friday–Sunday recur: one entry each',
  ),
  worked(
    'two people, a day each, for four weeks',
    'UTC',
    {
      watch: always('A', 'B'),
      turn: days(1),
      from: '2026-01-05',
      to: '2026-02-01',
      handoffTime: '00:00:00',
    },
    [28, 8],
    'a week day changes hands each week, so an entry reaches 4 of 14 alternate days: ceil(14 / 4) each',
  ),
  worked(
    'three people, three days each',
    'UTC',
    { watch: always('A', 'B', 'C'), turn: days(3), from: '2026-01-05', to: '2026-03-01' },
    [19, 19],
    'nine days do not fit a week, and a second turn shares a week day with a day between',
  ),
  worked(
    'one person in office hours for a year',
    'Europe/Berlin',
    { watch: office('A'), turn: week(1), from: '2026-01-05', to: '2026-12-31' },
    [52, 1],
    'Monday to Friday is one recurring rule',
  ),
  worked(
    'three people in office hours, a week each',
    'Europe/Berlin',
    { watch: office('A', 'B', 'C'), turn: week(1), from: '2026-01-05', to: '2026-03-08' },
    [9, 9],
    'each turn its own dates',
  ),
  worked(
    'one person in office hours with the holidays of a year',
    'Europe/Berlin',
    {
      watch: office('A'),
      turn: week(1),
      from: '2026-01-05',
      to: '2026-12-31',
      holidays: [
        '2026-04-03',
        '2026-04-06',
        '2026-05-01',
        '2026-05-14',
        '2026-05-25',
        '2026-12-25',
      ],
    },
    [52, 6],
    'six holidays, two of them around a weekend, leave six stretches; witnesses below',
    [
      '2026-03-27T09:00:00Z',
      '2026-04-24T09:00:00Z',
      '2026-05-07T09:00:00Z',
      '2026-05-18T09:00:00Z',
      '2026-12-18T09:00:00Z',
      '2026-12-28T09:00:00Z',
    ],
  ),
  worked(
    'five people, a working day each, for a year',
    'Europe/Berlin',
    { watch: office('A', 'B', 'C', 'D', 'E'), turn: days(1), from: '2026-01-05', to: '2026-12-31' },
    [259, 5],
    'each has one week day',
  ),
  worked(
    'two people, nights of a week each, across a clock change',
    'America/New_York',
    {
      watch: daily(everyDay, '18:00:00', '08:00:00', 'A', 'B'),
      turn: week(5),
      from: '2026-02-06',
      to: '2026-04-02',
      handoffTime: '18:00:00',
    },
    [8, 8],
    'each turn its own dates; the night of the change keeps its wall times',
  ),
  worked(
    'three people, a calendar month each, for two years',
    'UTC',
    {
      watch: always('A', 'B', 'C'),
      turn: months(1),
      from: '2026-01-01',
      to: '2027-12-31',
      handoffTime: '00:00:00',
    },
    [24, 3],
    'three divides twelve: each has the same four months every year',
  ),
  worked(
    'two people in office hours, half a year each, for two years',
    'Europe/Berlin',
    { watch: office('A', 'B'), turn: months(6), from: '2026-01-01', to: '2027-12-31' },
    [4, 2],
    'January to June and July to December recur',
  ),
  worked(
    'three offices around the world, working days of a year',
    'Europe/Berlin',
    {
      watch: {
        kind: 'follow-the-sun',
        groups: [
          {
            zone: 'Europe/Berlin',
            members: ['A'],
            weekDays: workDays,
            startTime: '08:00:00',
            endTime: '16:00:00',
          },
          {
            zone: 'America/New_York',
            members: ['B'],
            weekDays: workDays,
            startTime: '09:00:00',
            endTime: '17:00:00',
          },
          {
            zone: 'Asia/Tokyo',
            members: ['C'],
            weekDays: workDays,
            startTime: '08:00:00',
            endTime: '16:00:00',
          },
        ],
      },
      turn: week(1),
      from: '2026-01-05',
      to: '2026-12-31',
    },
    [156, 9],
    'Berlin 1; New York keeps its distance but for two stretches of weeks: 5; Tokyo has winter, summer, winter: 3',
  ),
  worked(
    'two halves of the world, two people each, across both clock changes',
    'UTC',
    {
      watch: {
        kind: 'follow-the-sun',
        groups: [
          {
            zone: 'Europe/London',
            members: ['A', 'B'],
            weekDays: everyDay,
            startTime: '08:00:00',
            endTime: '20:00:00',
          },
          {
            zone: 'Australia/Sydney',
            members: ['C', 'D'],
            weekDays: everyDay,
            startTime: '08:00:00',
            endTime: '20:00:00',
          },
        ],
      },
      turn: week(1),
      from: '2026-03-02',
      to: '2026-04-26',
    },
    [16, 18],
    'sixteen turns, and the two in which the clocks change need 08–20 and 07–19, or 21–09 and 22–10',
    [],
    // Clipping lets any two moments of such a turn share a rule, but not three: a pair shows no more.
    16,
  ),
  worked(
    'seven people, a day each, one of them away on a Monday',
    'Europe/Berlin',
    {
      watch: sevenPeople,
      turn: days(1),
      from: '2026-01-05',
      to: '2026-06-28',
      leave: [{ memberId: 'A', from: '2026-03-02', to: '2026-03-03' }],
    },
    [175, 9],
    'seven week days; the Mondays fall in two, and the one who stands in has one more',
  ),
  worked(
    'three people, a week each, one of them away',
    'Europe/Berlin',
    {
      watch: always('A', 'B', 'C'),
      turn: week(1),
      from: '2026-01-05',
      to: '2026-04-05',
      leave: [{ memberId: 'B', from: '2026-01-14', to: '2026-01-15' }],
    },
    [13, 12],
    'the next in order has two weeks on end, which is one run',
  ),
  worked(
    'two people, early mornings, where a day begins at one',
    'America/Sao_Paulo',
    {
      watch: daily(everyDay, '00:00:00', '09:00:00', 'A', 'B'),
      turn: week(1, 2),
      from: '2018-10-01',
      to: '2018-12-23',
      handoffTime: '00:00:00',
    },
    [6, 6],
    'each turn its own dates; the day without midnight needs none of its own',
  ),
  worked(
    'seven people, a day each, without one holiday',
    'UTC',
    {
      watch: sevenPeople,
      turn: days(1),
      from: '2026-01-05',
      to: '2027-01-03',
      holidays: ['2026-12-25'],
    },
    [363, 8],
    'the Fridays fall in two',
  ),
  worked(
    'four people, a month each from nine in the morning, for two years',
    'UTC',
    { watch: always('A', 'B', 'C', 'D'), turn: months(1), from: '2026-01-01', to: '2027-12-31' },
    [24, 4],
    'four divides twelve, and hours from nine to nine stay with the month they begin in',
  ),
];
