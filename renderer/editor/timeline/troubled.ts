import { coverage, doubleDuty } from '../../../core/schedule/coverage.ts';
import { leaveConflicts } from '../../../core/schedule/leave.ts';
import type { Leave, MemberId } from '../../../core/schedule/model.ts';
import { sameId, type Schedule } from '../../../core/schedule/schedule.ts';
import type { Interval } from '../../../core/time/instant.ts';
import type { WatchedTeam } from '../../../core/tray/workspace.ts';

/**
 * Who has something wrong within a span, as ids in lower case: on call with others where a contract
 * asks for fewer, in two teams at once, in their leave, or by an entry that cannot be changed or
 * never is active.
 */
export function troubledMembers(
  schedule: Schedule,
  teams: readonly WatchedTeam[],
  leave: readonly Leave[],
  span: Interval,
): ReadonlySet<string> {
  const overlapping = teams.flatMap(({ id, contract }) =>
    coverage(schedule, id, span, contract).overlaps.flatMap((it) => it.memberIds),
  );
  const twice = doubleDuty(schedule, span).map((it) => it.memberId);
  const entries = schedule.duties.flatMap((duty) => duty.entries.map(({ entry }) => entry));
  const away = new Set(
    leaveConflicts(entries, leave, schedule.interpretation).map((it) => it.entryId),
  );
  const odd = entries.flatMap(({ id, memberId, readOnly, notes }): MemberId[] =>
    memberId !== null && (readOnly !== null || notes.length > 0 || away.has(id)) ? [memberId] : [],
  );
  return new Set([...overlapping, ...twice, ...odd].map(sameId));
}
