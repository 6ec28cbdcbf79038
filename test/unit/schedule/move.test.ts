import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyEdits, inverse, type RowEdit } from '../../../core/schedule/edit/row-edit.ts';
import type { Entry, Interpretation, Rule } from '../../../core/schedule/model.ts';
import { originOf, planMove } from '../../../core/schedule/move.ts';
import type { MovePlan, ShiftMove } from '../../../core/schedule/move/shift-move.ts';
import { compileRule, occurrences } from '../../../core/schedule/recurrence.ts';
import { compileSchedule, expandSchedule } from '../../../core/schedule/schedule.ts';
import { shiftsIn, type Shift } from '../../../core/schedule/shifts.ts';
import type { Interval } from '../../../core/time/instant.ts';
import { dayMs, firstInstant, hourMs, lastInstant, minuteMs } from '../../../core/time/instant.ts';
import { merge, subtract } from '../../../core/time/interval.ts';
import { aReading, aRuleOf, aWindow, enough, runs, someEntries } from '../../support/arbitrary.ts';
import { aRule, anEntry, inZone } from '../../support/rules.ts';

const berlin = inZone('Europe/Berlin');
const at = (text: string): number => Date.parse(text);

function plan(entries: readonly Entry[], move: ShiftMove, interpretation = berlin): MovePlan {
  let next = 0;
  return planMove(entries, move, { interpretation, newId: () => `new-${(next += 1)}` });
}

function edits(entries: readonly Entry[], move: ShiftMove, reading = berlin): readonly RowEdit[] {
  const planned = plan(entries, move, reading);
  if (planned.kind === 'refused') throw new Error(JSON.stringify(planned.refusal));
  return planned.edits;
}

const kinds = (list: readonly RowEdit[]): string[] => list.map((it) => it.kind).sort();

/** A move of a shift of Ana; times are `Date` texts. */
function anaFrom(from: string, until: string) {
  const place = { memberId: 'Ana', start: at(from), end: at(until) };
  return (
    to: string,
    end: string,
    { memberId = 'Ana', scope = 'shift' as ShiftMove['scope'] } = {},
  ): ShiftMove => ({
    teamId: 't1',
    from: place,
    to: { memberId, start: at(to), end: at(end) },
    scope,
  });
}

/** The shifts of spring 2026, in the zone's wall time. */
function shifts(entries: readonly Entry[], { zone, ...rest }: Interpretation = berlin): string[] {
  const window = { start: at('2026-03-16T00:00Z'), end: at('2026-04-06T00:00Z') };
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'short',
  });
  const text = (instant: number): string => format.format(instant).slice(5);
  return shiftsIn(compileSchedule(entries, { zone, ...rest }), window).map(
    (it) => `${it.memberId} ${text(it.start)} – ${text(it.end)}`,
  );
}

const ofAna = (rule: Partial<Rule>, part: Partial<Entry> = {}): Entry =>
  anEntry({ id: 'a', memberId: 'Ana', createdAt: 'c1', rule: aRule(rule), ...part });

const sundays = ofAna({ weekDays: [0], startTime: '01:00:00', endTime: '09:00:00' });
const oneSunday = ofAna({
  startDate: at('2026-03-22T01:00+01:00'),
  endDate: at('2026-03-22T09:00+01:00'),
});

describe('a shift that ends where no entry can', () => {
  const move = anaFrom('2026-03-22T01:00+01:00', '2026-03-22T09:00+01:00');

  test('is refused, and the place is told', () => {
    const shorter = move('2026-03-22T01:00+01:00', '2026-03-22T05:00:59+01:00');
    expect(plan([sundays], shorter)).toEqual({
      kind: 'refused',
      refusal: { kind: 'not-writable', at: shorter.to.end },
    });
    const elsewhere = move('2026-03-24T10:00+01:00', '2026-03-24T23:59:59+01:00');
    expect(plan([sundays], elsewhere)).toEqual({
      kind: 'refused',
      refusal: { kind: 'not-writable', at: elsewhere.to.end },
    });
  });

  test('takes the rest of its rule along in entries of its member', () => {
    const list = edits([sundays], move('2026-03-22T03:00+01:00', '2026-03-22T07:00+01:00'));
    expect(kinds(list)).toEqual(['create', 'create', 'update']);
    for (const it of list) expect(it.kind === 'create' ? it.entry.memberId : 'Ana').toBe('Ana');
    expect(shifts(applyEdits([sundays], list))).toContain('Ana 03-22 03:00 – 03-22 07:00');
  });
});

