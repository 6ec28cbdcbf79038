import { describe, expect, test } from 'vitest';
import type { Command, EditContext } from '../../../core/schedule/edit/command.ts';
import { propose, proposedSchedule } from '../../../core/schedule/edit/proposal.ts';
import { compileSchedule } from '../../../core/schedule/schedule.ts';
import { aRule, anEntry, deepFreeze, inZone } from '../../support/rules.ts';

const interpretation = inZone('Europe/Berlin');
const context: EditContext = { interpretation, leave: [], ids: 'opaque' };
const ana = anEntry({ id: 'a', memberId: 'Ana', createdAt: 'c1', rule: aRule({ weekDays: [1] }) });
const bob = anEntry({ id: 'b', memberId: 'Bob', createdAt: 'c2', rule: aRule({ weekDays: [2] }) });
const locked = anEntry({ id: 'x', teamId: null, memberId: 'Ana', readOnly: 'no-team' });
const saved = deepFreeze([ana, bob, locked]);

function proposed(...commands: readonly Command[]) {
  const result = propose(saved, 'A change', commands, context);
  if (result.kind === 'refused') throw new Error(JSON.stringify(result.refusal));
  return result.proposal;
}

const onTuesday: Command = { kind: 'change-rules', entryIds: ['a'], part: { weekDays: [2] } };
const onFriday: Command = { kind: 'change-rules', entryIds: ['a'], part: { weekDays: [5] } };

describe('a proposal', () => {
  test('has one edit and one write per entry, however many commands touched it', () => {
    const proposal = proposed(onTuesday, onFriday, { kind: 'delete', entryIds: ['b'] });
    expect(proposal.edits.map((it) => it.kind)).toEqual(['update', 'delete']);
    expect(proposal.writes).toMatchObject([
      { kind: 'update', key: { memberId: 'Ana', createdAt: 'c1' }, rule: { weekDays: [5] } },
      { kind: 'delete', key: { memberId: 'Bob', createdAt: 'c2' } },
    ]);
  });

  test('creates what was not there, beside what it changes and takes away', () => {
    const rule = aRule({ weekDays: [0] });
    const add: Command = { kind: 'add', teamId: 't1', entries: [{ memberId: 'Cleo', rule }] };
    const proposal = proposed(add, onTuesday, { kind: 'delete', entryIds: ['b'] });
    expect(proposal.edits).toMatchObject([
      { kind: 'update', before: ana, after: { id: 'a' } },
      { kind: 'create', entry: { memberId: 'Cleo', rule } },
      { kind: 'delete', entry: bob },
    ]);
    expect(proposal.writes.map((it) => it.kind)).toEqual(['create', 'update', 'delete']);
    expect(proposal.problems).toEqual([]);
    const before = compileSchedule(saved, interpretation);
    expect(proposedSchedule(before, proposal)).toEqual(
      compileSchedule(proposal.draft.entries, interpretation),
    );
  });

  test('that only gives an entry to somebody else is a change of it', () => {
    const assign: Command = { kind: 'assign', entryIds: ['a'], memberId: 'Bob' };
    expect(proposed(assign).edits).toMatchObject([
      { kind: 'update', before: ana, after: { id: 'a', memberId: 'Bob', rule: ana.rule } },
    ]);
  });

  test('says nothing of what was wrong before and is left alone', () => {
    const idle = anEntry({
      id: 'i',
      memberId: 'Bob',
      createdAt: 'c3',
      rule: aRule({ startDate: 60_000, endDate: 60_000 }),
    });
    const told = propose([...saved, idle], 'A change', [onTuesday], context);
    expect(told).toMatchObject({ kind: 'proposed', proposal: { problems: [] } });
    const after = propose([...saved, idle], '', [{ ...onTuesday, entryIds: ['i'] }], context);
    expect(JSON.stringify(after)).toContain('"entryId":"i"');
  });

  test('leaves entries that cannot be written alone', () => {
    expect(proposed(onTuesday).draft.entries).toContain(locked);
  });

  test('is refused as a whole by the first command that is', () => {
    const commands: Command[] = [onTuesday, { kind: 'delete', entryIds: ['x'] }];
    expect(propose(saved, '', commands, context)).toEqual({
      kind: 'refused',
      refusal: { kind: 'read-only', entryIds: ['x'] },
    });
  });

  test('that comes back to what is saved is none', () => {
    const entries = [anEntry({ id: 'n', memberId: 'Ana', rule: aRule({}) })];
    const there: Command = {
      kind: 'add',
      teamId: 't1',
      entries: entries.map(({ rule }) => ({ memberId: 'Ana', rule })),
    };
    const back: Command = { kind: 'delete', entryIds: ['draft-1'] };
    expect(propose(saved, '', [there, back], context)).toEqual({
      kind: 'refused',
      refusal: { kind: 'nothing-to-do' },
    });
  });

  test('that moves a shift is none where the shift stays, and none after moving it back', () => {
    const monday = (hour: number) => ({
      memberId: 'Ana',
      start: Date.parse(`2026-03-16T0${hour}:00Z`) - 3_600_000,
      end: Date.parse(`2026-03-17T0${hour}:00Z`) - 3_600_000,
    });
    const move = (from: number, to: number): Command => ({
      kind: 'move',
      move: { teamId: 't1', from: monday(from), to: monday(to), scope: 'rule' },
    });
    expect(propose(saved, '', [move(0, 0)], context)).toMatchObject({
      refusal: { kind: 'nothing-to-do' },
    });
    expect(proposed(move(0, 1)).edits).toHaveLength(1);
    expect(propose(saved, '', [move(0, 1), move(1, 0)], context)).toMatchObject({
      refusal: { kind: 'nothing-to-do' },
    });
    expect(propose(saved, '', [move(1, 0)], context)).toMatchObject({
      refusal: { kind: 'move', refusal: { kind: 'no-such-shift' } },
    });
  });

  test('tells only the problems of what it touches, and only the leave it newly runs into', () => {
    const leave = [
      { memberId: 'ana', from: '2026-11-03', to: '2026-11-09' },
      { memberId: 'Bob', from: '2026-11-01', to: '2026-11-30' },
    ];
    const within = { ...context, leave };
    expect(propose([ana, bob], '', [onTuesday], within)).toMatchObject({
      proposal: {
        problems: [],
        duringLeave: [
          {
            memberId: 'ana',
            time: [
              { start: Date.parse('2026-11-02T23:00Z'), end: Date.parse('2026-11-03T23:00Z') },
            ],
          },
        ],
      },
    });
    const shorter: Command = {
      kind: 'change-rules',
      entryIds: ['b'],
      part: { startDate: Date.UTC(2026, 10, 9) },
    };
    expect(propose([ana, bob], '', [shorter], within)).toMatchObject({
      proposal: { duringLeave: [] },
    });
    const never: Command = {
      kind: 'change-rules',
      entryIds: ['a'],
      part: {
        weekDays: [],
        monthsOfYear: [2],
        startDate: Date.UTC(2026, 2, 1),
        endDate: Date.UTC(2026, 3, 1),
      },
    };
    expect(propose(saved, '', [never], context)).toMatchObject({
      proposal: { problems: [{ entryId: 'a', problem: { code: 'never_active' } }] },
    });
  });

  test('draws the same schedule as compiling its entries anew', () => {
    const proposal = proposed(onTuesday, { kind: 'delete', entryIds: ['b'] });
    const drawn = proposedSchedule(compileSchedule(saved, interpretation), proposal);
    expect(drawn).toEqual(compileSchedule(proposal.draft.entries, interpretation));
  });
});
