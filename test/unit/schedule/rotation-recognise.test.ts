import { describe, expect, test } from 'vitest';
import { newEntry } from '../../../core/schedule/edit/row-edit.ts';
import type { Entry, Interpretation } from '../../../core/schedule/model.ts';
import { compileRule, occurrences } from '../../../core/schedule/recurrence.ts';
import type { FittedEntry } from '../../../core/schedule/roster-fit.ts';
import { buildRotation } from '../../../core/schedule/rotation.ts';
import type { RotationPlan } from '../../../core/schedule/rotation/plan.ts';
import { recogniseRotation } from '../../../core/schedule/rotation/recognise.ts';
import type { Interval } from '../../../core/time/instant.ts';
import { merge } from '../../../core/time/interval.ts';
import { aRule, anEntry, inZone } from '../../support/rules.ts';
import { workedPlans, type WorkedPlan } from '../../support/worked-plans.ts';

const zones = ['America/New_York', 'Asia/Tokyo', 'Europe/London', 'Australia/Sydney'];

function entriesOf(worked: Pick<WorkedPlan, 'plan' | 'interpretation'>): Entry[] {
  return fittedOf(worked).map((it, n) => newEntry(`e${n}`, 't1', it.memberId, it.rule));
}

/** Who is on call when, over all the years the plans lie in. */
function rosterOf(entries: readonly FittedEntry[], interpretation: Interpretation) {
  const far = { start: Date.UTC(2000, 0, 1), end: Date.UTC(2045, 0, 1) };
  const roster = new Map<string, Interval[]>();
  for (const { memberId, rule } of entries) {
    const known = roster.get(memberId) ?? [];
    roster.set(memberId, merge([...known, ...occurrences(compileRule(rule, interpretation), far)]));
  }
  return roster;
}

function fittedOf({ plan, interpretation }: Pick<WorkedPlan, 'plan' | 'interpretation'>) {
  const built = buildRotation(plan, interpretation);
  if (built.kind !== 'built') throw new Error('not built');
  return built.entries;
}

// Someone stands in: no plan without leave says them.
const irregular = ['seven people, a day each, one', 'three people, a week each, one'];
const regular = workedPlans.filter((it) => !irregular.some((name) => it.name.startsWith(name)));

test.each(regular)('recognises $name', (worked) => {
  const { from, to, watch, turn, holidays } = worked.plan;
  const found = recogniseRotation(entriesOf(worked), worked.interpretation, { from, to, zones });
  if (found.kind !== 'rotation') throw new Error(found.reason);
  if (watch.kind === 'follow-the-sun') expect(found.plan.watch.kind).toBe('follow-the-sun');
  else expect(found.plan.watch).toMatchObject({ kind: watch.kind, members: watch.members });
  const alone = watch.kind !== 'follow-the-sun' && watch.members.length === 1;
  if (!alone) expect(found.plan.turn).toEqual(turn);
  expect(found.plan.holidays).toEqual(holidays);
  const again = fittedOf({ plan: found.plan, interpretation: worked.interpretation });
  expect(rosterOf(again, worked.interpretation)).toEqual(
    rosterOf(fittedOf(worked), worked.interpretation),
  );
});

test.each(workedPlans.filter((it) => !regular.includes(it)))('calls $name irregular', (worked) => {
  const { from, to } = worked.plan;
  const found = recogniseRotation(entriesOf(worked), worked.interpretation, { from, to, zones });
  expect(found).toEqual({ kind: 'irregular', reason: 'no-order' });
});

test('recognises a handoff within the hours, whose date still belongs to the turn before', () => {
  const plan: RotationPlan = {
    watch: {
      kind: 'daily',
      members: ['A', 'B', 'C'],
      weekDays: [1, 2, 3, 4, 5],
      startTime: '08:00:00',
      endTime: '20:00:00',
    },
    turn: { kind: 'weeks', weeks: 1, weekDay: 1 },
    handoffTime: '09:00:00',
    from: '2026-01-05',
    to: '2026-04-05',
    holidays: [],
    leave: [],
  };
  const interpretation = inZone('Europe/Berlin');
  const entries = entriesOf({ plan, interpretation });
  const found = recogniseRotation(entries, interpretation, { from: plan.from, to: plan.to });
  if (found.kind !== 'rotation') throw new Error(found.reason);
  expect(found.plan).toMatchObject({ turn: plan.turn, watch: plan.watch, handoffTime: '09:00:00' });
  expect(rosterOf(fittedOf({ plan: found.plan, interpretation }), interpretation)).toEqual(
    rosterOf(fittedOf({ plan, interpretation }), interpretation),
  );
});

describe('entries of other kinds', () => {
  const scope = { from: '2026-01-05', to: '2026-02-01' };
  const recognise = (entries: readonly Entry[]) => recogniseRotation(entries, inZone('UTC'), scope);

  test('rules without an end are a rotation too', () => {
    const rule = (weekDays: number[]) => aRule({ weekDays });
    const found = recognise([
      anEntry({ id: 'a', memberId: 'Ana', rule: rule([0, 1, 2, 3]) }),
      anEntry({ id: 'b', memberId: 'Bo', rule: rule([4, 5, 6]) }),
    ]);
    expect(found).toMatchObject({
      kind: 'rotation',
      plan: { watch: { kind: 'always', members: ['Ana', 'Ana', 'Ana', 'Bo', 'Bo', 'Bo', 'Ana'] } },
    });
  });

  test('nothing on those dates is nothing', () => {
    expect(recognise([])).toEqual({ kind: 'irregular', reason: 'nothing' });
    const past = anEntry({ rule: aRule({ endDate: 0 }) });
    expect(recognise([past])).toEqual({ kind: 'irregular', reason: 'nothing' });
  });

  test('two people at the same hours are no rotation', () => {
    const found = recognise([anEntry({ id: 'a' }), anEntry({ id: 'b', memberId: 'm2' })]);
    expect(found).toEqual({ kind: 'irregular', reason: 'overlap' });
  });

  test('hours that are never the same are no rotation', () => {
    const shift = (id: string, day: number, startTime: string) =>
      anEntry({
        id,
        rule: aRule({
          startTime,
          endTime: '17:00:00',
          startDate: Date.UTC(2026, 0, day),
          endDate: Date.UTC(2026, 0, day + 1),
        }),
      });
    const found = recognise([shift('a', 6, '08:00:00'), shift('b', 7, '09:00:00')]);
    expect(found).toEqual({ kind: 'irregular', reason: 'hours-differ' });
  });

  test('dates that are none, or too many, find nothing', () => {
    const entries = [anEntry()];
    const look = (from: string, to: string) =>
      recogniseRotation(entries, inZone('UTC'), { from, to }).kind;
    expect(look('x', '2026-01-01')).toBe('irregular');
    expect(look('0001-01-01', '9999-12-31')).toBe('irregular');
  });
});
