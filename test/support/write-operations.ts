import type { EndpointName } from '../../core/contract/pinghome.ts';
import type { Failure, Outcome } from '../../core/contract/failure.ts';
import type { WriteResult } from '../../core/contract/ipc.ts';
import type { Entry, EntryKey } from '../../core/schedule/model.ts';
import type { StepReport } from '../../main/writes/report.ts';
import type { Misbehaving } from './misbehaving/server.ts';
import { workspaceId } from './watched.ts';
import { mornings, writtenMornings, type Writing } from './writing.ts';

/** How an operation ended, in one word: the kind of its result, or of its failure. */
export interface Ending {
  readonly word: string;
  readonly result: WriteResult | null;
  readonly failure: Failure | null;
  /** Where the operation was a step of its own. */
  readonly report: StepReport | null;
}

/** One way to change an account, with the states of the server it knows. */
export interface Operation {
  readonly name: string;
  /** The call a fault is played on. */
  readonly call: EndpointName;
  /** The test's entries on the server, as `member days`. */
  readonly before: readonly string[];
  /** When the faulty call had no effect, but everything else that still could had. */
  readonly without: readonly string[];
  readonly after: readonly string[];
  readonly prepare: (app: Writing, server: Misbehaving) => Promise<() => Promise<Ending>>;
}

/** The key PingHome knows an entry by. */
export const keyOf = (entry: Entry): EntryKey => ({
  memberId: entry.memberId ?? '',
  createdAt: entry.createdAt ?? '',
});

/** Puts an entry of the tests on the server, behind our back. */
async function place(server: Misbehaving, memberId: string, day: number): Promise<void> {
  await server.other.create({
    teamId: server.ids.platform,
    memberId,
    createdAt: `2026-01-01T00:00:00.00${String(day)}Z`,
    ...writtenMornings(day),
  });
}

async function placed(app: Writing, server: Misbehaving, ...days: number[]): Promise<Entry[]> {
  for (const day of days) await place(server, server.ids.ana, day);
  await app.sync.refresh(workspaceId);
  return days.map((day) => app.entry(`2026-01-01T00:00:00.00${String(day)}Z`));
}

function endingOf(outcome: Outcome<WriteResult>): Ending {
  return outcome.ok
    ? { word: outcome.value.kind, result: outcome.value, failure: null, report: null }
    : { word: outcome.failure.kind, result: null, failure: outcome.failure, report: null };
}

const wordOf = { confirmed: 'saved', accepted: 'waiting', sent: 'unknown' } as Readonly<
  Record<string, string>
>;

/** The ending of one change of a step. */
function endingIn(outcome: Outcome<StepReport>, at: number): Ending {
  if (!outcome.ok) return endingOf(outcome);
  const item = outcome.value.items[at];
  if (item === undefined) throw new Error('no such change');
  const failure = item.failure ?? outcome.value.failure;
  const word = ['refused', 'planned'].includes(item.state)
    ? (failure?.kind ?? item.state)
    : (wordOf[item.state] ?? item.state);
  return { word, result: null, failure, report: outcome.value };
}

export const operations: readonly Operation[] = [
  {
    name: 'create',
    call: 'createEntry',
    before: [],
    without: [],
    after: ['ana 1'],
    async prepare(app, server) {
      await app.sync.refresh(workspaceId);
      const { platform: teamId, ana: memberId } = server.ids;
      return async () =>
        endingOf(await app.writes.create({ workspaceId, teamId, memberId, rule: mornings(1) }));
    },
  },
  {
    name: 'update',
    call: 'updateEntry',
    before: ['ana 1'],
    without: ['ana 1'],
    after: ['ana 2'],
    async prepare(app, server) {
      const [entry] = await placed(app, server, 1);
      if (entry === undefined) throw new Error('not placed');
      const key = keyOf(entry);
      const change = { workspaceId, teamId: server.ids.platform, key, base: entry.rule };
      return async () =>
        endingOf(await app.writes.update({ ...change, rule: mornings(2), memberId: key.memberId }));
    },
  },
  {
    name: 'delete',
    call: 'deleteEntry',
    before: ['ana 1'],
    without: ['ana 1'],
    after: [],
    async prepare(app, server) {
      const [entry] = await placed(app, server, 1);
      if (entry === undefined) throw new Error('not placed');
      const change = {
        workspaceId,
        teamId: server.ids.platform,
        key: keyOf(entry),
        base: entry.rule,
      };
      return async () => endingOf(await app.writes.remove(change));
    },
  },
  reassignment('reassignment, its create', 'createEntry', ['ana 1']),
  reassignment('reassignment, its delete', 'deleteEntry', ['ana 1', 'jonas 1']),
  {
    name: 'undo of a create',
    call: 'deleteEntry',
    before: ['ana 1'],
    without: ['ana 1'],
    after: [],
    async prepare(app, server) {
      await app.sync.refresh(workspaceId);
      const { platform: teamId, ana: memberId } = server.ids;
      await app.writes.create({ workspaceId, teamId, memberId, rule: mornings(1) });
      return async () => endingIn(await app.writes.undo(workspaceId), 0);
    },
  },
  {
    name: 'bulk change of three',
    call: 'updateEntry',
    before: ['ana 1', 'ana 2'],
    without: ['ana 1', 'ana 4'],
    after: ['ana 3', 'ana 4'],
    async prepare(app, server) {
      const [first, second] = await placed(app, server, 1, 2);
      if (first === undefined || second === undefined) throw new Error('not placed');
      const { platform: teamId, ana: memberId } = server.ids;
      return async () => {
        const report = await app.writes.bulk(workspaceId, [
          { kind: 'create', entryId: 'c', teamId, memberId, rule: mornings(4) },
          {
            kind: 'update',
            entryId: 'u',
            teamId,
            key: keyOf(first),
            base: first.rule,
            rule: mornings(3),
          },
          { kind: 'delete', entryId: 'd', teamId, key: keyOf(second), base: second.rule },
        ]);
        return endingIn(report, 1);
      };
    },
  },
];

function reassignment(name: string, call: EndpointName, without: readonly string[]): Operation {
  return {
    name,
    call,
    before: ['ana 1'],
    without,
    after: ['jonas 1'],
    async prepare(app, server) {
      const [entry] = await placed(app, server, 1);
      if (entry === undefined) throw new Error('not placed');
      const change = {
        workspaceId,
        teamId: server.ids.platform,
        key: keyOf(entry),
        base: entry.rule,
      };
      return async () =>
        endingOf(
          await app.writes.update({ ...change, rule: mornings(1), memberId: server.ids.jonas }),
        );
    },
  };
}

/** The test's entries as `member days`: all of them are mornings. */
export function inWords(
  server: Misbehaving,
  entries: readonly {
    memberId: string | null;
    startTime: string | null;
    weekDays: readonly number[];
  }[],
): string[] {
  const names = new Map<string | null, string>(
    Object.entries(server.ids).map(([name, id]) => [id, name]),
  );
  return entries
    .filter((entry) => entry.startTime === '06:00:00')
    .map((entry) => `${names.get(entry.memberId) ?? ''} ${entry.weekDays.join('')}`)
    .sort();
}

/** Makes the account what it was: takes away what is not among the given entries. */
export async function clear(
  server: Misbehaving,
  first: readonly { memberId: string; createdAt: string }[],
): Promise<void> {
  server.heal();
  const known = new Set(first.map(({ memberId, createdAt }) => `${memberId} ${createdAt}`));
  for (const { memberId, createdAt } of await server.truth()) {
    if (!known.has(`${memberId} ${createdAt}`)) await server.other.remove(memberId, createdAt);
  }
}
