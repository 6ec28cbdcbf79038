import type { Failure } from '../../../core/contract/failure.ts';
import type { ReadState, Snapshot } from '../../../core/contract/snapshot.ts';
import type { StepOutcome, WriteHistory } from '../../../core/contract/writes.ts';
import { hourMs } from '../../../core/time/instant.ts';
import { Refusal } from '../../support/fake-bridge.ts';
import { people, sampleNow, snapshotWith, workspaceWith } from '../../support/sample-snapshot.ts';
import type { Openings } from './openings.ts';
import { press, all, dialog, words, of } from './openings.ts';

const { read } = workspaceWith();
const reading = (part: Partial<ReadState>): Snapshot => of({ read: { ...read, ...part } });
const never = { goodAt: null, nextAt: null };
const fourteen = [
  ...workspaceWith().members,
  ...['Ida', 'Kofi', 'Lin', 'Omar', 'Pia', 'Raj', 'Zoe'].map((name) => ({
    id: `a-${name.toLowerCase()}`,
    name,
    email: null,
  })),
];
const refused = ({ id }: { readonly id: string }) => ({
  kind: 'member-refused' as const,
  memberId: id,
  failure: { kind: 'forbidden', detail: '' } as const,
});
const offline: Failure = { kind: 'offline', detail: 'no route' };
const done: StepOutcome = { stepId: 's', state: 'done', failure: null, items: [] };
const stopped: WriteHistory['stopped'][number] = {
  progress: {
    stepId: 's-2',
    workspaceId: 'w-1',
    through: 2,
    total: 12,
    troubled: 1,
    waitsUntil: null,
  },
  at: Date.UTC(2026, 10, 23, 12),
  rollingBack: false,
};
const undoable: WriteHistory = {
  undo: { stepId: 's', at: 0, created: 1, updated: 2, deleted: 0, memberIds: [people.ana.id] },
  redo: null,
  stopped: [],
};

export const states: Openings = {
  opening: {
    snapshot: null,
    seen: (screen) => screen.getByRole('region', { name: 'Opening…' }),
  },
  'a bug in main': {
    answers: { 'snapshot.read': () => new Refusal({ kind: 'bug', reference: 'B-1742' }) },
    seen: words(/B-1742/),
  },
  'the first read': {
    snapshot: reading({ ...never, reading: true }),
    seen: words('Reading the schedule…'),
  },
  empty: {
    snapshot: of({ entries: [], teams: [], members: [], me: null }),
    seen: words('Acme has no entries'),
  },
  'offline from the beginning': {
    snapshot: reading({ ...never, failure: offline }),
    seen: words('Offline'),
  },
  'no sign-in': {
    snapshot: of({ token: 'missing', read: { ...read, ...never, failure: { kind: 'no-token' } } }),
    seen: words('Sign in to Acme'),
  },
  'the local service has stopped': {
    snapshot: of({
      kind: 'local',
      read: {
        ...read,
        ...never,
        failure: { kind: 'service-down', detail: 'database is locked' },
      },
    }),
    seen: words('Local service stopped'),
  },
  'no workspace': { snapshot: snapshotWith([]), seen: words('No schedule yet') },
  stale: {
    snapshot: reading({ goodAt: sampleNow - 3 * hourMs, failure: offline }),
    seen: words('Offline.'),
  },
  'a member refused': {
    snapshot: reading({
      incomplete: [
        {
          kind: 'member-refused',
          memberId: people.ana.id,
          failure: { kind: 'forbidden', detail: '' },
        },
      ],
    }),
    seen: words('Not everything could be read:'),
    part: '.banners',
  },
  '2 of 14 members refused': {
    snapshot: of({
      customerIds: fourteen.map(({ id }) => id),
      teams: workspaceWith().teams.map((it) =>
        it.id === 't-platform' ? { ...it, memberIds: fourteen.map(({ id }) => id) } : it,
      ),
      members: fourteen,
      read: { ...read, incomplete: fourteen.slice(-2).map(refused) },
    }),
    seen: words(/2 of 14/),
  },
  'unreadable entries': {
    snapshot: reading({ incomplete: [{ kind: 'entries-skipped', count: 2 }] }),
    open: press(/^Problems/),
    seen: words('2 entries could not be read'),
  },
  'a sign-in over what was read': {
    snapshot: reading({ failure: { kind: 'unauthorized' } }),
    open: press('Sign in…'),
    seen: dialog('Sign in'),
    part: '[role=dialog]',
  },
  'what needs attention': {
    snapshot: of(
      {},
      {
        attention: [
          { kind: 'keychain', failure: { kind: 'keychain-locked' } },
          { kind: 'no-tray' },
        ],
      },
    ),
    seen: words(/keychain is locked/i),
    part: '.banners',
  },
  'a write nobody knows of': {
    snapshot: of({
      pending: [
        {
          id: 'p-1',
          stepId: 'p',
          kind: 'create',
          teamId: 't-platform',
          key: null,
          memberId: people.ana.id,
          rule: null,
          state: 'unknown',
          since: sampleNow,
        },
      ],
    }),
    seen: words(/shows no sign of it/),
    part: '.banners',
  },
  'a step under way': {
    answers: {
      'writes.history': () => undoable,
      'writes.undo': () => new Promise<never>(() => undefined),
    },
    open: all(press(/^Undo: /), (_, { bridge }) =>
      Promise.resolve(bridge.push('writes.progressed', stopped.progress)),
    ),
    seen: words(/2 of 12 through/),
    part: '.banners',
  },
  'a step in trouble': {
    answers: {
      'writes.history': () => undoable,
      'writes.undo': () => ({ ...done, state: 'stopped', failure: offline }),
    },
    open: press(/^Undo: /),
    seen: (screen) => screen.getByRole('button', { name: 'Roll back' }),
    part: '.banners',
  },
  'a step cut short': {
    answers: { 'writes.history': () => ({ ...undoable, stopped: [stopped] }) },
    seen: words(/was cut short/),
    part: '.banners',
  },
};
