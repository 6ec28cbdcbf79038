import type { Snapshot } from '../contract/snapshot.ts';
import type { MemberId } from '../schedule/model.ts';
import { nextShift } from '../schedule/oncall.ts';
import type { Shift } from '../schedule/shifts.ts';
import { minuteMs, type Instant } from '../time/instant.ts';
import { dayOf, type Day } from './day.ts';
import { firstAfter, freshness, type Freshness } from './freshness.ts';
import { teamStatus, type TeamStatus } from './team-status.ts';
import { watch, watchedWorkspaces, type Watched } from './workspace.ts';

/** What the icon's body can say; the first that holds is shown. */
export const iconBodies = ['me', 'soon', 'gap', 'someone', 'nobody', 'unknown'] as const;
export type IconBody = (typeof iconBodies)[number];

/** What the icon's badge can say beside it; the first that holds is shown. */
export const iconBadges = ['sign-in', 'stale', 'muted'] as const;
export type IconBadge = (typeof iconBadges)[number];

/** One workspace at an instant. */
export interface WorkspaceStatus {
  readonly id: string;
  readonly name: string;
  readonly sample: boolean;
  readonly freshness: Freshness;
  readonly teams: readonly TeamStatus[];
  readonly myNext: MyShift | null;
  /** Whether "me" is chosen. */
  readonly meKnown: boolean;
}

/** A shift of mine that is still to come. */
export interface MyShift {
  readonly shift: Shift;
  readonly workspaceId: string;
  readonly teamName: string;
  readonly teamCount: number;
  /** From when on it is "soon"; null without a lead. */
  readonly soonFrom: Instant | null;
}

/** Who is on call, as data: what tray, glance and command line put into words. */
export interface Status {
  readonly workspaces: readonly WorkspaceStatus[];
  readonly body: IconBody;
  readonly badge: IconBadge | null;
  readonly mutedUntil: Instant | null;
  /** The viewer's date. */
  readonly today: Day;
  /** The first instant after now at which anything here, or its date, may change by itself. */
  readonly changesAt: Instant;
}

/** Computes the status of everything watched at an instant; from saved rules alone. */
export function statusOf(snapshot: Snapshot, now: Instant): Status {
  const today = dayOf(snapshot.viewer.zone, now);
  const workspaces = watchedWorkspaces(snapshot).map((workspace): WorkspaceStatus => {
    const watched = watch(workspace);
    const fresh = freshness(workspace, now);
    return {
      id: workspace.id,
      name: workspace.name,
      sample: workspace.sample,
      freshness: fresh,
      teams: watched === null ? [] : teamsOf(watched, fresh, today, now),
      myNext: watched === null ? null : myNextShift(watched, snapshot, now),
      meKnown: workspace.me !== null,
    };
  });
  const { mutedUntil } = snapshot.preferences;
  const muted = mutedUntil !== null && mutedUntil > now;
  return {
    workspaces,
    body: bodyOf(workspaces, now),
    badge: badgeOf(workspaces) ?? (muted ? 'muted' : null),
    mutedUntil: muted ? mutedUntil : null,
    today,
    changesAt: firstAfter(now, mutedUntil, today.end, ...changes(workspaces)) ?? today.end,
  };
}

/** The shortest lead before a shift of a team, in milliseconds; null where none is wanted. */
export function shortestLead(snapshot: Snapshot, teamId: string | null): number | null {
  const { leadMinutes, teamLeadMinutes } = snapshot.preferences;
  const leads = (teamId === null ? undefined : teamLeadMinutes[teamId]) ?? leadMinutes;
  return leads.length === 0 ? null : Math.min(...leads) * minuteMs;
}

function teamsOf(watched: Watched, fresh: Freshness, today: Day, now: Instant): TeamStatus[] {
  if (fresh.state === 'never') return [];
  const trusted = fresh.state === 'fresh';
  return watched.teams.map((team) => teamStatus(watched, team, { trusted, today, now }));
}

function myNextShift(watched: Watched, snapshot: Snapshot, now: Instant): MyShift | null {
  const me: MemberId | null = watched.workspace.me;
  const shift = me === null ? null : nextShift(watched.schedule, me, null, now);
  if (shift === null) return null;
  const lead = shortestLead(snapshot, shift.teamId);
  const sameTeam = watched.teams.find((team) => team.id === shift.teamId);
  return {
    shift,
    workspaceId: watched.workspace.id,
    teamName: sameTeam?.name ?? shift.teamId ?? watched.workspace.name,
    teamCount: watched.teams.length,
    soonFrom: lead === null ? null : shift.start - lead,
  };
}

function bodyOf(workspaces: readonly WorkspaceStatus[], now: Instant): IconBody {
  const teams = workspaces.flatMap((workspace) => workspace.teams);
  if (teams.some((team) => team.onCall.some((person) => person.isMe))) return 'me';
  if (workspaces.some(({ myNext }) => isSoon(myNext, now))) return 'soon';
  if (teams.some((team) => team.gap !== null && team.gap.start <= now)) return 'gap';
  if (teams.some((team) => team.onCall.length > 0)) return 'someone';
  const known = workspaces.every(({ freshness: { state } }) => state === 'fresh');
  return teams.length > 0 && known && teams.every((team) => team.known) ? 'nobody' : 'unknown';
}

function isSoon(myNext: MyShift | null, now: Instant): boolean {
  return myNext !== null && myNext.soonFrom !== null && myNext.soonFrom <= now;
}

function badgeOf(workspaces: readonly WorkspaceStatus[]): IconBadge | null {
  const badges = workspaces.map((workspace) => workspace.freshness.badge);
  return badges.includes('sign-in') ? 'sign-in' : badges.includes('stale') ? 'stale' : null;
}

function changes(workspaces: readonly WorkspaceStatus[]): (Instant | null)[] {
  return workspaces.flatMap(({ freshness: fresh, teams, myNext }) => [
    fresh.changesAt,
    myNext?.soonFrom ?? null,
    myNext?.shift.start ?? null,
    ...teams.map((team) => team.changesAt),
  ]);
}
