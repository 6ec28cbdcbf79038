import fc from 'fast-check';
import { expect, test } from 'vitest';
import { writeCsv } from '../../../core/exchange/csv.ts';
import { planImport } from '../../../core/exchange/file-import.ts';
import { writeIcs } from '../../../core/exchange/ics.ts';
import { writeJson } from '../../../core/exchange/json.ts';
import { planCover, planSwap } from '../../../core/schedule/cover.ts';
import { availability } from '../../../core/schedule/cover/availability.ts';
import { coverage, doubleDuty, rawCoverage } from '../../../core/schedule/coverage.ts';
import { draftProblems, startDraft } from '../../../core/schedule/edit.ts';
import { propose } from '../../../core/schedule/edit/proposal.ts';
import { explainRule } from '../../../core/schedule/explain.ts';
import {
  awayTimes,
  leaveClashes,
  leaveConflicts,
  newClashes,
  withLeave,
} from '../../../core/schedule/leave.ts';
import { loadOf } from '../../../core/schedule/load.ts';
import { makeRoom } from '../../../core/schedule/make-room.ts';
import { mergeEntries } from '../../../core/schedule/merge.ts';
import { planMove } from '../../../core/schedule/move.ts';
import { isNeverActive } from '../../../core/schedule/never-active.ts';
import { nextChange, nextShift, onCallAt, whyOnCall } from '../../../core/schedule/oncall.ts';
import { planWrites } from '../../../core/schedule/planned-writes.ts';
import { clockRadar } from '../../../core/schedule/radar.ts';
import { disputedDates } from '../../../core/schedule/readings.ts';
import { ripple } from '../../../core/schedule/ripple.ts';
import { fitRoster } from '../../../core/schedule/roster-fit.ts';
import { continuedFrom } from '../../../core/schedule/rotation/continued.ts';
import { recogniseRotation } from '../../../core/schedule/rotation/recognise.ts';
import { buildRotation } from '../../../core/schedule/rotation.ts';
import {
  compileSchedule,
  expandSchedule,
  replaceEntries,
} from '../../../core/schedule/schedule.ts';
import { shiftsIn } from '../../../core/schedule/shifts.ts';
import { dateText } from '../../../core/time/civil.ts';
import { dayMs } from '../../../core/time/instant.ts';
import { aReading, aWindow, runs, someEntries } from '../../support/arbitrary.ts';
import { deepFreeze } from '../../support/rules.ts';
import { workedPlans } from '../../support/worked-plans.ts';

const zone = 'America/New_York';

