import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Entry, Rule } from '../../../core/schedule/model.ts';
import {
  currentShift,
  nextChange,
  nextShift,
  onCallAt,
  onCallInTeam,
  whyOnCall,
} from '../../../core/schedule/oncall.ts';
import { compileSchedule, expandSchedule } from '../../../core/schedule/schedule.ts';
import { shiftsIn } from '../../../core/schedule/shifts.ts';
import { firstInstant, lastInstant } from '../../../core/time/instant.ts';
import { isoOf } from '../../../core/time/iso.ts';
import { aReading, aWindow, enough, runs, someEntries } from '../../support/arbitrary.ts';
import { aRule, anEntry, deepFreeze, inZone } from '../../support/rules.ts';

const at = (text: string): number => Date.parse(text);
const entry = (id: string, rule: Partial<Rule>, parts: Partial<Entry> = {}): Entry =>
  anEntry({ id, rule: aRule(rule), ...parts });
const inUtc = (...entries: Entry[]) => compileSchedule(entries, inZone('UTC'));
const dayMs = 86_400_000;
const weekdays = { weekDays: [1, 2, 3, 4, 5], startTime: '09:00:00', endTime: '17:00:00' };
const wednesday = at('2024-05-29T10:00:00Z');

describe('who is on call', () => {
  const made = () =>
    inUtc(
      entry('z', weekdays, { memberId: 'm1' }),
      entry('a', { startTime: '08:00:00', endTime: '12:00:00' }, { memberId: 'm1' }),
      entry('b', weekdays, { memberId: 'M0' }),
      entry('c', weekdays, { memberId: 'm1', teamId: 't2' }),
      entry('d', weekdays, { memberId: 'm9', teamId: null }),
      entry('e', { weekDays: [0] }, { memberId: 'm3' }),
    );

  it('is listed once per entry, by team, member and entry', () => {
    expect(onCallAt(made(), wednesday)).toEqual([
      { teamId: null, memberId: 'm9', entryId: 'd' },
      { teamId: 't1', memberId: 'M0', entryId: 'b' },
      { teamId: 't1', memberId: 'm1', entryId: 'a' },
      { teamId: 't1', memberId: 'm1', entryId: 'z' },
      { teamId: 't2', memberId: 'm1', entryId: 'c' },
    ]);
  });

  it('names each member of a team once', () => {
    expect(onCallInTeam(made(), 'T1', wednesday)).toEqual(['M0', 'm1']);
    expect(onCallInTeam(made(), null, wednesday)).toEqual(['m9']);
    expect(onCallInTeam(made(), 'none', wednesday)).toEqual([]);
  });

  it('is explained by the entries that say so', () => {
    expect(whyOnCall(made(), 't1', 'M1', wednesday).map((it) => it.id)).toEqual(['a', 'z']);
    expect(whyOnCall(made(), 't1', 'm3', wednesday)).toEqual([]);
  });

  it('holds from the start to just before the end', () => {
    const times = ['T08:59:59.999Z', 'T09:00:00Z', 'T16:59:59.999Z', 'T17:00:00Z'];
    expect(times.map((time) => onCallInTeam(made(), 't2', at(`2024-05-29${time}`)))).toEqual([
      [],
      ['m1'],
      ['m1'],
      [],
    ]);
  });

  it('is nobody outside the years and for what is no instant', () => {
    const always = inUtc(entry('a', {}));
    for (const t of [firstInstant - 1, lastInstant, Number.NaN, Number.POSITIVE_INFINITY])
      expect(onCallAt(always, t)).toEqual([]);
    for (const t of [firstInstant, lastInstant - 1]) expect(onCallAt(always, t)).toHaveLength(1);
  });

  it('keeps to the date range of each entry, to the millisecond', () => {
    const range = { startDate: at('2024-05-28T00:00:00Z'), endDate: at('2024-05-30T00:00:00Z') };
    const dated = inUtc(
      entry('a', range),
      entry('b', { startDate: range.endDate }),
      entry('c', { endDate: range.startDate }),
    );
    const edges = [range.startDate - 1, range.startDate, range.endDate - 1, range.endDate];
    expect(
      edges.map((t) =>
        onCallAt(dated, t)
          .map((it) => it.entryId)
          .join(),
      ),
    ).toEqual(['c', 'a', 'a', 'b']);
  });

  it('is read off the clock on the day it changes too', () => {
    const nights = { weekDays: [6], startTime: '22:00:00', endTime: '06:00:00' };
    const berlin = compileSchedule([entry('a', nights)], inZone('Europe/Berlin'));
    const said = (text: string): number => onCallAt(berlin, at(text)).length;
    expect(said('2024-03-31T03:59:59Z')).toBe(1);
    expect(said('2024-03-31T04:00:00Z')).toBe(0);
    expect(said('2024-10-27T04:59:59Z')).toBe(1);
    expect(said('2024-10-27T05:00:00Z')).toBe(0);
    expect(said('2024-04-07T03:59:59Z')).toBe(1);
    expect(said('2024-04-07T04:00:00Z')).toBe(0);
  });

  it('agrees with the expansion at every edge, for any entries', () => {
    fc.assert(
      fc.property(someEntries(), aReading(), aWindow(20), (entries, reading, window) => {
        const schedule = compileSchedule(deepFreeze(entries), reading);
        const expansion = expandSchedule(schedule, window);
        if (expansion.kind === 'too_large') throw new Error('too large for this test');
        const moments = expansion.occurrences
          .flatMap(({ start, end }) => [start - 1, start, end - 1, end])
          .filter((t) => window.start <= t && t < window.end);
        for (const t of moments) {
          const active = expansion.occurrences
            .filter((it) => it.start <= t && t < it.end)
            .map((it) => it.entryId);
          const said = onCallAt(schedule, t).map((it) => it.entryId);
          expect(said.sort()).toEqual([...new Set(active)].sort());
        }
      }),
      runs(150),
    );
  });
});

