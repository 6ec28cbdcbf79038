import type { WorkspaceId } from '../../core/schedule/model.ts';
import { sameId } from '../../core/schedule/schedule.ts';
import { isOfRoster } from '../roster.ts';
import { nothingSeen } from '../sync/member-view.ts';
import { Desk } from './desk.ts';
import { evidenceOf } from './evidence.ts';
import type { WorkParts } from './ports.ts';
import { memberOf } from './step.ts';

/**
 * After a poll: what PingHome accepted, or may have, and shows at last. True when that changed
 * anything. Steps under way look for themselves.
 */
export async function takeInLate(
  parts: WorkParts,
  workspaceId: WorkspaceId,
  isRunning: (stepId: string) => boolean,
): Promise<boolean> {
  const workspace = parts.store.workspace(workspaceId);
  if (workspace === null) return false;
  let changed = false;
  for (const { step, end } of parts.journal.records()) {
    if (step.workspaceId !== workspaceId || end === null) continue;
    if (isRunning(step.id)) continue;
    const desk = new Desk(parts, step.id, () => undefined);
    // Of a step left as it is, what PingHome accepted can still be undone once it shows.
    const awaited = end === 'left' ? desk.inState('accepted') : desk.inState('accepted', 'unknown');
    for (const at of awaited) {
      const change = desk.change(at);
      const member = sameId(memberOf(change));
      const entries = workspace.entries.filter(
        ({ memberId }) => memberId !== null && sameId(memberId) === member,
      );
      const whole = workspace.read.failure === null && workspace.read.incomplete.every(isOfRoster);
      const view = { ...nothingSeen, entries, known: entries, whole };
      const claimed = desk.claimed(at);
      const found = evidenceOf(change, desk.item(at), view, claimed, workspace.interpretation);
      if (found.kind !== 'seen') continue;
      await desk.confirm(at, found.key);
      // Rolled back as far as was known then: what turned up since is for the person to decide.
      if (end === 'rolled-back') await parts.journal.end(step.id, 'stopped');
      changed = true;
    }
  }
  return changed;
}
