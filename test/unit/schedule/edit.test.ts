import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { toEntryBody } from '../../../core/contract/entry-body.ts';
import {
  draftProblems,
  edit,
  isChanged,
  redo,
  startDraft,
  undo,
  type Draft,
} from '../../../core/schedule/edit.ts';
import type { Command, EditContext } from '../../../core/schedule/edit/command.ts';
import { applyEdits, inverse, type RowEdit } from '../../../core/schedule/edit/row-edit.ts';
import { planWrites } from '../../../core/schedule/planned-writes.ts';
import { aRule, anEntry, deepFreeze, inZone } from '../../support/rules.ts';

const context: EditContext = { interpretation: inZone('Europe/Berlin'), leave: [], ids: 'opaque' };
const ana = anEntry({ id: 'a', memberId: 'Ana', createdAt: 'c1', rule: aRule({ weekDays: [1] }) });
const bob = anEntry({ id: 'b', memberId: 'Bob', createdAt: 'c2', rule: aRule({ weekDays: [2] }) });
const locked = anEntry({ id: 'x', readOnly: 'no-created-at' });
const start = deepFreeze(startDraft([ana, bob, locked]));
const goodFields = toEntryBody('Ana', aRule({ weekDays: [3] }), context.interpretation);

function does(draft: Draft, command: Command): Draft {
  const result = edit(draft, command, context);
  if (result.kind === 'refused') throw new Error(JSON.stringify(result.refusal));
  return result.draft;
}
const refusal = (command: Command, within = context) => {
  const result = edit(start, command, within);
  return result.kind === 'refused' ? result.refusal : 'done';
};

describe('commands', () => {
  test('create adds an entry of its own id at the end', () => {
    const draft = does(start, { kind: 'create', teamId: 't1', fields: goodFields });
    expect(draft.entries.at(-1)).toMatchObject({
      id: 'draft-1',
      teamId: 't1',
      memberId: 'Ana',
      createdAt: null,
    });
    expect(draft.entries.at(-1)?.rule.weekDays).toEqual([3]);
    expect(planWrites(start.saved, draft.entries)).toMatchObject([{ kind: 'create' }]);
  });

  test('change replaces rule and member and keeps the rest of the entry', () => {
    const draft = does(start, { kind: 'change', entryId: 'b', fields: goodFields });
    expect(draft.entries[1]).toMatchObject({ id: 'b', memberId: 'Ana', createdAt: 'c2' });
    expect(planWrites(start.saved, draft.entries)).toMatchObject([{ kind: 'reassign' }]);
  });

  test('several rules change at once, several entries go to another, several go', () => {
    const hours = { startTime: '09:00:00', endTime: '17:00:00' };
    const both = ['a', 'b'];
    expect(
      does(start, { kind: 'change-rules', entryIds: both, part: hours }).entries.map(
        (it) => it.rule.startTime,
      ),
    ).toEqual(['09:00:00', '09:00:00', null]);
    expect(
      does(start, { kind: 'assign', entryIds: both, memberId: 'Cy' }).entries.map(
        (it) => it.memberId,
      ),
    ).toEqual(['Cy', 'Cy', 'm1']);
    expect(does(start, { kind: 'delete', entryIds: both }).entries).toEqual([locked]);
  });

  test('a cover, a swap, an import, a clean-up and room for another are one step each', () => {
    const span = { kind: 'dates', from: '2026-03-02', to: '2026-03-02' } as const;
    let draft = does(start, {
      kind: 'cover',
      request: { teamId: 't1', covered: 'Ana', by: 'Bob', span },
    });
    draft = does(draft, {
      kind: 'swap',
      teamId: 't1',
      one: { memberId: 'Ana', span: { ...span, from: '2026-03-09', to: '2026-03-09' } },
      other: { memberId: 'Bob', span: { ...span, from: '2026-03-10', to: '2026-03-10' } },
    });
    draft = does(draft, {
      kind: 'add',
      teamId: 't2',
      entries: [
        { memberId: 'Ed', rule: aRule() },
        { memberId: 'Ed', rule: aRule() },
      ],
    });
    draft = does(draft, { kind: 'merge-duplicates', teamId: 't2' });
    expect(draft.entries.filter((it) => it.memberId === 'Ed')).toHaveLength(1);
    const stretch = { start: Date.UTC(2026, 4, 4), end: Date.UTC(2026, 4, 11) };
    draft = does(draft, { kind: 'make-room', teamId: 't2', stretch });
    expect(draft.entries.filter((it) => it.memberId === 'Ed')).toHaveLength(2);
    expect(draft.past.map((it) => it.command)).toEqual([
      'cover',
      'swap',
      'add',
      'merge-duplicates',
      'make-room',
    ]);
    expect(new Set(draft.entries.map((it) => it.id)).size).toBe(draft.entries.length);
    for (let n = 0; n < 5; n += 1) draft = undo(draft);
    expect(draft.entries).toBe(start.entries);
  });
});