/** Every public question about entries, asked of frozen ones: a write to them would throw. */
test('no question about entries writes to what it was given', () => {
  fc.assert(
    fc.property(someEntries(6), someEntries(3), aReading(), aWindow(20), (a, b, read, within) => {
      const owned = (rows: typeof a) =>
        rows.filter((it) => it.memberId !== null && it.teamId !== null);
      const [list, others, reading, window] = deepFreeze([
        owned(a),
        owned(b),
        read,
        within,
      ] as const);
      const before = JSON.stringify([list, others, reading, window]);
      const schedule = compileSchedule(list, reading);
      const after = compileSchedule(others, reading);
      const contract = deepFreeze({
        kind: 'hours' as const,
        people: 1 as const,
        weekDays: [5, 1],
        startTime: '08:00:00',
        endTime: '20:00:00',
      });
      const day = Math.floor(window.start / dayMs);
      const [from, to] = [dateText(day), dateText(day + 9)];
      const leave = deepFreeze([
        { memberId: 'm2', from, to },
        { memberId: 'm1', from, to: from },
      ]);
      const context = { interpretation: reading, leave, ids: 'opaque' } as const;
      const making = () => {
        let n = 0;
        return deepFreeze({ ...context, newId: () => `new-${(n += 1)}` });
      };
      const span = deepFreeze({ kind: 'dates', from, to } as const);
      const holidays = deepFreeze([to, from]);
      const shifts = deepFreeze(shiftsIn(schedule, window));
      const [first] = shifts;

      replaceEntries(schedule, new Set(list.map((it) => it.id)), others);
      expandSchedule(schedule, window);
      onCallAt(schedule, window.start);
      whyOnCall(schedule, 't1', 'm1', window.start);
      nextChange(schedule, 't1', window.start);
      nextShift(schedule, 'm1', null, window.start);
      rawCoverage(schedule, 't1', window);
      coverage(schedule, 't1', window, contract);
      doubleDuty(schedule, window);
      loadOf(schedule, window, deepFreeze({ holidays, memberIds: ['m3', 'm1'] }));
      ripple(schedule, after, deepFreeze({ window, contracts: { t1: contract }, holidays }));
      clockRadar(schedule, window, zone);
      for (const { rule } of list) {
        explainRule(rule, reading);
        isNeverActive(rule, reading);
        disputedDates(rule, reading, window, 5);
      }
      planWrites(list, deepFreeze(list.slice(1)));
      mergeEntries(list, reading);
      const away = deepFreeze(awayTimes(leave, reading.zone));
      leaveConflicts(list, leave, reading);
      leaveClashes(schedule, leave, window.start);
      newClashes(others, list, leave, reading);
      withLeave(leave, deepFreeze([...leave].reverse()));
      availability(schedule, 't1', 'm2', deepFreeze([window]), away);
      planCover(list, deepFreeze({ teamId: 't1', covered: 'm1', by: 'm2', span }), making());
      planSwap(
        list,
        't1',
        deepFreeze({ memberId: 'm1', span }),
        deepFreeze({ memberId: 'm2', span }),
        making(),
      );
      makeRoom(list, 't1', window, making());
      if (first !== undefined)
        for (const scope of ['shift', 'rule'] as const) {
          const { memberId, start, end } = first;
          const to = { memberId: 'm3', start: start + dayMs, end: end + dayMs };
          const move = { teamId: 't1', from: { memberId, start, end }, to, scope };
          planMove(list, deepFreeze(move), making());
        }
      draftProblems(deepFreeze(startDraft(list)), context);
      propose(
        list,
        'Tidy up',
        deepFreeze([{ kind: 'merge-duplicates', teamId: 't1' } as const]),
        context,
      );
      fitRoster(deepFreeze([{ memberId: 'm1', intervals: [...shifts].reverse() }]), reading);
      recogniseRotation(list, reading, deepFreeze({ from, to, zones: ['Asia/Tokyo', zone] }));
      planImport(
        list,
        deepFreeze([{ teamId: 't1', memberId: 'm1', rule: list[0]?.rule ?? workedRule }]),
        'replace',
      );
      const rows = deepFreeze(
        list.map(({ teamId, memberId, createdAt, rule }) => ({
          teamId,
          memberId,
          createdAt,
          rule,
          extra: { z: [2, 1], a: { y: 1, b: 2 } },
        })),
      );
      writeCsv(rows);
      writeJson(deepFreeze({ interpretation: reading, entries: rows, extra: { b: 1, a: [3] } }));
      writeIcs(
        shifts,
        deepFreeze({
          workspaceId: 'w',
          name: 'Shifts',
          horizon: window,
          stamp: window.start,
          memberName: (id: string) => id,
          teamName: (id: string) => id,
        }),
      );
      expect(JSON.stringify([list, others, reading, window])).toBe(before);
    }),
    runs(40),
  );
});

const workedRule = {
  monthsOfYear: [],
  weeksOfMonth: [],
  weekDays: [],
  startTime: null,
  endTime: null,
  startDate: null,
  endDate: null,
};

test('no plan of a rotation is written to', () => {
  for (const { plan, interpretation } of workedPlans.slice(0, 6)) {
    const frozen = deepFreeze(structuredClone(plan));
    buildRotation(frozen, deepFreeze({ ...interpretation }));
    continuedFrom(frozen, plan.to, dateText(Math.floor(Date.parse(plan.to) / dayMs) + 90));
    expect(frozen).toEqual(plan);
  }
});
