import { describe, expect, test } from 'vitest';
import {
  compileSchedule,
  dutiesOfTeam,
  replaceEntries,
  runsOf,
  type Duty,
} from '../../../core/schedule/schedule.ts';
import { dayMs, hourMs } from '../../../core/time/instant.ts';
import {
  bareRuns,
  renewedRuns,
  runsWhere,
  takingPart,
  type BareRuns,
} from '../../../renderer/editor/timeline/bare-runs.ts';
import { largeWorkspace, teams } from '../../support/sample-snapshot.ts';

const large = largeWorkspace(12);
const saved = compileSchedule(large.entries, large.interpretation);
const start = Date.UTC(2026, 10, 23);
const span = { start, end: start + 14 * dayMs };
const duties = dutiesOfTeam(saved, teams.platform);

const told = (runs: BareRuns) =>
  runs.duties.map((_, at) =>
    Array.from(runs.starts.subarray(runs.first[at], runs.first[at + 1]), (from, i) => ({
      start: from,
      end: runs.ends[(runs.first[at] ?? 0) + i],
    })),
  );
const asked = (of: readonly Duty[]) => of.map((duty) => runsOf(duty, span));

describe('bare runs', () => {
  test('are the runs of each duty, in the duties’ order', () => {
    expect(told(bareRuns(duties, span))).toEqual(asked(duties));
    expect(asked(duties).flat().length).toBeGreaterThan(duties.length);
  });

  test('renewed for other duties are what asking each of them finds', () => {
    const [first, , third] = large.entries;
    if (first === undefined || third === undefined) throw new Error('the workspace is empty');
    const later = { ...third, rule: { ...third.rule, startTime: '03:30:00' } };
    const draft = replaceEntries(saved, new Set([first.id, third.id]), [later]);
    const after = dutiesOfTeam(draft, teams.platform);
    expect(after).not.toEqual(duties);
    expect(told(renewedRuns(bareRuns(duties, span), after))).toEqual(asked(after));
    expect(told(renewedRuns(bareRuns(duties, span), [...after].reverse()))).toEqual(
      asked([...after].reverse()),
    );
  });

  test('of some duties are theirs alone', () => {
    const [one] = duties;
    const { starts, ends } = runsWhere(bareRuns(duties, span), (duty) => duty === one);
    expect(Array.from(starts, (from, i) => ({ start: from, end: ends[i] }))).toEqual(
      asked(duties)[0],
    );
  });

  test('name who takes part in a stretch, in order, and no more than asked for', () => {
    const runs = bareRuns(duties, span);
    for (let at = span.start; at < span.end; at += 5 * hourMs) {
      const during = { start: at, end: at + hourMs };
      const naive = duties.filter((duty) => runsOf(duty, during).length > 0);
      expect(takingPart(runs, during, Infinity)).toEqual(naive);
      expect(takingPart(runs, during, 2)).toEqual(naive.slice(0, 2));
    }
  });

  test('whoever only touches a stretch takes no part in it', () => {
    const [run] = asked(duties)[0] ?? [];
    if (run === undefined) throw new Error('nobody is on call');
    const only = bareRuns(duties.slice(0, 1), span);
    expect(takingPart(only, { start: run.end, end: run.end + 1 }, 1)).toEqual([]);
    expect(takingPart(only, { start: run.end - 1, end: run.end }, 1)).toEqual(duties.slice(0, 1));
  });
});
