import type { MemberId } from '../../../core/schedule/model.ts';
import type { Instant } from '../../../core/time/instant.ts';
import { sameId } from '../../../core/schedule/schedule.ts';
import type { Watched } from '../../../core/tray/workspace.ts';
import { proposedShifts, savedDuty } from './changed-shifts.ts';
import { lookOf, type Look } from '../people.ts';
import { barsOf, shiftsShown, type Bar, type Frame } from './bars.ts';
import type { Line, MemberRow, TeamRow } from './rows.ts';
import type { Spot } from './walk.ts';

/** A line on screen as it is drawn: a team's draws itself, a member's is worked out here. */
export type RowView = TeamView | MemberView;

export interface TeamView {
  readonly kind: 'team';
  readonly row: TeamRow;
  readonly index: number;
}

export interface MemberView {
  readonly kind: 'member';
  readonly row: MemberRow;
  readonly index: number;
  readonly look: Look;
  readonly bars: readonly Bar[];
}

/** What all lines are drawn with; another object whenever any of it changed. */
export interface Scene {
  readonly frame: Frame;
  readonly now: Instant;
  readonly watched: Watched;
  /** The entry being worked on. */
  readonly opened: Opened | null;
}

/** An entry and whose it is, or would be. */
export interface Opened {
  readonly entryId: string;
  readonly memberId: MemberId;
}

interface Known {
  readonly line: Line;
  readonly scene: Scene;
  readonly tabItem: number | null;
  /** What else decides how it is drawn. */
  readonly inputs: readonly unknown[];
  readonly view: RowView;
}

/**
 * The lines on screen, worked out. A line of which nothing changed is the same object as before:
 * a draft of one person, a second that passes or a scroll draws no other line again.
 */
export class RowViews {
  #known = new Map<string, Known>();

  of(lines: readonly Line[], scene: Scene, tabSpot: Spot | null): RowView[] {
    const known = new Map<string, Known>();
    const views = lines.map((line) => {
      const { key } = line.row;
      const old = this.#known.get(key);
      const tabItem = tabSpot?.row === line.index ? tabSpot.item : null;
      const still = old?.line === line && old.scene === scene && old.tabItem === tabItem;
      const found = still ? old : worked(line, scene, tabItem, old);
      known.set(key, found);
      return found.view;
    });
    this.#known = known;
    return views;
  }
}

function worked(line: Line, scene: Scene, tabItem: number | null, old: Known | undefined): Known {
  const { row, index } = line;
  const known = { line, scene, tabItem };
  if (row.kind === 'team') {
    const inputs = [row, index];
    const view = same(old, inputs) ?? { kind: 'team', row, index };
    return { ...known, inputs, view };
  }
  const { frame, now, watched, opened } = scene;
  const look = lookOf(watched, row.memberId);
  const shifts = shiftsShown(row.duty, frame.span);
  const runningFrom = shifts.find((it) => it.start <= now && now < it.end)?.start ?? null;
  const own = opened !== null && sameId(opened.memberId) === sameId(row.memberId);
  const openId = own ? opened.entryId : null;
  const saved = savedDuty(watched.schedule, row);
  const inputs = [row, index, frame, look, runningFrom, openId, tabItem, saved];
  const kept = same(old, inputs);
  if (kept !== null) return { ...known, inputs, view: kept };
  const proposed = proposedShifts(row.duty, saved, frame.span);
  const state = { member: look.name, team: row.team.name, runningFrom, openId, tabItem, proposed };
  const bars = barsOf(shifts, frame, state);
  return { ...known, inputs, view: { kind: 'member', row, index, look, bars } };
}

function same(old: Known | undefined, inputs: readonly unknown[]): RowView | null {
  if (old === undefined || old.inputs.length !== inputs.length) return null;
  return old.inputs.every((input, i) => input === inputs[i]) ? old.view : null;
}

/** A team on screen: its own line, unless that is scrolled away, and its members'. */
export interface TeamGroup {
  readonly key: string;
  readonly team: TeamView | null;
  readonly members: readonly MemberView[];
}

/** The lines on screen by team, in their order. */
export function groupsOf(views: readonly RowView[]): TeamGroup[] {
  const groups: { key: string; team: TeamView | null; members: MemberView[] }[] = [];
  for (const view of views) {
    const key = view.row.team.id ?? '';
    let group = groups.at(-1);
    if (group?.key !== key) groups.push((group = { key, team: null, members: [] }));
    if (view.kind === 'team') group.team = view;
    else group.members.push(view);
  }
  return groups;
}
