import { done, failed, type Failure, type Outcome } from '../../core/contract/failure.ts';
import { JournalError } from '../journal.ts';
import type { WriteHooks } from './calls.ts';
import { Desk } from './desk.ts';
import { historyOf, inverseOf, remainingOf } from './inverse.ts';
import type { WorkParts } from './ports.ts';
import type { StepReport } from './report.ts';
import { noJournal, type Chosen, type Runner } from './runner.ts';
import { isOpen, isUncertain, type Step, type StepRecord } from './step.ts';

type NewStep = (record: StepRecord, origin: Step['origin'], inverse: Inverse) => Step;
type Inverse = ReturnType<typeof inverseOf>;

/** Undo, redo, and what can be done with a step that was cut short. */
export function createTakingBack(parts: WorkParts, runner: Runner, newStep: NewStep) {
  const { journal } = parts;
  const rollBackOf = (stepId: string): StepRecord | null =>
    journal
      .records()
      .filter(({ step }) => step.origin === 'roll-back' && step.of === stepId)
      .at(-1) ?? null;
  /** A window may name a step by its roll-back. */
  const rootOf = (stepId: string): StepRecord | null => {
    const record = journal.record(stepId);
    const { origin, of } = record?.step ?? {};
    return origin === 'roll-back' && of ? journal.record(of) : record;
  };

  /** What is unknown is looked for once more and then, by the person's consent, sent again. */
  async function reopen({ step, items }: StepRecord): Promise<void> {
    for (const [at, { state }] of items.entries()) {
      if (state === 'unknown') await journal.note(step.id, at, { state: 'sent' }, false);
    }
  }

  /** Finds out what of a cut-off step has happened, so that exactly that is taken back. */
  async function settle(record: StepRecord): Promise<Failure | null> {
    const desk = new Desk(parts, record.step.id, () => undefined);
    await reopen(record);
    const failure = await desk.awaitSeen(() => desk.inState('sent', 'accepted'));
    for (const at of desk.inState('sent')) await desk.note(at, { state: 'unknown' });
    return failure;
  }

  async function chooseRollBack(stepId: string): Promise<Outcome<Chosen | StepReport>> {
    const record = journal.record(stepId);
    if (record === null || !isOpen(record)) return notAllowed('there is nothing left to roll back');
    const begun = rollBackOf(stepId);
    if (begun !== null && isOpen(begun)) {
      await reopen(begun);
      return done({ step: begun.step, consent: true });
    }
    const failure = await settle(record);
    if (failure !== null) return failed(failure);
    const inverse = remainingOf(journal.record(stepId) ?? record, journal.records());
    // Nothing of it is to be seen, or no more than was taken back before.
    if (inverse.changes.length === 0) {
      return done({ stepId, state: 'done', failure: null, items: [] });
    }
    return done({ step: newStep(record, 'roll-back', inverse), consent: true });
  }

  /** Ends a step that was rolled back, unless something of it is still to come. */
  async function endRolledBack(stepId: string, report: StepReport): Promise<StepReport> {
    if (report.state !== 'done') return report;
    const record = journal.record(stepId);
    if (record?.items.some(({ state }) => state === 'accepted') === true) {
      return { ...report, state: 'stopped', failure: stillToCome };
    }
    await journal.end(stepId, 'rolled-back');
    return report;
  }

  async function goBack(
    id: string,
    which: 'undo' | 'redo',
    hooks: WriteHooks,
  ): Promise<Outcome<StepReport>> {
    const choose = (): Outcome<Chosen> => {
      const history = historyOf(journal.records(), id);
      const last = history[which].at(-1);
      const blocked = blockedBy(history.blocking);
      if (blocked !== null) return failed(blocked);
      if (last === undefined) return notAllowed(`nothing to ${which}`);
      return done({
        step: newStep(last, which, inverseOf(last, journal.records())),
        consent: true,
      });
    };
    return runner.run(id, () => Promise.resolve(choose()), hooks);
  }

  async function rollBack(stepId: string, hooks: WriteHooks = {}): Promise<Outcome<StepReport>> {
    const root = rootOf(stepId);
    if (root === null) return notAllowed('it cannot be rolled back');
    const { id, workspaceId } = root.step;
    return runner.run(
      workspaceId,
      () => chooseRollBack(id),
      hooks,
      (report) => endRolledBack(id, report),
    );
  }

  return {
    rollBack,
    isRollingBack: (stepId: string) => rollBackOf(stepId) !== null,
    async resume(stepId: string, hooks: WriteHooks = {}): Promise<Outcome<StepReport>> {
      const root = rootOf(stepId);
      if (root === null) return notAllowed('it cannot be resumed');
      const { id, workspaceId } = root.step;
      if (id !== stepId) return rollBack(id, hooks);
      const choose = async (): Promise<Outcome<Chosen>> => {
        const record = journal.record(id);
        if (record === null || !isOpen(record))
          return notAllowed('there is nothing left to resume');
        if (rollBackOf(id) !== null) return notAllowed('it is being rolled back');
        await reopen(record);
        return done({ step: record.step, consent: true });
      };
      return runner.run(workspaceId, choose, hooks);
    },
    /** Leaves a step as it stands, with the roll-back of it that was cut short. */
    async leave(stepId: string): Promise<Outcome<null>> {
      const root = rootOf(stepId);
      if (root === null) return done(null);
      try {
        const begun = rollBackOf(root.step.id);
        if (begun !== null && isOpen(begun)) await journal.end(begun.step.id, 'left');
        await journal.end(root.step.id, 'left');
        return done(null);
      } catch (error) {
        if (error instanceof JournalError) return failed(noJournal);
        throw error;
      }
    },
    undo: (id: string, hooks: WriteHooks = {}) => goBack(id, 'undo', hooks),
    redo: (id: string, hooks: WriteHooks = {}) => goBack(id, 'redo', hooks),
  };
}

/** Why nothing may be taken back while a step stands as it does. */
function blockedBy(record: StepRecord | null): Failure | null {
  if (record === null) return null;
  if (isOpen(record))
    return refused('the last change was cut short: resume it, roll it back or keep it first');
  return record.items.some(({ state }) => state === 'accepted')
    ? refused('PingHome does not show the last change yet: wait for it, or dismiss it')
    : record.items.some(isUncertain)
      ? refused(
          'it is not known whether the last change arrived: look at the schedule and dismiss it first',
        )
      : null;
}

const refused = (detail: string): Failure => ({ kind: 'not-allowed', detail });
const notAllowed = (detail: string) => failed(refused(detail));
const stillToCome = refused(
  'PingHome accepted more of it than it shows yet: go on rolling back once it does',
);
