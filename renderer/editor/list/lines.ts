import { explainRule } from '../../../core/schedule/explain.ts';
import type { Entry } from '../../../core/schedule/model.ts';
import { byCodeUnit } from '../../../core/schedule/schedule.ts';
import type { Shift } from '../../../core/schedule/shifts.ts';
import type { Instant } from '../../../core/time/instant.ts';
import type { Watched } from '../../../core/tray/workspace.ts';
import { foundWords } from '../commands/matching.ts';
import { comingShifts } from '../inspector/coming.ts';

/** One entry as a line of the list. */
export interface Line {
  readonly entry: Entry;
  readonly team: string;
  readonly member: string;
  readonly rule: string;
  /** The shift it makes now, or the next one. */
  readonly next: Shift | null;
}

export type Column = 'team' | 'member' | 'rule' | 'next';

export interface Order {
  readonly by: Column;
  readonly down: boolean;
}

/** Every entry as a line, in order; only those that say each word of the search: of whom, of which team, or when. */
export function linesOf(watched: Watched, search: string, order: Order, now: Instant): Line[] {
  const { entries, interpretation } = watched.workspace;
  const teamNames = new Map(watched.teams.map((team) => [team.id, team.name]));
  const lines = entries
    .map((entry) => ({
      entry,
      team: teamNames.get(entry.teamId) ?? entry.teamId ?? 'no team',
      member: entry.memberId === null ? 'nobody' : watched.nameOf(entry.memberId),
      rule: explainRule(entry.rule, interpretation),
    }))
    .filter(({ team, member, rule }) => foundWords(`${member} ${team} ${rule}`, search))
    .map((it) => ({
      ...it,
      next: comingShifts(it.entry, interpretation, now, 1)[0] ?? null,
    }));
  const sign = order.down ? -1 : 1;
  return lines.sort((a, b) => sign * compare(a, b, order.by) || byCodeUnit(a.entry.id, b.entry.id));
}

function compare(a: Line, b: Line, by: Column): number {
  if (by === 'next') {
    const [x, y] = [a, b].map((it) => it.next?.start ?? Number.MAX_SAFE_INTEGER);
    return (x ?? 0) - (y ?? 0);
  }
  return a[by].localeCompare(b[by]);
}
