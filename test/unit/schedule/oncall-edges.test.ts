import { describe, expect, test } from 'vitest';
import type { Entry, Rule } from '../../../core/schedule/model.ts';
import { nextChange, onCallInTeam, whyOnCall } from '../../../core/schedule/oncall.ts';
import { compileSchedule, farMs, runsOf } from '../../../core/schedule/schedule.ts';
import { firstInstant, lastInstant, type Instant } from '../../../core/time/instant.ts';
import { aRule, anEntry, inZone } from '../../support/rules.ts';

const entry = (id: string, rule: Partial<Rule>, parts: Partial<Entry> = {}): Entry =>
  anEntry({ id, memberId: id, rule: aRule(rule), ...parts });
const inUtc = (...entries: Entry[]) => compileSchedule(entries, inZone('UTC'));
const now = Date.parse('2026-03-02T12:00:00Z');

describe('outside the years the engine knows', () => {
  const always = inUtc(entry('ana', {}));

  test.each<[string, Instant]>([
    ['before the first instant', firstInstant - 1],
    ['at the last one', lastInstant],
    ['at no instant', Number.NaN],
  ])('%s nobody is on call, and nothing says why', (_, at) => {
    expect(onCallInTeam(always, 't1', at)).toEqual([]);
    expect(whyOnCall(always, 't1', 'ana', at)).toEqual([]);
  });

  test('at the first one it is said who is, and why', () => {
    expect(onCallInTeam(always, 't1', firstInstant)).toEqual(['ana']);
    expect(whyOnCall(always, 't1', 'ana', firstInstant)).toHaveLength(1);
  });
});

describe('a change in exactly ten years is the last that is seen', () => {
  const limit = now + farMs;
  const before = entry('ana', { endDate: limit });
  const after = (id: string) => entry(id, { startDate: limit });

  test('when someone comes', () => {
    expect(nextChange(inUtc(after('ana')), 't1', now)).toEqual({ at: limit, memberIds: ['ana'] });
    const later = entry('ana', { startDate: limit + 1_000 });
    expect(nextChange(inUtc(later), 't1', now)).toBeNull();
  });

  test('when one of two leaves', () => {
    const both = inUtc(entry('ada', {}), before);
    expect(nextChange(both, 't1', now)).toEqual({ at: limit, memberIds: ['ada'] });
  });

  test('when one takes over from another', () => {
    const handed = inUtc(before, after('bob'));
    expect(nextChange(handed, 't1', now)).toEqual({ at: limit, memberIds: ['bob'] });
  });

  test('when all stay there is none', () => {
    expect(nextChange(inUtc(entry('ana', {})), 't1', now)).toBeNull();
  });
});

test('the runs of one duty alone are refused beyond a million intervals', () => {
  const rules = Array.from({ length: 28 }, (_, n) => entry(`e${n}`, {}, { memberId: 'ana' }));
  const [duty] = inUtc(...rules).duties;
  if (duty === undefined) throw new Error('no duty');
  const century = { start: Date.UTC(2000, 0, 1), end: Date.UTC(2099, 0, 1) };
  expect(() => runsOf(duty, century)).toThrow(RangeError);
});
