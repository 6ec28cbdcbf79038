import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  coverage,
  doubleDuty,
  promisedTime,
  rawCoverage,
  segmentsOf,
  teamRuns,
} from '../../../core/schedule/coverage.ts';
import type { CoverageContract, Entry, Rule } from '../../../core/schedule/model.ts';
import { onCallInTeam } from '../../../core/schedule/oncall.ts';
import { compileSchedule } from '../../../core/schedule/schedule.ts';
import { shiftsIn } from '../../../core/schedule/shifts.ts';
import { clip, merge, totalMs } from '../../../core/time/interval.ts';
import { isoOf } from '../../../core/time/iso.ts';
import { wallOf, zoneTable } from '../../../core/time/zone.ts';
import { aReading, aWindow, runs, someEntries } from '../../support/arbitrary.ts';
import { aRule, anEntry, deepFreeze, inZone } from '../../support/rules.ts';

const at = (text: string): number => Date.parse(text);
const entry = (id: string, rule: Partial<Rule>, parts: Partial<Entry> = {}): Entry =>
  anEntry({ id, rule: aRule(rule), ...parts });
const inUtc = (...entries: Entry[]) => compileSchedule(entries, inZone('UTC'));
const span = (it: { start: number; end: number; memberIds?: readonly string[] }): string =>
  `${isoOf(it.start).slice(5, 16)} ${isoOf(it.end).slice(5, 16)} ${(it.memberIds ?? []).join(' ')}`.trim();
// Monday to Tuesday night.
const twoDays = { start: at('2024-05-27T00:00:00Z'), end: at('2024-05-29T00:00:00Z') };
const always = (people: 1 | 2): CoverageContract => ({ kind: 'always', people });
const hours = (people: 1 | 2, parts: Partial<CoverageContract & { kind: 'hours' }> = {}) =>
  ({
    kind: 'hours',
    people,
    weekDays: [1, 2, 3, 4, 5],
    startTime: '09:00:00',
    endTime: '17:00:00',
    ...parts,
  }) as const;

const offsetAt = (zone: string, t: number): number => wallOf(zoneTable(zone), t) - t;

describe('raw coverage', () => {
  it('is one gap without entries and nothing in an empty window', () => {
    expect(rawCoverage(inUtc(), 't1', twoDays)).toEqual({ gaps: [twoDays], overlaps: [] });
    expect(rawCoverage(inUtc(), 't1', { start: 5, end: 5 })).toEqual({ gaps: [], overlaps: [] });
    expect(rawCoverage(inUtc(), 't1', { start: 6, end: 5 })).toEqual({ gaps: [], overlaps: [] });
  });

  it('looks at one team only', () => {
    const other = inUtc(entry('a', {}, { teamId: 't2' }), entry('b', {}, { teamId: 't11' }));
    expect(rawCoverage(other, 't1', twoDays).gaps).toEqual([twoDays]);
  });

  it('names the members of an overlap and cuts it where they change', () => {
    const three = inUtc(
      entry('a', { startTime: '08:00:00', endTime: '12:00:00' }, { memberId: 'm3' }),
      entry('b', { startTime: '09:00:00', endTime: '11:00:00' }, { memberId: 'm1' }),
      entry('c', { startTime: '10:00:00', endTime: '11:00:00' }, { memberId: 'm2' }),
    );
    expect(
      rawCoverage(three, 't1', { ...twoDays, end: twoDays.start + 86_400_000 }).overlaps.map(span),
    ).toEqual(['05-27T09:00 05-27T10:00 m1 m3', '05-27T10:00 05-27T11:00 m1 m2 m3']);
  });

  it('refuses a window of more than a hundred years', () => {
    expect(() => rawCoverage(inUtc(), 't1', { start: 0, end: 4e15 })).toThrow(RangeError);
  });

  it('and gaps together fill the window, for any entries, and agree with who is on call', () => {
    fc.assert(
      fc.property(someEntries(), aReading(), aWindow(20), (entries, reading, window) => {
        const schedule = compileSchedule(deepFreeze(entries), reading);
        const { gaps, overlaps } = rawCoverage(schedule, 't1', window);
        const edges = [...gaps, ...overlaps].flatMap(({ start, end }) => [start, end]);
        for (const t of [window.start, ...edges, ...edges.map((edge) => edge - 1)]) {
          if (t < window.start || t >= window.end) continue;
          const members = onCallInTeam(schedule, 't1', t);
          const inside = (it: { start: number; end: number }): boolean =>
            it.start <= t && t < it.end;
          expect(gaps.some(inside)).toBe(members.length === 0);
          expect(overlaps.find(inside)?.memberIds ?? []).toEqual(members.length > 1 ? members : []);
        }
        const covered = merge(
          shiftsIn(schedule, window, { teamId: 't1' })
            .map((it) => clip(it, window))
            .filter((it) => it !== null),
        );
        expect(merge([...gaps, ...covered])).toEqual([window]);
        expect(totalMs(gaps) + totalMs(covered)).toBe(window.end - window.start);
      }),
      runs(150),
    );
  });
});

