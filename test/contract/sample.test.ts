import { describe, expect, test } from 'vitest';
import { defaultInterpretation, type Entry } from '../../core/schedule/model.ts';
import { rawCoverage } from '../../core/schedule/coverage.ts';
import { onCallInTeam } from '../../core/schedule/oncall.ts';
import { compileSchedule, type Schedule } from '../../core/schedule/schedule.ts';
import { readEntryBody } from '../../core/contract/entry-body.ts';
import { dayMs, hourMs } from '../../core/time/instant.ts';
import { sampleEntries, sampleIds } from '../../service/sample.ts';

/** Any hour of two weeks around a month's end, and the turn of a leap year's February. */
const starts = [Date.UTC(2026, 10, 23), Date.UTC(2028, 1, 21)].flatMap((from) =>
  Array.from({ length: 14 * 24 }, (_, hour) => from + hour * hourMs + 1_234),
);

function scheduleAt(now: number): Schedule {
  const entries = sampleEntries(now).map((stored, index): Entry => {
    const { memberId, rule, problems } = readEntryBody(
      {
        team_member_id: stored.memberId,
        start_date: stored.startDate,
        end_date: stored.endDate,
        week_days: stored.weekDays,
        start_time: stored.startTime,
        end_time: stored.endTime,
      },
      { interpretation: defaultInterpretation, ids: 'uuid', emptyLists: 'means-all' },
    );
    expect(problems).toEqual([]);
    const { teamId, createdAt } = stored;
    return {
      id: String(index),
      teamId,
      memberId,
      createdAt,
      rule,
      readOnly: null,
      notes: [],
      extra: {},
      etag: null,
    };
  });
  return compileSchedule(entries, defaultInterpretation);
}

describe('the sample, whenever it is first started', () => {
  test('has someone on call in both teams then', () => {
    for (const now of starts) {
      const schedule = scheduleAt(now);
      for (const team of [sampleIds.platform, sampleIds.payments])
        expect(onCallInTeam(schedule, team, now)).toHaveLength(1);
    }
  });

  test('has one gap and one overlap, both in the four days ahead, in a year of either team', () => {
    for (const now of starts.filter((_, index) => index % 7 === 0)) {
      const schedule = scheduleAt(now);
      const year = { start: now - 100 * dayMs, end: now + 265 * dayMs };
      const { gaps, overlaps } = rawCoverage(schedule, sampleIds.platform, year);
      expect(gaps).toHaveLength(1);
      expect(overlaps).toHaveLength(1);
      for (const { start, end } of [...gaps, ...overlaps]) {
        expect(start).toBeGreaterThan(now + dayMs);
        expect(end).toBeLessThan(now + 4 * dayMs);
      }
      expect((gaps[0]?.end ?? 0) - (gaps[0]?.start ?? 0)).toBe(15 * hourMs);
      expect((overlaps[0]?.end ?? 0) - (overlaps[0]?.start ?? 0)).toBe(4 * hourMs);
      const other = rawCoverage(schedule, sampleIds.payments, year);
      expect([other.gaps, other.overlaps]).toEqual([[], []]);
    }
  });

  test('has keys that are unique per member, and before the start', () => {
    const entries = sampleEntries(starts[0] ?? 0);
    expect(new Set(entries.map((e) => `${e.memberId} ${e.createdAt}`)).size).toBe(entries.length);
    for (const entry of entries) expect(Date.parse(entry.createdAt)).toBeLessThan(starts[0] ?? 0);
  });
});