describe('refusals leave the draft as it is', () => {
  const span = { kind: 'dates', from: '2026-03-02', to: '2026-03-02' } as const;
  test.each<[string, Command, unknown]>([
    [
      'an entry nobody knows',
      { kind: 'delete', entryIds: ['a', 'zz'] },
      { kind: 'unknown-entry', entryIds: ['zz'] },
    ],
    [
      'a read-only entry',
      { kind: 'assign', entryIds: ['a', 'x'], memberId: 'Cy' },
      { kind: 'read-only', entryIds: ['x'] },
    ],
    [
      'a change to what it is',
      { kind: 'assign', entryIds: ['a'], memberId: 'Ana' },
      { kind: 'nothing-to-do' },
    ],
    ['nothing to merge', { kind: 'merge-duplicates', teamId: 't1' }, { kind: 'nothing-to-do' }],
    [
      'a cover of nothing',
      { kind: 'cover', request: { teamId: 't1', covered: 'Zoe', by: 'Bob', span } },
      { kind: 'cover', refusal: { kind: 'nothing-to-cover', memberId: 'Zoe' } },
    ],
    [
      'no fields at all',
      { kind: 'create', teamId: 't1', fields: 'nonsense' },
      {
        kind: 'problems',
        problems: [
          {
            entryId: null,
            problem: {
              field: 'team_member_id',
              path: '/team_member_id',
              code: 'required',
              severity: 'error',
            },
          },
        ],
      },
    ],
  ])('%s', (_, command, expected) => {
    expect(refusal(command)).toEqual(expected);
  });

  test('one wrong rule of several refuses all', () => {
    const part = { weekDays: [9] };
    expect(refusal({ kind: 'change-rules', entryIds: ['a', 'b'], part })).toMatchObject({
      kind: 'problems',
      problems: [
        { entryId: 'a', problem: { field: 'week_days', code: 'out_of_range' } },
        { entryId: 'b', problem: { field: 'week_days', code: 'out_of_range' } },
      ],
    });
  });

  test('room where an entry cannot be changed', () => {
    const stretch = { start: Date.UTC(2026, 4, 4), end: Date.UTC(2026, 4, 11) };
    expect(refusal({ kind: 'make-room', teamId: 't1', stretch })).toEqual({
      kind: 'cover',
      refusal: { kind: 'read-only', entryIds: ['x'] },
    });
  });
});

interface InvalidCase {
  readonly field: string;
  readonly value?: unknown;
  readonly repeat?: readonly [unknown, number];
  readonly with?: Readonly<Record<string, unknown>>;
  readonly code: string;
  readonly where: string;
}
const vectors = new URL('../../vectors/invalid.json', import.meta.url);
const cases = (JSON.parse(readFileSync(vectors, 'utf8')) as InvalidCase[]).filter((it) =>
  it.where.includes('draft'),
);

