import type { Snapshot } from '../contract/snapshot.ts';
import { currentShift, nextShift } from '../schedule/oncall.ts';
import type { Shift } from '../schedule/shifts.ts';
import type { Instant } from '../time/instant.ts';
import { dayOf } from '../tray/day.ts';
import { watch, watchedWorkspaces, type Watched } from '../tray/workspace.ts';
import { whenFor, type When } from '../tray/words.ts';
import { failed, printed, type Answer } from './outcome.ts';

/** My shift now, where there is one, and my next one. */
export function nextAnswer(snapshot: Snapshot, now: Instant): Answer {
  const when = whenFor(snapshot.viewer, dayOf(snapshot.viewer.zone, now));
  const workspaces = watchedWorkspaces(snapshot).filter((it) => it.read.goodAt !== null);
  if (workspaces.length === 0) return failed('nothing was read yet: open Watchbill once.');
  const mine = workspaces.filter((workspace) => workspace.me !== null);
  if (mine.length === 0) return failed('choose who you are in Watchbill’s settings first.');
  const watched = mine.flatMap((workspace) => watch(workspace) ?? []);
  const current = watched.flatMap((it) => shiftOf(it, now, currentShift));
  const next = watched.flatMap((it) => shiftOf(it, now, nextShift)).sort(byStart);
  const lines = [
    ...current.map((it) => `on call now, ${ending(it.shift, when)} · ${it.team}`),
    ...next.slice(0, 1).map((it) => `${spanned(it.shift, when)} · ${it.team}`),
  ];
  if (lines.length > 0) return printed(`${lines.join('\n')}\n`);
  const whole =
    watched.length === mine.length && mine.every((it) => it.read.incomplete.length === 0);
  return whole
    ? printed('no shift planned\n')
    : failed('the entries are incomplete: whether you have a shift is not known.');
}

interface MyShift {
  readonly shift: Shift;
  readonly team: string;
}

function shiftOf(watched: Watched, now: Instant, find: typeof nextShift): MyShift[] {
  const { me, name } = watched.workspace;
  const shift = me === null ? null : find(watched.schedule, me, null, now);
  if (shift === null) return [];
  const team = watched.teams.find((it) => it.id === shift.teamId)?.name ?? shift.teamId ?? name;
  return [{ shift, team }];
}

function byStart(a: MyShift, b: MyShift): number {
  return a.shift.start - b.shift.start;
}

function ending(shift: Shift, when: When): string {
  return shift.openEnd ? 'no end' : `until ${when.dated(shift.end)}`;
}

function spanned(shift: Shift, when: When): string {
  return shift.openEnd
    ? `from ${when.dated(shift.start)}, no end`
    : when.range(shift.start, shift.end);
}
