import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  planCover,
  planSwap,
  type CoverPlan,
  type CoverRequest,
} from '../../../core/schedule/cover.ts';
import { applyEdits, inverse } from '../../../core/schedule/edit/row-edit.ts';
import type { Entry, Interpretation, Leave } from '../../../core/schedule/model.ts';
import { compileSchedule } from '../../../core/schedule/schedule.ts';
import { shiftsIn } from '../../../core/schedule/shifts.ts';
import { dateText } from '../../../core/time/civil.ts';
import { dayMs, hourMs } from '../../../core/time/instant.ts';
import { anInstant, aReading, enough, runs, someEntries } from '../../support/arbitrary.ts';
import { berlin, dates, nights } from '../../support/covers.ts';
import { aRule, anEntry, inZone } from '../../support/rules.ts';

function context(interpretation: Interpretation, leave: readonly Leave[] = []) {
  let next = 0;
  return { interpretation, leave, newId: () => `new-${(next += 1)}` };
}

const bobForAna = (span: CoverRequest['span']): CoverRequest => ({
  teamId: 't1',
  covered: 'Ana',
  by: 'Bob',
  span,
});

function planned(plan: CoverPlan): Extract<CoverPlan, { kind: 'planned' }> {
  if (plan.kind !== 'planned') throw new Error(JSON.stringify(plan.refusal));
  return plan;
}

/** Who is on call when, in the zone's wall time, within the first half of 2026. */
function shifts(entries: readonly Entry[], interpretation: Interpretation): string[] {
  const window = { start: Date.UTC(2026, 0, 1), end: Date.UTC(2026, 6, 1) };
  const text = (at: number): string =>
    new Intl.DateTimeFormat('sv-SE', {
      timeZone: interpretation.zone,
      dateStyle: 'short',
      timeStyle: 'short',
    })
      .format(at)
      .slice(5);
  return shiftsIn(compileSchedule(entries, interpretation), window).map(
    (it) => `${it.memberId} ${text(it.start)}–${text(it.end)}`,
  );
}

