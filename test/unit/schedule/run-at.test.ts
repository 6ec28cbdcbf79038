import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Entry, Interpretation, Rule } from '../../../core/schedule/model.ts';
import { runAt, runEnd } from '../../../core/schedule/run-at.ts';
import {
  compileSchedule,
  farMs,
  type Duty,
  type Schedule,
} from '../../../core/schedule/schedule.ts';
import { shiftsIn } from '../../../core/schedule/shifts.ts';
import { dayMs, firstInstant, hourMs, lastInstant } from '../../../core/time/instant.ts';
import { transitionsIn, zoneTable } from '../../../core/time/zone.ts';
import { aReading, anInstant, aRuleOf, runs, someEntries } from '../../support/arbitrary.ts';
import { anEntry, aRule, inZone } from '../../support/rules.ts';

const at = (text: string): number => Date.parse(text);

/** The only duty of some rules. */
function dutyOf(rules: readonly Partial<Rule>[], zone = 'UTC'): Duty {
  const entries = rules.map((rule, i) => anEntry({ id: `e${i}`, rule: aRule(rule) }));
  const [duty] = compileSchedule(entries, inZone(zone)).duties;
  if (duty === undefined) throw new Error('no duty');
  return duty;
}

/** What `shiftsIn` says of each duty, which lists every occurrence to find out. */
function expectAsShifts(schedule: Schedule, instants: readonly number[]): void {
  for (const duty of schedule.duties)
    for (const t of instants) {
      const { teamId, memberId } = duty;
      const [shift] = shiftsIn(schedule, { start: t, end: t + 1 }, { teamId, memberId });
      const wanted =
        shift === undefined
          ? null
          : {
              start: shift.openStart ? null : shift.start,
              end: shift.openEnd ? null : shift.end,
            };
      expect(runAt(duty, t), `${duty.key} at ${new Date(t).toISOString()}`).toEqual(wanted);
    }
}

/** Instants within days of a zone's clock changes, where dates are long, short or missing. */
const nearChanges = (reading: Interpretation): fc.Arbitrary<number[]> => {
  const years = { start: at('2008-01-01T00:00:00Z'), end: at('2027-01-01T00:00:00Z') };
  const changes = transitionsIn(zoneTable(reading.zone), years).map((it) => it.at);
  const near = fc
    .tuple(fc.constantFrom(...(changes.length === 0 ? [years.start] : changes)), fc.nat(8 * 24 * 4))
    .map(([change, quarters]) => change + (quarters - 4 * 96) * 15 * 60_000);
  return fc.array(near, { minLength: 1, maxLength: 5 });
};

describe('the run at an instant', () => {
  it('is the shift there, whatever was asked before, for any entries', () => {
    const instants = fc.array(anInstant(), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(someEntries(), aReading(), instants, (entries, reading, asked) => {
        const around = asked.flatMap((t) => [t, t + 5 * dayMs, t - 5 * dayMs, t + farMs]);
        expectAsShifts(compileSchedule(entries, reading), around);
      }),
      runs(60),
    );
  });

  it('is the shift there around every change of the clocks', () => {
    const rules = fc.array(aRuleOf(), { minLength: 1, maxLength: 6 });
    const places = aReading().chain((reading) =>
      fc.record({ reading: fc.constant(reading), asked: nearChanges(reading) }),
    );
    fc.assert(
      fc.property(rules, places, (given, { reading, asked }) => {
        // Without months and dates most dates pass, and runs reach across the change.
        const entries: Entry[] = given.map((rule, i) =>
          anEntry({ id: `e${i}`, rule: { ...rule, monthsOfYear: [], weeksOfMonth: [] } }),
        );
        expectAsShifts(compileSchedule(entries, reading), asked);
      }),
      runs(150),
    );
  });

  it.each([
    ['Pacific/Apia', '2011-12-30T12:00:00Z'],
    ['Africa/Cairo', '2024-04-25T22:30:00Z'],
    ['America/Havana', '2022-11-06T04:30:00Z'],
    ['America/Nuuk', '2024-03-31T00:30:00Z'],
    ['America/St_Johns', '2010-11-07T02:45:00Z'],
    ['Antarctica/Troll', '2024-03-31T01:30:00Z'],
  ])('passes through %s at %s without a hole where whole days touch', (zone, text) => {
    const days = [0, 1, 2, 3, 4, 5, 6].map((day) => ({ weekDays: [day] }));
    const t = at(text);
    const range = { startDate: t - 20 * dayMs, endDate: t + 20 * dayMs };
    const duty = dutyOf(
      days.map((day) => ({ ...day, ...range })),
      zone,
    );
    expect(runAt(duty, t)).toEqual({ start: range.startDate, end: range.endDate });
  });

  it('ends where a date is missing between two that only touch it', () => {
    // Fridays are on call; Apia had none on 2011-12-30.
    const duty = dutyOf([{ weekDays: [4] }, { weekDays: [5] }], 'Pacific/Apia');
    expect(runAt(duty, at('2011-12-30T05:00:00Z'))?.end).toBe(at('2011-12-30T10:00:00Z'));
  });

  it('reaches over what a date range cuts off the beginning of', () => {
    const noon = at('2024-05-29T12:00:00Z');
    const duty = dutyOf([
      { startTime: '00:00:00', startDate: noon, endDate: noon + hourMs },
      { startTime: '09:00:00', endTime: '12:00:00' },
      { startTime: '13:00:00', endTime: '15:00:00', endDate: noon + 2 * hourMs },
    ]);
    expect(runAt(duty, noon)).toEqual({ start: noon - 3 * hourMs, end: noon + 2 * hourMs });
    expect(runAt(duty, noon + 2 * hourMs)).toBeNull();
  });

  it('is open beyond ten years and not before, in whatever order it is asked', () => {
    const [from, to] = [at('2010-03-01T00:00:00Z'), at('2030-03-01T00:00:00Z')];
    const inside = { start: from, end: to };
    const told = (t: number) => runAt(duty, t);
    const duty = dutyOf([{ startDate: from, endDate: to }]);
    expect(told(to - farMs - 1)).toEqual({ start: from, end: null });
    expect(told(to - farMs)).toEqual(inside);
    expect(told(from + farMs)).toEqual({ start: null, end: to });
    expect(told(from + farMs - 1)).toEqual(inside);
    expect(told(to - farMs - 1)).toEqual({ start: from, end: null });
    expect(told(to - 1)).toEqual({ start: null, end: to });
    expect([told(from - 1), told(to)]).toEqual([null, null]);
  });

  it('is open at both ends for a rule without dates, in the first and the last years too', () => {
    const duty = dutyOf([{}]);
    for (const t of [firstInstant, at('2024-05-29T12:00:00Z'), lastInstant - 1])
      expect(runAt(duty, t)).toEqual({ start: null, end: null });
    expect(runAt({ ...duty, entries: [] }, 0)).toBeNull();
  });
});

describe('the end of a run', () => {
  const duty = dutyOf([{ startTime: '09:00:00', endTime: '17:00:00' }]);
  const morning = at('2024-05-29T10:00:00Z');
  const evening = at('2024-05-29T17:00:00Z');

  it('is told when it is before the limit, and is the instant itself outside any run', () => {
    expect(runEnd(duty, morning, evening - 1)).toBeNull();
    expect(runEnd(duty, morning, evening)).toBeNull();
    expect(runEnd(duty, morning, evening + 1)).toBe(evening);
    expect(runEnd(duty, evening, evening + dayMs)).toBe(evening);
  });
});
