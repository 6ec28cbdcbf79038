import { describe, expect, it } from 'vitest';
import type { Rule } from '../../../core/schedule/model.ts';
import { compileRule, isActiveAt, occurrences } from '../../../core/schedule/recurrence.ts';
import { instantOf, transitionsIn, wallOf, zoneTable } from '../../../core/time/zone.ts';
import { aRule, inZone } from '../../support/rules.ts';
import {
  changesOf,
  naiveInstant,
  naiveOccurrences,
  stepMs,
  walkAround,
} from '../../support/walk.ts';

const deep = process.env['WATCHBILL_DEEP'] === '1';
const dayMs = 86_400_000;
const hourMs = 3_600_000;
// A skipped or repeated whole day, a shift of 48 wall hours, and the dates looked at.
const reachDays = 7;

const zones: readonly (readonly [zone: string, fromYear: number, toYear: number])[] = [
  ['America/New_York', 2024, deep ? 2029 : 2024],
  ['Australia/Lord_Howe', 2024, deep ? 2026 : 2024],
  ['America/Sao_Paulo', 2018, 2018],
  ['America/Havana', deep ? 2021 : 2022, deep ? 2024 : 2022],
  ['Africa/Cairo', 2024, 2024],
  // 2023 is the year in which Lebanon put the change off for a month and took that back.
  ['Asia/Beirut', deep ? 2022 : 2023, deep ? 2024 : 2023],
  ['America/Santiago', 2026, 2026],
  ['Pacific/Chatham', 2024, deep ? 2026 : 2024],
  ['Antarctica/Troll', 2024, deep ? 2026 : 2024],
  ['Pacific/Apia', 2011, 2011],
  ['Africa/Casablanca', 2026, 2026],
  ['Asia/Kathmandu', 1986, 1986],
];

const times: readonly (readonly [string | null, string | null])[] = [
  [null, null],
  ['22:00:00', '06:00:00'],
  ['02:30:00', '03:15:00'],
  ['03:00:00', '02:30:00'],
  ['23:30:00', '23:59:59'],
  ['00:00:00', '00:30:00'],
  ['01:15:00', '01:45:30'],
  ['09:00:00', '09:00:00'],
  ['00:30:00', '23:00:00'],
  ['23:00:00', '01:30:00'],
];
const filters: readonly Partial<Rule>[] = [
  {},
  { weekDays: [0, 5] },
  { weekDays: [6], weeksOfMonth: [-1, 2] },
];
const rules = times.flatMap(([startTime, endTime]) =>
  filters.map((filter) => aRule({ ...filter, startTime, endTime })),
);

const changes = zones.flatMap(([zone, fromYear, toYear]) =>
  changesOf(zone, Date.UTC(fromYear, 0, 1) - dayMs, Date.UTC(toYear + 1, 0, 1)).map(
    (at) => [zone, new Date(at).toISOString(), at] as const,
  ),
);

it('walks around at least one change of each zone', () => {
  expect(new Set(changes.map(([zone]) => zone)).size).toBe(zones.length);
});

describe.each(changes)('%s around %s', (zone, _, at) => {
  const table = zoneTable(zone);
  const walk = walkAround(zone, at, reachDays);
  const firstDate = Math.floor(at / dayMs) * dayMs - 4 * dayMs;
  const lastDate = firstDate + 7 * dayMs;
  // Every step close to the change; farther off every tenth, unless in the deep tier.
  const samples = walk.walls
    .map((wall, i) => ({ wall, t: walk.from + i * stepMs, i }))
    .filter(({ t, i }) => deep || Math.abs(t - at) < 3 * hourMs || i % 10 === 0);

  it('shows the same clock as the runtime at every step', () => {
    for (const { t, wall } of samples) if (wallOf(table, t) !== wall) expect.fail(`at ${t}`);
    expect(transitionsIn(table, { start: at - hourMs, end: at + hourMs })[0]?.at).toBe(at);
  });

  it('turns every wall time into the instant found by walking', () => {
    const [from, to] = [firstDate, lastDate];
    const everyStep = Math.round((deep ? 1 : 5) * stepMs);
    for (let wall = from; wall < to; wall += everyStep)
      if (instantOf(table, wall) !== naiveInstant(walk, wall))
        expect(`${wall} → ${instantOf(table, wall)}`).toBe(`${wall} → ${naiveInstant(walk, wall)}`);
  });

  it('finds the occurrences and the moments of every rule that a walk finds', () => {
    for (const rule of rules) {
      const compiled = compileRule(rule, inZone(zone));
      const naive = naiveOccurrences(walk, rule, firstDate, lastDate);
      const window = { start: firstDate - 2 * dayMs, end: lastDate + 2 * dayMs };
      // The dates at the edges are compared by the neighbours of other changes.
      const inner = { start: firstDate + 3 * dayMs - 12 * hourMs, end: lastDate - dayMs };
      const touches = (it: { start: number; end: number }): boolean =>
        it.end > inner.start && it.start < inner.end;
      expect(occurrences(compiled, window).filter(touches), JSON.stringify(rule)).toEqual(
        naive.filter(touches),
      );
      for (const { t } of samples) {
        if (t < inner.start || t >= inner.end) continue;
        const expected = naive.some((it) => it.start <= t && t < it.end);
        if (isActiveAt(compiled, t) !== expected)
          expect.fail(`${JSON.stringify(rule)} at ${new Date(t).toISOString()}: not ${expected}`);
      }
    }
  });
});
