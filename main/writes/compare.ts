import { isSentAlike } from '../../core/contract/entry-body.ts';
import type { Failure } from '../../core/contract/failure.ts';
import type { Entry, EntryKey, Rule, TeamId } from '../../core/schedule/model.ts';
import type { MemberView } from '../sync/member-view.ts';
import type { Desk } from './desk.ts';
import { claimOf, findEntry } from './evidence.ts';
import type { Change, StepRecord } from './step.ts';

/**
 * Compares with what the person saw, and with what we last wrote ourselves. What could not be read
 * just now is not written: it may be another by now, and ours could not be told from others. True
 * when nothing is left to send.
 */
export async function settledBefore(
  desk: Desk,
  at: number,
  change: Change,
  held: Entry | null,
): Promise<boolean> {
  const hidden = whyHidden(desk.viewOf(change), change, held);
  if (hidden !== null) {
    await desk.note(at, { state: 'refused', failure: hidden });
    return true;
  }
  if (change.kind === 'create') return false;
  if (held === null) {
    const gone = change.kind === 'delete';
    await (gone ? desk.note(at, { state: 'already-gone' }) : desk.conflict(at, null));
    return true;
  }
  const isAs = (rule: Rule) => isSentAlike(held.rule, rule, desk.interpretation);
  if (change.kind === 'update' && isAs(change.rule)) {
    await desk.confirm(at, change.key);
    return true;
  }
  const ours = lastWritten(desk.parts.journal.records(), desk.record.step.id, change);
  if (isAs(change.base) || (ours !== null && isAs(ours))) return false;
  await desk.conflict(at, held);
  return true;
}

/** Missing from a whole read that may lag behind: a second one tells whether it is gone. */
export function isMissedOnce(
  { entries, known, whole }: MemberView,
  { teamId, key }: Exclude<Change, { kind: 'create' }>,
): boolean {
  return whole && !findEntry(entries, teamId, key) && findEntry(known, teamId, key) !== null;
}

/** Why it cannot be known what a change would be written over; null where it can. */
function whyHidden(view: MemberView, change: Change, held: Entry | null): Failure | null {
  if (view.unread !== null || change.kind === 'create') return view.unread;
  if (held !== null) return null;
  // Missing from a good read, or only from this one: a moment ago it was there, and PingHome lags.
  const isGone = view.whole && findEntry(view.known, change.teamId, change.key) === null;
  return isGone ? null : (view.refused ?? notShown);
}

const notShown: Failure = {
  kind: 'not-allowed',
  detail: 'PingHome does not show this entry just now; try again in a minute',
};

/** The rule we last sent for a key and did not see in time. */
function lastWritten(
  records: readonly StepRecord[],
  except: string,
  { teamId, key }: { readonly teamId: TeamId; readonly key: EntryKey },
): Rule | null {
  const wanted = claimOf(teamId, key);
  for (const { step, items } of [...records].reverse()) {
    if (step.id === except) continue;
    for (const [at, change] of step.changes.entries()) {
      const state = items[at]?.state;
      if (change.kind !== 'update' || (state !== 'accepted' && state !== 'unknown')) continue;
      if (claimOf(change.teamId, change.key) === wanted) return change.rule;
    }
  }
  return null;
}

/** Whether the refusal came because the entry is no longer what was seen, or is gone. */
export async function explainRefusal(
  desk: Desk,
  at: number,
  change: Exclude<Change, { kind: 'create' }>,
): Promise<Failure | null> {
  const { workspaceId, bulk } = desk.record.step;
  const view = await desk.parts.sync.readMember(workspaceId, change.key.memberId);
  if (!view.ok) return bulk ? view.failure : null;
  const held = findEntry(view.value.entries, change.teamId, change.key);
  if (held === null) {
    if (!view.value.whole) return null;
    await (change.kind === 'delete'
      ? desk.note(at, { state: 'already-gone' })
      : desk.conflict(at, null));
  } else if (!isSentAlike(held.rule, change.base, desk.interpretation)) {
    await desk.conflict(at, held);
  }
  return null;
}
