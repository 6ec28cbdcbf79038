import type { Command } from '../../../core/schedule/edit/command.ts';
import { proposedSchedule, type Proposed } from '../../../core/schedule/edit/proposal.ts';
import type { Entry, MemberId, TeamId } from '../../../core/schedule/model.ts';
import { buildRotation, type BuiltRotation } from '../../../core/schedule/rotation.ts';
import type { PlanProblem, RotationPlan } from '../../../core/schedule/rotation/plan.ts';
import type { Turn } from '../../../core/schedule/rotation/turns.ts';
import { dutiesOfTeam, runsOf, sameId, type Schedule } from '../../../core/schedule/schedule.ts';
import type { Interval } from '../../../core/time/instant.ts';
import type { EditorState } from '../../state/editor.svelte.ts';
import type { Replacing } from './form.svelte.ts';

/** What a form says: the plan, for whom, and what it replaces. */
export interface Wanted {
  readonly plan: RotationPlan;
  readonly teamId: TeamId;
  readonly replacing: Replacing;
  readonly title: string;
}

/** What that comes to. */
export interface Outcome {
  readonly built: BuiltRotation;
  readonly proposed: Proposed | null;
  /** The schedule says so already, in other entries. */
  readonly same: boolean;
}

/** Lays a rotation out, finds its entries, and proposes them in place of what is there. */
export function workOut(editor: EditorState, wanted: Wanted): Outcome | null {
  const { workspace, watched } = editor.app;
  if (workspace === null || watched === null) return null;
  const built = buildRotation(wanted.plan, workspace.interpretation);
  if (built.kind === 'refused') return { built, proposed: null, same: false };
  const added: Command = { kind: 'add', teamId: wanted.teamId, entries: built.entries };
  const commands = [...clearing(wanted, built.turns, workspace.entries), added];
  const proposed = editor.propose(wanted.title, commands);
  const same =
    wanted.replacing !== 'all' &&
    proposed?.kind === 'proposed' &&
    isSame(
      watched.schedule,
      proposedSchedule(watched.schedule, proposed.proposal),
      wanted.teamId,
      stretchOf(built.turns),
    );
  return { built, proposed, same };
}

/** Whether everyone in a team has the same time within a stretch. */
function isSame(before: Schedule, after: Schedule, teamId: TeamId, stretch: Interval): boolean {
  const timesOf = (schedule: Schedule) =>
    JSON.stringify(
      dutiesOfTeam(schedule, teamId)
        .map((duty) => ({ key: duty.key, runs: runsOf(duty, stretch) }))
        .filter((it) => it.runs.length > 0),
    );
  return timesOf(before) === timesOf(after);
}

function clearing(
  { replacing, teamId }: Wanted,
  turns: readonly Turn[],
  entries: readonly Entry[],
): Command[] {
  const ids = entries
    .filter((it) => it.memberId !== null && sameId(it.teamId ?? '') === sameId(teamId))
    .map((it) => it.id);
  if (replacing === 'none' || ids.length === 0) return [];
  if (replacing === 'all') return [{ kind: 'delete', entryIds: ids }];
  return [{ kind: 'make-room', teamId, stretch: stretchOf(turns) }];
}

/** From the first hour of a plan to its last. */
export function stretchOf(turns: readonly Turn[]): Interval {
  return {
    start: turns.reduce((first, turn) => Math.min(first, turn.start), Infinity),
    end: turns.reduce((last, turn) => Math.max(last, turn.end), -Infinity),
  };
}

/** Where in the form a problem of a plan is said. */
export type PlanPlace = 'members' | 'hours' | 'turn' | 'handoff' | 'from' | 'to' | 'zone' | 'form';

/** The place of a problem; its group counts from 0. */
export function placeOf(problem: PlanProblem): { place: PlanPlace; group: number } {
  const group = 'group' in problem ? (problem.group ?? 0) : 0;
  switch (problem.kind) {
    case 'no-members':
      return { place: 'members', group };
    case 'no-days':
      return { place: 'hours', group };
    case 'invalid-time':
      return { place: problem.field === 'handoffTime' ? 'handoff' : 'hours', group };
    case 'invalid-turn':
      return { place: 'turn', group };
    case 'invalid-date':
      return {
        place: problem.field === 'from' ? 'from' : problem.field === 'to' ? 'to' : 'form',
        group,
      };
    case 'before-start':
      return { place: 'to', group };
    case 'unknown-zone':
      return { place: problem.group === null ? 'form' : 'zone', group };
    case 'no-groups':
    case 'too-long':
    case 'empty':
    case 'not-expressible':
      return { place: 'form', group };
  }
}

/** Who is passed over because of leave, and how often; the most often first. */
export function passedOver(turns: readonly Turn[]): { memberId: MemberId; turns: number }[] {
  const counts = new Map<MemberId, number>();
  for (const { inOrder, memberId } of turns)
    if (memberId !== inOrder) counts.set(inOrder, (counts.get(inOrder) ?? 0) + 1);
  return [...counts]
    .map(([memberId, count]) => ({ memberId, turns: count }))
    .sort((a, b) => b.turns - a.turns);
}
