import { describe, expect, test } from 'vitest';
import { isLocking } from '../../../core/contract/pending.ts';
import type { PendingWrite } from '../../../core/contract/snapshot.ts';
import { defaultInterpretation, type Entry, type Rule } from '../../../core/schedule/model.ts';
import { CustomerLists } from '../../../main/sync/lists.ts';
import { nothingSeen } from '../../../main/sync/member-view.ts';
import { claimOf, evidenceOf, findEntry, keysIn } from '../../../main/writes/evidence.ts';
import { inverseOf } from '../../../main/writes/inverse.ts';
import { plannedItem, type Change, type Item, type StepRecord } from '../../../main/writes/step.ts';
import { anyRule, readRow, replyOf } from '../../support/fake-client.ts';

// One member's entries of two teams under the very same key.
const key = { memberId: 'm1', createdAt: 'k' };
const other: Rule = { ...anyRule, weekDays: [2] };
const inA = readRow('k', { teamId: 'a' });
const inB = readRow('k', { teamId: 'b', rule: other });
const viewOf = (...entries: Entry[]) => ({ ...nothingSeen, entries, known: entries, whole: true });
const look = (change: Change, item: Partial<Item>, ...entries: Entry[]) =>
  evidenceOf(
    change,
    { ...plannedItem, ...item },
    viewOf(...entries),
    new Set([claimOf('a', key)]),
    defaultInterpretation,
  );

describe('a key that two teams show', () => {
  test('names in each team that team’s entry', () => {
    expect(findEntry([inA, inB], 'A', key)).toBe(inA);
    expect(findEntry([inA, inB], 'b', key)).toBe(inB);
    expect(findEntry([inA], 'b', key)).toBeNull();
    const teamless = readRow('k', { teamId: null });
    expect(findEntry([teamless], 'b', key)).toBe(teamless);
    const guessed = readRow('k', { teamId: 'c', notes: ['team-from-membership'] });
    expect(findEntry([guessed], 'b', key)).toBe(guessed);
  });

  test('a delete in one team is seen while the other team still shows it', () => {
    const change: Change = { kind: 'delete', teamId: 'a', key, base: anyRule, needs: null };
    expect(look(change, {}, inA, inB)).toEqual({ kind: 'not-seen' });
    expect(look(change, {}, inB)).toEqual({ kind: 'seen', key: null });
  });

  test('an update in one team is not proved by the other team’s entry', () => {
    const change: Change = { kind: 'update', teamId: 'a', key, base: anyRule, rule: other };
    expect(look(change, { keysBefore: ['k'] }, inA, inB)).toEqual({ kind: 'not-seen' });
  });

  test('a create is known by a key that only the other team had before, or that it claimed', () => {
    const change: Change = {
      kind: 'create',
      teamId: 'b',
      memberId: 'm1',
      rule: other,
      revives: null,
    };
    const before = keysIn(viewOf(inA));
    expect(look(change, { keysBefore: before }, inA, inB)).toEqual({ kind: 'seen', key });
    expect(look(change, { keysBefore: keysIn(viewOf(inA, inB)) }, inA, inB)).toEqual({
      kind: 'not-seen',
    });
    // Journals of older versions, and rows without a team: any team's key is one that was there.
    expect(look(change, { keysBefore: ['k'] }, inA, inB)).toEqual({ kind: 'not-seen' });
    expect(
      look(change, { keysBefore: before }, readRow('k', { teamId: null, rule: other })),
    ).toEqual({ kind: 'not-seen' });
  });

  test('locks the entry of the team whose change waits, and no other', () => {
    const write: PendingWrite = {
      id: 's:0',
      stepId: 's',
      kind: 'update',
      teamId: 'a',
      key,
      memberId: 'm1',
      rule: other,
      state: 'waiting',
      since: 0,
    };
    expect(isLocking(write, 'A', { memberId: 'M1', createdAt: 'k' })).toBe(true);
    expect(isLocking(write, 'b', key)).toBe(false);
    expect(isLocking({ ...write, state: 'not-visible-yet' }, 'a', key)).toBe(false);
  });

  test('undo follows the entry of its own team through the keys it was given', () => {
    const record = (id: string, change: Change, createdAt: string): StepRecord => ({
      step: {
        id,
        workspaceId: 'w1',
        at: 0,
        origin: 'do',
        of: null,
        bulk: false,
        changes: [change],
      },
      items: [
        { ...plannedItem, state: 'confirmed', sentAt: 1, newKey: { memberId: 'm1', createdAt } },
      ],
      end: 'done',
    });
    const create = (teamId: string, revives: boolean): Change => ({
      kind: 'create',
      teamId,
      memberId: 'm1',
      rule: anyRule,
      revives: revives ? key : null,
    });
    const [madeInA, madeInB] = [
      record('1', create('a', false), 'k'),
      record('2', create('b', false), 'k'),
    ];
    const records = [madeInA, madeInB, record('3', create('a', true), 'later')];
    expect(inverseOf(madeInA, records).changes).toMatchObject([
      { kind: 'delete', teamId: 'a', key: { createdAt: 'later' } },
    ]);
    expect(inverseOf(madeInB, records).changes).toMatchObject([
      { kind: 'delete', teamId: 'b', key: { createdAt: 'k' } },
    ]);
  });

  test('one that we removed, or that a read missed, is that team’s alone', () => {
    const lists = new CustomerLists();
    lists.take('c', 1, replyOf([inA, inB]), 0);
    lists.noteWrite(0);
    lists.noteGone('a', key);
    lists.take('c', 2, replyOf([]), 1);
    expect(lists.entries.flat()).toEqual([inB]);
    expect(lists.readNow(['c']).brought(inB)).toBe(false);
    lists.take('c', 3, replyOf([inB]), 2);
    expect(lists.readNow(['c']).brought(inB)).toBe(true);
    expect(lists.readNow(['c']).brought(inA)).toBe(false);
  });
});
