import { describe, expect, it } from 'vitest';
import type { Entry, Rule } from '../../../core/schedule/model.ts';
import { nextChange, onCallAt, onCallInTeam } from '../../../core/schedule/oncall.ts';
import { compileSchedule } from '../../../core/schedule/schedule.ts';
import { shiftsIn } from '../../../core/schedule/shifts.ts';
import { firstInstant, lastInstant } from '../../../core/time/instant.ts';
import { isoOf } from '../../../core/time/iso.ts';
import { aRule, anEntry, inZone } from '../../support/rules.ts';

const at = (text: string): number => Date.parse(text);
const entry = (id: string, rule: Partial<Rule>, parts: Partial<Entry> = {}): Entry =>
  anEntry({ id, rule: aRule(rule), ...parts });
const inUtc = (...entries: Entry[]) => compileSchedule(entries, inZone('UTC'));
const window = { start: at('2024-05-29T09:00:00Z'), end: at('2024-05-29T17:00:00Z') };
const spans = (...entries: Entry[]) =>
  shiftsIn(inUtc(...entries), window).map(
    (it) =>
      `${isoOf(it.start).slice(5, 16)} ${isoOf(it.end).slice(5, 16)} ${it.entryIds.join(' ')}`,
  );

describe('a shift at the edge of the window', () => {
  it('begins there where only an earlier one ended before', () => {
    const office = entry('a', { startTime: '09:00:00', endTime: '17:00:00' });
    expect(spans(office)).toEqual(['05-29T09:00 05-29T17:00 a']);
    const once = entry('b', { startDate: window.start, endDate: window.end });
    expect(spans(once)).toEqual(['05-29T09:00 05-29T17:00 b']);
  });

  it('takes in the entries it touches outside', () => {
    const before = entry('a', { startTime: '05:00:00', endTime: '09:00:00' });
    const within = entry('b', { startTime: '09:00:00', endTime: '17:00:00' });
    const after = entry('c', { startTime: '17:00:00', endTime: '20:00:00' });
    expect(spans(before, within, after)).toEqual(['05-29T05:00 05-29T20:00 a b c']);
  });

  it('is there for no window that is empty or the wrong way round', () => {
    const schedule = inUtc(entry('a', {}));
    expect(shiftsIn(schedule, { start: window.end, end: window.start })).toEqual([]);
    expect(shiftsIn(schedule, { start: 5, end: 5 })).toEqual([]);
  });
});

it('an entry within another does not end the shift', () => {
  const long = entry('a', { startTime: '10:00:00', endTime: '16:00:00' });
  const inside = entry('b', { startTime: '11:00:00', endTime: '12:00:00' });
  const late = entry('c', { startTime: '14:00:00', endTime: '15:00:00' });
  expect(spans(long, inside, late)).toEqual(['05-29T10:00 05-29T16:00 a b c']);
});

describe('who is on call', () => {
  const always = inUtc(entry('a', {}));

  it('is known from year 1 to the end of 9999', () => {
    expect(onCallAt(always, firstInstant)).toHaveLength(1);
    expect(onCallAt(always, lastInstant - 1)).toHaveLength(1);
    expect(onCallAt(always, firstInstant - 1)).toEqual([]);
    expect(onCallAt(always, lastInstant)).toEqual([]);
    expect(onCallInTeam(always, 't1', Number.NaN)).toEqual([]);
  });

  it('changes when one of two is relieved', () => {
    const schedule = inUtc(
      entry('a', {}, { memberId: 'm1' }),
      entry('b', { endDate: at('2024-05-29T12:00:00Z') }, { memberId: 'm2' }),
      entry('c', { startDate: at('2024-05-29T12:00:00Z') }, { memberId: 'm3' }),
    );
    expect(nextChange(schedule, 't1', window.start)).toEqual({
      at: at('2024-05-29T12:00:00Z'),
      memberIds: ['m1', 'm3'],
    });
  });

  it('does not change where one entry of the same member takes over', () => {
    const schedule = inUtc(
      entry('a', { endDate: at('2024-05-29T12:00:00Z') }),
      entry('b', { startDate: at('2024-05-29T12:00:00Z'), endDate: at('2024-06-29T12:00:00Z') }),
    );
    expect(nextChange(schedule, 't1', window.start)).toEqual({
      at: at('2024-06-29T12:00:00Z'),
      memberIds: [],
    });
  });

  it('is told near a clock change as far from it', () => {
    const berlin = compileSchedule(
      [
        entry('a', { weekDays: [6], startTime: '22:00:00', endTime: '06:00:00' }),
        entry('b', { startTime: '02:00:00', endTime: '02:30:00' }, { memberId: 'm2' }),
      ],
      inZone('Europe/Berlin'),
    );
    const on = (text: string) => onCallAt(berlin, at(text)).map((it) => it.entryId);
    expect(on('2024-03-31T03:59:59Z')).toEqual(['a']);
    expect(on('2024-03-31T04:00:00Z')).toEqual([]);
    expect(on('2024-10-27T00:15:00Z')).toEqual(['a', 'b']);
    // 02:15 comes twice that night; hours named so are the first.
    expect(on('2024-10-27T01:15:00Z')).toEqual(['a']);
    expect(on('2024-07-07T00:15:00Z')).toEqual(['a', 'b']);
  });
});
