import type { EntryKey, TeamId } from '../schedule/model.ts';
import { sameId } from '../schedule/schedule.ts';
import type { PendingWrite } from './snapshot.ts';

/** Whether an entry cannot be changed because of a write that is on its way or waits to be shown. */
export function isLocking(write: PendingWrite, teamId: TeamId, key: EntryKey): boolean {
  return (
    (write.state === 'sending' || write.state === 'waiting') &&
    write.key !== null &&
    write.key.createdAt === key.createdAt &&
    sameId(write.teamId) === sameId(teamId) &&
    sameId(write.key.memberId) === sameId(key.memberId)
  );
}
