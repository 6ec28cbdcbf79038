import { IANAZone } from 'luxon';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { coverage, doubleDuty } from '../../../core/schedule/coverage.ts';
import { loadOf } from '../../../core/schedule/load.ts';
import { nextChange, nextShift, onCallAt } from '../../../core/schedule/oncall.ts';
import { clockRadar } from '../../../core/schedule/radar.ts';
import { compileRule, occurrences } from '../../../core/schedule/recurrence.ts';
import { ripple } from '../../../core/schedule/ripple.ts';
import { fitRoster } from '../../../core/schedule/roster-fit.ts';
import { compileSchedule } from '../../../core/schedule/schedule.ts';
import { shiftsIn } from '../../../core/schedule/shifts.ts';
import { instantOf, transitionsIn, wallOf, zoneTable } from '../../../core/time/zone.ts';
import { aRule, anEntry, inZone } from '../../support/rules.ts';

/*
 * Every way in which the runtime or Luxon can be asked what a zone's clocks show is counted here,
 * so that "asked once, then never" is seen and not believed.
 */
let asked = 0;
const restore: (() => void)[] = [];

function watch(target: object, name: string): void {
  const known = Object.getOwnPropertyDescriptor(target, name);
  if (known === undefined) throw new Error(`${name} is not there to be watched`);
  const counted = (call: (...args: never[]) => unknown) =>
    function (this: unknown, ...args: never[]): unknown {
      asked += 1;
      return call.apply(this, args);
    };
  const { get, value } = known as { get?: () => unknown; value?: () => unknown };
  const parts =
    get === undefined ? { value: counted(value ?? (() => undefined)) } : { get: counted(get) };
  Object.defineProperty(target, name, { ...known, ...parts });
  restore.push(() => Object.defineProperty(target, name, known));
}

beforeEach(() => {
  asked = 0;
  for (const name of ['format', 'formatToParts', 'formatRange', 'resolvedOptions'])
    watch(Intl.DateTimeFormat.prototype, name);
  for (const name of ['getTimezoneOffset', 'toLocaleString', 'toLocaleDateString', 'getHours'])
    watch(Date.prototype, name);
  watch(IANAZone.prototype, 'offset');
});
afterEach(() => {
  while (restore.length > 0) restore.pop()?.();
});

const zone = 'Europe/Berlin';
const window = { start: Date.UTC(2026, 0, 1), end: Date.UTC(2027, 0, 1) };
const nights = aRule({ startTime: '22:00:00', endTime: '06:00:00', weekDays: [0, 5, 6] });
const offices = aRule({ startTime: '09:00:00', endTime: '17:00:00', weekDays: [1, 2, 3, 4, 5] });
const weeks = aRule({ weeksOfMonth: [1, -1], monthsOfYear: [3, 10] });
const entries = [nights, offices, weeks].map((rule, n) =>
  anEntry({ id: `e${n}`, memberId: `m${n}`, createdAt: `c${n}`, rule }),
);
const reading = inZone(zone);

/** All that is asked while someone types or looks. */
function everyQuestion(): void {
  const schedule = compileSchedule(entries, reading);
  const draft = compileSchedule(entries.slice(1), reading);
  for (const rule of [nights, offices, weeks]) occurrences(compileRule(rule, reading), window);
  for (let t = window.start; t < window.end; t += 6 * 86_400_000 + 1_234) {
    onCallAt(schedule, t);
    wallOf(zoneTable(zone), t);
    instantOf(zoneTable(zone), t);
  }
  nextChange(schedule, 't1', Date.UTC(2026, 5, 1));
  nextShift(schedule, 'm1', 't1', Date.UTC(2026, 5, 1));
  shiftsIn(schedule, window);
  coverage(schedule, 't1', window, { kind: 'always', people: 1 });
  doubleDuty(schedule, window);
  loadOf(schedule, window, { holidays: ['2026-12-25'] });
  ripple(schedule, draft, { window, contracts: {} });
  clockRadar(schedule, window, zone);
  transitionsIn(zoneTable(zone), window);
  fitRoster([{ memberId: 'm1', intervals: shiftsIn(schedule, window).slice(0, 30) }], reading);
}

test('nothing asks the runtime for the time of a zone whose changes are known', () => {
  everyQuestion();
  expect(asked, 'the first time it must be asked').toBeGreaterThan(0);
  const first = asked;
  everyQuestion();
  expect(asked - first).toBe(0);
});

test('a zone’s table is built once, whoever asks for it', () => {
  const table = zoneTable('America/St_Johns');
  transitionsIn(table, window);
  const first = asked;
  expect(first).toBeGreaterThan(0);
  expect(zoneTable('America/St_Johns')).toBe(table);
  const other = compileSchedule(entries, inZone('America/St_Johns'));
  shiftsIn(other, window);
  onCallAt(other, window.start + 1);
  expect(asked).toBe(first);
});

test('the watch sees what it is there to see', () => {
  new Intl.DateTimeFormat('en', { timeZone: zone }).format(0);
  expect(asked).toBe(1);
  IANAZone.create('Asia/Tokyo').offset(0);
  expect(asked).toBeGreaterThan(1);
});
