import type { Baseline } from '../../contract/notices.ts';
import type { Entry, TeamId } from '../../schedule/model.ts';
import { compileSchedule, sameId } from '../../schedule/schedule.ts';
import { shiftsIn, type Shift } from '../../schedule/shifts.ts';
import { counted } from '../../text/time.ts';
import { dayMs, type Instant, type Interval } from '../../time/instant.ts';
import type { When } from '../words.ts';
import type { Watched } from '../workspace.ts';
import { baselineOf, sameDuties } from './baseline.ts';
import {
  endsId,
  leadsDue,
  newsMs,
  spanText,
  startsId,
  teamName,
  type SceneWorkspace,
} from './mine.ts';
import { settlesNothing } from './record.ts';
import type { Wanted } from './wanted.ts';

/** One of my shifts as it was and as it is; null where it did not or does not exist. */
export interface ShiftChange {
  readonly teamId: TeamId | null;
  readonly before: Shift | null;
  readonly after: Shift | null;
}

const horizonMs = 30 * dayMs;
const mostLines = 4;

/**
 * What became of my shifts: the rules last told of against the rules now, both under the present
 * interpretation and over the same [now, now + 30 d).
 */
export function changesOfMine(baseline: Baseline, watched: Watched, now: Instant): ShiftChange[] {
  const window = { start: now, end: now + horizonMs };
  const { interpretation } = watched.workspace;
  const old = compileSchedule(
    baseline.duties.map((duty, i) => entryOf(duty, i, baseline.me)),
    interpretation,
  );
  const before = shiftsIn(old, window, { memberId: baseline.me });
  const after = shiftsIn(watched.schedule, window, { memberId: baseline.me });
  const keysBefore = new Set(before.map((shift) => keyOf(shift, window)));
  const keysAfter = new Set(after.map((shift) => keyOf(shift, window)));
  return paired(
    before.filter((shift) => !keysAfter.has(keyOf(shift, window))),
    after.filter((shift) => !keysBefore.has(keyOf(shift, window))),
  );
}

/** The notice of all changes of mine in a workspace; null where nothing changed. */
export function aboutChanges(scene: SceneWorkspace): Wanted | null {
  const { watched, record, when, now } = scene;
  const { workspace } = watched;
  const baseline = record.baselines[workspace.id];
  if (!scene.trusted || baseline === undefined || baseline.awaitingAfter !== null) return null;
  if (baseline.me !== workspace.me) return null;
  const current = baselineOf(workspace, baseline.me);
  if (sameDuties(baseline, current)) return null;
  const changes = changesOfMine(baseline, watched, now);
  const [first] = changes;
  if (first === undefined) return null;
  const lines = changes.map((change) => changeLine(change, watched, when));
  const begins = Math.min(...changes.flatMap(startsOf));
  const covers = changes.flatMap((change) => needless(change, scene));
  const shown = (first.after ?? first.before)?.start ?? now;
  const id = `changed:${workspace.id}:${digest(lines.join('\n'))}`;
  return {
    kind: 'changed',
    id,
    dueAt: now,
    usefulUntil: Number.POSITIVE_INFINITY,
    group: id,
    tag: `changed:${workspace.id}`,
    words: () => ({
      title:
        changes.length === 1
          ? changeTitle(first, when)
          : `${counted(changes.length, 'of your shifts', 'of your shifts')} changed`,
      line: [...lines.slice(0, mostLines), ...more(lines.length - mostLines)].join('\n'),
    }),
    speaksOf: begins,
    covers,
    target: {
      screen: 'schedule',
      workspaceId: workspace.id,
      teamId: first.teamId,
      at: Math.max(shown, now),
    },
    settles: {
      ...settlesNothing,
      told: covers,
      baselines: [{ workspaceId: workspace.id, baseline: current }],
    },
  };
}

