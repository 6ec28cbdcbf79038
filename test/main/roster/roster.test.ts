import { describe, expect, test } from 'vitest';
import { failed } from '../../../core/contract/failure.ts';
import { emptyRoster, nameEveryone, readRoster, watchedCustomers } from '../../../main/roster.ts';
import { createSlots } from '../../../main/slots.ts';
import { FakeClient, offline, readRow, replyOf } from '../../support/fake-client.ts';

const roster = {
  teams: [
    { id: 't1', name: 'Platform', memberIds: ['M1', 'm2'] },
    { id: 't2', name: 'Payments', memberIds: ['m3'] },
  ],
  members: [
    { id: 'M1', name: 'Ana', email: null },
    { id: 'm2', name: 'Jonas', email: null },
    { id: 'm3', name: 'Sofia', email: null },
  ],
  refused: [],
  skipped: 0,
  morePages: false,
};

describe('the roster', () => {
  test('is read team by team; a refused team is told and hides no other', async () => {
    const fake = new FakeClient(() => replyOf([]));
    fake.teams = {
      ok: true,
      value: [
        { id: 't1', name: 'Platform' },
        { id: 't2', name: null },
      ],
    };
    fake.members = {
      t1: { ok: true, value: [{ id: 'm1', name: null, email: 'a@x' }] },
      t2: failed({ kind: 'forbidden', detail: 'no' }),
    };
    expect(await readRoster(fake.client, createSlots(4))).toEqual({
      ok: true,
      value: {
        teams: [
          { id: 't1', name: 'Platform', memberIds: ['m1'] },
          { id: 't2', name: 't2', memberIds: [] },
        ],
        members: [{ id: 'm1', name: 'm1', email: 'a@x' }],
        refused: [{ teamId: 't2', failure: { kind: 'forbidden', detail: 'no' } }],
        skipped: 0,
        morePages: false,
      },
    });
  });

  test('that cannot be had at all is the failure it met', async () => {
    const fake = new FakeClient(() => replyOf([]));
    fake.teams = failed(offline);
    expect(await readRoster(fake.client, createSlots(4))).toEqual(failed(offline));
  });

  test('adds the colleagues of those asked for, each once, and not everybody', () => {
    expect(watchedCustomers(['m1'], roster)).toEqual({ ids: ['m1', 'm2'], leftOut: 0 });
    expect(watchedCustomers(['org'], roster)).toEqual({ ids: ['org'], leftOut: 0 });
    expect(watchedCustomers(['m1', 'm3'], roster, 2)).toEqual({ ids: ['m1', 'm3'], leftOut: 1 });
  });

  test('names given by hand win; ids that only entries mention are shown as themselves', () => {
    const entries = [
      readRow('a', { memberId: 'X9', teamId: 't2' }),
      readRow('b', { memberId: 'm3', teamId: 't9' }),
    ];
    const found = nameEveryone(roster, entries, { m1: 'Ana P.', T2: 'Pay' });
    expect(found.members.map(({ name }) => name)).toEqual(['Ana P.', 'Jonas', 'Sofia', 'X9']);
    expect(found.teams).toMatchObject([
      { name: 'Platform' },
      { name: 'Pay', memberIds: ['m3', 'X9'] },
      { id: 't9', name: 't9', memberIds: ['m3'] },
    ]);
    expect(nameEveryone(emptyRoster, [], {})).toEqual({ teams: [], members: [] });
  });
});

describe('slots', () => {
  test('run at most so many at a time, in order, and survive a failure', async () => {
    const slots = createSlots(2);
    let running = 0;
    let most = 0;
    const order: number[] = [];
    const work = (n: number) => () =>
      new Promise<number>((resolve, reject) => {
        most = Math.max(most, ++running);
        order.push(n);
        setImmediate(() => {
          running--;
          if (n === 1) reject(new Error('one'));
          else resolve(n);
        });
      });
    const all = await Promise.allSettled([0, 1, 2, 3, 4].map((n) => slots.run(work(n))));
    expect(most).toBe(2);
    expect(order).toEqual([0, 1, 2, 3, 4]);
    expect(all.map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
      'fulfilled',
      'fulfilled',
    ]);
  });
});
