import {
  defaultInterpretation,
  type Entry,
  type Interpretation,
  type Leave,
  type MemberId,
  type TeamId,
} from '../../../core/schedule/model.ts';
import { sameId } from '../../../core/schedule/schedule.ts';
import { dayMs } from '../../../core/time/instant.ts';
import { wallOf, zoneTable } from '../../../core/time/zone.ts';
import type { EditorState } from '../../state/editor.svelte.ts';
import { RotationForm } from './form.svelte.ts';
import { continuedFrom } from '../../../core/schedule/rotation/continued.ts';
import type { RotationPlan } from '../../../core/schedule/rotation/plan.ts';
import { recogniseRotation } from '../../../core/schedule/rotation/recognise.ts';
import { dateText, parseDate, weekdayOf } from '../../../core/time/civil.ts';

/** What a form begins with, and whether the team's entries said so. */
export interface Beginning {
  readonly plan: RotationPlan;
  readonly recognised: boolean;
}

interface Team {
  readonly entries: readonly Entry[];
  readonly members: readonly MemberId[];
  readonly interpretation: Interpretation;
  /** Another zone in which hours may be kept. */
  readonly viewerZone: string;
  readonly leave: readonly Leave[];
  /** Days since 1970-01-01 in the schedule zone. */
  readonly today: number;
}

// Half a year shows the order of most rotations; a quarter is planned at a time.
const lookedAtDays = 182;
const plannedDays = 84;

/**
 * The rotation a team follows already, from its next handoff on; where there is none, its members
 * a week each, around the clock, from next Monday.
 */
export function beginningOf(team: Team): Beginning {
  const tomorrow = team.today + 1;
  const found = recogniseRotation(team.entries, team.interpretation, {
    from: dateText(team.today),
    to: dateText(team.today + lookedAtDays),
    zones: [team.viewerZone],
  });
  if (found.kind === 'irregular') return { plan: usual(team, tomorrow), recognised: false };
  const next = continuedFrom(found.plan, dateText(tomorrow), found.plan.to);
  return { plan: { ...planned(next), leave: team.leave }, recognised: true };
}

/** The same plan for as long as is planned at a time. */
function planned(plan: RotationPlan): RotationPlan {
  return { ...plan, to: dateText((parseDate(plan.from) ?? 0) + plannedDays - 1) };
}

function usual({ members, leave }: Team, tomorrow: number): RotationPlan {
  const monday = tomorrow + ((1 - weekdayOf(tomorrow) + 7) % 7);
  return {
    watch: { kind: 'always', members },
    turn: { kind: 'weeks', weeks: 1, weekDay: 1 },
    handoffTime: '09:00:00',
    from: dateText(monday),
    to: dateText(monday + plannedDays - 1),
    holidays: [],
    leave,
  };
}

/** A form for a team, filled with what it follows already or with what is usual. */
export function startForm(
  editor: EditorState,
  teamId: TeamId,
): { readonly form: RotationForm; readonly recognised: boolean } {
  const { workspace, scheduleZone, viewerZone } = editor.app;
  const interpretation = workspace?.interpretation ?? defaultInterpretation;
  const entries = (workspace?.entries ?? []).filter(
    (it) => it.teamId !== null && sameId(it.teamId) === sameId(teamId),
  );
  const today = Math.floor(wallOf(zoneTable(scheduleZone), editor.minute) / dayMs);
  const members = editor.teams.find((it) => it.id === teamId)?.memberIds ?? [];
  const { plan, recognised } = beginningOf({
    entries,
    members,
    interpretation,
    viewerZone,
    leave: workspace?.leave ?? [],
    today,
  });
  return { form: new RotationForm(plan, teamId, interpretation), recognised };
}
