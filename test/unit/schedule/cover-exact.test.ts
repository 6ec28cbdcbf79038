import fc from 'fast-check';
import { expect, test } from 'vitest';
import { planCover, planSwap } from '../../../core/schedule/cover.ts';
import type { CoverSpan } from '../../../core/schedule/cover/covered-time.ts';
import { applyEdits, inverse } from '../../../core/schedule/edit/row-edit.ts';
import type { Entry, Interpretation } from '../../../core/schedule/model.ts';
import { compileRule, occurrences } from '../../../core/schedule/recurrence.ts';
import { dateText } from '../../../core/time/civil.ts';
import { dayMs, hourMs, type Interval } from '../../../core/time/instant.ts';
import { intersect, merge, subtract } from '../../../core/time/interval.ts';
import { anInstant, aReading, enough, runs, someEntries } from '../../support/arbitrary.ts';
import { deepFreeze } from '../../support/rules.ts';

// Looked at far beyond the covered days, so that what must not move is seen to stay.
const reach = 30 * dayMs;

const aSpan = (): fc.Arbitrary<CoverSpan> =>
  fc.oneof(
    fc
      .tuple(anInstant(), fc.nat(20))
      .map(([at, n]) => [Math.floor(at / dayMs), n] as const)
      .map(([day, n]) => ({ kind: 'dates' as const, from: dateText(day), to: dateText(day + n) })),
    fc
      .tuple(anInstant(), fc.integer({ min: 1, max: 200 }))
      .map(([start, n]) => ({ kind: 'instants' as const, start, end: start + n * hourMs })),
  );

function around(...spans: CoverSpan[]): Interval {
  const edges = spans.flatMap((it) =>
    it.kind === 'dates' ? [Date.parse(it.from), Date.parse(it.to)] : [it.start, it.end],
  );
  return { start: Math.min(...edges) - reach, end: Math.max(...edges) + reach };
}

/** When a member is on call, straight from the rules. */
function timeOf(entries: readonly Entry[], who: string, reading: Interpretation, within: Interval) {
  const own = entries.filter((it) => it.memberId === who);
  return merge(own.flatMap((it) => occurrences(compileRule(it.rule, reading), within)));
}

const byId = (rows: readonly Entry[]): Entry[] => [...rows].sort((a, b) => (a.id < b.id ? -1 : 1));

function inOneTeam(drawn: readonly Entry[]): readonly Entry[] {
  return deepFreeze(drawn.map((it) => ({ ...it, teamId: 't1' })));
}

function context(interpretation: Interpretation) {
  let next = 0;
  return { interpretation, leave: [], newId: () => `new-${(next += 1)}` };
}

test('any cover moves exactly what it says, from one to the other, and can be taken back', () => {
  let tried = 0;
  fc.assert(
    fc.property(someEntries(5), aReading(), aSpan(), (drawn, reading, span) => {
      const list = inOneTeam(drawn);
      const request = { teamId: 't1', covered: 'm1', by: 'm2', span };
      const plan = planCover(list, request, context(reading));
      if (plan.kind === 'refused') {
        expect(['nothing-to-cover', 'not-writable']).toContain(plan.refusal.kind);
        return;
      }
      tried += 1;
      const after = applyEdits(list, plan.edits);
      const within = around(span);
      const had = (who: string) => timeOf(list, who, reading, within);
      const has = (who: string) => timeOf(after, who, reading, within);
      const moved = merge(plan.handed.flatMap((it) => it.time));
      expect(moved).not.toEqual([]);
      expect(subtract(moved, had('m1'))).toEqual([]);
      expect(has('m1')).toEqual(subtract(had('m1'), moved));
      expect(has('m2')).toEqual(merge([...had('m2'), ...moved]));
      expect(has('m3')).toEqual(had('m3'));
      if (span.kind === 'instants') expect(moved).toEqual(intersect(had('m1'), [span]));
      expect(byId(applyEdits(after, inverse(plan.edits)))).toEqual(byId(list));
    }),
    runs(150),
  );
  expect(tried).toBeGreaterThan(enough(30));
});

test('any swap moves exactly what it says, both ways, and can be taken back', () => {
  let tried = 0;
  fc.assert(
    fc.property(someEntries(6), aReading(), aSpan(), aSpan(), (drawn, reading, one, other) => {
      const list = inOneTeam(drawn);
      const sides = [
        { memberId: 'm1', span: one },
        { memberId: 'm2', span: other },
      ] as const;
      const plan = planSwap(list, 't1', ...sides, context(reading));
      if (plan.kind === 'refused') {
        expect(['nothing-to-cover', 'not-writable']).toContain(plan.refusal.kind);
        return;
      }
      tried += 1;
      const after = applyEdits(list, plan.edits);
      const [mine = [], theirs = []] = plan.handed.map((it) => merge([...it.time]));
      for (const within of [around(one), around(other)]) {
        const had = (who: string) => timeOf(list, who, reading, within);
        const has = (who: string) => timeOf(after, who, reading, within);
        const here = (time: readonly Interval[]) => intersect(time, [within]);
        expect(has('m1')).toEqual(merge([...subtract(had('m1'), mine), ...here(theirs)]));
        expect(has('m2')).toEqual(merge([...subtract(had('m2'), theirs), ...here(mine)]));
        expect(has('m3')).toEqual(had('m3'));
      }
      expect(byId(applyEdits(after, inverse(plan.edits)))).toEqual(byId(list));
    }),
    runs(100),
  );
  expect(tried).toBeGreaterThan(enough(10));
});
