import { describe, expect, test } from 'vitest';
import type { WriteResult } from '../../../core/contract/ipc.ts';
import type { PendingWrite } from '../../../core/contract/snapshot.ts';
import { failureText } from '../../../core/text/failure.ts';
import {
  countdown,
  pendingText,
  writeFailureText,
  writeResultText,
} from '../../../core/text/write.ts';

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

describe('words for a write that is not settled', () => {
  const write: PendingWrite = {
    id: 's:0',
    stepId: 's',
    kind: 'update',
    teamId: 't',
    key: null,
    memberId: 'm',
    rule,
    state: 'unknown',
    since: 5,
  };
  const words = { nameOf: () => 'Ana', at, stopped: false };

  test.each(['sending', 'waiting'] as const)('none while it is %s', (state) => {
    expect(pendingText({ ...write, state }, words)).toBeNull();
  });

  test('say what it was, when it went out and what can be done', () => {
    expect(pendingText(write, words)).toEqual({
      title: 'Not known whether saved',
      sentence: 'A change for Ana, sent at at 5, got no answer, and PingHome shows no sign of it.',
      remedy:
        'It is not sent again by itself: refresh, look at the schedule, and save it again if it is missing.',
    });
    expect(pendingText({ ...write, kind: 'delete' }, { ...words, stopped: true })).toMatchObject({
      sentence: expect.stringMatching(/^A deletion for Ana/) as string,
      remedy: 'It is not sent again by itself: resume to send it again, or keep what is there.',
    });
    expect(pendingText({ ...write, state: 'twice' }, words)?.title).toBe('Perhaps saved twice');
    expect(pendingText({ ...write, state: 'not-visible-yet' }, words)?.title).toBe(
      'Saved, not shown yet',
    );
  });

  test.each([
    [65_000, '1 min 5 s'],
    [60_000, '1 min 0 s'],
    [59_001, '1 min 0 s'],
    [1, '1 s'],
    [0, ''],
    [-5, ''],
  ])('%i ms count down as “%s”', (ms, text) => {
    expect(countdown(1_000 + ms, 1_000)).toBe(text);
  });
});
