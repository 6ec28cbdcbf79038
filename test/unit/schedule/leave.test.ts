import { expect, test } from 'vitest';
import {
  awayTimes,
  isAway,
  leaveClashes,
  leaveConflicts,
  withLeave,
} from '../../../core/schedule/leave.ts';
import { compileSchedule } from '../../../core/schedule/schedule.ts';
import { aRule, anEntry, inZone } from '../../support/rules.ts';

const newYork = inZone('America/New_York');
const away = (from: string, to = from, memberId = 'm1') => ({ memberId, from, to });

test('leave is whole dates of the schedule zone, the last one included', () => {
  expect(awayTimes([away('2026-03-08', '2026-03-09')], 'America/New_York')).toMatchObject([
    { start: Date.parse('2026-03-08T05:00:00Z'), end: Date.parse('2026-03-10T04:00:00Z') },
  ]);
});

test('leave that is no pair of dates is nobody’s absence', () => {
  const odd = [
    away('2026-02-30'),
    away('soon'),
    away('2026-03-02', '2026-03-01'),
    away('soon', '2026-03-01'),
    away('1960-01-01', 'later'),
  ];
  expect(awayTimes(odd, 'UTC')).toEqual([]);
});

test('members are the same in any case of letters', () => {
  const times = awayTimes([away('2026-03-08'), away('2026-05-01')], 'UTC');
  const noon = { start: Date.UTC(2026, 2, 8, 12), end: Date.UTC(2026, 2, 8, 13) };
  expect(isAway(times, 'M1', noon)).toBe(true);
  expect(isAway(times, 'm2', noon)).toBe(false);
  expect(isAway(times, 'm1', { start: noon.start + 86_400_000, end: noon.end + 86_400_000 })).toBe(
    false,
  );
});

test('a shift that reaches into leave is a warning at its member', () => {
  const nights = anEntry({
    rule: aRule({ startTime: '22:00:00', endTime: '06:00:00', weekDays: [6] }),
  });
  const [conflict, ...rest] = leaveConflicts([nights], [away('2026-03-08')], newYork);
  expect(rest).toEqual([]);
  expect(conflict).toMatchObject({
    entryId: nights.id,
    first: { start: Date.parse('2026-03-08T05:00:00Z'), end: Date.parse('2026-03-08T10:00:00Z') },
    problem: { field: 'team_member_id', code: 'during_leave', severity: 'warning' },
  });
});

test('a shift that ends as leave begins is none, nor is anyone else’s', () => {
  const friday = anEntry({
    rule: aRule({ startTime: '16:00:00', endTime: '23:59:59', weekDays: [5] }),
  });
  expect(leaveConflicts([friday], [away('2026-03-07')], newYork)).toEqual([]);
  expect(leaveConflicts([friday], [away('2026-03-06', '2026-03-06', 'm2')], newYork)).toEqual([]);
  expect(leaveConflicts([{ ...friday, memberId: null }], [away('2026-03-06')], newYork)).toEqual(
    [],
  );
});

test('more leave is taken in by member and date, the same period once', () => {
  const known = [away('2026-03-05', '2026-03-05', 'm2'), away('2026-03-08')];
  const more = [away('2026-03-08', '2026-03-08', 'M1'), away('2026-03-02', '2026-03-09')];
  expect(withLeave(known, more)).toEqual([
    away('2026-03-02', '2026-03-09'),
    away('2026-03-08', '2026-03-08', 'M1'),
    known[0],
  ]);
});

test('time on call in leave is told by team, from an instant on', () => {
  const nights = aRule({ startTime: '22:00:00', endTime: '06:00:00' });
  const schedule = compileSchedule(
    [
      anEntry({ id: 'a', rule: nights }),
      anEntry({ id: 'b', teamId: 't2', rule: aRule({ weekDays: [1] }) }),
      anEntry({ id: 'c', memberId: 'm2', rule: nights }),
    ],
    inZone('UTC'),
  );
  const leave = [away('2026-03-02', '2026-03-03', 'M1'), away('2026-03-10', '2026-03-10', 'm3')];
  const at = (day: number, hour: number) => Date.UTC(2026, 2, day, hour);
  const clashes = leaveClashes(schedule, leave, at(1, 0));
  expect(clashes).toEqual([
    {
      leave: leave[0],
      teamId: 't1',
      memberId: 'm1',
      time: [
        { start: at(2, 0), end: at(2, 6) },
        { start: at(2, 22), end: at(3, 6) },
        { start: at(3, 22), end: at(4, 0) },
      ],
    },
    { leave: leave[0], teamId: 't2', memberId: 'm1', time: [{ start: at(2, 0), end: at(3, 0) }] },
  ]);
  expect(leaveClashes(schedule, leave, at(3, 12))).toMatchObject([
    { teamId: 't1', time: [{ start: at(3, 22) }] },
  ]);
  expect(leaveClashes(schedule, leave, at(4, 0))).toEqual([]);
});
