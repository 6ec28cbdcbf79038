import type { NoticeRecord } from '../../contract/notices.ts';
import type { Preferences, Snapshot } from '../../contract/snapshot.ts';
import type { TeamId } from '../../schedule/model.ts';
import { sameId } from '../../schedule/schedule.ts';
import { shiftsIn, type Shift } from '../../schedule/shifts.ts';
import { dayMs, hourMs, minuteMs, type Instant } from '../../time/instant.ts';
import { listed } from '../../text/time.ts';
import { cut } from '../../text/plain.ts';
import { doubtsIn } from '../doubt.ts';
import type { When } from '../words.ts';
import type { Watched, WatchedTeam } from '../workspace.ts';
import { quietAt } from './quiet.ts';
import { settlesNothing } from './record.ts';
import type { Wanted, Words } from './wanted.ts';

/** What planning looks at. */
export interface Scene {
  readonly snapshot: Snapshot;
  readonly record: NoticeRecord;
  readonly when: When;
  readonly now: Instant;
}

/** One workspace of the scene, and whether it may be claimed that nobody is there. */
export interface SceneWorkspace extends Scene {
  readonly watched: Watched;
  readonly trusted: boolean;
}

/** "Starts", "ends" and handoff are news for this long. */
export const newsMs = 15 * minuteMs;
const takeOverMs = hourMs;
const longestLeadMs = 30 * dayMs;
const longestName = 60;

/** Everything about my shifts: ahead at each lead, starts or runs, ends. */
export function aboutMyShifts(scene: SceneWorkspace): Wanted[] {
  const { watched, now } = scene;
  const { me } = watched.workspace;
  if (me === null) return [];
  const window = { start: now - newsMs, end: now + longestLeadMs + dayMs };
  const shifts = shiftsIn(watched.schedule, window, { memberId: me });
  return shifts.flatMap((shift) => [
    ...(shift.start > now ? aheads(shift, scene) : []),
    ...begun(shift, scene),
    ...(shift.openEnd ? [] : [ended(shift, scene)]),
  ]);
}

/** The identity of "my shift starts" at an instant in a team. */
export function startsId(watched: Watched, teamId: TeamId | null, start: Instant): string {
  return `starts:${place(watched, teamId)}:${start}`;
}

/** The identity of "my shift ends" at an instant in a team. */
export function endsId(watched: Watched, teamId: TeamId | null, end: Instant): string {
  return `ends:${place(watched, teamId)}:${end}`;
}

/** The leads before a team's shifts, in minutes, longest first. */
export function leadsOf(preferences: Preferences, teamId: TeamId | null): readonly number[] {
  const { leadMinutes, teamLeadMinutes } = preferences;
  const leads = (teamId === null ? undefined : teamLeadMinutes[teamId]) ?? leadMinutes;
  return [...new Set(leads)].sort((a, b) => b - a);
}

/** When a lead's notice is due: moved to the minute before the quiet hours it would fall into. */
export function leadDueAt(snapshot: Snapshot, start: Instant, leadMinutes: number): Instant {
  const at = start - leadMinutes * minuteMs;
  const quiet = quietAt(snapshot.preferences.quietHours, snapshot.viewer.zone, at);
  return quiet === null ? at : quiet.start - minuteMs;
}

/** Identities of a shift's leads that are due at an instant. */
export function leadsDue(scene: SceneWorkspace, shift: Shift, at: Instant): string[] {
  const { snapshot, watched } = scene;
  return leadsOf(snapshot.preferences, shift.teamId)
    .filter((lead) => leadDueAt(snapshot, shift.start, lead) <= at)
    .map((lead) => leadId(watched, shift, lead));
}

function aheads(shift: Shift, scene: SceneWorkspace): Wanted[] {
  const { watched, snapshot, when } = scene;
  const words = () => {
    const from = takenOverFrom(shift, watched);
    return {
      title: `Your shift starts ${when.near(shift.start)}`,
      line: `${teamName(watched, shift.teamId)} · ${spanText(shift, when)}.${from}`,
    };
  };
  return leadsOf(snapshot.preferences, shift.teamId).map((lead) => ({
    ...about(shift, scene),
    kind: 'ahead',
    id: leadId(watched, shift, lead),
    dueAt: leadDueAt(snapshot, shift.start, lead),
    usefulUntil: shift.start,
    group: `ahead:${watched.workspace.id}:${shift.start}`,
    words,
  }));
}