describe('segments', () => {
  it('fill the window, cut where the members change', () => {
    const two = inUtc(
      entry('a', { startTime: '08:00:00', endTime: '12:00:00' }, { memberId: 'm2' }),
      entry('b', { startTime: '10:00:00', endTime: '11:00:00' }),
    );
    const day = { start: twoDays.start, end: at('2024-05-28T00:00:00Z') };
    expect(segmentsOf(teamRuns(two, 't1', day), day).map(span)).toEqual([
      '05-27T00:00 05-27T08:00',
      '05-27T08:00 05-27T10:00 m2',
      '05-27T10:00 05-27T11:00 m1 m2',
      '05-27T11:00 05-27T12:00 m2',
      '05-27T12:00 05-28T00:00',
    ]);
    expect(segmentsOf([], { start: 5, end: 5 })).toEqual([]);
    expect(segmentsOf([], { start: 6, end: 5 })).toEqual([]);
    expect(segmentsOf([{ memberId: 'm1', runs: [day] }], day).map(span)).toEqual([
      '05-27T00:00 05-28T00:00 m1',
    ]);
  });

  it('of a hundred years of office hours, of every date, are all there and in one piece', () => {
    const century = { start: at('2000-01-01T00:00:00Z'), end: at('2100-01-01T00:00:00Z') };
    const dates = (century.end - century.start) / 86_400_000;
    // 1 January 2000 is a Saturday, and the calendar's 36,525 days end with a Thursday.
    const workdays = Math.floor(dates / 7) * 5 + 4;
    const weekdays = { weekDays: [1, 2, 3, 4, 5], startTime: '09:00:00', endTime: '17:00:00' };
    const late = { ...weekdays, startTime: '16:00:00', endTime: '18:00:00' };
    const two = [entry('a', weekdays), entry('b', late, { memberId: 'm2' })];
    for (const zone of ['UTC', 'America/New_York', 'Australia/Lord_Howe']) {
      const schedule = compileSchedule(two, inZone(zone));
      const local = {
        start: century.start - offsetAt(zone, century.start),
        end: century.end - offsetAt(zone, century.end),
      };
      const found = rawCoverage(schedule, 't1', local);
      expect(found.overlaps, zone).toHaveLength(workdays);
      expect(found.gaps, zone).toHaveLength(workdays + 1);
      const promised = hours(1, { startTime: '08:00:00', endTime: '18:00:00' });
      const missed = coverage(schedule, 't1', local, promised).gaps;
      expect(totalMs(missed) / 3_600_000, zone).toBe(workdays);
    }
  });

  it('refuse what would be more than a million intervals', () => {
    const many = Array.from({ length: 28 }, (_, i) => entry(`e${i}`, {}));
    const century = { start: at('2000-01-01T00:00:00Z'), end: at('2100-01-01T00:00:00Z') };
    expect(() => rawCoverage(inUtc(...many), 't1', century)).toThrow(RangeError);
    // As many of as many members, and of one member in as many teams.
    const members = many.map((it, n) => ({ ...it, memberId: `m${n}` }));
    expect(() => rawCoverage(inUtc(...members), 't1', century)).toThrow(RangeError);
    expect(() => coverage(inUtc(...members), 't1', century, { kind: 'none' })).toThrow(RangeError);
    const teams = many.map((it, n) => ({ ...it, teamId: `t${n}` }));
    expect(() => doubleDuty(inUtc(...teams), century)).toThrow(RangeError);
    expect(rawCoverage(inUtc(), 't1', century).gaps).toEqual([century]);
    const longer = { ...century, end: century.end + 1 };
    expect(() => doubleDuty(inUtc(), longer)).toThrow(RangeError);
  });
});

