import { expect, test } from 'vitest';
import type { Fault, OtherPerson } from '../../support/misbehaving/faults.ts';
import { workspaceId } from '../../support/watched.ts';
import { inWords, keyOf, operations, type Operation } from '../../support/write-operations.ts';
import { writtenMornings } from '../../support/writing.ts';
import { stage } from '../../support/writes-stage.ts';

// What happens between our read and our write only an entity tag can tell.
const s = stage({}, { entityTags: true });

/** Somebody works on Ana's entry of Monday, or beside it, after our read and before our write. */
const acts = {
  async 'changes the same entry'(other: OtherPerson) {
    const { memberId, createdAt } = await theEntry();
    await other.change(memberId, createdAt, { weekDays: [5] });
  },
  async 'deletes the same entry'(other: OtherPerson) {
    const { memberId, createdAt } = await theEntry();
    await other.remove(memberId, createdAt);
  },
  async 'creates an equal entry'(other: OtherPerson) {
    await other.create({ ...mornings(1), memberId: s.server.ids.ana });
  },
  async 'creates an equal entry for the one it goes to'(other: OtherPerson) {
    await other.create({ ...mornings(1), memberId: s.server.ids.jonas });
  },
};

const mornings = (day: number) => ({
  teamId: s.server.ids.platform,
  ...writtenMornings(day),
});

async function theEntry() {
  const found = (await s.server.truth()).find(
    ({ memberId, weekDays, startTime }) =>
      memberId === s.server.ids.ana && weekDays[0] === 1 && startTime === '06:00:00',
  );
  if (found === undefined) throw new Error('no such entry');
  return found;
}

function operation(name: string): Operation {
  const found = operations.find((one) => one.name === name);
  if (found === undefined) throw new Error(name);
  return found;
}

type Row = readonly [
  operation: string,
  act: keyof typeof acts,
  /** How the operation ends. */
  word: string,
  /** What the server holds then: theirs is never overwritten, ours never doubled. */
  truth: readonly string[],
];
const rows: readonly Row[] = [
  ['create', 'creates an equal entry', 'twice', ['ana 1', 'ana 1']],
  ['update', 'changes the same entry', 'conflict', ['ana 5']],
  ['update', 'deletes the same entry', 'conflict', []],
  ['update', 'creates an equal entry', 'saved', ['ana 1', 'ana 2']],
  ['delete', 'changes the same entry', 'conflict', ['ana 5']],
  ['delete', 'deletes the same entry', 'already-gone', []],
  ['delete', 'creates an equal entry', 'saved', ['ana 1']],
  ['reassignment, its create', 'changes the same entry', 'conflict', ['ana 5', 'jonas 1']],
  ['reassignment, its create', 'deletes the same entry', 'saved', ['jonas 1']],
  [
    'reassignment, its create',
    'creates an equal entry for the one it goes to',
    'twice',
    ['ana 1', 'jonas 1', 'jonas 1'],
  ],
  ['reassignment, its delete', 'changes the same entry', 'conflict', ['ana 5', 'jonas 1']],
  ['reassignment, its delete', 'deletes the same entry', 'saved', ['jonas 1']],
  ['reassignment, its delete', 'creates an equal entry', 'saved', ['ana 1', 'jonas 1']],
  ['undo of a create', 'changes the same entry', 'conflict', ['ana 5']],
  ['undo of a create', 'deletes the same entry', 'already-gone', []],
  ['undo of a create', 'creates an equal entry', 'saved', ['ana 1']],
  ['bulk change of three', 'changes the same entry', 'conflict', ['ana 4', 'ana 5']],
  ['bulk change of three', 'deletes the same entry', 'conflict', ['ana 4']],
  ['bulk change of three', 'creates an equal entry', 'saved', ['ana 1', 'ana 3', 'ana 4']],
];

test.each(rows)(
  'between the read and the write of “%s” somebody %s: it ends as %s',
  async (name, act, word, truth) => {
    const { call, prepare } = operation(name);
    const perform = await prepare(s.app, s.server);
    const sent = s.server.seen(call).length;
    const meanwhile: Fault = { kind: 'interfere', act: acts[act] };
    s.server.next(call, meanwhile);
    expect((await perform()).word).toBe(word);
    expect(s.server.seen(call)).toHaveLength(sent + 1);
    expect(inWords(s.server, await s.server.truth())).toEqual(truth);
    // What is shown is what is there, and nothing waits but a question.
    await s.app.sync.refresh(workspaceId);
    await s.app.sync.refresh(workspaceId);
    const shown = s.app.entries().map(({ memberId, rule }) => ({ memberId, ...rule }));
    expect(inWords(s.server, shown)).toEqual(truth);
    const pending = s.app.store.workspace(workspaceId)?.pending.map(({ state }) => state);
    expect(pending).toEqual(word === 'twice' ? ['twice'] : []);
  },
);

test('what somebody made of an entry between our read and our write is shown beside ours', async () => {
  const entry = await s.made([1]);
  const { memberId, createdAt } = keyOf(entry);
  s.server.next('updateEntry', {
    kind: 'interfere',
    act: (other) => other.change(memberId, createdAt, { weekDays: [6] }),
  });
  expect(await s.update(entry, [2])).toMatchObject({
    value: { kind: 'conflict', theirs: { rule: { weekDays: [6] } } },
  });
  expect(await s.truth()).toEqual(['ana 6']);
});

test('what was undone twice over somebody’s equal entry takes back ours alone', async () => {
  const created = await s.made([1]);
  await s.server.other.create({ ...mornings(1), memberId: s.server.ids.ana });
  await s.app.sync.refresh(workspaceId);
  await s.app.writes.undo(workspaceId);
  expect(await s.truth()).toEqual(['ana 1']);
  expect((await theEntry()).createdAt).not.toBe(created.createdAt);
  await s.app.writes.redo(workspaceId);
  expect(await s.truth()).toEqual(['ana 1', 'ana 1']);
  await s.app.writes.undo(workspaceId);
  expect(await s.truth()).toEqual(['ana 1']);
});

test('creates for one member go out one after another, each seen before an equal one follows', async () => {
  const open: number[] = [];
  let under = 0;
  s.server.always('createEntry', {
    kind: 'interfere',
    async act() {
      open.push(++under);
      await new Promise((resolve) => setTimeout(resolve, 20));
      under--;
    },
  });
  const results = await Promise.all([s.create([1]), s.create([2]), s.create([1])]);
  expect(results.map((result) => result.ok && result.value.kind)).toEqual([
    'saved',
    'saved',
    'saved',
  ]);
  expect(open).toEqual([1, 1, 1]);
  expect(await s.truth()).toEqual(['ana 1', 'ana 1', 'ana 2']);
});