/** Identities of notices that the news of a change makes needless. */
export function needless({ before, after }: ShiftChange, scene: SceneWorkspace): string[] {
  const { watched, now } = scene;
  const appeared =
    after === null
      ? []
      : after.start > now
        ? leadsDue(scene, after, now)
        : [startsId(watched, after.teamId, after.start)];
  if (before === null || before.start > now) return appeared;
  // My running shift was cut off: its end, just past, is told with the change.
  const window = { start: now - newsMs, end: now };
  const cut = shiftsIn(watched.schedule, window, {
    teamId: before.teamId,
    memberId: before.memberId,
  });
  const ends = cut.filter((shift) => shift.end <= now);
  return [...appeared, ...ends.map((shift) => endsId(watched, shift.teamId, shift.end))];
}

function entryOf(duty: Baseline['duties'][number], index: number, memberId: string): Entry {
  return {
    id: String(index),
    memberId,
    ...duty,
    readOnly: null,
    notes: [],
    extra: {},
    etag: null,
  };
}

/** Two shifts with the same key are the same within the window. */
function keyOf(shift: Shift, window: Interval): string {
  const start = Math.max(shift.start, window.start);
  const end = Math.min(shift.end, window.end);
  return `${shift.teamId === null ? '' : sameId(shift.teamId)}|${start}|${end}`;
}

/** Vanished and new shifts of a team that overlap, or follow each other in order, are one that moved. */
function paired(gone: readonly Shift[], come: readonly Shift[]): ShiftChange[] {
  const rest = [...come];
  const take = (fits: (shift: Shift) => boolean): Shift | null => {
    const index = rest.findIndex(fits);
    return index < 0 ? null : (rest.splice(index, 1)[0] ?? null);
  };
  const partners = new Map<Shift, Shift>();
  const isNear = (a: Shift, b: Shift) => sameTeam(a, b) && Math.abs(a.start - b.start) <= 7 * dayMs;
  const overlaps = (a: Shift, b: Shift) => sameTeam(a, b) && a.start < b.end && b.start < a.end;
  for (const fits of [overlaps, isNear])
    for (const before of gone) {
      const after = partners.has(before) ? null : take((it) => fits(before, it));
      if (after !== null) partners.set(before, after);
    }
  const changes = [
    ...gone.map((before) => ({
      teamId: before.teamId,
      before,
      after: partners.get(before) ?? null,
    })),
    ...rest.map((after) => ({ teamId: after.teamId, before: null, after })),
  ];
  return changes.sort((a, b) => Math.min(...startsOf(a)) - Math.min(...startsOf(b)));
}

function sameTeam(a: Shift, b: Shift): boolean {
  return (
    a.teamId === b.teamId ||
    (a.teamId !== null && b.teamId !== null && sameId(a.teamId) === sameId(b.teamId))
  );
}

function startsOf({ before, after }: ShiftChange): Instant[] {
  return [before, after].flatMap((shift) => (shift === null ? [] : [shift.start]));
}

function changeTitle({ before, after }: ShiftChange, when: When): string {
  if (before === null) return `New shift for you: ${after === null ? '' : startText(after, when)}`;
  if (after === null) return `Your shift was removed: ${startText(before, when)}`;
  return before.start === after.start
    ? `Your shift now ends ${after.openEnd ? 'never' : when.dated(after.end)}`
    : `Your shift moved: ${startText(before, when)} → ${startText(after, when)}`;
}

function startText(shift: Shift, when: When): string {
  return shift.openStart ? `until ${when.dated(shift.end)}` : when.dated(shift.start);
}

function changeLine({ teamId, before, after }: ShiftChange, watched: Watched, when: When): string {
  const team = teamName(watched, teamId);
  if (before === null) return `${team}: new, ${after === null ? '' : spanText(after, when)}`;
  const old = spanText(before, when);
  return after === null ? `${team}: ${old} removed` : `${team}: ${old} → ${spanText(after, when)}`;
}

function more(count: number): string[] {
  return count > 0 ? [`and ${count} more`] : [];
}

/** A short name of a text (FNV-1a), so that the same change keeps its identity. */
function digest(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1)
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0;
  return hash.toString(36);
}
