import { describe, expect, test } from 'vitest';
import type { Interpretation, Rule } from '../../../core/schedule/model.ts';
import { compileRule, occurrences } from '../../../core/schedule/recurrence.ts';
import { fitRoster } from '../../../core/schedule/roster-fit.ts';
import { buildRotation } from '../../../core/schedule/rotation.ts';
import type { RotationPlan } from '../../../core/schedule/rotation/plan.ts';
import type { Turn } from '../../../core/schedule/rotation/turns.ts';
import { merge } from '../../../core/time/interval.ts';
import { aRule, inZone } from '../../support/rules.ts';
import { workedPlans } from '../../support/worked-plans.ts';

// Which turns one entry can say, and that no entry at all can say the others.

const basic: RotationPlan = {
  watch: { kind: 'always', members: ['A', 'B', 'C'] },
  turn: { kind: 'weeks', weeks: 1, weekDay: 1 },
  handoffTime: '09:00:00',
  from: '2026-03-02',
  to: '2026-04-26',
  holidays: [],
  leave: [],
};

function turnsOf(plan: RotationPlan, interpretation: Interpretation): readonly Turn[] {
  const built = buildRotation(plan, interpretation);
  if (built.kind !== 'built') throw new Error('not built');
  return built.turns;
}

/** How many entries the engine takes for one turn alone. */
function entriesFor(turn: Turn, interpretation: Interpretation): number {
  const fit = fitRoster([{ memberId: 'A', intervals: turn.hours }], interpretation);
  if (fit.kind !== 'fitted' || fit.leftovers.length > 0) throw new Error('not fitted');
  return fit.entries.length;
}

/** Whether any of some rules, from the turn's first moment to its last, is exactly the turn. */
function anySays(turn: Turn, interpretation: Interpretation, rules: Iterable<Partial<Rule>>) {
  const wanted = JSON.stringify(merge(turn.hours));
  const window = { start: turn.start - 9e8, end: turn.end + 9e8 };
  for (const parts of rules) {
    const rule = aRule({ ...parts, startDate: turn.start, endDate: turn.end });
    const says = merge(occurrences(compileRule(rule, interpretation), window));
    if (JSON.stringify(says) === wanted) return true;
  }
  return false;
}

const subsets = (values: readonly number[]): number[][] =>
  Array.from({ length: 2 ** values.length }, (_, bits) =>
    values.filter((_value, n) => (bits >> n) & 1),
  );

/** Every pair of full hours, on every set of week days; a week has each only once. */
function* hoursAndDays(): Iterable<Partial<Rule>> {
  const times = Array.from({ length: 24 }, (_, hour) => `${String(hour).padStart(2, '0')}:00:00`);
  for (const startTime of times)
    for (const endTime of times)
      for (const weekDays of subsets([0, 1, 2, 3, 4, 5, 6])) yield { startTime, endTime, weekDays };
}

/** Every set of week days with every set of weeks of the month, at the hours of the plan. */
function* weeksAndDays(): Iterable<Partial<Rule>> {
  const times = { startTime: '09:00:00', endTime: '09:00:00' };
  for (const weeksOfMonth of subsets([1, 2, 3, 4, 5, -1, -2, -3, -4, -5]))
    for (const weekDays of subsets([0, 1, 2, 3, 4, 5, 6]))
      yield { ...times, weeksOfMonth, weekDays };
}

describe('one entry is enough for a turn', () => {
  test.each(['UTC', 'Europe/Berlin', 'America/New_York', 'America/Sao_Paulo', 'Antarctica/Troll'])(
    'around the clock, whatever the clocks of %s do in it',
    (zone) => {
      for (const year of [2018, 2024, 2026]) {
        const plan = { ...basic, from: `${year}-01-01`, to: `${year}-12-31` };
        const turns = turnsOf(plan, inZone(zone));
        expect(turns.map((it) => entriesFor(it, inZone(zone)))).toEqual(turns.map(() => 1));
      }
    },
  );

  test('of a week with holidays in it', () => {
    const plan = { ...basic, holidays: ['2026-03-04', '2026-03-06', '2026-03-29'] };
    for (const turn of turnsOf(plan, inZone('Europe/Berlin')))
      expect(entriesFor(turn, inZone('Europe/Berlin'))).toBe(1);
  });
});

describe('no entry can say', () => {
  test('a week of daily hours in another zone whose clocks change against the schedule’s', () => {
    const worked = workedPlans.find((it) => it.name.startsWith('two halves'));
    if (worked === undefined) throw new Error('no such plan');
    const { plan, interpretation } = worked;
    const bent = turnsOf(plan, interpretation).filter((it) => entriesFor(it, interpretation) > 1);
    expect(bent.map((it) => it.memberId)).toEqual(['B', 'C']);
    for (const turn of bent) {
      expect(entriesFor(turn, interpretation)).toBe(2);
      expect(anySays(turn, interpretation, hoursAndDays())).toBe(false);
    }
    const [calm] = turnsOf(plan, interpretation);
    if (calm === undefined) throw new Error('no turn');
    expect(anySays(calm, interpretation, hoursAndDays())).toBe(true);
  });

  test('two weeks without one date', () => {
    const turn = { kind: 'weeks', weeks: 2, weekDay: 1 } as const;
    const fortnights = (holidays: string[]) =>
      turnsOf({ ...basic, turn, holidays }, inZone('UTC'))[0];
    const [whole, cut] = [fortnights([]), fortnights(['2026-03-04'])];
    if (whole === undefined || cut === undefined) throw new Error('no turn');
    expect([entriesFor(whole, inZone('UTC')), entriesFor(cut, inZone('UTC'))]).toEqual([1, 2]);
    expect(anySays(whole, inZone('UTC'), weeksAndDays())).toBe(true);
    expect(anySays(cut, inZone('UTC'), weeksAndDays())).toBe(false);
  });
});
