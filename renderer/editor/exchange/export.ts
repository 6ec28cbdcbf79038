// Loaded when something is exported.
import { writeCsv } from '../../../core/exchange/csv.ts';
import { writeIcs } from '../../../core/exchange/ics.ts';
import { writeJson } from '../../../core/exchange/json.ts';
import type { TeamId } from '../../../core/schedule/model.ts';
import { sameId } from '../../../core/schedule/schedule.ts';
import { shiftsIn } from '../../../core/schedule/shifts.ts';
import type { Instant, Interval } from '../../../core/time/instant.ts';
import type { Watched } from '../../../core/tray/workspace.ts';
import type { FileKind } from './reading.ts';

/** What to write out of a workspace. */
export interface ExportChoice {
  readonly kind: FileKind;
  /** Undefined stands for every team. */
  readonly teamId: TeamId | null | undefined;
  /** Of a calendar: the shifts that touch it. */
  readonly horizon: Interval;
  readonly now: Instant;
}

/** The text of a file; what is drafted but not saved is not in it. */
export function exported(watched: Watched, choice: ExportChoice): string {
  const { workspace, teams, nameOf } = watched;
  const { teamId } = choice;
  const teamName = (id: TeamId): string => teams.find((team) => team.id === id)?.name ?? id;
  const entries = workspace.entries.filter(
    (entry) => teamId === undefined || sameId(entry.teamId ?? '') === sameId(teamId ?? ''),
  );
  switch (choice.kind) {
    case 'json':
      return writeJson({ interpretation: workspace.interpretation, entries, extra: {} });
    case 'csv':
      return writeCsv(entries, { memberName: nameOf, teamName });
    case 'ics': {
      const filter = teamId === undefined ? {} : { teamId };
      return writeIcs(shiftsIn(watched.schedule, choice.horizon, filter), {
        workspaceId: workspace.id,
        name: typeof teamId === 'string' ? teamName(teamId) : workspace.name,
        horizon: choice.horizon,
        stamp: choice.now,
        memberName: nameOf,
        teamName,
      });
    }
  }
}