describe('a shift of its own', () => {
  const move = anaFrom('2026-03-22T01:00+01:00', '2026-03-22T09:00+01:00');

  test('is moved by changing its one entry', () => {
    const list = edits([oneSunday], move('2026-03-23T01:00+01:00', '2026-03-23T09:00+01:00'));
    expect(kinds(list)).toEqual(['update']);
    expect(shifts(applyEdits([oneSunday], list))).toEqual(['Ana 03-23 01:00 – 03-23 09:00']);
  });

  test('can be given to someone else at another time in one go', () => {
    const to = move('2026-03-23T01:00+01:00', '2026-03-23T10:00+01:00', { memberId: 'Bob' });
    expect(shifts(applyEdits([oneSunday], edits([oneSunday], to)))).toEqual([
      'Bob 03-23 01:00 – 03-23 10:00',
    ]);
  });

  test('keeps the way it is written: week day and hours, not only dates', () => {
    const written = ofAna({
      weekDays: [0],
      startTime: '01:00:00',
      endTime: '09:00:00',
      startDate: at('2026-03-22T00:00+01:00'),
      endDate: at('2026-03-22T23:59:59+01:00'),
    });
    const [edit] = edits([written], move('2026-03-24T02:00+01:00', '2026-03-24T10:00+01:00'));
    expect(edit).toMatchObject({
      kind: 'update',
      after: { rule: { weekDays: [2], startTime: '02:00:00', endTime: '10:00:00' } },
    });
  });

  test('made of two entries becomes one', () => {
    const rest = ofAna(
      { startDate: at('2026-03-22T09:00+01:00'), endDate: at('2026-03-22T12:00+01:00') },
      { id: 'b' },
    );
    const list = edits(
      [oneSunday, rest],
      anaFrom('2026-03-22T01:00+01:00', '2026-03-22T12:00+01:00')(
        '2026-03-23T01:00+01:00',
        '2026-03-23T12:00+01:00',
      ),
    );
    expect(kinds(list)).toEqual(['delete', 'update']);
    expect(shifts(applyEdits([oneSunday, rest], list))).toEqual(['Ana 03-23 01:00 – 03-23 12:00']);
  });
});

describe('this shift of a weekly rule', () => {
  const move = anaFrom('2026-03-29T01:00+01:00', '2026-03-29T09:00+02:00');

  test('leaves the rule around it and gets an entry of its own, in the week clocks change too', () => {
    const list = edits([sundays], move('2026-03-30T01:00+02:00', '2026-03-30T09:00+02:00'));
    expect(kinds(list)).toEqual(['create', 'create', 'update']);
    expect(shifts(applyEdits([sundays], list))).toEqual([
      'Ana 03-22 01:00 – 03-22 09:00',
      'Ana 03-30 01:00 – 03-30 09:00',
      'Ana 04-05 01:00 – 04-05 09:00',
    ]);
  });

  test('only made longer leaves the rule whole and adds what is more', () => {
    const list = edits([sundays], move('2026-03-29T01:00+01:00', '2026-03-29T11:00+02:00'));
    expect(kinds(list)).toEqual(['create']);
    expect(shifts(applyEdits([sundays], list))[1]).toBe('Ana 03-29 01:00 – 03-29 11:00');
  });

  test('only made shorter is cut by dates, without an entry more than that takes', () => {
    const list = edits([sundays], move('2026-03-29T01:00+01:00', '2026-03-29T07:00+02:00'));
    expect(kinds(list)).toEqual(['create', 'update']);
    expect(shifts(applyEdits([sundays], list))).toEqual([
      'Ana 03-22 01:00 – 03-22 09:00',
      'Ana 03-29 01:00 – 03-29 07:00',
      'Ana 04-05 01:00 – 04-05 09:00',
    ]);
  });

  test('cuts the rule at midnight where nothing happens around it', () => {
    const list = edits([sundays], move('2026-03-31T01:00+02:00', '2026-03-31T09:00+02:00'));
    const rules = applyEdits([sundays], list).map((it) => it.rule);
    expect(rules.map((it) => [it.startDate, it.endDate])).toContainEqual([
      null,
      at('2026-03-29T00:00+01:00'),
    ]);
    expect(rules.map((it) => [it.startDate, it.endDate])).toContainEqual([
      at('2026-03-30T00:00+02:00'),
      null,
    ]);
  });

  test('joined with an entry of its own takes both along', () => {
    const more = ofAna(
      { startDate: at('2026-03-29T09:00+02:00'), endDate: at('2026-03-29T12:00+02:00') },
      { id: 'b' },
    );
    const whole = anaFrom('2026-03-29T01:00+01:00', '2026-03-29T12:00+02:00');
    const list = edits(
      [sundays, more],
      whole('2026-04-01T01:00+02:00', '2026-04-01T12:00+02:00', { memberId: 'Bob' }),
    );
    expect(shifts(applyEdits([sundays, more], list))).toEqual(
      [
        'Ana 03-22 01:00 – 03-22 09:00',
        'Ana 04-05 01:00 – 04-05 09:00',
        'Bob 04-01 01:00 – 04-01 12:00',
      ].sort((a, b) => a.slice(4).localeCompare(b.slice(4))),
    );
  });
});

