import { describe, expect, test } from 'vitest';
import type { OtherPerson } from '../../support/misbehaving/faults.ts';
import { status, tooMany, text } from '../../support/misbehaving/server.ts';
import { workspaceId } from '../../support/watched.ts';
import { mornings } from '../../support/writing.ts';
import { seen, stage } from '../../support/writes-stage.ts';

const s = stage();
const { creates, made, removal, truth } = s;

const sent = () => s.server.requests.filter(({ method }) => method !== 'GET').length;

/** Watches two people apart, so that one of them can be refused and the other read. */
async function watchedApart() {
  await s.restart({ customerIds: [s.server.ids.ana, s.server.ids.jonas] });
}

describe('a write goes out only over what was read for it', () => {
  const refusals = [
    ['403', status(403), 'forbidden'],
    ['404', status(404), 'not-found'],
  ] as const;

  test.each(refusals)(
    'the member refused by %s while others are read: nothing is sent, whatever the change',
    async (_, fault, kind) => {
      await watchedApart();
      const entry = await made([1]);
      const before = sent();
      const refused = { ok: false, failure: { kind } };
      const acts = [
        () => s.create([2]),
        () => s.update(entry, [2]),
        () => s.remove(entry),
        () => s.app.writes.undo(workspaceId),
      ];
      for (const act of acts) {
        s.server.next('readSchedule', fault);
        const ended = await act();
        expect(ended.ok && 'items' in ended.value ? reported(ended.value) : ended).toMatchObject(
          refused,
        );
        expect(s.states()).toEqual(['refused']);
      }
      expect(sent()).toBe(before);
      expect(await truth()).toEqual(['ana 1']);
      expect(await s.update(entry, [2])).toMatchObject({ value: { kind: 'saved' } });
    },
  );

  test('in a bulk change those of the refused member are reported, the others go on', async () => {
    await watchedApart();
    const [mine] = [await made([1])];
    const theirs = await s.create([3], s.server.ids.jonas);
    expect(theirs).toMatchObject({ value: { kind: 'saved' } });
    const other = { teamId: s.server.ids.platform, memberId: s.server.ids.jonas };
    // Asked in the order of the customers: Ana's list first.
    s.server.next('readSchedule', status(403));
    const report = await s.app.writes.bulk(workspaceId, [
      removal(mine),
      { kind: 'create', entryId: 'c', ...other, rule: mornings(4) },
    ]);
    expect(report).toMatchObject({
      value: {
        state: 'done',
        items: [{ state: 'refused', failure: { kind: 'forbidden' } }, { state: 'confirmed' }],
      },
    });
    expect(await truth()).toEqual(['ana 1', 'jonas 3', 'jonas 4']);
  });

  test('a refused list that holds an old copy never stands before the fresh one', async () => {
    await s.restart({ customerIds: [s.server.ids.organisation, s.server.ids.ana] });
    const entry = await made([1]);
    const { memberId, createdAt } = seen(entry).key;
    await s.server.other.change(memberId, createdAt, { weekDays: [5] });
    s.server.next('readSchedule', [], status(403));
    expect(await s.update(entry, [2])).toMatchObject({
      value: { kind: 'conflict', theirs: { rule: { weekDays: [5] } } },
    });
    expect(await truth()).toEqual(['ana 5']);
    expect(s.server.seen('updateEntry')).toEqual([]);
  });

  test('an entry that PingHome does not show just now is neither overwritten nor called gone', async () => {
    const entry = await made([1]);
    const { memberId, createdAt } = seen(entry).key;
    const before = sent();
    s.server.next('readSchedule', text('[]'));
    expect(await s.update(entry, [2])).toMatchObject({
      ok: false,
      failure: { kind: 'not-allowed', detail: expect.stringContaining('just now') as string },
    });
    expect(sent()).toBe(before);
    await s.server.other.remove(memberId, createdAt);
    await s.app.sync.refresh(workspaceId);
    await s.app.sync.refresh(workspaceId);
    expect(await s.update(entry, [2])).toMatchObject({ value: { kind: 'conflict', theirs: null } });
  });

  test('a delete of what one read missed looks again: shown, it is deleted; missing still, it was gone', async () => {
    const [first, second] = [await made([1]), await made([2])];
    s.server.next('readSchedule', text('[]'));
    expect(await s.remove(first)).toMatchObject({ value: { kind: 'saved' } });
    expect(await truth()).toEqual(['ana 2']);
    const { memberId, createdAt } = seen(second).key;
    await s.server.other.remove(memberId, createdAt);
    expect(await s.remove(second)).toMatchObject({ value: { kind: 'already-gone' } });
    expect(s.server.seen('deleteEntry')).toHaveLength(1);
  });

  test('an entry among others that cannot be understood is not called gone', async () => {
    const entry = await made([1]);
    await s.restart();
    const rows = JSON.stringify([{ week_days: 'Friday' }, rowOfJonas()]);
    s.server.always('readSchedule', text(rows));
    expect(await s.remove(entry)).toMatchObject({ ok: false, failure: { kind: 'not-allowed' } });
    expect(await s.update(entry, [2])).toMatchObject({
      ok: false,
      failure: { kind: 'not-allowed' },
    });
    expect(s.server.seen('deleteEntry')).toEqual([]);
    expect(s.server.seen('updateEntry')).toEqual([]);
  });

  test('after a wait that PingHome asked for, a bulk change compares anew', async () => {
    const entry = await made([1]);
    const { key } = seen(entry);
    s.server.next('updateEntry', [
      {
        kind: 'interfere',
        act: (other) => other.change(key.memberId, key.createdAt, { weekDays: [5] }),
      },
      tooMany('0'),
    ]);
    const report = await s.app.writes.bulk(workspaceId, [s.change(entry, [2]), ...creates(1)]);
    expect(report).toMatchObject({
      value: {
        items: [{ state: 'conflict', theirs: { rule: { weekDays: [5] } } }, { state: 'confirmed' }],
      },
    });
    expect(s.server.seen('updateEntry')).toHaveLength(1);
  });

  test('an entry changed while the create of its reassignment waited for a lost answer is kept', async () => {
    await watchedApart();
    const entry = await made([1]);
    const { key } = seen(entry);
    const changeOnce = async (other: OtherPerson) => {
      const isLost = s.server.seen('createEntry').length > 1;
      if (isLost && (await truth()).includes('ana 1'))
        await other.change(key.memberId, key.createdAt, { weekDays: [5] });
    };
    s.server.next('createEntry', { kind: 'drop', effect: 'done' });
    s.server.always('readSchedule', { kind: 'interfere', act: changeOnce });
    expect(await s.update(entry, [1], s.server.ids.jonas)).toMatchObject({
      value: { kind: 'conflict', theirs: { rule: { weekDays: [5] } } },
    });
    expect(await truth()).toEqual(['ana 5', 'jonas 1']);
    expect(s.server.seen('deleteEntry')).toEqual([]);
  });

  test('nobody watched: nothing is read, so nothing is written', async () => {
    await s.restart({ customerIds: [] });
    expect(await s.create([1])).toMatchObject({ ok: false, failure: { kind: 'not-allowed' } });
    expect(sent()).toBe(0);
  });
});

const rowOfJonas = () => ({
  team_id: s.server.ids.platform,
  team_member_id: s.server.ids.jonas,
  created_at: '2026-01-01T00:00:00Z',
  week_days: [1],
});

/** A step whose one change failed, as a single write would tell it. */
function reported({ items }: { readonly items: readonly { readonly failure: unknown }[] }) {
  return { ok: false, failure: items[0]?.failure };
}
