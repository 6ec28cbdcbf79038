import { describe, expect, test } from 'vitest';
import type { Failure } from '../../../core/contract/failure.ts';
import type { StepItem } from '../../../core/contract/writes.ts';
import type { Refusal } from '../../../core/schedule/edit/command.ts';
import { planProblemText, refusalText } from '../../../core/text/refusal.ts';
import type { PlanProblem } from '../../../core/schedule/rotation/plan.ts';
import { failureText } from '../../../core/text/failure.ts';
import { itemText, outcomeText, stepFailureText, stepText } from '../../../core/text/step.ts';

const nameOf = (id: string) => `Name of ${id}`;
const item = (part: Partial<StepItem>): StepItem => ({
  kind: 'update',
  memberId: 'm1',
  state: 'confirmed',
  failure: null,
  ...part,
});

describe('words for a step', () => {
  test('undo says how many entries of whom, and names at most three', () => {
    const step = { stepId: 's', at: 0, created: 1, updated: 0, deleted: 2 };
    expect(stepText({ ...step, memberIds: ['a'] }, nameOf)).toBe(
      '1 created, 2 deleted · Name of a',
    );
    expect(stepText({ ...step, memberIds: ['a', 'b', 'c', 'd', 'e'] }, nameOf)).toBe(
      '1 created, 2 deleted · Name of a, Name of b, Name of c and 2 more',
    );
  });

  test('an outcome counts what is as wanted', () => {
    const items = [item({}), item({ state: 'refused' }), item({ state: 'already-gone' })];
    const outcome = { stepId: 's', state: 'stopped', failure: null, items } as const;
    expect(outcomeText(outcome)).toBe('2 of 3 changes saved.');
    expect(outcomeText({ ...outcome, state: 'done', items: [item({})] })).toBe('1 change saved.');
  });

  test.each<[Partial<StepItem>, RegExp | '']>([
    [{}, ''],
    [{ state: 'planned' }, /was not sent\.$/],
    [{ state: 'unknown' }, /nothing shows whether it arrived/],
    [{ state: 'conflict' }, /someone changed that entry/],
    [{ state: 'twice', kind: 'create' }, /^A new entry for Name of m1 may be there twice/],
    [
      {
        state: 'refused',
        failure: {
          kind: 'rejected',
          status: 422,
          detail: '',
          errors: [{ field: 'end_time', path: '/end_time', code: 'x', message: 'too late' }],
        },
      },
      /refused by PingHome \(HTTP 422\): end_time: too late\.$/,
    ],
    [
      { state: 'refused', failure: { kind: 'server-error', status: 500, detail: '' } },
      /refused by PingHome \(HTTP 500\)\.$/,
    ],
    [
      { state: 'refused', failure: { kind: 'not-allowed', detail: 'PingHome lags' } },
      /was not sent: PingHome lags\.$/,
    ],
    [
      { state: 'refused', failure: { kind: 'unauthorized' } },
      /refused by PingHome \(sign in again\)\.$/,
    ],
  ])('a change that is %o is said so', (part, words) => {
    expect(itemText(item(part), nameOf, true)).toMatch(words === '' ? /^$/ : words);
  });
});

test('only a step that can be resumed offers it for what was lost', () => {
  const lost = item({ state: 'unknown' });
  expect(itemText(lost, nameOf, true)).toMatch(/Resume sends it again\.$/);
  expect(itemText(lost, nameOf, false)).toMatch(/It is not sent again by itself\.$/);
});

describe('words for a refused change', () => {
  const words = (refusal: Refusal) => refusalText(refusal, { nameOf, at: (at) => `t${at}` });

  test.each<[Refusal, string]>([
    [{ kind: 'nothing-to-do' }, 'This changes nothing.'],
    [{ kind: 'cover', refusal: { kind: 'same-member' } }, 'Choose two different people.'],
    [
      { kind: 'cover', refusal: { kind: 'nothing-to-cover', memberId: 'm1' } },
      'Name of m1 has no shift that starts in that time.',
    ],
    [
      { kind: 'read-only', entryIds: ['a', 'b'] },
      '2 entries of these cannot be changed here; the list says why.',
    ],
  ])('%o', (refusal, text) => expect(words(refusal)).toEqual([text]));

  test.each<[PlanProblem, string]>([
    [{ kind: 'no-members', group: 1 }, 'Group 2: choose at least one member.'],
    [
      { kind: 'not-expressible', memberId: 'm1', at: 5 },
      'An entry cannot say the time of Name of m1 at t5 exactly.',
    ],
  ])('a plan: %o', (problem, text) =>
    expect(planProblemText(problem, { nameOf, at: (at) => `t${at}` })).toBe(text),
  );

  test('the same problem of many entries is said once', () => {
    const problem = {
      field: 'week_days',
      path: '/week_days',
      code: 'empty_list',
      severity: 'error',
    } as const;
    const problems = ['a', 'b'].map((entryId) => ({ entryId, problem }));
    expect(words({ kind: 'problems', problems })).toEqual(['Days: choose at least one.']);
  });
});

describe('words for what made a step stop', () => {
  const at = (instant: number) => String(instant);

  test.each<[Failure, string]>([
    [
      { kind: 'timeout', afterMs: 1_000 },
      'What is saved stays; resume once PingHome answers again.',
    ],
    [{ kind: 'rate-limited', retryAt: 7 }, 'What is saved stays; resume then.'],
    [{ kind: 'unauthorized' }, 'What is saved stays; sign in again, then resume.'],
  ])('%j: nothing goes on by itself', (failure, remedy) => {
    expect(stepFailureText(failure, at).remedy).toBe(remedy);
  });

  test('others as everywhere', () => {
    const failure: Failure = { kind: 'forbidden', detail: 'no' };
    expect(stepFailureText(failure, at)).toEqual(failureText(failure, at));
  });
});