describe('covering dates', () => {
  test('means the nights that begin on them: none is cut at midnight', () => {
    const plan = planned(planCover([nights], bobForAna(dates('2026-03-28')), context(berlin)));
    expect(shifts(applyEdits([nights], plan.edits), berlin)).toEqual([
      'Ana 03-26 22:00–03-27 06:00',
      'Ana 03-27 22:00–03-28 06:00',
      'Bob 03-28 22:00–03-29 06:00',
      'Ana 03-29 22:00–03-30 06:00',
      'Ana 03-30 22:00–03-31 06:00',
    ]);
    expect(plan.edits.map((it) => it.kind)).toEqual(['create', 'create', 'update']);
  });

  test('at one end of an entry needs one row less, and all of it two', () => {
    const kinds = (from: string, to: string) =>
      planned(planCover([nights], bobForAna(dates(from, to)), context(berlin))).edits.map(
        (it) => it.kind,
      );
    expect(kinds('2026-03-26', '2026-03-27')).toEqual(['create', 'update']);
    expect(kinds('2026-03-30', '2026-04-05')).toEqual(['create', 'update']);
    expect(kinds('2026-03-01', '2026-04-05')).toEqual(['create', 'delete']);
  });

  test('leaves no row without any hours', () => {
    const office = anEntry({
      memberId: 'Ana',
      createdAt: 'c1',
      rule: aRule({
        startTime: '09:00:00',
        endTime: '17:00:00',
        startDate: Date.parse('2026-03-16T00:00:00+01:00'),
        endDate: Date.parse('2026-03-18T00:00:00+01:00'),
      }),
    });
    const kinds = (from: string, to: string) =>
      planned(planCover([office], bobForAna(dates(from, to)), context(berlin))).edits.map(
        (it) => it.kind,
      );
    expect(kinds('2026-03-16', '2026-03-16')).toEqual(['create', 'update']);
    expect(kinds('2026-03-16', '2026-03-17')).toEqual(['create', 'delete']);
  });

  test('a week on call counts in days from its own handoff', () => {
    const week = anEntry({
      memberId: 'Ana',
      createdAt: 'c1',
      rule: aRule({
        startDate: Date.parse('2026-03-02T08:00:00Z'),
        endDate: Date.parse('2026-03-09T08:00:00Z'),
      }),
    });
    const plan = planned(
      planCover([week], bobForAna(dates('2026-03-04', '2026-03-05')), context(berlin)),
    );
    expect(shifts(applyEdits([week], plan.edits), berlin)).toEqual([
      'Ana 03-02 09:00–03-04 09:00',
      'Bob 03-04 09:00–03-06 09:00',
      'Ana 03-06 09:00–03-09 09:00',
    ]);
  });

  test('a rule without dates keeps both its ends', () => {
    const forever = anEntry({
      memberId: 'Ana',
      createdAt: 'c1',
      rule: aRule({ weekDays: [1, 2, 3, 4, 5], startTime: '09:00:00', endTime: '17:00:00' }),
    });
    const plan = planned(
      planCover([forever], bobForAna(dates('2026-03-14', '2026-03-16')), context(berlin)),
    );
    expect(plan.handed).toMatchObject([
      {
        covered: 'Ana',
        time: [
          { start: Date.parse('2026-03-16T08:00:00Z'), end: Date.parse('2026-03-16T16:00:00Z') },
        ],
      },
    ]);
    const after = applyEdits([forever], plan.edits);
    expect(after).toHaveLength(3);
    expect(after.map((it) => [it.rule.startDate === null, it.rule.endDate === null])).toEqual([
      [true, false],
      [false, false],
      [false, true],
    ]);
  });

  test('someone always on call can be covered for two days, from where hours begin', () => {
    const always = anEntry({ memberId: 'Ana', createdAt: 'c1', rule: aRule({}) });
    const plan = planned(
      planCover([always], bobForAna(dates('2026-03-28', '2026-03-29')), context(berlin)),
    );
    expect(plan.handed[0]?.time).toEqual([
      { start: Date.parse('2026-03-27T23:00:00Z'), end: Date.parse('2026-03-29T22:00:00Z') },
    ]);
  });

  test('a shift made of two entries goes whole', () => {
    const evening = anEntry({
      id: 'e',
      memberId: 'Ana',
      createdAt: 'c1',
      rule: aRule({ weekDays: [1], startTime: '18:00:00', endTime: '23:59:59' }),
    });
    const morning = anEntry({
      id: 'm',
      memberId: 'Ana',
      createdAt: 'c2',
      rule: aRule({ weekDays: [2], startTime: '00:00:00', endTime: '06:00:00' }),
    });
    const list = [evening, morning];
    const plan = planned(planCover(list, bobForAna(dates('2026-03-16')), context(berlin)));
    expect(shifts(applyEdits(list, plan.edits), berlin)).toContain('Bob 03-16 18:00–03-17 06:00');
  });

  test('an end at a 59th second moves into the idle time after it', () => {
    const odd = anEntry({
      memberId: 'Ana',
      createdAt: 'c1',
      rule: aRule({ startTime: '09:00:00', endTime: '16:59:59' }),
    });
    const plan = planned(planCover([odd], bobForAna(dates('2026-03-16')), context(berlin)));
    expect(plan.handed[0]?.time[0]?.end).toBe(Date.parse('2026-03-16T15:59:59Z'));
  });
});

describe('covering instants', () => {
  test('cuts exactly there', () => {
    const span = {
      kind: 'instants',
      start: Date.parse('2026-03-28T23:00:00Z'),
      end: Date.parse('2026-03-29T01:30:00Z'),
    } as const;
    const plan = planned(planCover([nights], bobForAna(span), context(berlin)));
    expect(shifts(applyEdits([nights], plan.edits), berlin)).toContain(
      'Bob 03-29 00:00–03-29 03:30',
    );
  });

  test('is refused where an entry cannot end', () => {
    const span = {
      kind: 'instants',
      start: Date.parse('2026-03-28T22:00:59Z'),
      end: Date.parse('2026-03-29T01:30:00Z'),
    } as const;
    expect(planCover([nights], bobForAna(span), context(berlin))).toEqual({
      kind: 'refused',
      refusal: { kind: 'not-writable', at: span.start },
    });
  });
});

describe('what a plan warns of', () => {
  test('the one who covers is on call already', () => {
    const bobs = anEntry({ id: 'b', memberId: 'bob', rule: aRule({ weekDays: [0] }) });
    const plan = planned(
      planCover([nights, bobs], bobForAna(dates('2026-03-28')), context(berlin)),
    );
    expect(plan.handed).toMatchObject([
      {
        covered: 'Ana',
        by: 'Bob',
        time: [{ start: Date.parse('2026-03-28T21:00:00Z') }],
        doubled: [
          { start: Date.parse('2026-03-28T23:00:00Z'), end: Date.parse('2026-03-29T04:00:00Z') },
        ],
        elsewhere: [],
        duringLeave: [],
      },
    ]);
  });

  test('the one who covers is on call in another team', () => {
    const bobs = anEntry({
      id: 'b',
      teamId: 't2',
      memberId: 'bob',
      rule: aRule({ weekDays: [0] }),
    });
    const plan = planned(
      planCover([nights, bobs], bobForAna(dates('2026-03-28')), context(berlin)),
    );
    expect(plan.handed).toMatchObject([
      { doubled: [], elsewhere: [{ start: Date.parse('2026-03-28T23:00:00Z') }] },
    ]);
  });

  test('the one who covers is away', () => {
    const leave = [{ memberId: 'Bob', from: '2026-03-29', to: '2026-03-29' }];
    const away = (day: string) =>
      planned(planCover([nights], bobForAna(dates(day)), context(berlin, leave))).handed[0]
        ?.duringLeave.length;
    expect(away('2026-03-28')).toBe(1);
    expect(away('2026-03-27')).toBe(0);
  });
});

