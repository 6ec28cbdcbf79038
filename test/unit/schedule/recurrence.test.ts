import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Interpretation, Rule } from '../../../core/schedule/model.ts';
import {
  compileRule,
  effectiveEnd,
  isActiveAt,
  occurrences,
} from '../../../core/schedule/recurrence.ts';
import { clip } from '../../../core/time/interval.ts';
import { firstInstant, lastInstant } from '../../../core/time/instant.ts';
import { isoOf } from '../../../core/time/iso.ts';
import { aReading, aRuleOf, aWindow, runs } from '../../support/arbitrary.ts';
import { aRule, deepFreeze, inZone } from '../../support/rules.ts';

const at = (text: string): number => Date.parse(text);
const window = { start: at('2024-05-01T00:00:00Z'), end: at('2024-06-01T00:00:00Z') };

function list(
  rule: Partial<Rule>,
  interpretation: Interpretation = inZone('UTC'),
  within = window,
) {
  return occurrences(compileRule(aRule(rule), interpretation), within).map(
    ({ start, end }) => `${isoOf(start)} ${isoOf(end)}`,
  );
}

describe('the occurrences of a rule', () => {
  it('end a millisecond-exact second after an end date whose seconds are 59', () => {
    expect(effectiveEnd(at('2024-05-27T23:59:59Z'))).toBe(at('2024-05-28T00:00:00Z'));
    expect(effectiveEnd(at('2024-05-27T10:20:59.999Z'))).toBe(at('2024-05-27T10:21:00Z'));
    expect(effectiveEnd(at('2024-05-27T23:59:58.999Z'))).toBe(at('2024-05-27T23:59:58.999Z'));
    expect(effectiveEnd(at('1969-12-31T23:59:59Z'))).toBe(0);
    expect(effectiveEnd(at('1969-12-31T23:59:00Z'))).toBe(at('1969-12-31T23:59:00Z'));
  });

  it('treat values out of range as never matching, not as all', () => {
    for (const rule of [
      { weekDays: [9] },
      { weekDays: [7] },
      { weekDays: [-1] },
      { weekDays: [1.5] },
      { weekDays: [Number.NaN] },
      { monthsOfYear: [0] },
      { monthsOfYear: [13] },
      { weeksOfMonth: [0] },
      { weeksOfMonth: [6] },
      { weeksOfMonth: [-7, 7] },
    ])
      expect(list(rule), JSON.stringify(rule)).toEqual([]);
    expect(list({ weekDays: [9, 1] })).toHaveLength(4);
  });

  it('never begin or end at a time that cannot be read', () => {
    for (const rule of [
      { startTime: '24:00:00' },
      { startTime: '9:00' },
      { endTime: '24:00:01' },
      { endTime: '08:60:00' },
      { endTime: '08:00:60' },
      { endTime: 'noon' },
      { startTime: ' 09:00:00' },
      { startTime: '09:00:00Z' },
    ])
      expect(list(rule), JSON.stringify(rule)).toEqual([]);
  });

  it('read one missing time as the edge of the day', () => {
    const days = { weeksOfMonth: [5], weekDays: [5] };
    expect(list({ ...days, startTime: '20:00:00' })).toEqual([
      '2024-05-31T20:00:00Z 2024-06-01T00:00:00Z',
    ]);
    expect(list({ ...days, endTime: '04:00:00' })).toEqual([
      '2024-05-31T00:00:00Z 2024-05-31T04:00:00Z',
    ]);
    expect(list({ ...days, startTime: '20:00:00', endTime: '24:00:00' })).toEqual([
      '2024-05-31T20:00:00Z 2024-06-01T00:00:00Z',
    ]);
  });

  it('contribute the rest of a shift that began before the window', () => {
    const night = { weekDays: [2], startTime: '22:00:00', endTime: '06:00:00' };
    expect(list(night)[0]).toBe('2024-05-01T00:00:00Z 2024-05-01T06:00:00Z');
  });

  it('are none in an empty, reversed or unreal window', () => {
    for (const bad of [
      { start: 5, end: 5 },
      { start: 5, end: 4 },
      { start: Number.NaN, end: 5 },
      { start: 5, end: Number.NaN },
    ])
      expect(list({}, inZone('UTC'), bad)).toEqual([]);
  });

  it('stay within the years 1 to 9999 however large the window', () => {
    const once = { monthsOfYear: [2], weeksOfMonth: [5], weekDays: [2] };
    const all = occurrences(compileRule(aRule(once), inZone('Europe/Berlin')), {
      start: Number.NEGATIVE_INFINITY,
      end: Number.POSITIVE_INFINITY,
    });
    // 13 in 400 years; that of the year 10000 is missing.
    expect(all.length).toBe(25 * 13 - 1);
    expect(all[0]?.start).toBeGreaterThanOrEqual(firstInstant);
    expect(all.at(-1)?.end).toBeLessThanOrEqual(lastInstant);
  });

  it('refuse a zone that does not exist', () => {
    expect(() => compileRule(aRule(), inZone('Mars/Base'))).toThrow(RangeError);
  });

  it('drop a date the zone jumped over and keep the night that leads into it', () => {
    const apia = inZone('Pacific/Apia');
    const skipped = { start: at('2011-12-28T00:00:00Z'), end: at('2012-01-02T00:00:00Z') };
    expect(list({ weekDays: [5] }, apia, skipped)).toEqual([]);
    expect(
      list({ weekDays: [4], startTime: '22:00:00', endTime: '06:00:00' }, apia, skipped),
    ).toEqual(['2011-12-30T08:00:00Z 2011-12-30T16:00:00Z']);
  });

  it('take no number below a filter for another value, in any reading', () => {
    const june = { start: at('2024-06-01T00:00:00Z'), end: at('2024-07-01T00:00:00Z') };
    const rows = inZone('UTC', { weekOfMonth: 'row-sunday', weekdayZero: 'monday' });
    for (const rule of [{ weeksOfMonth: [0] }, { weekDays: [-1] }, { weekDays: [7] }])
      expect(list(rule, rows, june), JSON.stringify(rule)).toEqual([]);
  });

  it('count printed rows from either end of the month', () => {
    // June 2024 begins on a Saturday: with weeks from Monday its first row is the 1st and 2nd.
    const june = { start: at('2024-06-01T00:00:00Z'), end: at('2024-07-01T00:00:00Z') };
    const days = (weeksOfMonth: number[], weekOfMonth: Interpretation['weekOfMonth']) =>
      list({ weeksOfMonth }, inZone('UTC', { weekOfMonth }), june).map((it) =>
        Number(it.slice(8, 10)),
      );
    expect(days([1], 'row-monday')).toEqual([1, 2]);
    expect(days([1], 'row-sunday')).toEqual([1]);
    expect(days([-1], 'row-monday')).toEqual([24, 25, 26, 27, 28, 29, 30]);
    expect(days([-1], 'row-sunday')).toEqual([30]);
    expect(days([6], 'row-sunday')).toEqual([30]);
    expect(days([-6], 'row-sunday')).toEqual([1]);
    expect(days([-5], 'block')).toEqual([1, 2]);
  });

  it('read the number 0 as Monday where the workspace says so', () => {
    const monday = inZone('UTC', { weekdayZero: 'monday' });
    expect(list({ weekDays: [0] }, monday)).toEqual(list({ weekDays: [1] }));
    expect(list({ weekDays: [6] }, monday)).toEqual(list({ weekDays: [0] }));
  });
});