describe('a whole rule', () => {
  const rule = (
    entry: Entry,
    from: readonly [string, string],
    to: readonly [string, string],
    memberId = 'Ana',
  ) => plan([entry], anaFrom(...from)(...to, { memberId, scope: 'rule' }));
  const tuesdays = { weekDays: [2, 3], startTime: '09:00:00', endTime: '09:00:00' };
  const twoDays = ['2026-03-24T09:00+01:00', '2026-03-26T09:00+01:00'] as const;

  test('goes to other days and hours, also past midnight and from Saturday to Sunday', () => {
    const nights = ofAna({ weekDays: [5, 6], startTime: '22:00:00', endTime: '06:00:00' });
    expect(
      rule(
        nights,
        ['2026-03-21T22:00+01:00', '2026-03-22T06:00+01:00'],
        ['2026-03-22T00:30+01:00', '2026-03-22T08:30+01:00'],
      ),
    ).toMatchObject({
      edits: [
        { after: { rule: { weekDays: [0, 6], startTime: '00:30:00', endTime: '08:30:00' } } },
      ],
    });
  });

  test('keeps its week days where only the hours change', () => {
    expect(
      rule(ofAna(tuesdays), twoDays, ['2026-03-24T10:00+01:00', '2026-03-26T10:00+01:00']),
    ).toMatchObject({
      edits: [
        { after: { rule: { weekDays: [2, 3], startTime: '10:00:00', endTime: '10:00:00' } } },
      ],
    });
  });

  test('is given to someone else as it is', () => {
    expect(rule(ofAna(tuesdays), twoDays, twoDays, 'Bob')).toMatchObject({
      edits: [{ after: { memberId: 'Bob', rule: tuesdays } }],
    });
  });

  test('takes its date range along, so that its first and last shift stay whole', () => {
    const bounded = ofAna({
      ...tuesdays,
      startDate: at('2026-03-24T09:00+01:00'),
      endDate: at('2026-04-02T09:00+02:00'),
    });
    const moved = rule(bounded, twoDays, ['2026-03-23T08:00+01:00', '2026-03-25T08:00+01:00']);
    if (moved.kind === 'refused') throw new Error(JSON.stringify(moved.refusal));
    expect(shifts(applyEdits([bounded], moved.edits))).toEqual([
      'Ana 03-23 08:00 – 03-25 08:00',
      'Ana 03-30 08:00 – 04-01 08:00',
    ]);
  });

  test.each<[string, Partial<Rule>, readonly [string, string], readonly [string, string], object]>([
    [
      'of several days made longer',
      tuesdays,
      twoDays,
      ['2026-03-24T09:00+01:00', '2026-03-26T12:00+01:00'],
      { kind: 'rule', why: 'several-days' },
    ],
    [
      'longer than a day',
      { weekDays: [2], startTime: '09:00:00', endTime: '09:00:00' },
      ['2026-03-24T09:00+01:00', '2026-03-25T09:00+01:00'],
      ['2026-03-24T09:00+01:00', '2026-03-25T10:00+01:00'],
      { kind: 'rule', why: 'longer-than-a-day' },
    ],
    [
      'of weeks of the month, to another day',
      { weekDays: [2], weeksOfMonth: [4], startTime: '09:00:00', endTime: '17:00:00' },
      ['2026-03-24T09:00+01:00', '2026-03-24T17:00+01:00'],
      ['2026-03-25T09:00+01:00', '2026-03-25T17:00+01:00'],
      { kind: 'rule', why: 'weeks-of-month' },
    ],
    [
      'of some months, to another day',
      { weekDays: [2], monthsOfYear: [3], startTime: '09:00:00', endTime: '17:00:00' },
      ['2026-03-24T09:00+01:00', '2026-03-24T17:00+01:00'],
      ['2026-03-25T09:00+01:00', '2026-03-25T17:00+01:00'],
      { kind: 'rule', why: 'months' },
    ],
    [
      'to an hour that comes twice, the second time',
      { weekDays: [0], startTime: '01:00:00', endTime: '09:00:00' },
      ['2026-10-25T01:00+02:00', '2026-10-25T09:00+01:00'],
      ['2026-10-25T02:30+01:00', '2026-10-25T09:00+01:00'],
      { kind: 'rule', why: 'clock-change' },
    ],
  ])('%s cannot be said', (_, part, from, to, refusal) => {
    expect(rule(ofAna(part), from, to)).toEqual({ kind: 'refused', refusal });
  });

  test('is not one where two entries make the shift', () => {
    const morning = ofAna(
      { weekDays: [2], startTime: '06:00:00', endTime: '09:00:00' },
      { id: 'm' },
    );
    const from = anaFrom('2026-03-24T06:00+01:00', '2026-03-26T09:00+01:00');
    const to = from('2026-03-25T06:00+01:00', '2026-03-27T09:00+01:00', { scope: 'rule' });
    expect(plan([ofAna(tuesdays), morning], to)).toEqual({
      kind: 'refused',
      refusal: { kind: 'several-entries', count: 2 },
    });
  });
});

