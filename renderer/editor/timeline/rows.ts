import type { CoverageContract, MemberId } from '../../../core/schedule/model.ts';
import { judge, promisedTime, segmentsOf, teamRuns } from '../../../core/schedule/coverage.ts';
import type { Duty, Schedule } from '../../../core/schedule/schedule.ts';
import { dutiesOfTeam, sameId } from '../../../core/schedule/schedule.ts';
import type { Interval } from '../../../core/time/instant.ts';
import { totalMs } from '../../../core/time/interval.ts';
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

export interface CoveragePiece extends Interval {
  readonly kind: 'covered' | 'doubled' | 'gap';
  readonly memberIds: readonly MemberId[];
}

/** A team's coverage over a span: what is drawn, and what is said about it. */
export interface CoverageStrip {
  readonly pieces: readonly CoveragePiece[];
  readonly gapCount: number;
  readonly gapMs: number;
  readonly contract: CoverageContract;
}

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

/** What the coverage line of a team shows over a span. */
export function coverageStrip(
  schedule: Schedule,
  team: Pick<WatchedTeam, 'id' | 'contract'>,
  span: Interval,
): CoverageStrip {
  const { contract } = team;
  const members = teamRuns(schedule, team.id, span);
  const { gaps } = judge(members, span, contract, promisedTime(schedule, span, contract));
  const most = contract.kind === 'none' ? 1 : contract.people;
  const pieces: CoveragePiece[] = segmentsOf(members, span)
    .filter((it) => it.memberIds.length > 0)
    .map((it) => ({ ...it, kind: it.memberIds.length > most ? 'doubled' : 'covered' }));
  return {
    pieces: [
      ...joined(pieces),
      ...gaps.map((it): CoveragePiece => ({ ...it, kind: 'gap', memberIds: [] })),
    ],
    gapCount: gaps.length,
    gapMs: totalMs(gaps),
    contract,
  };
}

/** Neighbours of one kind are one piece: who exactly is on call stands in the rows below. */
function joined(pieces: readonly CoveragePiece[]): CoveragePiece[] {
  const result: CoveragePiece[] = [];
  for (const piece of pieces) {
    const last = result.at(-1);
    if (last !== undefined && last.kind === piece.kind && last.end === piece.start) {
      const others = piece.memberIds.filter((id) => !last.memberIds.includes(id));
      const memberIds = [...last.memberIds, ...others];
      result[result.length - 1] = { ...last, end: piece.end, memberIds };
    } else result.push(piece);
  }
  return result;
}
