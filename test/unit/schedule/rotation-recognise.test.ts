import { describe, expect, test } from 'vitest';
import { newEntry } from '../../../core/schedule/edit/row-edit.ts';
import type { Entry } from '../../../core/schedule/model.ts';
import { buildRotation } from '../../../core/schedule/rotation.ts';
import { recogniseRotation } from '../../../core/schedule/rotation/recognise.ts';
import { aRule, anEntry, inZone } from '../../support/rules.ts';
import { workedPlans, type WorkedPlan } from '../../support/worked-plans.ts';

const zones = ['America/New_York', 'Asia/Tokyo', 'Europe/London', 'Australia/Sydney'];

function entriesOf({ plan, interpretation }: WorkedPlan): Entry[] {
  const built = buildRotation(plan, interpretation);
  if (built.kind !== 'built') throw new Error('not built');
  return built.entries.map((it, n) => newEntry(`e${n}`, 't1', it.memberId, it.rule));
}

// Their handoffs lie within the hours, or someone stands in: no plan without these says them.
const irregular = ['two halves', 'seven people, a day each, one', 'three people, a week each, one'];
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
  const again = buildRotation(found.plan, worked.interpretation);
  expect(again).toMatchObject({ kind: 'built' });
});

test.each(workedPlans.filter((it) => !regular.includes(it)))('calls $name irregular', (worked) => {
  const { from, to } = worked.plan;
  const found = recogniseRotation(entriesOf(worked), worked.interpretation, { from, to, zones });
  expect(found).toEqual({ kind: 'irregular', reason: 'no-order' });
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
