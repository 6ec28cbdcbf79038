import { expect, test } from 'vitest';
import type { Snapshot } from '../../../core/contract/snapshot.ts';
import { pushOf, restored } from '../../../core/contract/snapshot-push.ts';
import { aDuty, aRead, aSnapshot, aWorkspace, at } from '../../support/snapshots.ts';

const now = '2026-06-01T12:00:00Z';
const duty = aDuty('ana', '2026-06-01T08:00:00Z', '2026-06-01T20:00:00Z');
const other = aDuty('mira', '2026-06-01T08:00:00Z', '2026-06-01T20:00:00Z');
const first: Snapshot = {
  ...aSnapshot([aWorkspace([duty], now), { ...aWorkspace([other], now), id: 'w2' }]),
  revision: 7,
};
const reading = first.workspaces.map((workspace) => ({
  ...workspace,
  read: aRead(at(now), { reading: true }),
}));
const second: Snapshot = { ...first, revision: 8, workspaces: reading };
/** As a window gets it. */
const sent = (snapshot: Snapshot, before: Snapshot | null) =>
  structuredClone(pushOf(snapshot, before));

test('entries a window has already are not sent again, and are the same there afterwards', () => {
  const push = sent(second, first);
  expect(push.workspaces.map(({ entries }) => entries)).toEqual([null, null]);
  const held = structuredClone(first);
  const whole = restored(push, held);
  expect(whole).toEqual(second);
  expect(whole?.workspaces[0]?.entries).toBe(held.workspaces[0]?.entries);
});

test('entries that changed are sent, those of another workspace are not', () => {
  const [one, two] = reading;
  if (one === undefined || two === undefined) throw new Error('there are two');
  const third = { ...second, revision: 9, workspaces: [{ ...one, entries: [duty, other] }, two] };
  const push = sent(third, second);
  expect(push.workspaces.map(({ entries }) => entries?.length)).toEqual([2, undefined]);
  expect(restored(push, structuredClone(second))).toEqual(third);
});

test('a window that missed the one before, or has none, asks for the whole', () => {
  const push = sent(second, first);
  expect(restored(push, null)).toBeNull();
  expect(restored(push, { ...first, revision: 6 })).toBeNull();
  expect(restored(push, { ...first, workspaces: [] })).toBeNull();
});

test('a push that leaves nothing out needs nothing to be at hand', () => {
  expect(restored(sent(first, null), null)).toEqual(first);
  const added = sent({ ...second, workspaces: second.workspaces.slice(0, 1) }, null);
  expect(restored(added, first)?.workspaces).toHaveLength(1);
});
