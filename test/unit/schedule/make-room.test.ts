import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyEdits, inverse } from '../../../core/schedule/edit/row-edit.ts';
import { makeRoom, type RoomPlan } from '../../../core/schedule/make-room.ts';
import type { Entry, Interpretation } from '../../../core/schedule/model.ts';
import { compileSchedule, runsOf } from '../../../core/schedule/schedule.ts';
import type { Interval } from '../../../core/time/instant.ts';
import { dayMs } from '../../../core/time/instant.ts';
import { subtract } from '../../../core/time/interval.ts';
import { aReading, aWindow, enough, runs, someEntries } from '../../support/arbitrary.ts';
import { aRule, anEntry, inZone } from '../../support/rules.ts';

const berlin = inZone('Europe/Berlin');
/** Monday 9:00 to Monday 9:00 in Berlin. */
const fortnight = {
  start: Date.parse('2026-03-09T08:00:00Z'),
  end: Date.parse('2026-03-23T08:00:00Z'),
};

function room(entries: readonly Entry[], stretch: Interval, interpretation = berlin): RoomPlan {
  let next = 0;
  return makeRoom(entries, 't1', stretch, { interpretation, newId: () => `new-${(next += 1)}` });
}

function planned(plan: RoomPlan): Extract<RoomPlan, { kind: 'planned' }> {
  if (plan.kind !== 'planned') throw new Error(JSON.stringify(plan.refusal));
  return plan;
}

/** Everyone's time in every team within a window. */
function timeOf(entries: readonly Entry[], interpretation: Interpretation, window: Interval) {
  const { duties } = compileSchedule(entries, interpretation);
  return new Map(duties.map((duty) => [duty.key, { duty, runs: runsOf(duty, window) }]));
}

const day = { startTime: '09:00:00', endTime: '09:00:00' } as const;
const ana = anEntry({ id: 'a', memberId: 'Ana', createdAt: 'c1', rule: aRule({ ...day }) });

describe('room in the middle of a rule', () => {
  test('ends it before and lets it go on behind', () => {
    const { edits } = planned(room([ana], fortnight));
    expect(edits).toEqual([
      {
        kind: 'create',
        entry: expect.objectContaining({
          memberId: 'Ana',
          teamId: 't1',
          rule: { ...ana.rule, startDate: fortnight.end },
        }),
      },
      {
        kind: 'update',
        before: ana,
        after: { ...ana, rule: { ...ana.rule, endDate: fortnight.start } },
      },
    ]);
  });

  test('deletes what lies within, and leaves alone what lies outside and other teams', () => {
    const inside = { ...ana, id: 'i', rule: aRule({ startDate: fortnight.start + dayMs }) };
    const short = { ...inside, rule: { ...inside.rule, endDate: fortnight.end - dayMs } };
    const before = { ...ana, id: 'b', rule: aRule({ endDate: fortnight.start }) };
    const other = { ...ana, id: 'o', teamId: 't2' };
    const { edits } = planned(room([short, before, other], fortnight));
    expect(edits).toEqual([{ kind: 'delete', entry: short }]);
  });
});

describe('no room', () => {
  test('is needed where nobody is on call', () => {
    const weekdays = { ...ana, rule: aRule({ ...day, weekDays: [1], monthsOfYear: [7] }) };
    expect(room([weekdays], fortnight)).toEqual({ kind: 'planned', edits: [] });
  });

  test('can be made in an entry that cannot be changed', () => {
    expect(room([{ ...ana, readOnly: 'no-created-at' }], fortnight)).toEqual({
      kind: 'refused',
      refusal: { kind: 'read-only', entryIds: ['a'] },
    });
  });

  test('can be made at a second at which no date of an entry ends', () => {
    const stretch = { ...fortnight, start: fortnight.start + 59_000 };
    expect(room([ana], stretch)).toEqual({
      kind: 'refused',
      refusal: { kind: 'not-writable', at: stretch.start },
    });
  });
});

test('any room takes the stretch from everyone in the team, nothing else, and can be given back', () => {
  let tried = 0;
  fc.assert(
    fc.property(someEntries(5), aReading(), aWindow(), (list, reading, stretch) => {
      const plan = room(list, stretch, reading);
      if (plan.kind === 'refused') {
        expect(['not-equal', 'not-writable']).toContain(plan.refusal.kind);
        return;
      }
      tried += plan.edits.length > 0 ? 1 : 0;
      const after = applyEdits(list, plan.edits);
      const window = { start: stretch.start - 60 * dayMs, end: stretch.end + 60 * dayMs };
      const now = timeOf(after, reading, window);
      for (const [key, { duty, runs }] of timeOf(list, reading, window))
        expect(now.get(key)?.runs ?? []).toEqual(
          duty.teamId === 't1' ? subtract(runs, [stretch]) : runs,
        );
      const byId = (rows: readonly Entry[]) => [...rows].sort((a, b) => (a.id < b.id ? -1 : 1));
      expect(byId(applyEdits(after, inverse(plan.edits)))).toEqual(byId(list));
    }),
    runs(150),
  );
  expect(tried).toBeGreaterThan(enough(30));
});