function begun(shift: Shift, scene: SceneWorkspace): Wanted[] {
  const { watched, now } = scene;
  if (shift.end <= now) return [];
  const shared = {
    ...about(shift, scene),
    id: startsId(watched, shift.teamId, shift.start),
    dueAt: shift.start,
  };
  if (now < shift.start + newsMs)
    return [
      {
        ...shared,
        kind: 'starts',
        usefulUntil: shift.start + newsMs,
        group: `starts:${watched.workspace.id}:${shift.start}`,
        words: () => startedWords(shift, scene),
      },
    ];
  return [
    {
      ...shared,
      kind: 'running',
      usefulUntil: shift.end,
      group: `running:${watched.workspace.id}:${shift.end}`,
      words: () => runningWords(shift, scene),
    },
  ];
}

function startedWords(shift: Shift, { watched, when }: SceneWorkspace): Words {
  const until = shift.openEnd ? 'no end' : `until ${when.near(shift.end)}`;
  return {
    title: `Your shift started ${when.near(shift.start)}`,
    line: `${teamName(watched, shift.teamId)} · ${until}.${takenOverFrom(shift, watched)}`,
  };
}

function runningWords(shift: Shift, { watched, when }: SceneWorkspace): Words {
  const since = shift.openStart ? '' : ` · since ${when.dated(shift.start)}`;
  return {
    title: `You are on call${shift.openEnd ? '' : ` until ${when.near(shift.end)}`}`,
    line: `${teamName(watched, shift.teamId)}${since}.`,
  };
}

function ended(shift: Shift, scene: SceneWorkspace): Wanted {
  const { watched, when } = scene;
  return {
    ...about(shift, scene),
    kind: 'ends',
    id: endsId(watched, shift.teamId, shift.end),
    dueAt: shift.end,
    usefulUntil: shift.end + newsMs,
    group: `ends:${watched.workspace.id}:${shift.end}`,
    words: () => ({
      title: `Your shift ended ${when.near(shift.end)}`,
      line: `${teamName(watched, shift.teamId)}.${handedTo(shift, scene)}`,
    }),
    target: { ...about(shift, scene).target, at: shift.end },
  };
}

function about(shift: Shift, { watched }: SceneWorkspace) {
  const { id } = watched.workspace;
  return {
    tag: `shift:${place(watched, shift.teamId)}:${shift.start}`,
    speaksOf: shift.start,
    covers: [],
    target: { screen: 'schedule' as const, workspaceId: id, teamId: shift.teamId, at: shift.start },
    settles: settlesNothing,
  };
}

/** Whoever's shift in the team ended within the hour before mine starts. */
function takenOverFrom(shift: Shift, watched: Watched): string {
  if (shift.openStart) return '';
  const window = { start: shift.start - takeOverMs, end: shift.start };
  const before = shiftsIn(watched.schedule, window, { teamId: shift.teamId }).filter(
    (it) => it.end <= shift.start && !watched.isMe(it.memberId),
  );
  const people = [...new Set(before.map((it) => watched.nameOf(it.memberId)))];
  return people.length === 0 ? '' : ` You take over from ${listed(people)}.`;
}

function handedTo(shift: Shift, { watched, trusted }: SceneWorkspace): string {
  const window = { start: shift.end, end: shift.end + 1 };
  const after = shiftsIn(watched.schedule, window, { teamId: shift.teamId });
  const people = after
    .filter((it) => !watched.isMe(it.memberId))
    .map((it) => watched.nameOf(it.memberId));
  if (people.length > 0) return ` ${listed(people)} took over.`;
  const team = teamIn(watched, shift.teamId);
  const sure = trusted && (team === undefined || doubtsIn(watched, team, window).length === 0);
  return sure ? ' Nobody took over.' : '';
}

/** A team's name as people know it. */
export function teamName(watched: Watched, teamId: TeamId | null): string {
  return teamIn(watched, teamId)?.name ?? cut(watched.workspace.name, longestName);
}

function teamIn(watched: Watched, teamId: TeamId | null): WatchedTeam | undefined {
  const id = teamId === null ? null : sameId(teamId);
  return watched.teams.find((it) => (it.id === null ? null : sameId(it.id)) === id);
}

/** `Fri 27 Nov 18:00 – Sat 28 Nov 09:00`. */
export function spanText(shift: Shift, when: When): string {
  if (shift.openEnd) return `from ${when.dated(shift.start)}, no end`;
  return shift.openStart ? `until ${when.dated(shift.end)}` : when.range(shift.start, shift.end);
}

/** Workspace and team, as identities name them. */
export function place(watched: Watched, teamId: TeamId | null): string {
  return `${watched.workspace.id}:${teamId === null ? '' : sameId(teamId)}`;
}

function leadId(watched: Watched, shift: Shift, leadMinutes: number): string {
  return `ahead:${place(watched, shift.teamId)}:${shift.start}:${leadMinutes}`;
}