describe('the next change', () => {
  const said = (schedule: ReturnType<typeof inUtc>, t: number): string => {
    const change = nextChange(schedule, 't1', t);
    return change === null ? 'never' : `${isoOf(change.at)} ${change.memberIds.join(' ')}`.trim();
  };

  it('is the handoff, the end, or the beginning', () => {
    const schedule = inUtc(
      entry('a', { startTime: '09:00:00', endTime: '17:00:00' }, { memberId: 'm1' }),
      entry('b', { startTime: '17:00:00', endTime: '20:00:00' }, { memberId: 'm2' }),
    );
    expect(said(schedule, at('2024-05-29T08:00:00Z'))).toBe('2024-05-29T09:00:00Z m1');
    expect(said(schedule, at('2024-05-29T09:00:00Z'))).toBe('2024-05-29T17:00:00Z m2');
    expect(said(schedule, at('2024-05-29T17:00:00Z'))).toBe('2024-05-29T20:00:00Z');
    expect(said(schedule, at('2024-05-29T16:59:59.999Z'))).toBe('2024-05-29T17:00:00Z m2');
  });

  it('passes over edges at which the same members stay', () => {
    const schedule = inUtc(
      entry('a', { startTime: '00:00:00', endTime: '12:00:00' }),
      entry('b', { startTime: '12:00:00', endTime: '23:59:59' }),
      entry('c', { startTime: '10:00:00', endTime: '11:00:00' }),
      entry('d', { startDate: at('2024-06-30T00:00:00Z') }, { memberId: 'm2' }),
    );
    expect(said(schedule, wednesday)).toBe('2024-06-30T00:00:00Z m1 m2');
  });

  it.each([7, 8, 9, 39, 40, 41, 168, 169, 3_600])('is found %i days ahead', (days) => {
    const start = wednesday + days * dayMs;
    const schedule = inUtc(entry('a', { startDate: start }));
    expect(nextChange(schedule, 't1', wednesday)).toEqual({ at: start, memberIds: ['m1'] });
    const until = inUtc(entry('a', { endDate: start }));
    expect(nextChange(until, 't1', wednesday)).toEqual({ at: start, memberIds: [] });
  });

  it('is none where nothing changes within ten years', () => {
    expect(said(inUtc(entry('a', {})), wednesday)).toBe('never');
    expect(said(inUtc(), wednesday)).toBe('never');
    const far = entry('a', { startDate: wednesday + 3_654 * dayMs });
    expect(said(inUtc(far), wednesday)).toBe('never');
    expect(said(inUtc(entry('a', {})), lastInstant)).toBe('never');
  });

  it('is, for any entries, the first moment another set is on call', () => {
    fc.assert(
      fc.property(someEntries(), aReading(), aWindow(), (entries, reading, { start: t }) => {
        const schedule = compileSchedule(entries, reading);
        const change = nextChange(schedule, 't1', t);
        const now = onCallInTeam(schedule, 't1', t);
        const end = Math.min(change?.at ?? t + 400 * dayMs, t + 400 * dayMs);
        for (const shift of shiftsIn(schedule, { start: t, end }, { teamId: 't1' }))
          for (const edge of [shift.start, shift.end])
            if (edge > t && edge < end) expect(onCallInTeam(schedule, 't1', edge)).toEqual(now);
        if (change === null) return;
        expect(change.memberIds).not.toEqual(now);
        expect(onCallInTeam(schedule, 't1', change.at)).toEqual(change.memberIds);
        expect(onCallInTeam(schedule, 't1', change.at - 1)).toEqual(now);
      }),
      runs(60),
    );
  });
});

