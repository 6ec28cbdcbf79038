import { isoOf } from '../../core/time/iso.ts';
import type { Interval } from '../../core/time/instant.ts';
import { rawCoverage } from '../../core/schedule/coverage.ts';
import { onCallInTeam } from '../../core/schedule/oncall.ts';
import { compileSchedule, expandSchedule } from '../../core/schedule/schedule.ts';
import type { VectorCase } from './file.ts';

/** The lines in which the engine's answer differs from the expected one; none when all agree. */
export function differences(vector: VectorCase): string[] {
  const schedule = compileSchedule(vector.entries, vector.interpretation);
  const expansion = expandSchedule(schedule, vector.window);
  if (expansion.kind === 'too_large') return [`the expansion is too large (${expansion.reason})`];
  const { gaps, overlaps } = rawCoverage(schedule, null, vector.window);
  const { expect } = vector;
  return [
    ...compare(
      'shift',
      expect.shifts.map((it) => line(it, it.member)),
      expansion.occurrences.map((it) => line(it, it.memberId)),
    ),
    ...compare(
      'gap',
      expect.gaps.map((it) => line(it)),
      gaps.map((it) => line(it)),
    ),
    ...compare(
      'overlap',
      expect.overlaps.map((it) => line(it, it.members.join(' '))),
      overlaps.map((it) => line(it, it.memberIds.join(' '))),
    ),
    ...compare(
      'on call',
      expect.onCallAt.map((it) => `${isoOf(it.at)} [${it.members.join(' ')}]`),
      expect.onCallAt.map(
        ({ at }) => `${isoOf(at)} [${onCallInTeam(schedule, null, at).join(' ')}]`,
      ),
    ),
  ];
}

const line = ({ start, end }: Interval, who = ''): string =>
  `${isoOf(start)} – ${isoOf(end)} ${who}`.trimEnd();

/** Both lists in order, place by place, so that a doubled or misplaced line shows too. */
function compare(what: string, expected: readonly string[], actual: readonly string[]): string[] {
  const found: string[] = [];
  for (let i = 0; i < Math.max(expected.length, actual.length); i += 1)
    if (expected[i] !== actual[i])
      found.push(`${what} ${i + 1}: expected ${expected[i] ?? 'none'}, got ${actual[i] ?? 'none'}`);
  return found;
}
