import { describe, expect, test } from 'vitest';
import type { WriteResult } from '../../../core/contract/ipc.ts';
import { failureText } from '../../../core/text/failure.ts';
import { writeFailureText, writeResultText } from '../../../core/text/write.ts';

const at = (instant: number) => `at ${String(instant)}`;
const rule = {
  monthsOfYear: [],
  weeksOfMonth: [],
  weekDays: [],
  startTime: null,
  endTime: null,
  startDate: null,
  endDate: null,
};

describe('words for a write', () => {
  test.each<[WriteResult, string, RegExp]>([
    [{ kind: 'saved', key: null }, 'Saved', /shows the change/],
    [{ kind: 'waiting' }, 'Saved, not shown yet', /does not show it yet/],
    [{ kind: 'already-gone' }, 'Already gone', /deleted before/],
    [{ kind: 'conflict', base: rule, theirs: null }, 'Changed meanwhile', /deleted the entry/],
    [{ kind: 'twice', keys: [] }, 'Saved twice?', /Two new entries/],
    [
      { kind: 'unknown', failure: { kind: 'timeout', afterMs: 20_000 } },
      'Not known whether saved',
      /did not answer within 20 s\. The change is not to be seen/,
    ],
  ])('%j', (result, title, sentence) => {
    const text = writeResultText(result, at);
    expect(text.title).toBe(title);
    expect(text.sentence).toMatch(sentence);
  });

  test('never promise to send it again, as those for a read do', () => {
    const failure = { kind: 'timeout', afterMs: 20_000 } as const;
    expect(failureText(failure, at).remedy).toContain('by itself');
    expect(writeFailureText(failure, at).remedy).toBe(
      'Nothing was changed in PingHome; save again when it is back.',
    );
    expect(writeFailureText({ kind: 'forbidden', detail: '' }, at)).toEqual(
      failureText({ kind: 'forbidden', detail: '' }, at),
    );
  });
});
