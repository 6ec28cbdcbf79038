import type { ToldGap } from '../../contract/notices.ts';
import { coverage } from '../../schedule/coverage.ts';
import { sameId } from '../../schedule/schedule.ts';
import { shiftsIn, type Shift } from '../../schedule/shifts.ts';
import { listed } from '../../text/time.ts';
import { dayMs, type Instant, type Interval } from '../../time/instant.ts';
import { subtract } from '../../time/interval.ts';
import { doubtsIn } from '../doubt.ts';
import type { When } from '../words.ts';
import type { Watched, WatchedTeam } from '../workspace.ts';
import { newsMs, place, type SceneWorkspace } from './mine.ts';
import { quietAt } from './quiet.ts';
import { settlesNothing } from './record.ts';
import type { Wanted, Words } from './wanted.ts';

const gapAheadMs = dayMs;
// Far enough to see where nearly every gap begins and ends.
const lookMs = 15 * dayMs;

/** Gaps against a contract that begin within 24 h or last now; only from whole, fresh entries. */
export function aboutGaps(scene: SceneWorkspace): Wanted[] {
  if (!scene.snapshot.preferences.gapNotices || !scene.trusted) return [];
  return scene.watched.teams.flatMap((team) =>
    gapsOf(scene, team)
      .filter((gap) => !isTold(scene, team, gap))
      .map((gap) => gapNotice(scene, team, gap)),
  );
}

function gapsOf({ watched, now }: SceneWorkspace, team: WatchedTeam): Interval[] {
  if (team.contract.kind === 'none') return [];
  const window = { start: now - dayMs, end: now + lookMs };
  const { gaps } = coverage(watched.schedule, team.id, window, team.contract);
  const near = gaps.filter((gap) => gap.end > now && gap.start <= now + 2 * gapAheadMs);
  if (near.length === 0) return [];
  return subtract(near, doubtsIn(watched, team, window)).filter((gap) => gap.end > now);
}

/** A told gap counts for every gap it meets that does not begin earlier. */
function isTold({ record, watched }: SceneWorkspace, team: WatchedTeam, gap: Interval): boolean {
  return record.gaps.some(
    (told) =>
      told.workspaceId === watched.workspace.id &&
      (told.teamId === null ? null : sameId(told.teamId)) ===
        (team.id === null ? null : sameId(team.id)) &&
      told.start <= gap.start &&
      gap.start < told.end,
  );
}

function gapNotice(scene: SceneWorkspace, team: WatchedTeam, gap: Interval): Wanted {
  const { watched, when, now } = scene;
  const { id: workspaceId } = watched.workspace;
  const open = gap.end >= now + lookMs;
  const two = team.contract.kind !== 'none' && team.contract.people === 2;
  const told: ToldGap = { workspaceId, teamId: team.id, ...gap };
  return {
    kind: 'gap',
    id: `gap:${place(watched, team.id)}:${gap.start}`,
    dueAt: gap.start - gapAheadMs,
    usefulUntil: gap.end,
    group: `gap:${workspaceId}:${gap.start}`,
    tag: `gap:${place(watched, team.id)}:${gap.start}`,
    words: () => ({
      title: `Gap ${open ? `from ${when.dated(gap.start)}` : when.range(gap.start, gap.end)}`,
      sharedTitle: `Gaps from ${when.dated(gap.start)}`,
      line: `${team.name}: ${two ? 'fewer than two people are' : 'nobody is'} on call.`,
    }),
    speaksOf: gap.start,
    covers: [],
    target: { screen: 'schedule', workspaceId, teamId: team.id, at: Math.max(gap.start, now) },
    settles: { ...settlesNothing, gaps: [told] },
  };
}

/** Someone else goes on call in a watched team; not right after my own shift. */
export function aboutHandoffs(scene: SceneWorkspace): Wanted[] {
  if (!scene.snapshot.preferences.handoffNotices) return [];
  return scene.watched.teams.flatMap((team) => handoffsOf(scene, team));
}

function handoffsOf(scene: SceneWorkspace, team: WatchedTeam): Wanted[] {
  const { watched, now, snapshot } = scene;
  const { quietHours } = snapshot.preferences;
  const held = quietAt(quietHours, snapshot.viewer.zone, now - newsMs);
  const window = { start: Math.min(now - newsMs, held?.start ?? now), end: now + dayMs };
  const shifts = shiftsIn(watched.schedule, window, { teamId: team.id });
  const byStart = new Map<Instant, Shift[]>();
  for (const shift of shifts) {
    if (watched.isMe(shift.memberId) || shift.openStart || shift.start < window.start) continue;
    byStart.set(shift.start, [...(byStart.get(shift.start) ?? []), shift]);
  }
  const mine = shifts.filter((shift) => watched.isMe(shift.memberId));
  return [...byStart].flatMap(([start, come]) => {
    const quiet = quietAt(quietHours, snapshot.viewer.zone, start);
    const dueAt = quiet?.end ?? start;
    const still = come.filter((shift) => shift.end > Math.max(dueAt, now));
    if (still.length === 0 || mine.some((shift) => shift.end === start)) return [];
    return [handoffNotice(scene, team, { start, dueAt, come: still, before: shifts })];
  });
}

interface Handoff {
  readonly start: Instant;
  readonly dueAt: Instant;
  readonly come: readonly Shift[];
  readonly before: readonly Shift[];
}

function handoffNotice(
  { watched, when }: SceneWorkspace,
  team: WatchedTeam,
  handoff: Handoff,
): Wanted {
  const { start, dueAt } = handoff;
  const { id: workspaceId } = watched.workspace;
  return {
    kind: 'handoff',
    id: `handoff:${place(watched, team.id)}:${start}`,
    dueAt,
    usefulUntil: dueAt + newsMs,
    group: `handoff:${workspaceId}:${start}`,
    tag: `handoff:${place(watched, team.id)}`,
    words: () => handoffWords(watched, team, handoff, when),
    speaksOf: start,
    covers: [],
    target: { screen: 'schedule', workspaceId, teamId: team.id, at: start },
    settles: settlesNothing,
  };
}

function handoffWords(
  watched: Watched,
  team: WatchedTeam,
  { start, come, before }: Handoff,
  when: When,
): Words {
  const names = listed(come.map((shift) => watched.nameOf(shift.memberId)));
  const gone = before.filter((shift) => shift.end === start);
  const from = gone.map((shift) => watched.nameOf(shift.memberId));
  const ends = new Set(come.map((shift) => (shift.openEnd ? null : shift.end)));
  const [end = null] = ends.size === 1 ? ends : [];
  const until = end === null ? '' : ` · until ${when.dated(end)}`;
  return {
    title: `${names} took over ${when.near(start)}`,
    sharedTitle: `Handoffs ${when.near(start)}`,
    line: `${team.name}: ${names}${until}${from.length === 0 ? '' : `, after ${listed(from)}`}.`,
  };
}
