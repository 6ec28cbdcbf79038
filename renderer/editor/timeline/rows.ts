import type { MemberId } from '../../../core/schedule/model.ts';
import type { Duty, Schedule } from '../../../core/schedule/schedule.ts';
import { dutiesOfTeam, sameId } from '../../../core/schedule/schedule.ts';
import type { WatchedTeam } from '../../../core/tray/workspace.ts';

/** A member's line on the timeline. Its shifts are computed when it is drawn. */
export interface MemberRow {
  readonly kind: 'member';
  readonly key: string;
  readonly team: WatchedTeam;
  readonly memberId: MemberId;
  /** Null where the member has no entry in the team. */
  readonly duty: Duty | null;
}

/** A team's line: how it is covered. */
export interface TeamRow {
  readonly kind: 'team';
  readonly key: string;
  readonly team: WatchedTeam;
}

export type Row = MemberRow | TeamRow;

/**
 * Who stands in each line of the timeline: each team, then its members in the team's own order.
 * Of the rows there were before, those that are still true are used again: what shows them can
 * tell by that alone that nothing changed.
 */
export function rowsOf(
  schedule: Schedule,
  teams: readonly WatchedTeam[],
  before: readonly Row[] = [],
): Row[] {
  const known = new Map(before.map((row) => [row.key, row]));
  return teams.flatMap((team) => {
    const key = team.id ?? '';
    const duties = new Map(dutiesOfTeam(schedule, team.id).map((it) => [sameId(it.memberId), it]));
    const listed = new Set(team.memberIds.map(sameId));
    const others = [...duties.values()].filter((it) => !listed.has(sameId(it.memberId)));
    const members = [...team.memberIds, ...others.map((it) => it.memberId)].map((memberId) => {
      const id = sameId(memberId);
      const duty = duties.get(id) ?? null;
      return still(known, { kind: 'member', key: `${key}\n${id}`, team, memberId, duty });
    });
    return [still(known, { kind: 'team', key, team }), ...members];
  });
}

function still(known: ReadonlyMap<string, Row>, row: Row): Row {
  const old = known.get(row.key);
  if (old === undefined || old.kind !== row.kind || old.team !== row.team) return row;
  if (old.kind === 'member' && row.kind === 'member' && old.duty !== row.duty) return row;
  return old;
}

/** A row and the number of its line. */
export interface Line {
  readonly row: Row;
  readonly index: number;
}

/** Rows with their numbers; lines that are still true are used again. */
export function numbered(rows: readonly Row[], before: readonly Line[]): Line[] {
  return rows.map((row, index) => {
    const old = before[index];
    return old?.row === row ? old : { row, index };
  });
}
