import { checkRule } from '../core/contract/entry-body.ts';
import { done, failed, type Failure, type Outcome } from '../core/contract/failure.ts';
import type { WriteResult } from '../core/contract/ipc.ts';
import type { EntryKey, MemberId, Rule, WorkspaceId } from '../core/schedule/model.ts';
import { sameId } from '../core/schedule/schedule.ts';
import { JournalError } from './journal.ts';
import { createSlots, type Slots } from './slots.ts';
import type { WriteHooks, Writes } from './writes/calls.ts';
import { Desk } from './writes/desk.ts';
import { historyOf, inverseOf } from './writes/inverse.ts';
import { summaryOf } from './writes/summary.ts';
import { changesOf } from './writes/plan.ts';
import { pendingOf } from './writes/pending.ts';
import { defaultWriteLimits, type WriteParts } from './writes/ports.ts';
import { takeInLate } from './writes/late.ts';
import { progressOf, reportOf, resultOf, stepEndOf, type StepReport } from './writes/report.ts';
import { carryOut } from './writes/run.ts';
import type { Change, Step, StepRecord } from './writes/step.ts';

export type { UnfinishedStep, WriteHooks, Writes } from './writes/calls.ts';

export function createWrites(ports: WriteParts): Writes {
  const leaving = new AbortController();
  const parts: WriteParts = { ...ports, leaving: leaving.signal };
  const { store, sync, journal, clock } = parts;
  const limits = { ...defaultWriteLimits, ...parts.limits };
  const queues = new Map<WorkspaceId, Slots>();
  const running = new Set<string>();
  let shownAt = -Infinity;

  const publish = (id: WorkspaceId) => {
    shownAt = clock.monotonic();
    const pending = pendingOf(journal.records(), id, clock.now(), limits.visibleMs);
    store.changeWorkspace(id, { pending });
  };
  const queueOf = (id: WorkspaceId) => {
    const queue = queues.get(id) ?? createSlots(1);
    queues.set(id, queue);
    return queue;
  };

  /** Begins a step unless it stands in the journal already, carries it out and says how it went. */
  function run(step: Step, hooks: WriteHooks, consent = false): Promise<Outcome<StepReport>> {
    return queueOf(step.workspaceId).run(async () => {
      running.add(step.id);
      try {
        if (journal.record(step.id) === null) await journal.begin(step);
        const desk = new Desk(parts, step.id, () => {
          hooks.onProgress?.(progressOf(desk.record));
          if (!step.bulk || clock.monotonic() - shownAt > 500) publish(step.workspaceId);
        });
        const end = await carryOut(desk, { signal: hooks.signal, consent });
        await journal.end(step.id, stepEndOf(desk.record, end));
        return done(reportOf(desk.record, desk.theirs, end));
      } catch (error) {
        if (error instanceof JournalError) return failed(noJournal);
        throw error;
      } finally {
        running.delete(step.id);
        publish(step.workspaceId);
      }
    });
  }

  function stepOf(workspaceId: WorkspaceId, changes: readonly Change[], bulk: boolean): Step {
    const [id, at] = [parts.newId(), clock.now()];
    return { id, workspaceId, at, origin: 'do', of: null, bulk, changes };
  }

  async function single(
    id: WorkspaceId,
    ...changes: readonly Change[]
  ): Promise<Outcome<WriteResult>> {
    const report = await run(stepOf(id, changes, false), {});
    return report.ok ? resultOf(report.value) : report;
  }

  /** Why a write may not even be tried. */
  function refusal(id: WorkspaceId, key: EntryKey | null, memberId: MemberId, rule: Rule | null) {
    const workspace = store.workspace(id);
    if (workspace === null) return notAllowed('the workspace is gone');
    const isUnderWay = workspace.pending.some(
      (write) =>
        key !== null &&
        (write.state === 'sending' || write.state === 'waiting') &&
        write.key?.createdAt === key.createdAt &&
        sameId(write.memberId) === sameId(key.memberId),
    );
    if (isUnderWay)
      return notAllowed('an earlier change of this entry is still waiting to be shown');
    const problems = rule === null ? [] : checkRule(memberId, rule, workspace.interpretation);
    const errors = problems
      .filter(({ severity }) => severity === 'error')
      .map(({ field, path, code }) => ({ field, path, code, message: '' }));
    if (errors.length === 0) return null;
    return failed({ kind: 'rejected', status: 422, detail: 'not sent', errors });
  }

  const openSteps = () =>
    journal
      .records()
      .filter(({ step, end }) => (end === null || end === 'stopped') && !running.has(step.id));
  const rollBackOf = (stepId: string) =>
    openSteps().find(({ step }) => step.origin === 'roll-back' && step.of === stepId) ?? null;

  /** What is unknown is looked for once more and then, by the person's consent, sent again. */
  async function reopen({ step, items }: StepRecord): Promise<void> {
    for (const [at, { state }] of items.entries()) {
      if (state === 'unknown') await journal.note(step.id, at, { state: 'sent' }, false);
    }
  }

  async function takeBack(
    record: StepRecord,
    origin: 'undo' | 'redo' | 'roll-back',
    hooks: WriteHooks,
  ): Promise<Outcome<StepReport>> {
    const changes = inverseOf(record, journal.records());
    const { id, workspaceId } = record.step;
    const bulk = changes.length > 1;
    return run({ ...stepOf(workspaceId, changes, bulk), origin, of: id }, hooks, true);
  }

  for (const { id } of store.read().workspaces) publish(id);
  const stopListening = sync.onRead((id) => {
    takeInLate(parts, id, (stepId) => running.has(stepId))
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
      const refused = refusal(workspaceId, null, memberId, rule);
      if (refused !== null) return refused;
      return single(workspaceId, { kind: 'create', teamId, memberId, rule, revives: null });
    },
    async update({ workspaceId, teamId, key, base, rule, memberId }) {
      const refused = refusal(workspaceId, key, memberId, rule);
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
      const refused = refusal(workspaceId, key, key.memberId, null);
      if (refused !== null) return refused;
      return single(workspaceId, { kind: 'delete', teamId, key, base, needs: null });
    },
    async bulk(id, writes, hooks = {}) {
      return run(stepOf(id, changesOf(writes), true), hooks);
    },
    unfinished: () =>
      openSteps()
        .filter(({ step }) => step.origin !== 'roll-back')
        .map((record) => ({
          stepId: record.step.id,
          workspaceId: record.step.workspaceId,
          at: record.step.at,
          progress: progressOf(record),
          rollingBack: rollBackOf(record.step.id) !== null,
        })),
    async resume(stepId, hooks = {}) {
      const record = journal.record(stepId);
      if (record === null || rollBackOf(stepId) !== null) return notAllowed('it cannot be resumed');
      await reopen(record);
      return run(record.step, hooks, true);
    },
    async rollBack(stepId, hooks = {}) {
      const record = journal.record(stepId);
      if (record === null) return notAllowed('it cannot be rolled back');
      const begun = rollBackOf(stepId);
      if (begun !== null) await reopen(begun);
      else {
        const settled = await settle(record);
        if (settled !== null) return failed(settled);
      }
      const report = begun
        ? await run(begun.step, hooks, true)
        : await takeBack(journal.record(stepId) ?? record, 'roll-back', hooks);
      if (report.ok && report.value.state === 'done') await journal.end(stepId, 'rolled-back');
      return report;
    },
    async leave(stepId) {
      await journal.end(stepId, 'left');
      const record = journal.record(stepId);
      if (record !== null) publish(record.step.workspaceId);
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
        stopped: openSteps()
          .filter(({ step }) => step.workspaceId === id && step.origin !== 'roll-back')
          .map((record) => ({
            progress: { ...progressOf(record), workspaceId: id },
            at: record.step.at,
            rollingBack: rollBackOf(record.step.id) !== null,
          })),
      };
    },
    async undo(id, hooks = {}) {
      const last = historyOf(journal.records(), id).undo.at(-1);
      return last === undefined ? notAllowed('nothing to undo') : takeBack(last, 'undo', hooks);
    },
    async redo(id, hooks = {}) {
      const last = historyOf(journal.records(), id).redo.at(-1);
      return last === undefined ? notAllowed('nothing to redo') : takeBack(last, 'redo', hooks);
    },
    async finish() {
      leaving.abort();
      // A queue that comes to this empty piece of work has done all before it.
      await Promise.all([...queues.values()].map((queue) => queue.run(() => Promise.resolve())));
    },
    dispose: stopListening,
  };

  /** Finds out what of a cut-off step has happened, so that exactly that is taken back. */
  async function settle(record: StepRecord): Promise<Failure | null> {
    return queueOf(record.step.workspaceId).run(async () => {
      const desk = new Desk(parts, record.step.id, () => undefined);
      await reopen(record);
      const failure = await desk.awaitSeen(() => desk.inState('sent', 'accepted'));
      if (failure !== null) return failure;
      for (const at of desk.inState('sent')) await desk.note(at, { state: 'unknown' });
      return null;
    });
  }
}

const notAllowed = (detail: string) => failed({ kind: 'not-allowed', detail });
const noJournal: Failure = {
  kind: 'not-allowed',
  detail: 'the operation journal cannot be written',
};