describe('a person’s shifts', () => {
  const made = () =>
    inUtc(
      entry('a', weekdays, { memberId: 'm1' }),
      entry('b', { startTime: '07:00:00', endTime: '11:00:00' }, { memberId: 'm1', teamId: 't2' }),
      entry('c', { startDate: wednesday + 300 * dayMs }, { memberId: 'm2' }),
      entry('d', { endDate: wednesday + 1 }, { memberId: 'm3' }),
    );
  const brief = (shift: ReturnType<typeof currentShift>): string =>
    shift === null ? 'none' : `${shift.entryIds.join()} ${isoOf(shift.start)}`;

  it('know the current one, in one team or in whichever began first', () => {
    expect(brief(currentShift(made(), 'M1', 't1', wednesday))).toBe('a 2024-05-29T09:00:00Z');
    expect(brief(currentShift(made(), 'm1', null, wednesday))).toBe('b 2024-05-29T07:00:00Z');
    expect(brief(currentShift(made(), 'm1', 't3', wednesday))).toBe('none');
    expect(brief(currentShift(made(), 'm2', null, wednesday))).toBe('none');
    expect(currentShift(made(), 'm3', null, wednesday)?.openStart).toBe(true);
  });

  it('know the next one to start, never the running one', () => {
    expect(brief(nextShift(made(), 'm1', 't1', wednesday))).toBe('a 2024-05-30T09:00:00Z');
    expect(brief(nextShift(made(), 'm1', null, wednesday))).toBe('b 2024-05-30T07:00:00Z');
    expect(brief(nextShift(made(), 'm1', 't1', at('2024-05-29T09:00:00Z')))).toBe(
      'a 2024-05-30T09:00:00Z',
    );
    expect(brief(nextShift(made(), 'm1', 't1', at('2024-05-29T08:59:59.999Z')))).toBe(
      'a 2024-05-29T09:00:00Z',
    );
    expect(brief(nextShift(made(), 'm2', 't1', wednesday))).toBe(
      `c ${isoOf(wednesday + 300 * dayMs)}`,
    );
    expect(brief(nextShift(made(), 'm3', null, wednesday))).toBe('none');
  });

  it('are, for any entries, those a look at all shifts of ten years finds', () => {
    const tenYears = 3_653 * dayMs;
    let found = 0;
    fc.assert(
      fc.property(
        someEntries(),
        aReading(),
        aWindow(),
        fc.constantFrom('t1', 't2', null),
        (drawn, reading, { start: t }, team) => {
          const schedule = compileSchedule(drawn, reading);
          const whose = { memberId: 'm1', ...(team === null ? {} : { teamId: team }) };
          const all = shiftsIn(schedule, { start: t, end: t + tenYears }, whose);
          const running = all.filter((it) => it.start <= t && t < it.end);
          const coming = all.filter((it) => it.start > t && !it.openStart);
          const edges = (it: (typeof all)[0]) =>
            `${it.start} ${it.openEnd ? 'open' : it.end} ${it.entryIds.join()}`;
          // Of those in two teams that begin together either may be first.
          const firsts = (list: typeof all) => {
            const start = Math.min(...list.map((it) => it.start));
            return list.length === 0
              ? ['none']
              : list.filter((it) => it.start === start).map(edges);
          };
          const now = currentShift(schedule, 'm1', team, t);
          const next = nextShift(schedule, 'm1', team, t);
          expect(firsts(running)).toContain(now === null ? 'none' : edges(now));
          expect(firsts(coming)).toContain(next === null ? 'none' : edges(next));
          if (running.length > 0 && coming.length > 0) found += 1;
        },
      ),
      runs(150),
    );
    expect(found).toBeGreaterThan(enough(5));
  });
});
