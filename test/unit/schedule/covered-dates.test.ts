import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { coveredStretch, datesTouching } from '../../../core/schedule/cover/covered-time.ts';
import type { Entry, Rule } from '../../../core/schedule/model.ts';
import { compileSchedule, runsOf } from '../../../core/schedule/schedule.ts';
import type { Interval } from '../../../core/time/instant.ts';
import { subtract } from '../../../core/time/interval.ts';
import { aReading, aWindow, enough, runs, someEntries } from '../../support/arbitrary.ts';
import { berlin, dates, nights } from '../../support/covers.ts';
import { aRule, anEntry, inZone } from '../../support/rules.ts';

describe('the dates of an interval', () => {
  const dutyOf = (entries: readonly Entry[], reading = berlin) => {
    const schedule = compileSchedule(entries, reading);
    const [duty] = schedule.duties;
    return duty === undefined ? null : { duty, table: schedule.table };
  };
  const datesOf = (entries: readonly Entry[], during: Interval) => {
    const known = dutyOf(entries);
    return known === null ? null : datesTouching(known.duty, known.table, during);
  };
  const utc = (start: string, end: string) => ({
    start: Date.parse(`2026-03-${start}Z`),
    end: Date.parse(`2026-03-${end}Z`),
  });

  test('of a night are the one on which it begins', () => {
    expect(datesOf([nights], utc('29T02:00', '29T03:00'))).toEqual(dates('2026-03-28'));
    expect(datesOf([nights], utc('28T12:00', '29T21:00'))).toEqual(
      dates('2026-03-28', '2026-03-29'),
    );
  });

  test('are none where nothing is', () => {
    expect(datesOf([nights], utc('28T12:00', '28T13:00'))).toBeNull();
    expect(datesOf([], utc('28T12:00', '28T13:00'))).toBeNull();
  });

  test('always cover the interval, whatever the rules', () => {
    let tried = 0;
    fc.assert(
      fc.property(someEntries(3), aReading(), aWindow(20), (drawn, reading, during) => {
        const list = drawn.map((it) => ({ ...it, teamId: 't1', memberId: 'm1' }));
        const known = dutyOf(list, reading);
        if (known === null) return;
        const touched = datesTouching(known.duty, known.table, during);
        const time = runsOf(known.duty, during);
        if (touched === null) {
          expect(time).toEqual([]);
          return;
        }
        tried += 1;
        const stretch = coveredStretch(known.duty, known.table, touched);
        expect(subtract(time, stretch === null ? [] : [stretch])).toEqual([]);
      }),
      runs(150),
    );
    expect(tried).toBeGreaterThan(enough(30));
  });

  test('are those alone whose hours it has, where it begins and ends with them', () => {
    const week = { startDate: Date.UTC(2026, 2, 2), endDate: Date.UTC(2026, 2, 9) };
    const known = dutyOf([anEntry({ memberId: 'Ana', rule: aRule(week) })], inZone('UTC'));
    if (known === null) throw new Error('no duty');
    expect(datesTouching(known.duty, known.table, utc('04T00:00', '05T00:00'))).toEqual(
      dates('2026-03-04'),
    );
  });

  describe('for someone on call for years by several rules', () => {
    const hers = (rule: Partial<Rule>, id: string) =>
      anEntry({ id, memberId: 'Ana', rule: aRule(rule) });
    const covered = (entries: readonly Entry[], during: Interval) => {
      const known = dutyOf(entries);
      const touched = datesOf(entries, during);
      if (known === null || touched === null) throw new Error('no dates');
      const stretch = coveredStretch(known.duty, known.table, touched);
      expect(subtract([during], stretch === null ? [] : [stretch])).toEqual([]);
      return touched;
    };
    const daily = hers({ startTime: '06:00:00', endTime: '06:00:00' }, 'daily');

    test('go on where the days, counted from another hour, end too soon', () => {
      const fridays = hers({ weekDays: [5], startTime: '18:00:00', endTime: '20:00:00' }, 'more');
      // From three days before, Friday seven o'clock, the first to begin is that of 18:00.
      const monday = {
        start: Date.parse('2026-03-09T07:00+01:00'),
        end: Date.parse('2026-03-09T08:00+01:00'),
      };
      expect(covered([daily, fridays], monday)).toEqual(dates('2026-03-08', '2026-03-09'));
    });

    test('begin sooner where the days, counted from another hour, begin too late', () => {
      const six = { startTime: '06:00:00', endTime: '06:00:00' };
      const list = [
        hers({ ...six, weekDays: [0, 1, 2, 3, 5, 6] }, 'six days'),
        hers({ weekDays: [3], startTime: '20:00:00', endTime: '08:00:00' }, 'a night'),
        hers({ weekDays: [4], startTime: '06:45:00', endTime: '06:00:00' }, 'a day'),
      ];
      // Three days of 24 hours before it is a quarter past seven: summer time ended meanwhile.
      const sunday = {
        start: Date.parse('2026-10-25T06:15+01:00'),
        end: Date.parse('2026-10-25T06:30+01:00'),
      };
      expect(covered(list, sunday)).toEqual(dates('2026-10-24', '2026-10-25'));
    });
  });
});
