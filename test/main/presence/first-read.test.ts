import { expect, test } from 'vitest';
import type { ReadState } from '../../../core/contract/snapshot.ts';
import { firstRead } from '../../../main/first-read.ts';
import { aRead, aSnapshot, aWorkspace } from '../../support/snapshots.ts';

const failure = { kind: 'offline', detail: '' } as const;
const waiting = aRead(null);
const reading = aRead(null, { reading: true });
const failed = aRead(null, { failure });
const good = aRead(1);

test.each<[string, ReadState[], ReturnType<typeof firstRead>]>([
  ['still to come', [waiting], null],
  ['under way', [reading], null],
  ['good', [good], { kind: 'good' }],
  ['failed', [failed], { kind: 'failed', failure }],
  ['failed, and under way elsewhere', [failed, reading], null],
  ['failed, and still to come elsewhere', [failed, waiting], null],
  ['failed, and good elsewhere', [failed, good], { kind: 'good' }],
  ['failed everywhere', [failed, failed], { kind: 'failed', failure }],
  ['of nothing', [], { kind: 'failed', failure: null }],
])('a first read that is %s', (_, reads, expected) => {
  const workspaces = reads.map((read) => aWorkspace([], '2026-11-24T00:00Z', { read }));
  expect(firstRead(aSnapshot(workspaces))).toEqual(expected);
});
