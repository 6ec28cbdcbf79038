import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyEdits, inverse } from '../../../core/schedule/edit/row-edit.ts';
import type { Entry, Interpretation, Rule } from '../../../core/schedule/model.ts';
import type { ShiftMove } from '../../../core/schedule/move/shift-move.ts';
import { compileRule, occurrences } from '../../../core/schedule/recurrence.ts';
import { compileSchedule, expandSchedule } from '../../../core/schedule/schedule.ts';
import { shiftsIn } from '../../../core/schedule/shifts.ts';
import { dayMs, hourMs, minuteMs, type Interval } from '../../../core/time/instant.ts';
import { merge, subtract } from '../../../core/time/interval.ts';
import { aReading, aRuleOf, aWindow, enough, runs, someEntries } from '../../support/arbitrary.ts';
import { edits, ofAna, plan } from '../../support/moves-of-ana.ts';
import { anEntry, inZone } from '../../support/rules.ts';

describe('however entries, zone and move are chosen', () => {
  const quarter = fc.integer({ min: -400, max: 400 }).map((n) => n * 15 * minuteMs);

  /** Everyone's time, team by team, worked out anew from the entries. */
  function timeOf(
    entries: readonly Entry[],
    reading: Interpretation,
    window: Interval,
  ): Map<string, Interval[]> {
    const expansion = expandSchedule(compileSchedule(entries, reading), window);
    if (expansion.kind === 'too_large') throw new Error('too large');
    const time = new Map<string, Interval[]>();
    for (const { teamId, memberId, start, end } of expansion.occurrences) {
      const who = `${teamId}/${memberId}`;
      const list = time.get(who) ?? [];
      list.push({ start, end });
      time.set(who, list);
    }
    return new Map([...time].map(([who, list]) => [who, merge(list)]));
  }

  test('exactly that shift moves, nothing else does, and it can be taken back', () => {
    let moved = 0;
    fc.assert(
      fc.property(
        fc.record({
          entries: someEntries(5),
          reading: aReading(),
          window: aWindow(20),
          nth: fc.nat({ max: 20 }),
          start: quarter,
          end: fc.oneof(fc.constant(null), quarter),
          memberId: fc.constantFrom('m1', 'm2', 'm3'),
        }),
        ({ entries, reading, window, nth, start, end, memberId }) => {
          const all = shiftsIn(compileSchedule(entries, reading), window, { teamId: 't1' });
          const shift = all[nth % Math.max(all.length, 1)];
          if (shift === undefined || shift.openStart || shift.openEnd) return;
          const move: ShiftMove = {
            teamId: 't1',
            from: shift,
            to: { memberId, start: shift.start + start, end: shift.end + (end ?? start) },
            scope: 'shift',
          };
          const result = plan(entries, move, reading);
          if (result.kind === 'refused') {
            expect(['no-time', 'not-writable']).toContain(result.refusal.kind);
            return;
          }
          moved += 1;
          const after = applyEdits(entries, result.edits);
          const years = { start: shift.start - 900 * dayMs, end: shift.end + 900 * dayMs };
          const wanted = timeOf(entries, reading, years);
          const giver = `t1/${shift.memberId}`;
          wanted.set(giver, subtract(wanted.get(giver) ?? [], [move.from]));
          const taker = `t1/${memberId}`;
          wanted.set(
            taker,
            merge([...(wanted.get(taker) ?? []), { start: move.to.start, end: move.to.end }]),
          );
          const got = timeOf(after, reading, years);
          for (const who of new Set([...wanted.keys(), ...got.keys()]))
            expect([who, got.get(who) ?? []]).toEqual([who, wanted.get(who) ?? []]);
          expect(
            new Set(applyEdits(after, inverse(result.edits)).map((it) => JSON.stringify(it))),
          ).toEqual(new Set(entries.map((it) => JSON.stringify(it))));
        },
      ),
      runs(150),
    );
    expect(moved).toBeGreaterThan(enough(10));
  });

  test('a whole rule takes every one of its shifts by the same way on the wall clock', () => {
    let moved = 0;
    fc.assert(
      fc.property(
        fc.record({
          rule: aRuleOf(),
          window: aWindow(20),
          reading: aReading().map((it) => ({ ...it, zone: 'UTC' })),
          start: quarter,
          end: fc.oneof(fc.constant(null), quarter),
        }),
        ({ rule, window, reading, start, end }) => {
          const entry = anEntry({ id: 'a', createdAt: 'c', rule });
          const [shift] = shiftsIn(compileSchedule([entry], reading), window);
          if (shift === undefined || shift.openStart || shift.openEnd) return;
          const way = { start, end: end ?? start };
          const to = { memberId: 'm1', start: shift.start + way.start, end: shift.end + way.end };
          const result = plan([entry], { teamId: 't1', from: shift, to, scope: 'rule' }, reading);
          if (result.kind === 'refused') {
            expect(['no-time', 'rule']).toContain(result.refusal.kind);
            return;
          }
          moved += 1;
          const [edit] = result.edits;
          if (edit?.kind !== 'update') throw new Error('no update');
          const span = { start: shift.start - 900 * dayMs, end: shift.end + 900 * dayMs };
          const inner = { start: span.start + 9 * dayMs, end: span.end - 9 * dayMs };
          const seen = (list: readonly Interval[]) =>
            list.filter((it) => it.start > inner.start && it.end < inner.end && it.start < it.end);
          const expand = (it: Rule) => occurrences(compileRule(it, reading), span);
          const wanted = expand(rule).map((it) => ({
            start: it.start + way.start,
            end: it.end + way.end,
          }));
          expect(seen(expand(edit.after.rule))).toEqual(seen(wanted));
        },
      ),
      runs(300),
    );
    expect(moved).toBeGreaterThan(enough(10));
  });

  test('an hour’s move of a night over a clock change ends where it is put', () => {
    for (const zone of [
      'Europe/Berlin',
      'America/New_York',
      'Australia/Lord_Howe',
      'America/Havana',
    ]) {
      const reading = inZone(zone);
      const entry = ofAna({ startTime: '22:00:00', endTime: '10:00:00' });
      // Spring and autumn, in which each of them changes its clocks.
      const days = Array.from({ length: 365 }, (_, day) => day).filter(
        (day) => (day > 60 && day < 100) || (day > 290 && day < 310),
      );
      for (const day of days) {
        const window = {
          start: Date.UTC(2026, 0, 1) + day * dayMs,
          end: Date.UTC(2026, 0, 2) + day * dayMs,
        };
        const [shift] = shiftsIn(compileSchedule([entry], reading), window);
        if (shift === undefined) throw new Error('no shift');
        const to = { memberId: 'Ana', start: shift.start + hourMs, end: shift.end + hourMs };
        const list = edits([entry], { teamId: 't1', from: shift, to, scope: 'shift' }, reading);
        const after = shiftsIn(compileSchedule(applyEdits([entry], list), reading), to);
        expect(after).toContainEqual(expect.objectContaining({ start: to.start, end: to.end }));
      }
    }
  });
});