describe('refusals', () => {
  const refusal = (request: Partial<CoverRequest>, entries = [nights]) => {
    const plan = planCover(
      entries,
      { ...bobForAna(dates('2026-03-28')), ...request },
      context(berlin),
    );
    return plan.kind === 'refused' ? plan.refusal.kind : plan.kind;
  };
  test.each<[string, Partial<CoverRequest>, string]>([
    ['covering oneself', { by: 'ana' }, 'same-member'],
    ['a date that is none', { span: dates('2026-02-30') }, 'invalid-span'],
    ['dates in the wrong order', { span: dates('2026-03-28', '2026-03-27') }, 'invalid-span'],
    ['a hundred years', { span: dates('2000-01-01', '2100-01-01') }, 'invalid-span'],
    ['instants that are none', { span: { kind: 'instants', start: NaN, end: 1 } }, 'invalid-span'],
    ['dates without hours', { span: dates('2026-05-01') }, 'nothing-to-cover'],
    ['someone unknown', { covered: 'Zoe' }, 'nothing-to-cover'],
    ['another team', { teamId: 't2' }, 'nothing-to-cover'],
  ])('%s', (_, request, kind) => {
    expect(refusal(request)).toBe(kind);
  });

  test('a row that cannot be changed', () => {
    expect(refusal({}, [{ ...nights, readOnly: 'no-created-at' }])).toBe('read-only');
  });
});

test('a swap changes both ways and nothing else', () => {
  const week = (memberId: string, from: number) =>
    anEntry({
      id: memberId,
      memberId,
      createdAt: 'c',
      rule: aRule({ startDate: Date.UTC(2026, 2, from), endDate: Date.UTC(2026, 2, from + 7) }),
    });
  const list = [week('Ana', 2), week('Bob', 9)];
  const utc = inZone('UTC');
  const plan = planned(
    planSwap(
      list,
      't1',
      { memberId: 'Ana', span: dates('2026-03-04') },
      { memberId: 'Bob', span: dates('2026-03-09', '2026-03-15') },
      context(utc),
    ),
  );
  expect(shifts(applyEdits(list, plan.edits), utc)).toEqual([
    'Ana 03-02 00:00–03-04 00:00',
    'Bob 03-04 00:00–03-05 00:00',
    'Ana 03-05 00:00–03-16 00:00',
  ]);
  expect(plan.handed).toMatchObject([{ doubled: [] }, { doubled: [] }]);
});

test('any cover can be taken back, and moves exactly what it says', () => {
  let tried = 0;
  const span = fc.oneof(
    fc
      .tuple(anInstant(), fc.nat(20))
      .map(([at, n]) => [Math.floor(at / dayMs), n] as const)
      .map(([day, n]) => dates(dateText(day), dateText(day + n))),
    fc
      .tuple(anInstant(), fc.integer({ min: 1, max: 200 }))
      .map(([start, n]) => ({ kind: 'instants' as const, start, end: start + n * hourMs })),
  );
  fc.assert(
    fc.property(someEntries(5), aReading(), span, (drawn, reading, when) => {
      const list = drawn.map((it) => ({ ...it, teamId: 't1' }));
      const request = { teamId: 't1', covered: 'm1', by: 'm2', span: when };
      const plan = planCover(list, request, context(reading));
      if (plan.kind === 'refused') {
        expect(['nothing-to-cover', 'not-writable']).toContain(plan.refusal.kind);
        return;
      }
      tried += 1;
      const after = applyEdits(list, plan.edits);
      const back = applyEdits(after, inverse(plan.edits));
      const byId = (rows: readonly Entry[]) => [...rows].sort((a, b) => (a.id < b.id ? -1 : 1));
      expect(byId(back)).toEqual(byId(list));
    }),
    runs(150),
  );
  expect(tried).toBeGreaterThan(enough(30));
});
