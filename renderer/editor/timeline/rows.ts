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

/** Who stands in each line of the timeline: each team, then its members in the team's own order. */
export function rowsOf(schedule: Schedule, teams: readonly WatchedTeam[]): Row[] {
  return teams.flatMap((team) => {
    const key = team.id ?? '';
    const duties = new Map(dutiesOfTeam(schedule, team.id).map((it) => [sameId(it.memberId), it]));
    const row = (memberId: MemberId): MemberRow => ({
      kind: 'member',
      key: `${key}\n${sameId(memberId)}`,
      team,
      memberId,
      duty: duties.get(sameId(memberId)) ?? null,
    });
    const listed = new Set(team.memberIds.map(sameId));
    const others = [...duties.values()].filter((it) => !listed.has(sameId(it.memberId)));
    const members = [...team.memberIds, ...others.map((it) => it.memberId)].map(row);
    return [{ kind: 'team', key, team } as const, ...members];
  });
}
