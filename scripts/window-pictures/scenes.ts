import type { Snapshot, WorkspaceState } from '../../core/contract/snapshot.ts';
import { hourMs } from '../../core/time/instant.ts';
import { FakeBridge, Refusal } from '../../test/support/fake-bridge.ts';
import {
  largeWorkspace,
  people,
  sampleNow,
  snapshotWith,
  workspaceWith,
} from '../../test/support/sample-snapshot.ts';

type Theme = 'light' | 'dark';
type Scene = (theme: Theme) => FakeBridge;

const themed = (snapshot: Snapshot, theme: Theme): Snapshot => ({
  ...snapshot,
  preferences: { ...snapshot.preferences, theme },
});

const of =
  (...workspaces: WorkspaceState[]): Scene =>
  (theme) =>
    new FakeBridge(themed(snapshotWith(workspaces), theme));

const { read, teams, members } = workspaceWith();
const sample = {
  id: 'local',
  name: 'Sample',
  kind: 'local',
  sample: true,
  token: 'embedded',
  me: null,
} as const;
const never = { ...read, goodAt: null, nextAt: null };

const progress = {
  stepId: 's-2',
  workspaceId: 'w-1',
  through: 12,
  total: 40,
  troubled: 0,
  waitsUntil: null,
};

/** Every state of the window that is worth a picture. */
export const scenes: Readonly<Record<string, Scene>> = {
  schedule: of(workspaceWith()),
  sample: of(workspaceWith(sample)),
  connecting: (theme) =>
    new FakeBridge(themed(snapshotWith([workspaceWith(sample)]), theme), {
      'workspace.test': ({ customerIds }) => ({
        checks: [
          {
            name: 'read',
            result: 'answered',
            failure: null,
            found: customerIds.length > 0 ? 8 : null,
          },
          { name: 'write', result: 'answered', failure: null, found: null },
          { name: 'roster', result: 'answered', failure: null, found: teams.length },
          { name: 'signIn', result: 'answered', failure: null, found: null },
        ],
        roster: { me: 'a-sam', teams, members },
      }),
    }),
  loading: () => new FakeBridge(null),
  reading: of(workspaceWith({ read: { ...never, reading: true } })),
  empty: of(workspaceWith({ entries: [], teams: [], members: [], me: null })),
  offline: of(
    workspaceWith({
      read: { ...never, failure: { kind: 'offline', detail: 'net::ERR_INTERNET_DISCONNECTED' } },
    }),
  ),
  stale: of(
    workspaceWith({
      read: {
        ...read,
        goodAt: sampleNow - 3 * hourMs,
        failure: { kind: 'offline', detail: '' },
        failingSince: sampleNow - 2 * hourMs,
      },
    }),
  ),
  partial: of(
    workspaceWith({ read: { ...read, incomplete: [{ kind: 'entries-skipped', count: 2 }] } }),
  ),
  'sign-in': of(
    workspaceWith({ token: 'missing', read: { ...never, failure: { kind: 'no-token' } } }),
  ),
  'service-down': of(
    workspaceWith({
      kind: 'local',
      read: { ...never, failure: { kind: 'service-down', detail: 'database is locked' } },
    }),
  ),
  broken: (theme) =>
    new FakeBridge(themed(snapshotWith(), theme), {
      'snapshot.read': () => new Refusal({ kind: 'bug', reference: 'B-1742' }),
    }),
  conflict: (theme) =>
    new FakeBridge(themed(snapshotWith(), theme), {
      'entry.update': ({ base, key }) => ({
        kind: 'conflict',
        base,
        theirs: {
          id: 'x',
          teamId: 't-platform',
          memberId: key.memberId,
          createdAt: key.createdAt,
          rule: { ...base, endTime: '17:00:00', weekDays: [2, 3, 4] },
          readOnly: null,
          notes: [],
          extra: {},
          etag: null,
        },
      }),
    }),
  refused: (theme) =>
    new FakeBridge(themed(snapshotWith(), theme), {
      'entry.update': () =>
        new Refusal({
          kind: 'rejected',
          status: 422,
          detail: '',
          errors: [
            {
              field: 'end_time',
              path: '/end_time',
              code: 'x',
              message: 'Shifts of this team end by 20:00.',
            },
          ],
        }),
    }),
  leave: of(
    workspaceWith({
      leave: [
        { memberId: people.jonas.id, from: '2026-11-24', to: '2026-11-27' },
        { memberId: people.mira.id, from: '2026-12-14', to: '2027-01-03' },
        { memberId: people.noor.id, from: '2026-12-07', to: '2026-12-08' },
        { memberId: people.ana.id, from: '2026-08-03', to: '2026-08-21' },
      ],
    }),
  ),
  large: of(largeWorkspace(1_000)),
  'step-stopped': (theme) =>
    new FakeBridge(themed(snapshotWith(), theme), {
      'writes.history': () => ({
        undo: null,
        redo: null,
        stopped: [{ progress, at: sampleNow - hourMs, rollingBack: false }],
      }),
    }),
  'step-running': (theme) => {
    const bridge = new FakeBridge(themed(snapshotWith(), theme), {
      'writes.history': () => ({
        undo: {
          stepId: 's-1',
          at: sampleNow - hourMs,
          created: 3,
          updated: 12,
          deleted: 0,
          memberIds: ['a-ana', 'a-jonas', 'a-mira', 'a-sam'],
        },
        redo: null,
        stopped: [],
      }),
      'writes.undo': () => {
        queueMicrotask(() => bridge.push('writes.progressed', progress));
        return new Promise(() => undefined);
      },
    });
    return bridge;
  },
};