describe('fields that a draft refuses', () => {
  const fieldsOf = (it: InvalidCase): Record<string, unknown> => {
    const value =
      it.repeat === undefined ? it.value : Array<unknown>(it.repeat[1]).fill(it.repeat[0]);
    const member = '6f1c1f0e-0b0a-4c65-9d5c-0d7c1f9f6a11';
    return { team_member_id: member, ...it.with, [it.field]: value };
  };
  test.each(cases.map((it) => [it.field, JSON.stringify(it.value ?? it.repeat), it] as const))(
    '%s: %s',
    (_, __, it) => {
      const command: Command = { kind: 'change', entryId: 'a', fields: fieldsOf(it) };
      expect(refusal(command, { ...context, ids: 'uuid' })).toMatchObject({
        kind: 'problems',
        problems: expect.arrayContaining([
          expect.objectContaining({
            problem: expect.objectContaining({ field: it.field, code: it.code, severity: 'error' }),
          }),
        ]),
      });
    },
  );

  test('there are such cases', () => {
    expect(cases.length).toBeGreaterThan(30);
  });
});

describe('problems of a draft', () => {
  test('a rule that never comes about is a warning, and can be made', () => {
    const part = {
      startDate: Date.UTC(2026, 0, 5, 6),
      endDate: Date.UTC(2026, 0, 5, 7),
      weekDays: [3],
    };
    const draft = does(start, { kind: 'change-rules', entryIds: ['a'], part });
    expect(draftProblems(draft, context)).toMatchObject([
      { entryId: 'a', problem: { code: 'never_active', severity: 'warning' } },
    ]);
  });

  test('a shift in leave is one too, also of an entry nobody touched', () => {
    const leave = [{ memberId: 'bob', from: '2026-03-03', to: '2026-03-03' }];
    expect(draftProblems(start, { ...context, leave })).toMatchObject([
      { entryId: 'b', problem: { field: 'team_member_id', code: 'during_leave' } },
    ]);
  });

  test('what was read wrong and left alone is not', () => {
    const odd = anEntry({ rule: aRule({ weekDays: [9] }) });
    expect(draftProblems(startDraft([odd]), context)).toEqual([]);
  });
});

test('a draft is changed until it says what is saved again', () => {
  expect(isChanged(start)).toBe(false);
  const there = does(start, { kind: 'assign', entryIds: ['a'], memberId: 'Cy' });
  expect(isChanged(there)).toBe(true);
  expect(isChanged(does(there, { kind: 'assign', entryIds: ['a'], memberId: 'Ana' }))).toBe(false);
  expect(isChanged(does(start, { kind: 'delete', entryIds: ['a'] }))).toBe(true);
});

test('a new command ends what could be redone', () => {
  const there = does(start, { kind: 'delete', entryIds: ['a'] });
  const other = does(undo(there), { kind: 'delete', entryIds: ['b'] });
  expect(redo(other)).toBe(other);
  expect(redo(undo(there)).entries).toEqual(there.entries);
});

test('a new entry never takes the id of another, not even after an undo', () => {
  const create: Command = { kind: 'create', teamId: 't1', fields: goodFields };
  const draft = does(startDraft([{ ...ana, id: 'draft-1' }]), create);
  expect(draft.entries.map((it) => it.id)).toEqual(['draft-1', 'draft-2']);
  expect(does(undo(draft), create).entries.map((it) => it.id)).toEqual(['draft-1', 'draft-3']);
});

test('edits of one row after another are taken back in reverse', () => {
  const after = { ...ana, memberId: 'Cy' };
  const edits: RowEdit[] = [
    { kind: 'create', entry: ana },
    { kind: 'update', before: ana, after },
    { kind: 'delete', entry: after },
  ];
  expect(applyEdits(applyEdits([bob], edits), inverse(edits))).toEqual([bob]);
  expect(() => applyEdits([], [{ kind: 'delete', entry: ana }])).toThrow();
  expect(() => applyEdits([ana], [{ kind: 'create', entry: ana }])).toThrow();
});

test('undo and redo on a draft without steps change nothing', () => {
  expect(undo(start)).toBe(start);
  expect(redo(start)).toBe(start);
});
