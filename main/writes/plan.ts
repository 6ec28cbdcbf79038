import type { PlannedWrite } from '../../core/schedule/planned-writes.ts';
import type { Change } from './step.ts';

/** The calls a planned save consists of; a reassignment is two, the second needing the first. */
export function changesOf(writes: readonly PlannedWrite[]): Change[] {
  const changes: Change[] = [];
  for (const write of writes) changes.push(...callsOf(write, changes.length));
  return changes;
}

function callsOf(write: PlannedWrite, place: number): Change[] {
  switch (write.kind) {
    case 'create': {
      const { teamId, memberId, rule } = write;
      return [{ kind: 'create', teamId, memberId, rule, revives: null }];
    }
    case 'update': {
      const { teamId, key, base, rule } = write;
      return [{ kind: 'update', teamId, key, base, rule }];
    }
    case 'delete': {
      const { teamId, key, base } = write;
      return [{ kind: 'delete', teamId, key, base, needs: null }];
    }
    case 'reassign': {
      const { from, to, key, base, rule } = write;
      return [
        { kind: 'create', ...to, rule, revives: key },
        { kind: 'delete', teamId: from.teamId, key, base, needs: place },
      ];
    }
  }
}
