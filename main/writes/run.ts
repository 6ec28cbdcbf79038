import { isSentAlike } from '../../core/contract/entry-body.ts';
import type { Failure } from '../../core/contract/failure.ts';
import type { Entry, Interpretation } from '../../core/schedule/model.ts';
import { sameId } from '../../core/schedule/schedule.ts';
import { minuteMs, secondMs } from '../../core/time/instant.ts';
import { sleepOn } from '../clock.ts';
import { explainRefusal, isMissedOnce, settledBefore } from './compare.ts';
import type { Desk } from './desk.ts';
import { findEntry, keysIn } from './evidence.ts';
import { sendChange } from './send.ts';
import { isSettled, memberOf, type Change } from './step.ts';

export interface RunHooks {
  /** Ends the run after the change under way: the person cancelled, or quits. */
  readonly stop?: AbortSignal | undefined;
  /** The person's word that what is unknown may be sent again. */
  readonly consent?: boolean;
}

/** PingHome is waited for so long within a step, as the polls do. */
const longestWaitMs = 15 * minuteMs;

/** Why a run ended. */
export type RunEnd =
  | { readonly kind: 'done' }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'paused'; readonly failure: Failure };

/**
 * Carries a step out, from wherever the journal says it stands. Each request is in the journal
 * before it goes out, each goes out once, and what became of it is taken from PingHome's reads.
 */
export async function carryOut(desk: Desk, hooks: RunHooks = {}): Promise<RunEnd> {
  const looked = (await desk.look()) ?? (await resolveCutOff(desk, hooks.consent === true));
  if (looked !== null) return { kind: 'paused', failure: looked };
  for (const at of desk.record.step.changes.keys()) {
    if (desk.item(at).state !== 'planned') continue;
    if (hooks.stop?.aborted === true) {
      // What can be taken back at once is what is seen at once.
      await desk.awaitSeen(() => desk.inState('sent', 'accepted'), desk.limits.leavingMs);
      return { kind: 'cancelled' };
    }
    const failure = await perform(desk, at, hooks);
    if (failure !== null) return { kind: 'paused', failure };
  }
  const failure = await desk.awaitSeen(() => desk.inState('sent', 'accepted'));
  for (const at of desk.inState('sent')) await desk.note(at, { state: 'unknown' });
  return failure === null ? { kind: 'done' } : { kind: 'paused', failure };
}

/** What a crash or a pause left between sending and knowing. */
async function resolveCutOff(desk: Desk, consent: boolean): Promise<Failure | null> {
  const failure = await desk.awaitSeen(() => desk.inState('sent'));
  if (failure !== null) return failure;
  for (const at of desk.inState('sent')) {
    await desk.note(at, { state: consent ? 'planned' : 'unknown' });
  }
  return null;
}

/** One change; the failure that must pause everything, or null to go on. */
async function perform(desk: Desk, at: number, hooks: RunHooks): Promise<Failure | null> {
  const change = desk.change(at);
  if (desk.unread >= desk.limits.readEvery || hasTwinUnderWay(desk, at, change)) {
    const failure = await desk.look();
    if (failure !== null) return failure;
  }
  if (change.kind === 'delete' && change.needs !== null) {
    const { needs } = change;
    await desk.awaitSeen(() => (isSettled(desk.item(needs)) ? [] : [needs]));
    if (desk.item(needs).state !== 'confirmed') return null;
  }
  for (;;) {
    // A single write is compared with a read that nothing went out since.
    if (!desk.record.step.bulk && !desk.isFresh(change)) {
      const failure = await desk.look(memberOf(change));
      if (failure !== null) return failure;
    }
    if (change.kind === 'delete' && isMissedOnce(desk.viewOf(change), change)) {
      await sleepOn(desk.parts.clock)(desk.limits.lookMs[1] ?? secondMs, hooks.stop);
      const failure = await desk.look(memberOf(change));
      if (failure !== null) return failure;
    }
    const view = desk.viewOf(change);
    const held =
      change.kind === 'create' ? null : findEntry(view.entries, change.teamId, change.key);
    if (await settledBefore(desk, at, change, held)) return null;
    const failure = await send(desk, at, change, held);
    if (failure?.kind !== 'rate-limited') return failure;
    const retryAt = failure.retryAt ?? desk.parts.clock.now() + minuteMs;
    const waitMs = Math.max(0, retryAt - desk.parts.clock.now());
    // Nobody waits so long before a window that says nothing: the step pauses, with the time.
    if (waitMs > longestWaitMs) return failure;
    await desk.wait(waitMs, hooks.stop);
    if (hooks.stop?.aborted === true) return null;
    // Much may have happened in so long a time.
    const looked = await desk.look(memberOf(change));
    if (looked !== null) return looked;
  }
}

/** An equal create, or a change of the same entry, that no read has shown yet. */
function hasTwinUnderWay(desk: Desk, at: number, change: Change): boolean {
  return desk
    .inState('sent', 'accepted')
    .some((other) => other !== at && isConfusable(desk.change(other), change, desk.interpretation));
}

function isConfusable(a: Change, b: Change, interpretation: Interpretation): boolean {
  if (sameId(memberOf(a)) !== sameId(memberOf(b))) return false;
  if (a.kind === 'create' && b.kind === 'create') {
    return sameId(a.teamId) === sameId(b.teamId) && isSentAlike(a.rule, b.rule, interpretation);
  }
  return (
    a.kind !== 'create' &&
    b.kind !== 'create' &&
    sameId(a.teamId) === sameId(b.teamId) &&
    a.key.createdAt === b.key.createdAt
  );
}

async function send(
  desk: Desk,
  at: number,
  change: Change,
  held: Entry | null,
): Promise<Failure | null> {
  const { step } = desk.record;
  const client = desk.parts.clientFor(step.workspaceId);
  if (client === null) return { kind: 'service-down', detail: 'not started yet' };
  const keysBefore = keysIn(desk.viewOf(change));
  const sentAt = desk.parts.clock.now();
  await desk.note(at, { state: 'sent', keysBefore, sentAt, failure: null }, true);
  desk.noteSending(at);
  desk.parts.sync.noteWrite(step.workspaceId);
  const answer = await sendChange(client, change, held, desk.interpretation);
  if (answer.kind === 'accepted') {
    await desk.note(at, { state: 'accepted' });
    return null;
  }
  const { failure } = answer;
  if (answer.kind === 'refused') return refused(desk, at, change, failure);
  await desk.note(at, { failure });
  const looked = await desk.look(memberOf(change));
  // A single write goes on looking until its time is over.
  return step.bulk ? looked : null;
}

/** Nothing was written. A bulk change waits or pauses where every other request would fare alike. */
async function refused(
  desk: Desk,
  at: number,
  change: Change,
  failure: Failure,
): Promise<Failure | null> {
  const { bulk } = desk.record.step;
  if (bulk && (failure.kind === 'rate-limited' || meetsAll(failure))) {
    await desk.note(at, { state: 'planned', failure });
    return failure;
  }
  await desk.note(at, { state: 'refused', failure });
  if (change.kind === 'create' || (failure.kind !== 'not-found' && failure.kind !== 'conflict')) {
    return bulk ? desk.look(memberOf(change)) : null;
  }
  return explainRefusal(desk, at, change);
}

/** Failures that would meet every other change as well. */
function meetsAll({ kind }: Failure): boolean {
  return [
    'unauthorized',
    'no-token',
    'keychain-locked',
    'keychain-missing',
    'offline',
    'service-down',
  ].includes(kind);
}
