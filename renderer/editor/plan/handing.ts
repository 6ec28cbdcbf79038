import {
  planCover,
  planSwap,
  type CoverPlan,
  type HandedTime,
} from '../../../core/schedule/cover.ts';
import { availability, type Availability } from '../../../core/schedule/cover/availability.ts';
import {
  coveredStretch,
  datesTouching,
  type CoverSpan,
} from '../../../core/schedule/cover/covered-time.ts';
import type { Command } from '../../../core/schedule/edit/command.ts';
import { awayTimes } from '../../../core/schedule/leave.ts';
import type { MemberId, TeamId } from '../../../core/schedule/model.ts';
import { runsOf, type Duty } from '../../../core/schedule/schedule.ts';
import { dutiesFor } from '../../../core/schedule/shifts.ts';
import type { Clock } from '../../../core/time/format.ts';
import type { Interval } from '../../../core/time/instant.ts';
import { parseDate } from '../../../core/time/civil.ts';
import type { EditorState } from '../../state/editor.svelte.ts';
import type { Task } from '../../state/task.ts';
import { nobodyYet, peopleOf, type Person } from './people.ts';
import { rangesText } from './words.ts';

/** Whose time, in which team. */
interface Whose {
  readonly teamId: TeamId;
  readonly memberId: MemberId;
}

function dutyOf(editor: EditorState, whose: Whose): Duty | null {
  const schedule = editor.app.watched?.schedule;
  return (schedule === undefined ? undefined : dutiesFor(schedule, whose)[0]) ?? null;
}

/** What a form begins with: someone's shift, or another time of theirs. */
export interface Beginning extends Whose {
  readonly during: Interval | null;
}

/** What a task was opened from; blanks where it was from a menu. */
export function beginning(task: Task | null): Beginning {
  const shift = task?.shift ?? null;
  return {
    teamId: shift?.teamId ?? task?.teamId ?? '',
    memberId: task?.memberId ?? shift?.memberId ?? '',
    during: task?.during ?? shift,
  };
}

/** The dates that cover the time a form begins with. */
export function datesFor(
  editor: EditorState,
  { during, ...whose }: Beginning,
): { from: string; to: string } | null {
  if (during === null) return null;
  const duty = dutyOf(editor, whose);
  const table = editor.app.watched?.schedule.table;
  return duty === null || table === undefined ? null : datesTouching(duty, table, during);
}

/** A change in which time goes from one person to another. */
export type HandingCommand = Extract<Command, { kind: 'cover' | 'swap' }>;

/** The same change with what it hands over; null while there is no workspace. */
export function planOf(editor: EditorState, command: HandingCommand): CoverPlan | null {
  const { workspace } = editor.app;
  const context = editor.editContext;
  if (workspace === null || context === null) return null;
  let made = 0;
  const handing = { ...context, newId: () => `handed-${(made += 1)}` };
  if (command.kind === 'cover') return planCover(workspace.entries, command.request, handing);
  const { teamId, one, other } = command;
  return planSwap(workspace.entries, teamId, one, other, handing);
}

/** The time a span means of a person's; none while the span is none. */
export function timeMeant(editor: EditorState, whose: Whose, span: CoverSpan | null): Interval[] {
  const duty = dutyOf(editor, whose);
  const table = editor.app.watched?.schedule.table;
  if (duty === null || table === undefined || span === null || !isOrdered(span)) return [];
  const stretch = coveredStretch(duty, table, span);
  return stretch === null ? [] : runsOf(duty, stretch);
}

function isOrdered(span: CoverSpan): boolean {
  if (span.kind === 'instants') return span.start < span.end;
  return (parseDate(span.from) ?? 0) <= (parseDate(span.to) ?? -1);
}

// Of larger teams nobody reads through the list to find who is free.
const mostAsked = 60;
const words: Readonly<Record<Availability, string>> = {
  free: 'free',
  'on-call': 'on call then',
  elsewhere: 'on call in another team',
  'on-leave': 'on leave',
};

/** Everyone else of the team, each with whether they could take that time; the free ones first. */
export function takersOf(editor: EditorState, whose: Whose, time: readonly Interval[]): Person[] {
  const { watched } = editor.app;
  const others = peopleOf(editor, whose.teamId).filter((it) => it.value !== whose.memberId);
  if (watched === null || time.length === 0 || others.length > mostAsked)
    return [nobodyYet, ...others];
  const away = awayTimes(watched.workspace.leave, watched.schedule.interpretation.zone);
  const asked = others.map((it) => {
    const is = availability(watched.schedule, whose.teamId, it.value, time, away);
    return { value: it.value, label: `${it.label} · ${words[is]}`, free: is === 'free' };
  });
  return [nobodyYet, ...asked.filter((it) => it.free), ...asked.filter((it) => !it.free)];
}

/** What stands against a plan without stopping it, in sentences. */
export function warningsOf(
  plan: CoverPlan | null,
  clock: Clock,
  nameOf: (memberId: MemberId) => string,
): string[] {
  if (plan?.kind !== 'planned') return [];
  return plan.handed.flatMap(({ by, doubled, elsewhere }: HandedTime) =>
    [
      sentence(`${nameOf(by)} is on call in this team already`, doubled, clock),
      sentence(`${nameOf(by)} is on call in another team`, elsewhere, clock),
    ].filter((it) => it !== ''),
  );
}

function sentence(what: string, times: readonly Interval[], clock: Clock): string {
  return times.length === 0 ? '' : `${what}: ${rangesText(times, clock, 2).join('; ')}.`;
}