describe('a rule', () => {
  const active = (rule: Partial<Rule>, zone: string, text: string): boolean =>
    isActiveAt(compileRule(aRule(rule), inZone(zone)), at(text));

  it('covers nothing outside the years 1 to 9999', () => {
    const always = compileRule(aRule(), inZone('UTC'));
    const edges = [firstInstant - 1, firstInstant, lastInstant - 1, lastInstant, Number.NaN];
    expect(edges.map((t) => isActiveAt(always, t))).toEqual([false, true, true, false, false]);
  });

  it('covers no moment of a date the zone jumped over', () => {
    expect(active({ weekDays: [5] }, 'Pacific/Apia', '2011-12-30T10:00:00Z')).toBe(false);
    expect(active({ weekDays: [6] }, 'Pacific/Apia', '2011-12-30T10:00:00Z')).toBe(true);
    expect(active({ weekDays: [5] }, 'Pacific/Apia', '2011-12-30T09:59:59Z')).toBe(false);
  });

  it('still covers the night before a skipped date, two dates later', () => {
    const night = { weekDays: [4], startTime: '22:00:00', endTime: '06:00:00' };
    expect(active(night, 'Pacific/Apia', '2011-12-30T15:59:59Z')).toBe(true);
    expect(active(night, 'Pacific/Apia', '2011-12-30T16:00:00Z')).toBe(false);
  });

  it('already covers a date whose first midnight is past while clocks show the day before', () => {
    // On Sunday 2010-11-07 at 00:01 clocks in St. John's went back to Saturday 23:01.
    expect(active({ weekDays: [0] }, 'America/St_Johns', '2010-11-07T02:30:00Z')).toBe(true);
    expect(active({ weekDays: [6] }, 'America/St_Johns', '2010-11-07T02:31:00Z')).toBe(false);
    expect(active({ weekDays: [0] }, 'America/St_Johns', '2010-11-07T02:31:00Z')).toBe(true);
    expect(active({ weekDays: [6] }, 'America/St_Johns', '2010-11-07T02:29:59Z')).toBe(true);
  });
});

describe('for any rule', () => {
  it('a window shows the full expansion clipped to it', () => {
    fc.assert(
      fc.property(aRuleOf(), aReading(), aWindow(), (rule, reading, inner) => {
        const compiled = compileRule(rule, reading);
        const outer = { start: inner.start - 40 * 86_400_000, end: inner.end + 40 * 86_400_000 };
        const clipped = occurrences(compiled, outer)
          .map((it) => clip(it, inner))
          .filter((it) => it !== null)
          .sort((a, b) => a.start - b.start || a.end - b.end);
        expect(occurrences(compiled, inner)).toEqual(clipped);
      }),
      runs(300),
    );
  });

  it('being active agrees with the occurrences at their edges and between', () => {
    fc.assert(
      fc.property(aRuleOf(), aReading(), aWindow(), (rule, reading, inner) => {
        const compiled = compileRule(rule, reading);
        const all = occurrences(compiled, inner);
        const moments = [inner.start, inner.end - 1]
          .concat(all.flatMap(({ start, end }) => [start, start - 1, end, end - 1]))
          .filter((t) => t >= inner.start && t < inner.end);
        for (const t of moments)
          expect(isActiveAt(compiled, t)).toBe(all.some((it) => it.start <= t && t < it.end));
      }),
      runs(300),
    );
  });

  it('expanding leaves rule and reading untouched', () => {
    fc.assert(
      fc.property(aRuleOf(), aReading(), aWindow(), (rule, reading, inner) => {
        const compiled = compileRule(deepFreeze(rule), deepFreeze(reading));
        occurrences(compiled, deepFreeze(inner));
        isActiveAt(compiled, inner.start);
      }),
      runs(50),
    );
  });
});
