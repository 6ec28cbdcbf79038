import { checkRule } from '../core/contract/entry-body.ts';
import { done, failed, type Outcome } from '../core/contract/failure.ts';
import type { WriteResult } from '../core/contract/ipc.ts';
import { isLocking } from '../core/contract/pending.ts';
import type { EntryKey, MemberId, Rule, TeamId, WorkspaceId } from '../core/schedule/model.ts';
import { sameId } from '../core/schedule/schedule.ts';
import { JournalError } from './journal.ts';
import type { WriteHooks, Writes } from './writes/calls.ts';
import { historyOf } from './writes/inverse.ts';
import { takeInLate } from './writes/late.ts';
import { pendingOf } from './writes/pending.ts';
import { changesOf } from './writes/plan.ts';
import { defaultWriteLimits, type WorkParts, type WriteParts } from './writes/ports.ts';
import { progressOf, resultOf } from './writes/report.ts';
import { createRunner } from './writes/runner.ts';
import { createSentTimes } from './writes/sent-times.ts';
import { isOpen, type Change, type Step } from './writes/step.ts';
import { summaryOf } from './writes/summary.ts';
import { createTakingBack } from './writes/taking-back.ts';

export type { UnfinishedStep, WriteHooks, Writes } from './writes/calls.ts';

export function createWrites(ports: WriteParts): Writes {
  const leaving = new AbortController();
  const sentTimes = createSentTimes(ports.clock);
  const parts: WorkParts = { ...ports, leaving: leaving.signal, sentTimes };
  const { store, sync, journal, clock } = parts;
  const { visibleMs } = { ...defaultWriteLimits, ...parts.limits };
  /** Until what waits to be shown is shown too late. */
  const timers = new Map<WorkspaceId, () => void>();
  let shownAt = -Infinity;

  const pendingNow = (id: WorkspaceId) => pendingOf(journal.records(), id, sentTimes, visibleMs);
  const publish = (id: WorkspaceId) => {
    shownAt = clock.monotonic();
    const { pending, lateInMs } = pendingNow(id);
    store.changeWorkspace(id, { pending });
    timers.get(id)?.();
    timers.delete(id);
    if (lateInMs === null) return;
    const again = () => {
      publish(id);
    };
    timers.set(id, clock.setTimer(lateInMs, again));
  };
  const runner = createRunner(parts, (id, step) => {
    if (step?.bulk !== true || clock.monotonic() - shownAt > 500) publish(id);
  });
  const back = createTakingBack(parts, runner, ({ step }, origin, { changes, places }) => ({
    ...stepOf(step.workspaceId, changes, changes.length > 1),
    origin,
    of: step.id,
    places,
  }));

  function stepOf(workspaceId: WorkspaceId, changes: readonly Change[], bulk: boolean): Step {
    const [id, at] = [parts.newId(), clock.now()];
    return { id, workspaceId, at, origin: 'do', of: null, bulk, changes };
  }

  const run = (step: Step, hooks: WriteHooks = {}) =>
    runner.run(step.workspaceId, () => Promise.resolve(done({ step, consent: false })), hooks);

  async function single(
    id: WorkspaceId,
    ...changes: readonly Change[]
  ): Promise<Outcome<WriteResult>> {
    const report = await run(stepOf(id, changes, false));
    return report.ok ? resultOf(report.value) : report;
  }

  /** Why a write may not even be tried. */
  function refusal(
    { workspaceId: id, teamId }: { readonly workspaceId: WorkspaceId; readonly teamId: TeamId },
    key: EntryKey | null,
    memberId: MemberId,
    rule: Rule | null,
  ) {
    const workspace = store.workspace(id);
    if (workspace === null) return notAllowed('the workspace is gone');
    if (key !== null && pendingNow(id).pending.some((write) => isLocking(write, teamId, key)))
      return notAllowed('an earlier change of this entry is still waiting to be shown');
    const problems = rule === null ? [] : checkRule(memberId, rule, workspace.interpretation);
    const errors = problems
      .filter(({ severity }) => severity === 'error')
      .map(({ field, path, code }) => ({ field, path, code, message: '' }));
    if (errors.length === 0) return null;
    return failed({ kind: 'rejected', status: 422, detail: 'not sent', errors });
  }

  /** What waits for the person to pick it up again. */
  const stoppedSteps = () =>
    journal
      .records()
      .filter((record) => isOpen(record) && !runner.isRunning(record.step.id))
      .filter(({ step }) => step.origin !== 'roll-back');

  for (const { id } of store.read().workspaces) publish(id);
  const stopListening = sync.onRead((id) => {
    takeInLate(parts, id, runner.isRunning)
      .then((changed) => {
        if (changed) publish(id);
      })
      .catch((error: unknown) => {
        // Nothing was lost: the next read takes it in.
        if (!(error instanceof JournalError)) throw error;
      });
  });

  return {
    async create({ workspaceId, teamId, memberId, rule }) {
      const refused = refusal({ workspaceId, teamId }, null, memberId, rule);
      if (refused !== null) return refused;
      return single(workspaceId, { kind: 'create', teamId, memberId, rule, revives: null });
    },
    async update({ workspaceId, teamId, key, base, rule, memberId }) {
      const refused = refusal({ workspaceId, teamId }, key, memberId, rule);
      if (refused !== null) return refused;
      if (sameId(memberId) === sameId(key.memberId)) {
        return single(workspaceId, { kind: 'update', teamId, key, base, rule });
      }
      return single(
        workspaceId,
        { kind: 'create', teamId, memberId, rule, revives: key },
        { kind: 'delete', teamId, key, base, needs: 0 },
      );
    },
    async remove({ workspaceId, teamId, key, base }) {
      const refused = refusal({ workspaceId, teamId }, key, key.memberId, null);
      if (refused !== null) return refused;
      return single(workspaceId, { kind: 'delete', teamId, key, base, needs: null });
    },
    async bulk(id, writes, hooks = {}) {
      return run(stepOf(id, changesOf(writes), true), hooks);
    },
    unfinished: () =>
      stoppedSteps().map((record) => ({
        stepId: record.step.id,
        workspaceId: record.step.workspaceId,
        at: record.step.at,
        progress: progressOf(record),
        rollingBack: back.isRollingBack(record.step.id),
      })),
    resume: back.resume,
    rollBack: back.rollBack,
    async leave(stepId) {
      const left = await back.leave(stepId);
      const record = journal.record(stepId);
      if (record !== null) publish(record.step.workspaceId);
      return left;
    },
    history(id) {
      const { undo, redo } = historyOf(journal.records(), id);
      return { canUndo: undo.length > 0, canRedo: redo.length > 0 };
    },
    overview(id) {
      const { undo, redo } = historyOf(journal.records(), id);
      const [lastDone, lastUndone] = [undo.at(-1), redo.at(-1)];
      return {
        undo: lastDone === undefined ? null : summaryOf(lastDone),
        redo: lastUndone === undefined ? null : summaryOf(lastUndone),
        stopped: stoppedSteps()
          .filter(({ step }) => step.workspaceId === id)
          .map((record) => ({
            progress: { ...progressOf(record), workspaceId: id },
            at: record.step.at,
            rollingBack: back.isRollingBack(record.step.id),
          })),
      };
    },
    undo: back.undo,
    redo: back.redo,
    async finish() {
      leaving.abort();
      await runner.idle();
    },
    dispose() {
      stopListening();
      for (const cancel of timers.values()) cancel();
    },
  };
}

const notAllowed = (detail: string) => failed({ kind: 'not-allowed', detail });
