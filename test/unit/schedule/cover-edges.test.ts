import { describe, expect, test } from 'vitest';
import { planCover, planSwap, type CoverPlan } from '../../../core/schedule/cover.ts';
import { isSpan, type CoverSpan } from '../../../core/schedule/cover/covered-time.ts';
import { applyEdits } from '../../../core/schedule/edit/row-edit.ts';
import type { Entry, Rule } from '../../../core/schedule/model.ts';
import { isoOf } from '../../../core/time/iso.ts';
import { aRule, anEntry, inZone } from '../../support/rules.ts';

const utc = inZone('UTC');
const at = (text: string): number => Date.parse(text);
const dates = (from: string, to = from): CoverSpan => ({ kind: 'dates', from, to });
const instants = (start: string, end: string): CoverSpan => ({
  kind: 'instants',
  start: at(start),
  end: at(end),
});
const anas = (id: string, rule: Partial<Rule>, parts: Partial<Entry> = {}): Entry =>
  anEntry({ id, memberId: 'Ana', createdAt: id, rule: aRule(rule), ...parts });

function cover(entries: readonly Entry[], span: CoverSpan, by = 'Bob'): CoverPlan {
  let next = 0;
  const context = { interpretation: utc, leave: [], newId: () => `new-${(next += 1)}` };
  return planCover(entries, { teamId: 't1', covered: 'Ana', by, span }, context);
}

/** The rows afterwards, each as its member and its dates. */
function rows(entries: readonly Entry[], plan: CoverPlan): string[] {
  if (plan.kind !== 'planned') throw new Error(JSON.stringify(plan.refusal));
  const date = (value: number | null): string => (value === null ? '…' : isoOf(value).slice(5, 16));
  return applyEdits(entries, plan.edits)
    .map((it) => `${it.memberId ?? ''} ${date(it.rule.startDate)} ${date(it.rule.endDate)}`)
    .sort();
}

describe('the rows of a cover', () => {
  const first = anas('a', { startDate: at('2026-03-02T00:00Z'), endDate: at('2026-03-05T00:00Z') });
  const second = anas('b', {
    startDate: at('2026-03-04T00:00Z'),
    endDate: at('2026-03-09T00:00Z'),
  });

  test('keep to the dates of the rows they are cut from', () => {
    const list = [first, second];
    expect(rows(list, cover(list, dates('2026-03-03', '2026-03-06')))).toEqual([
      'Ana 03-02T00:00 03-03T00:00',
      'Ana 03-07T00:00 03-09T00:00',
      'Bob 03-03T00:00 03-05T00:00',
      'Bob 03-04T00:00 03-07T00:00',
    ]);
  });

  test('are given whole where the stretch is just as long', () => {
    expect(rows([first], cover([first], dates('2026-03-02', '2026-03-04')))).toEqual([
      'Bob 03-02T00:00 03-05T00:00',
    ]);
  });

  test('are left alone outside the stretch, even those that cannot be changed', () => {
    const locked = { ...second, readOnly: 'no-created-at' } as const;
    const list = [first, locked];
    expect(rows(list, cover(list, dates('2026-03-02')))).toEqual([
      'Ana 03-03T00:00 03-05T00:00',
      'Ana 03-04T00:00 03-09T00:00',
      'Bob 03-02T00:00 03-03T00:00',
    ]);
    expect(cover(list, dates('2026-03-02', '2026-03-06'))).toEqual({
      kind: 'refused',
      refusal: { kind: 'read-only', entryIds: ['b'] },
    });
  });

  test('may not end at a 59th second', () => {
    expect(cover([first], instants('2026-03-03T00:00Z', '2026-03-04T10:00:59Z'))).toEqual({
      kind: 'refused',
      refusal: { kind: 'not-writable', at: at('2026-03-04T10:00:59Z') },
    });
  });
});

describe('a span', () => {
  const ms = (start: number, end: number): CoverSpan => ({ kind: 'instants', start, end });
  test.each([
    [ms(5, 6), true],
    [ms(5, 5), false],
    [ms(6, 5), false],
    [ms(0.5, 2), false],
    [ms(0, 1.5), false],
    [ms(Number.NaN, 1), false],
    [ms(0, Number.POSITIVE_INFINITY), false],
    [dates('2026-03-01', '2026-03-01'), true],
    [dates('soon', '2026-03-01'), false],
    [dates('2026-03-01', 'later'), false],
    [dates('1970-01-02', 'never'), false],
    [dates('never', '1970-01-01'), false],
    // 3,660 dates, and one more.
    [dates('2020-01-01', '2030-01-07'), true],
    [dates('2020-01-01', '2030-01-08'), false],
  ])('%j: %s', (span, good) => {
    expect(isSpan(span)).toBe(good);
  });
});

describe('a shift that began years ago', () => {
  const span = dates('2026-03-04', '2026-03-05');

  test('is counted from its own first hour', () => {
    const long = anas('a', { startDate: at('2018-01-01T09:00Z') });
    expect(rows([long], cover([long], span))).toContain('Bob 03-04T09:00 03-06T09:00');
  });

  test('is counted from where hours begin, beyond ten years', () => {
    const nine = { startTime: '09:00:00', endTime: '09:00:00' };
    const long = anas('a', { ...nine, startDate: at('2000-01-01T09:00Z') });
    expect(rows([long], cover([long], span))).toContain('Bob 03-04T09:00 03-06T09:00');
    // Ten years before the third day before the dates: still its own first hour.
    const edge = anas('a', { startDate: at('2016-02-29T07:00Z') });
    expect(rows([edge], cover([edge], span))).toContain('Bob 03-04T07:00 03-06T07:00');
    const beyond = anas('a', { ...nine, startDate: at('2016-02-28T08:00Z') });
    expect(rows([beyond], cover([beyond], span))).toContain('Bob 03-04T09:00 03-06T09:00');
  });
});

test('who swaps with themselves in other letters is not on call twice', () => {
  const week = (memberId: string, from: number) =>
    anEntry({
      id: memberId,
      memberId,
      rule: aRule({ startDate: Date.UTC(2026, 2, from), endDate: Date.UTC(2026, 2, from + 7) }),
    });
  let next = 0;
  const context = { interpretation: utc, leave: [], newId: () => `new-${(next += 1)}` };
  const plan = planSwap(
    [week('Ana', 2), week('Bob', 2)],
    't1',
    { memberId: 'ANA', span: dates('2026-03-04') },
    { memberId: 'bob', span: dates('2026-03-04') },
    context,
  );
  expect(plan).toMatchObject({ kind: 'planned', handed: [{ doubled: [] }, { doubled: [] }] });
});
