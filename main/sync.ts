import type { Outcome } from '../core/contract/failure.ts';
import type { ReadState } from '../core/contract/snapshot.ts';
import type { MemberId, WorkspaceId } from '../core/schedule/model.ts';
import { minuteMs, secondMs } from '../core/time/instant.ts';
import type { Cache } from './cache.ts';
import type { Clock } from './clock.ts';
import type { Client } from './pinghome/client.ts';
import { sameValue, type Store } from './store.ts';
import { Account, type MemberView, type PollOutcome } from './sync/account.ts';
import { createSaves } from './sync/saves.ts';
import { isAsBefore, isWorthSaving, judge } from './sync/judge.ts';
import { neverRead, pausesPolling, pollEveryMs, waitAfter } from './sync/schedule.ts';

export type Trigger =
  'start' | 'timer' | 'resume' | 'unlock' | 'online' | 'clock' | 'write' | 'hand';

export interface SyncParts {
  readonly store: Store;
  readonly cache: Cache;
  readonly clock: Clock;
  /** Null while there is nobody to ask, such as before the embedded service is up. */
  readonly clientFor: (id: WorkspaceId) => Client | null;
  readonly namesFor: (id: WorkspaceId) => Readonly<Record<string, string>>;
  /** A thrown bug, to be logged; it becomes Failure `bug` with the returned reference. */
  readonly report: (error: unknown) => string;
}

/** Keeps every workspace as fresh as can be: one read in flight each, one timer for all. */
export interface Sync {
  /** Shows what the cache holds, then reads. */
  start(): void;
  /** Reads now, by hand: one workspace, or all. Ends when the read has. */
  refresh(id: WorkspaceId | null): Promise<void>;
  /** Something happened that makes old knowledge doubtful. */
  trigger(reason: Trigger): void;
  /** A new token is there. */
  resume(id: WorkspaceId): void;
  pause(id: WorkspaceId): void;
  /** Asks PingHome anew for one member's entries; used around writes. */
  readMember(
    id: WorkspaceId,
    memberId: MemberId,
    signal?: AbortSignal,
  ): Promise<Outcome<MemberView>>;
  noteWrite(id: WorkspaceId): void;
  noteGone(id: WorkspaceId, memberId: MemberId, createdAt: string): void;
  /** Interpretation or names changed: nothing is asked, all is put together anew. */
  reassemble(id: WorkspaceId): void;
  /** The roster is read again with the next poll. */
  forgetNames(id: WorkspaceId): void;
  /** A workspace was taken away. */
  forget(id: WorkspaceId): Promise<void>;
  /** After each read that ended, good or not. */
  onRead(listener: (id: WorkspaceId) => void): () => void;
  dispose(): Promise<void>;
}

interface Watch {
  readonly account: Account;
  dueAt: number;
  failures: number;
  running: Promise<void> | null;
  stop: AbortController | null;
  paused: boolean;
}

/** No timer is armed longer, so that a clock that jumped or a missed wake-up is noticed. */
const longestTimerMs = minuteMs;
/** Several triggers within this time are one. */
const burstMs = secondMs;
/** Wall and monotonic clock may drift this far apart between two wake-ups. */
const driftMs = 5 * secondMs;

