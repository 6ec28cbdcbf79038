import { expect, test } from 'vitest';
import { workspaceId } from '../../support/watched.ts';
import { writtenMornings } from '../../support/writing.ts';
import { stage } from '../../support/writes-stage.ts';

const s = stage();
const { create, truth } = s;

test('a lost answer is looked up, never sent again', async () => {
  for (const effect of ['none', 'done'] as const) {
    s.server.next('createEntry', { kind: 'drop', effect });
    const result = await create([effect === 'done' ? 2 : 3]);
    expect(result).toMatchObject({
      ok: true,
      value: { kind: effect === 'done' ? 'saved' : 'unknown' },
    });
  }
  expect(s.server.seen('createEntry')).toHaveLength(2);
  expect(await truth()).toEqual(['ana 2']);
});

test('an equal entry that stood there before is never taken for ours', async () => {
  await s.server.other.create({
    teamId: s.server.ids.platform,
    memberId: s.server.ids.ana,
    ...writtenMornings(1),
  });
  s.server.next('createEntry', { kind: 'drop', effect: 'none' });
  expect(await create([1])).toMatchObject({ ok: true, value: { kind: 'unknown' } });
  s.server.next('createEntry', { kind: 'drop', effect: 'done' });
  expect(await create([1])).toMatchObject({ ok: true, value: { kind: 'saved' } });
  expect(await truth()).toEqual(['ana 1', 'ana 1']);
});

test('what a later create made is never taken for the lost one’s', async () => {
  s.server.next('createEntry', { kind: 'drop', effect: 'none' });
  expect(await create([1])).toMatchObject({ ok: true, value: { kind: 'unknown' } });
  expect(await create([1])).toMatchObject({ ok: true, value: { kind: 'saved' } });
  await s.app.sync.refresh(workspaceId);
  // By the time another is confirmed, what that read shows was weighed.
  expect(await create([2])).toMatchObject({ ok: true, value: { kind: 'saved' } });
  expect(s.app.store.workspace(workspaceId)?.pending).toMatchObject([{ state: 'unknown' }]);
  expect(s.app.journal.records()[0]?.items[0]?.state).toBe('unknown');
});

test('two new equal entries are a question to the person', async () => {
  s.loseBesideEqual([1], s.server.ids.ana);
  expect(await create([1])).toMatchObject({ ok: true, value: { kind: 'twice', keys: [{}, {}] } });
});
