import { describe, expect, test } from 'vitest';
import { anyRule, FakeClient, readRow, replyOf } from '../../support/fake-client.ts';
import { unread } from '../../support/watched.ts';
import { watching } from '../../support/watching.ts';

const watch = watching();

describe('several customers', () => {
  test('an entry that several return is shown once, with its team where one of them has it', async () => {
    const fake = new FakeClient((id) =>
      replyOf([
        readRow('a', { teamId: id === 'c1' ? null : 'T1', memberId: id === 'c1' ? 'M1' : 'm1' }),
      ]),
    );
    const { clock, sync, workspace } = watch(fake, {
      workspaces: [unread({ customerIds: ['c1', 'c2'] })],
    });
    sync.start();
    await clock.advance(0);
    expect(workspace().entries).toMatchObject([{ teamId: 'T1', readOnly: null }]);
  });

  test.each([
    [
      [readRow('a'), readRow('a', { rule: { ...anyRule, weekDays: [2] } })],
      [{ rule: { weekDays: [2] }, notes: ['same-key-twice'] }],
    ],
    [[readRow(null), readRow(null)], [{ readOnly: 'no-created-at' }]],
    [[readRow('a', { memberId: null })], [{ readOnly: 'no-member' }]],
    [[readRow('a', { teamId: null })], [{ readOnly: 'no-team' }]],
    [
      [readRow('a', { rule: { ...anyRule, weekDays: [7] } })],
      [{ notes: ['values-out-of-range', 'never-active'] }],
    ],
    [
      [readRow('a', { rule: { ...anyRule, weekDays: [1, 7], weeksOfMonth: [6] } })],
      [{ notes: ['values-out-of-range', 'never-active'] }],
    ],
    [
      [readRow('a', { rule: { ...anyRule, startDate: 60_000, endDate: 60_000 } })],
      [{ notes: ['never-active'] }],
    ],
    [[readRow('a', { rule: { ...anyRule, startDate: 59_000, endDate: 59_000 } })], [{ notes: [] }]],
  ])('%j is put together as %j', async (rows, entries) => {
    const { clock, sync, workspace } = watch(new FakeClient(() => replyOf(rows)));
    sync.start();
    await clock.advance(0);
    expect(workspace().entries).toHaveLength(entries.length);
    expect(workspace().entries).toMatchObject(entries);
  });

  test('row six is read-only under a row reading, and a change of reading shows at once', async () => {
    const { clock, sync, store, workspace } = watch(
      new FakeClient(() => replyOf([readRow('a', { rule: { ...anyRule, weeksOfMonth: [6] } })])),
    );
    sync.start();
    await clock.advance(0);
    expect(workspace().entries[0]?.readOnly).toBeNull();
    store.changeWorkspace('w1', {
      interpretation: { zone: 'UTC', weekdayZero: 'sunday', weekOfMonth: 'row-monday' },
    });
    expect(workspace().entries[0]).toMatchObject({ readOnly: 'row-week-six', notes: [] });
  });

  test('teams and names come from the roster; who is in one team gives a teamless entry its team', async () => {
    const fake = new FakeClient((id) =>
      replyOf(
        id === 'm2'
          ? [readRow('b', { memberId: 'm2', teamId: null })]
          : [
              readRow('a', { memberId: 'm1', teamId: null }),
              readRow('x', { memberId: 'm3', teamId: 't2' }),
            ],
      ),
    );
    fake.teams = {
      ok: true,
      value: [
        { id: 't1', name: 'Platform' },
        { id: 't2', name: 'Payments' },
        { id: 't3', name: 'Shut' },
      ],
    };
    fake.members = {
      t1: {
        ok: true,
        value: [
          { id: 'M1', name: 'Ana', email: null },
          { id: 'm2', name: 'Jonas', email: null },
        ],
      },
      t2: { ok: true, value: [{ id: 'm1', name: 'Ana', email: null }] },
    };
    const { clock, sync, workspace } = watch(fake, {
      workspaces: [unread({ customerIds: ['m1'] })],
    });
    sync.start();
    await clock.advance(0);
    expect(fake.asked).toEqual(['m1', 'm2']);
    expect(workspace().teams).toMatchObject([
      { name: 'Platform' },
      { name: 'Payments', memberIds: ['m1', 'm3'] },
      { name: 'Shut' },
    ]);
    expect(workspace().members.map(({ name }) => name)).toEqual(['Ana', 'Jonas', 'm3']);
    expect(workspace().entries).toMatchObject([
      { createdAt: 'a', teamId: null, readOnly: 'ambiguous-team' },
      { createdAt: 'x', teamId: 't2', readOnly: null },
      { createdAt: 'b', teamId: 't1', readOnly: null, notes: ['team-from-membership'] },
    ]);
  });
});
