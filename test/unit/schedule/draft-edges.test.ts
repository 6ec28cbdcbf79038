import { describe, expect, test } from 'vitest';
import {
  draftProblems,
  edit,
  isChanged,
  startDraft,
  type Draft,
} from '../../../core/schedule/edit.ts';
import type { Command, EditContext, Refusal } from '../../../core/schedule/edit/command.ts';
import { problemsOf } from '../../../core/schedule/edit/edits-of.ts';
import { checkDates, checkFilter } from '../../../core/schedule/field-checks.ts';
import type { Entry } from '../../../core/schedule/model.ts';
import { aRule, anEntry, inZone } from '../../support/rules.ts';

const ana = '00000000-0000-4000-8000-00000000000a';
const context: EditContext = { interpretation: inZone('UTC'), leave: [], ids: 'uuid' };
const row = (id: string, parts: Partial<Entry> = {}): Entry =>
  anEntry({ id, memberId: ana, createdAt: id, rule: aRule({ weekDays: [1] }), ...parts });

function done(draft: Draft, command: Command): Draft {
  const edited = edit(draft, command, context);
  if (edited.kind !== 'done') throw new Error(JSON.stringify(edited.refusal));
  return edited.draft;
}
function refusal(draft: Draft, command: Command): Refusal {
  const edited = edit(draft, command, context);
  if (edited.kind === 'done') throw new Error('it was done');
  return edited.refusal;
}

const create = (fields: unknown): Command => ({ kind: 'create', teamId: 't1', fields });
describe('what a form holds', () => {
  test.each([null, undefined, 5, 'soon', [], {}])('%j names no member', (fields) => {
    expect(refusal(startDraft([]), create(fields))).toMatchObject({
      kind: 'problems',
      problems: [{ entryId: null, problem: { field: 'team_member_id', code: 'required' } }],
    });
  });

  test('no day chosen is a problem, not every day', () => {
    expect(refusal(startDraft([]), create({ team_member_id: ana, week_days: [] }))).toMatchObject({
      problems: [{ problem: { path: '/week_days', code: 'empty_list' } }],
    });
  });

  test('a set comes out sorted', () => {
    expect(checkFilter('week_days', [3, 1, 2], 'refused')).toEqual({
      value: [1, 2, 3],
      problems: [],
    });
  });

  test('a hole in a list is a value missing, not “all”', () => {
    const holes: unknown[] = [];
    holes.length = 2;
    expect(checkFilter('week_days', holes, 'means-all').problems).toMatchObject([
      { path: '/week_days/0', code: 'not_integer' },
      { path: '/week_days/1', code: 'not_integer' },
    ]);
  });

  test('an end long ago needs no start', () => {
    expect(checkDates(undefined, '1960-01-01T00:00:00Z').problems).toEqual([]);
    expect(checkDates('1950-01-01T00:00:00Z', '1960-01-01T00:00:00Z').problems).toEqual([]);
    expect(checkDates('1961-01-01T00:00:00Z', '1960-01-01T00:00:00Z').problems).toHaveLength(1);
  });
});

test('rows to add are judged before any of them is there', () => {
  const entries = [
    { memberId: ana, rule: aRule() },
    { memberId: 'Ana', rule: aRule() },
  ];
  expect(refusal(startDraft([]), { kind: 'add', teamId: 't1', entries })).toMatchObject({
    kind: 'problems',
    problems: [{ entryId: null, problem: { code: 'invalid_uuid' } }],
  });
});

test('near-duplicates are merged in one team only, whatever the case of its id', () => {
  const draft = startDraft([
    row('a'),
    row('b'),
    row('c', { teamId: 't2' }),
    row('d', { teamId: 't2' }),
    row('e', { teamId: null }),
    row('f', { teamId: null }),
  ]);
  const after = done(draft, { kind: 'merge-duplicates', teamId: 'T1' });
  expect(after.entries.map((it) => it.id)).toEqual(['a', 'c', 'd', 'e', 'f']);
});

describe('the problems of a draft', () => {
  test('are those of what is new or changed, not of what was read', () => {
    const read = row('a', { memberId: 'not one of ours' });
    const draft = startDraft([read]);
    expect(draftProblems(draft, context)).toEqual([]);
    const grown = done(draft, create({ team_member_id: ana, week_days: [1] }));
    expect(draftProblems(grown, context)).toEqual([]);
    const reassigned = { ...draft, entries: [{ ...read, memberId: 'nor this one' }] };
    expect(draftProblems(reassigned, context)).toMatchObject([
      { entryId: 'a', problem: { code: 'invalid_uuid' } },
    ]);
  });

  test('name an entry without a member', () => {
    expect(problemsOf(row('a', { memberId: null }), context)).toMatchObject([{ code: 'required' }]);
  });
});

test('a draft as long as what is saved may still be another', () => {
  const draft = startDraft([row('a')]);
  const emptied = done(draft, { kind: 'delete', entryIds: ['a'] });
  const refilled = done(emptied, create({ team_member_id: ana, week_days: [1] }));
  expect(refilled.entries).toHaveLength(1);
  expect(isChanged(refilled)).toBe(true);
  expect(isChanged(draft)).toBe(false);
});