export function createSync(parts: SyncParts): Sync {
  const { store, cache, clock } = parts;
  const watches = new Map<WorkspaceId, Watch>();
  const listeners = new Set<(id: WorkspaceId) => void>();
  const saves = createSaves(cache, store, parts.report);
  let cancelTimer: () => void = () => undefined;
  let wall = clock.now();
  let mono = clock.monotonic();
  let ended = false;

  function watch(id: WorkspaceId): Watch {
    const known = watches.get(id);
    if (known !== undefined) return known;
    const account = new Account({
      id,
      store,
      clock,
      client: () => parts.clientFor(id),
      names: () => parts.namesFor(id),
    });
    const fresh = {
      account,
      dueAt: clock.monotonic(),
      failures: 0,
      running: null,
      stop: null,
      paused: false,
    };
    watches.set(id, fresh);
    return fresh;
  }

  function setRead(id: WorkspaceId, changes: Partial<ReadState>): void {
    const read = store.workspace(id)?.read ?? neverRead;
    store.changeWorkspace(id, { read: { ...read, ...changes } });
  }

  function read(id: WorkspaceId, loudly: boolean): Promise<void> {
    const held = watch(id);
    if (held.running !== null) return held.running;
    if (parts.clientFor(id) === null) {
      // Nobody to ask yet is no failure: `resume` comes with the one to ask.
      held.dueAt = Number.POSITIVE_INFINITY;
      return Promise.resolve();
    }
    const stop = new AbortController();
    held.stop = stop;
    held.dueAt = Number.POSITIVE_INFINITY;
    if (loudly || (store.workspace(id)?.read.goodAt ?? null) === null)
      setRead(id, { reading: true });
    held.running = held.account
      .readAll(stop.signal)
      .catch((error: unknown): PollOutcome => {
        return { failure: { kind: 'bug', reference: parts.report(error) }, found: () => ({}) };
      })
      .then((outcome) => {
        // After an abort another read may be running already.
        if (stop.signal.aborted) return;
        held.running = null;
        if (store.workspace(id) !== null) finish(id, held, outcome);
      });
    return held.running;
  }

  function finish(id: WorkspaceId, held: Watch, { failure, found }: PollOutcome): void {
    const now = clock.now();
    const everyMs = pollEveryMs(held.account.customers().length);
    held.failures = failure === null ? 0 : held.failures + 1;
    held.paused = failure !== null && pausesPolling(failure);
    const waitMs = waitAfter(failure, held.failures, everyMs, now);
    held.dueAt = held.paused ? Number.POSITIVE_INFINITY : clock.monotonic() + waitMs;
    const before = store.workspace(id)?.read ?? neverRead;
    const incomplete = held.account.lists.incomplete();
    const nextAt = held.paused ? null : now + waitMs;
    const next = judge(before, failure, { now, nextAt, incomplete, pollEveryMs: everyMs });
    if (!isAsBefore(before, next)) store.changeWorkspace(id, { ...found(), read: next });
    else {
      store.changeWorkspace(id, found());
      store.noteReadQuietly(id, next);
    }
    saves.saveTimes();
    arm();
    for (const listener of [...listeners]) listener(id);
  }

  function arm(): void {
    cancelTimer();
    if (ended) return;
    const due = Math.min(...[...watches.values()].map(({ dueAt }) => dueAt));
    const waitMs = Math.min(Math.max(due - clock.monotonic(), 0), longestTimerMs);
    cancelTimer = clock.setTimer(waitMs, wake);
  }

  function wake(): void {
    const drift = clock.now() - wall - (clock.monotonic() - mono);
    wall = clock.now();
    mono = clock.monotonic();
    if (Math.abs(drift) > driftMs) trigger('clock');
    for (const { id } of store.read().workspaces) {
      if (watch(id).dueAt <= clock.monotonic()) void read(id, false);
    }
    arm();
  }

  function trigger(reason: Trigger): void {
    for (const { id } of store.read().workspaces) {
      const held = watch(id);
      const soon = clock.monotonic() + (reason === 'start' ? 0 : burstMs);
      if (!held.paused && held.running === null) held.dueAt = Math.min(held.dueAt, soon);
    }
    arm();
  }

  const stopListening = store.subscribe((snapshot, before) => {
    for (const workspace of snapshot.workspaces) {
      const old = before.workspaces.find(({ id }) => id === workspace.id);
      if (old === undefined || old === workspace) continue;
      const held = watch(workspace.id);
      if (isWorthSaving(old, workspace)) saves.save(workspace, held.account);
      if (!sameValue(old.customerIds, workspace.customerIds)) trigger('hand');
      if (!sameValue(old.interpretation, workspace.interpretation)) held.account.publish();
    }
  });

  return {
    start() {
      const held = cache.read();
      for (const cached of held.accounts) {
        const workspace = store.workspace(cached.workspace.id);
        if (workspace === null) continue;
        const read = cached.workspace.read;
        store.changeWorkspace(workspace.id, { read: { ...read, paused: false } });
        watch(workspace.id).account.restore(cached);
      }
      const [first] = held.setAside;
      if (first !== undefined) store.addAttention({ kind: 'cache-reset', setAsideAs: first });
      for (const { id } of store.read().workspaces) watch(id);
      wake();
    },
    async refresh(id) {
      const wanted = id === null ? store.read().workspaces.map((workspace) => workspace.id) : [id];
      await Promise.all(wanted.map((one) => read(one, true)));
    },
    trigger,
    resume(id) {
      const held = watch(id);
      held.paused = false;
      held.failures = 0;
      held.stop?.abort();
      held.running = null;
      setRead(id, { paused: false });
      void read(id, true);
    },
    pause(id) {
      const held = watch(id);
      held.paused = true;
      held.dueAt = Number.POSITIVE_INFINITY;
      setRead(id, { paused: true, nextAt: null });
    },
    readMember: (id, memberId, signal) => watch(id).account.readMember(memberId, signal),
    noteWrite(id) {
      watch(id).account.lists.noteWrite(clock.now());
    },
    noteGone(id, memberId, createdAt) {
      watch(id).account.lists.noteGone(memberId, createdAt);
    },
    reassemble(id) {
      watch(id).account.publish();
    },
    forgetNames(id) {
      watch(id).account.forgetNames();
    },
    async forget(id) {
      watches.get(id)?.stop?.abort();
      watches.delete(id);
      await cache.remove(id);
    },
    onRead(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    async dispose() {
      ended = true;
      cancelTimer();
      for (const { stop } of watches.values()) stop?.abort();
      stopListening();
      await saves.settled();
    },
  };
}
