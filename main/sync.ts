import type { Failure } from '../core/contract/failure.ts';
import type { ReadState } from '../core/contract/snapshot.ts';
import type { WorkspaceId } from '../core/schedule/model.ts';
import { minuteMs, secondMs } from '../core/time/instant.ts';
import { sameValue } from './store.ts';
import { Account, type PollOutcome } from './sync/account.ts';
import type { Sync, SyncParts } from './sync/ports.ts';
import { nothingSeen } from './sync/member-view.ts';
import { createSaves } from './sync/saves.ts';
import { createWatches, type Watch } from './sync/watches.ts';
import { isAsBefore, isWorthSaving, judge } from './sync/judge.ts';
import { asksToWait, neverRead, pausesPolling, pollEveryMs, waitAfter } from './sync/schedule.ts';

export type { Sync, SyncParts } from './sync/ports.ts';

const refusedToken: Failure = { kind: 'unauthorized' };

/** No timer is armed longer, so that a clock that jumped or a missed wake-up is noticed. */
const longestTimerMs = minuteMs;
/** Several triggers within this time are one. */
const burstMs = secondMs;
/** Wall and monotonic clock may drift this far apart between two wake-ups. */
const driftMs = 5 * secondMs;

export function createSync(parts: SyncParts): Sync {
  const { store, cache, clock } = parts;
  const watches = createWatches(store, {
    monotonic: clock.monotonic,
    accountOf: (id) =>
      new Account({
        id,
        store,
        clock,
        client: () => parts.clientFor(id),
        names: () => parts.namesFor(id),
      }),
  });
  const listeners = new Set<(id: WorkspaceId) => void>();
  const saves = createSaves(cache, store, parts.report);
  let cancelTimer: () => void = () => undefined;
  let wall = clock.now();
  let mono = clock.monotonic();
  let ended = false;

  function setRead(id: WorkspaceId, changes: Partial<ReadState>): void {
    const read = store.workspace(id)?.read ?? neverRead;
    store.changeWorkspace(id, { read: { ...read, ...changes } });
  }

  function read(id: WorkspaceId, loudly: boolean): Promise<void> {
    if (!watches.has(id)) return Promise.resolve();
    const held = watches.of(id);
    if (held.running !== null) return held.running;
    if (parts.clientFor(id) === null) {
      // Nobody to ask yet is no failure: `resume` comes with the one to ask.
      held.dueAt = Number.POSITIVE_INFINITY;
      return Promise.resolve();
    }
    const stop = new AbortController();
    held.stop = stop;
    held.refused = false;
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
        finish(id, held, held.refused ? { ...outcome, failure: refusedToken } : outcome);
      });
    return held.running;
  }

  function finish(id: WorkspaceId, held: Watch, { failure, found }: PollOutcome): void {
    const now = clock.now();
    const everyMs = (parts.pollEveryMs ?? pollEveryMs)(held.account.customers().length);
    held.failures = failure === null ? 0 : held.failures + 1;
    held.paused = failure !== null && pausesPolling(failure);
    const waitMs = waitAfter(failure, held.failures, everyMs, now);
    held.dueAt = held.paused ? Number.POSITIVE_INFINITY : clock.monotonic() + waitMs;
    held.restUntil = asksToWait(failure) ? held.dueAt : -Infinity;
    if (failure !== null && held.askedMeanwhile) soon(held, burstMs);
    held.askedMeanwhile = false;
    const before = store.workspace(id)?.read ?? neverRead;
    const incomplete = held.account.incomplete();
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
    const waitMs = Math.min(Math.max(watches.nextDueAt() - clock.monotonic(), 0), longestTimerMs);
    cancelTimer = clock.setTimer(waitMs, wake);
  }

  function wake(): void {
    const drift = clock.now() - wall - (clock.monotonic() - mono);
    compareFromNow();
    if (Math.abs(drift) > driftMs) trigger();
    for (const id of watches.ids()) {
      if (watches.of(id).dueAt <= clock.monotonic()) void read(id, false);
    }
    arm();
  }

  function compareFromNow(): void {
    wall = clock.now();
    mono = clock.monotonic();
  }

  function trigger(): void {
    // A clock that was set is not read for twice, by whoever noticed it first and by us.
    compareFromNow();
    for (const id of watches.ids()) {
      const held = watches.of(id);
      // What failed before says little about a network that has just come back.
      held.failures = 0;
      if (held.running === null) soon(held, burstMs);
      else held.askedMeanwhile = true;
    }
    arm();
  }

  function soon(held: Watch, waitMs: number): void {
    if (held.paused) return;
    held.dueAt = Math.min(held.dueAt, Math.max(clock.monotonic() + waitMs, held.restUntil));
  }

  const readMembers: Sync['readMembers'] = async (id, memberIds, signal) => {
    const held = watches.of(id);
    const views = await held.account.readMembers(memberIds, signal);
    if (!views.ok && pausesPolling(views.failure)) {
      // The next poll, with whatever token there is by then, tells whether all must pause.
      soon(held, burstMs);
      arm();
    }
    return views;
  };

  const stopListening = store.subscribe((snapshot, before) => {
    watches.prune();
    for (const workspace of snapshot.workspaces) {
      const old = before.workspaces.find(({ id }) => id === workspace.id);
      if (old === undefined || old === workspace || !watches.has(workspace.id)) continue;
      const held = watches.of(workspace.id);
      if (isWorthSaving(old, workspace)) saves.save(workspace, held.account);
      if (!sameValue(old.customerIds, workspace.customerIds)) trigger();
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
        watches.of(workspace.id).account.restore(cached);
      }
      const [first] = held.setAside;
      if (first !== undefined) store.addAttention({ kind: 'cache-reset', setAsideAs: first });
      for (const id of watches.ids()) watches.of(id);
      wake();
    },
    async refresh(id) {
      const wanted = id === null ? watches.ids() : [id];
      await Promise.all(wanted.map((one) => read(one, true)));
    },
    trigger,
    resume(id) {
      watches.keep(id);
      const held = watches.of(id);
      held.paused = false;
      held.failures = 0;
      held.stop?.abort();
      held.running = null;
      setRead(id, { paused: false });
      void read(id, true);
    },
    pause(id) {
      const held = watches.of(id);
      if (held.running !== null) held.refused = true;
      else if (watches.has(id)) finish(id, held, { failure: refusedToken, found: () => ({}) });
    },
    readMembers,
    async readMember(id, memberId, signal) {
      const views = await readMembers(id, [memberId], signal);
      const [view = nothingSeen] = views.ok ? views.value : [];
      return views.ok ? { ok: true, value: view } : views;
    },
    noteWrite(id) {
      watches.of(id).account.lists.noteWrite(clock.monotonic());
    },
    noteGone(id, teamId, key) {
      watches.of(id).account.lists.noteGone(teamId, key);
    },
    reassemble(id) {
      watches.of(id).account.publish();
    },
    forgetNames(id) {
      watches.of(id).account.forgetNames();
    },
    async forget(id) {
      watches.forget(id);
      // One that was being written would else come back.
      await saves.settled();
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
      watches.stopAll();
      stopListening();
      await saves.settled();
    },
  };
}