describe('a coverage contract', () => {
  const office = inUtc(
    entry('a', { weekDays: [1, 2, 3, 4, 5], startTime: '08:00:00', endTime: '18:00:00' }),
    entry('b', { weekDays: [2], startTime: '09:00:00', endTime: '12:00:00' }, { memberId: 'm2' }),
  );

  it('of none finds no gap, and shows two at once', () => {
    const found = coverage(office, 't1', twoDays, { kind: 'none' });
    expect(found.gaps).toEqual([]);
    expect(found.overlaps.map(span)).toEqual(['05-28T09:00 05-28T12:00 m1 m2']);
  });

  it('promises nothing without days, without a kind or in an empty window', () => {
    const empty = { start: 5, end: 5 };
    expect(promisedTime(office, twoDays, hours(1, { weekDays: [] }))).toEqual([]);
    expect(promisedTime(office, twoDays, { kind: 'none' })).toEqual([]);
    expect(promisedTime(office, empty, always(1))).toEqual([]);
    expect(promisedTime(office, { start: 6, end: 5 }, always(1))).toEqual([]);
  });

  it('of always finds every uncovered moment', () => {
    expect(coverage(office, 't1', twoDays, always(1)).gaps.map(span)).toEqual([
      '05-27T00:00 05-27T08:00',
      '05-27T18:00 05-28T08:00',
      '05-28T18:00 05-29T00:00',
    ]);
  });

  it('of days and hours keeps planned gaps quiet', () => {
    expect(coverage(office, 't1', twoDays, hours(1)).gaps).toEqual([]);
    expect(
      coverage(office, 't1', twoDays, hours(1, { startTime: '07:30:00' })).gaps.map(span),
    ).toEqual(['05-27T07:30 05-27T08:00', '05-28T07:30 05-28T08:00']);
    const sunday = hours(1, { weekDays: [0], startTime: '22:00:00', endTime: '06:00:00' });
    expect(coverage(office, 't1', twoDays, sunday).gaps.map(span)).toEqual([
      '05-27T00:00 05-27T06:00',
    ]);
    expect(coverage(office, 't1', twoDays, hours(1, { weekDays: [] })).gaps).toEqual([]);
  });

  it('for two people asks for two, and calls only a third too many', () => {
    const two = coverage(office, 't1', twoDays, hours(2));
    expect(two.gaps.map(span)).toEqual(['05-27T09:00 05-27T17:00', '05-28T12:00 05-28T17:00']);
    expect(two.overlaps).toEqual([]);
  });

  it('counts days from Sunday whatever the workspace calls 0', () => {
    const monday = compileSchedule([], inZone('UTC', { weekdayZero: 'monday' }));
    expect(coverage(monday, 't1', twoDays, hours(1, { weekDays: [1] })).gaps.map(span)).toEqual([
      '05-27T09:00 05-27T17:00',
    ]);
  });

  it('keeps its hours on the schedule’s clock across a clock change', () => {
    const berlin = compileSchedule([], inZone('Europe/Berlin'));
    const weekend = { start: at('2024-03-30T00:00:00Z'), end: at('2024-04-01T00:00:00Z') };
    expect(coverage(berlin, 't1', weekend, hours(1, { weekDays: [0, 6] })).gaps.map(span)).toEqual([
      '03-30T08:00 03-30T16:00',
      '03-31T07:00 03-31T15:00',
    ]);
  });

  it('sees no gap in the last second of a day', () => {
    const days = inUtc(
      entry('a', { startTime: '00:00:00', endTime: '23:59:59', weekDays: [1] }),
      entry('b', { startTime: '00:00:00', endTime: '23:59:59', weekDays: [2] }, { memberId: 'm2' }),
    );
    expect(coverage(days, 't1', twoDays, always(1))).toEqual({ gaps: [], overlaps: [] });
    const dated = inUtc(
      entry('a', { endDate: at('2024-05-27T23:59:59Z') }),
      entry('b', { startDate: at('2024-05-28T00:00:00Z') }, { memberId: 'm2' }),
    );
    expect(coverage(dated, 't1', twoDays, always(1))).toEqual({ gaps: [], overlaps: [] });
    const untilMidnight = hours(1, { startTime: '00:00:00', endTime: '23:59:59' });
    expect(coverage(inUtc(), 't1', twoDays, untilMidnight).gaps).toEqual([twoDays]);
  });
});

describe('double duty', () => {
  it('is one person in two teams at once, whatever the case of the id', () => {
    const schedule = inUtc(
      entry('a', { startTime: '08:00:00', endTime: '12:00:00' }, { memberId: 'M1', teamId: 't2' }),
      entry('b', { startTime: '10:00:00', endTime: '14:00:00' }, { memberId: 'm1', teamId: 't1' }),
      entry('c', {}, { memberId: 'm2', teamId: 't1' }),
      entry('d', {}, { memberId: 'm3', teamId: 't1' }),
      entry('e', { weekDays: [2] }, { memberId: 'm3', teamId: null }),
    );
    const found = doubleDuty(schedule, twoDays);
    expect(found.map((it) => `${it.memberId} ${it.teamIds.join()} ${span(it)}`)).toEqual([
      'm1 t1,t2 05-27T10:00 05-27T12:00',
      'm1 t1,t2 05-28T10:00 05-28T12:00',
      'm3 ,t1 05-28T00:00 05-29T00:00',
    ]);
  });

  it('is not two entries in one team', () => {
    expect(doubleDuty(inUtc(entry('a', {}), entry('b', {})), twoDays)).toEqual([]);
  });
});
