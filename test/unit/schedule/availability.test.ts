import { expect, test } from 'vitest';
import { availability } from '../../../core/schedule/cover/availability.ts';
import { awayTimes } from '../../../core/schedule/leave.ts';
import { compileSchedule } from '../../../core/schedule/schedule.ts';
import { aRule, anEntry, inZone } from '../../support/rules.ts';

const utc = inZone('UTC');
const at = (day: number, hour = 0) => Date.UTC(2026, 2, day, hour);
const hours = (day: number) => ({ start: at(day, 9), end: at(day, 17) });
const dated = (teamId: string, memberId: string, day: number) =>
  anEntry({
    id: `${teamId} ${memberId} ${day}`,
    teamId,
    memberId,
    rule: aRule({ startDate: at(day, 9), endDate: at(day, 17) }),
  });
const schedule = compileSchedule(
  [
    { ...dated('none', 'Eve', 2), teamId: null },
    dated('t1', 'Ana', 2),
    dated('t2', 'Bob', 2),
    dated('t1', 'Cy', 2),
    dated('t2', 'Cy', 2),
  ],
  utc,
);
const away = awayTimes([{ memberId: 'Ana', from: '2026-03-04', to: '2026-03-04' }], 'UTC');
const of = (memberId: string, ...days: number[]) =>
  availability(schedule, 'T1', memberId, days.map(hours), away);

test('says what stands against taking a time, the weightiest first', () => {
  expect(of('Di', 2)).toBe('free');
  expect(of('bob', 2)).toBe('elsewhere');
  expect(of('Eve', 2)).toBe('elsewhere');
  expect(of('Cy', 2)).toBe('on-call');
  expect(of('Ana', 2)).toBe('on-call');
  expect(of('ana', 2, 4)).toBe('on-leave');
});

test('looks at the time itself, not at what lies between', () => {
  expect(of('Cy', 1, 3)).toBe('free');
  expect(of('Ana', 3, 5)).toBe('free');
  expect(of('Cy')).toBe('free');
  expect(availability(schedule, 't1', 'Cy', [{ start: at(2, 17), end: at(2, 18) }], [])).toBe(
    'free',
  );
});
