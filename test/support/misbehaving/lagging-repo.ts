import {
  versionOf,
  type EntryFields,
  type Repo,
  type StoredEntry,
} from '../../../service/db/repo.ts';
import type { OtherPerson } from './faults.ts';

/** A repository whose reads of entries may lag behind its writes. */
export interface LaggingRepo {
  readonly repo: Repo;
  readonly other: OtherPerson;
  /** Reads show the entries as they were so many milliseconds ago. */
  setLag(ms: number): void;
  /** Reads show the entries as they are now, whatever is written, until a lag is set. */
  freeze(): void;
  /** What the database holds now, whatever the lag. */
  truth(): Promise<readonly StoredEntry[]>;
}

interface State {
  readonly since: number;
  readonly entries: readonly StoredEntry[];
}

const wholeDay: EntryFields = {
  startDate: null,
  endDate: null,
  monthsOfYear: [],
  weeksOfMonth: [],
  weekDays: [],
  startTime: null,
  endTime: null,
};

/** Wraps a repository; every write through it or by the other person is remembered with its time. */
export async function createLaggingRepo(inner: Repo): Promise<LaggingRepo> {
  const organisation = await inner.organisation();
  const truth = (): Promise<readonly StoredEntry[]> =>
    inner.entries({ kind: 'organisation', id: organisation?.id ?? '' });
  const states: State[] = [{ since: -Infinity, entries: await truth() }];
  let lagMs = 0;
  let frozenAt: number | null = null;
  const remember = async (): Promise<void> => {
    states.push({ since: performance.now(), entries: await truth() });
    while (states.length > 200) states.shift();
  };
  const remembering =
    <A extends unknown[]>(write: (...args: A) => Promise<boolean>) =>
    async (...args: A): Promise<boolean> => {
      const written = await write(...args);
      if (written) await remember();
      return written;
    };
  const repo: Repo = {
    ...inner,
    insert: remembering(inner.insert),
    replace: remembering(inner.replace),
    remove: remembering(inner.remove),
    async entries(scope) {
      if (lagMs === 0 && frozenAt === null) return inner.entries(scope);
      const until = frozenAt ?? performance.now() - lagMs;
      const seen = [...states].reverse().find((state) => state.since <= until) ?? states[0];
      const entries = seen?.entries ?? [];
      return scope.kind === 'member' ? entries.filter((e) => e.memberId === scope.id) : entries;
    },
  };
  return {
    repo,
    other: otherPerson(repo, truth),
    setLag(ms) {
      [lagMs, frozenAt] = [ms, null];
    },
    freeze() {
      frozenAt = performance.now();
    },
    truth,
  };
}

function otherPerson(repo: Repo, truth: () => Promise<readonly StoredEntry[]>): OtherPerson {
  const find = async (memberId: string, createdAt: string): Promise<StoredEntry> => {
    const found = (await truth()).find((e) => e.memberId === memberId && e.createdAt === createdAt);
    if (found === undefined) throw new Error(`No entry ${memberId} ${createdAt} to work on`);
    return found;
  };
  return {
    async create({ teamId, memberId, createdAt = new Date().toISOString(), ...given }) {
      const fields = { ...wholeDay, ...given };
      const entry = { teamId, memberId, createdAt, version: versionOf(fields), ...fields };
      if (!(await repo.insert(entry))) throw new Error(`There is an entry ${createdAt} already`);
      return entry;
    },
    async change(memberId, createdAt, fields) {
      const seen = await find(memberId, createdAt);
      if (!(await repo.replace(seen, { ...seen, ...fields }))) throw new Error('Lost a race');
    },
    async remove(memberId, createdAt) {
      if (!(await repo.remove(await find(memberId, createdAt)))) throw new Error('Lost a race');
    },
  };
}