describe('what cannot be moved', () => {
  const to = { memberId: 'Ana', start: at('2026-03-23T01:00Z'), end: at('2026-03-23T09:00Z') };
  const from = { memberId: 'Ana', start: at('2026-03-22T00:00Z'), end: at('2026-03-22T08:00Z') };
  const move = { teamId: 't1', from, to, scope: 'shift' } as const;

  test.each<[string, Entry, ShiftMove, object]>([
    ['is read-only', { ...oneSunday, readOnly: 'no-created-at' }, move, { kind: 'read-only' }],
    [
      'is no whole shift',
      oneSunday,
      { ...move, from: { ...from, end: from.end - 1 } },
      { kind: 'no-such-shift' },
    ],
    ['is another team’s', oneSunday, { ...move, teamId: 't2' }, { kind: 'no-such-shift' }],
    [
      'would have no time',
      oneSunday,
      { ...move, to: { ...to, end: to.start } },
      { kind: 'no-time' },
    ],
    [
      'has no end',
      ofAna({}),
      { ...move, from: { memberId: 'Ana', start: firstInstant, end: lastInstant } },
      { kind: 'open' },
    ],
  ])('what %s', (_, entry, asked, refusal) => {
    expect(plan([entry], asked)).toMatchObject({ kind: 'refused', refusal });
  });
});

describe('where a shift comes from', () => {
  const first = (entries: readonly Entry[]): [ReturnType<typeof compileSchedule>, Shift] => {
    const schedule = compileSchedule(entries, berlin);
    const window = { start: at('2026-03-21T00:00Z'), end: at('2026-03-23T00:00Z') };
    const [shift] = shiftsIn(schedule, window);
    if (shift === undefined) throw new Error('no shift');
    return [schedule, shift];
  };

  test('a dated entry makes nothing else, a weekly rule does', () => {
    expect(originOf(...first([oneSunday]))).toMatchObject({ kind: 'once', entries: [{ id: 'a' }] });
    expect(originOf(...first([sundays]))).toMatchObject({ kind: 'recurring' });
  });

  test('a weekly rule whose dates leave one shift makes nothing else', () => {
    const short = ofAna({
      ...sundays.rule,
      startDate: at('2026-03-20T00:00Z'),
      endDate: at('2026-03-25T00:00Z'),
    });
    expect(originOf(...first([short]))).toMatchObject({ kind: 'once' });
  });

  test('someone always on call has no shift to move, and no origin of one', () => {
    expect(originOf(...first([ofAna({})]))).toMatchObject({ kind: 'recurring' });
  });
});

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
