import type { Snapshot, WorkspaceState } from '../contract/snapshot.ts';
import type {
  CoverageContract,
  Entry,
  Interpretation,
  MemberId,
  TeamId,
} from '../schedule/model.ts';
import { runAt } from '../schedule/run-at.ts';
import type { Schedule } from '../schedule/schedule.ts';
import { compileSchedule, emptySchedule, replaceInSteps, sameId } from '../schedule/schedule.ts';
import { inOneGo, type Steps } from '../schedule/steps.ts';
import { cut, oneLine } from '../text/plain.ts';
import type { Instant } from '../time/instant.ts';
import { zoneTable } from '../time/zone.ts';

/** A workspace as tray, notices and command line look at it. */
export interface Watched {
  readonly workspace: WorkspaceState;
  readonly schedule: Schedule;
  /** The rules of entries without a member, as if one nameless member had them. */
  readonly nameless: Schedule | null;
  readonly teams: readonly WatchedTeam[];
  nameOf(memberId: MemberId): string;
  isMe(memberId: MemberId): boolean;
}

/** A team to speak of; `id` is null for entries whose team is not known. */
export interface WatchedTeam {
  readonly id: TeamId | null;
  readonly name: string;
  readonly contract: CoverageContract;
  readonly memberIds: readonly MemberId[];
}

const noContract: CoverageContract = { kind: 'none' };
const longestName = 60;
const known = new WeakMap<readonly Entry[], Map<string, Compiled>>();

interface Compiled {
  readonly schedule: Schedule;
  readonly nameless: Schedule | null;
  /** The teams that entries name, and null where one has none. */
  readonly teamIds: ReadonlySet<TeamId | null>;
}

/** The workspaces to speak of: the sample steps back once a PingHome account is connected. */
export function watchedWorkspaces(snapshot: Snapshot): WorkspaceState[] {
  const connected = snapshot.workspaces.some((workspace) => workspace.kind === 'pinghome');
  return snapshot.workspaces.filter((workspace) => !(connected && workspace.sample));
}

/**
 * The workspace made ready to ask; compiled once per list of entries and interpretation.
 * Null when this runtime does not know the schedule's zone: nothing can be said then.
 */
export function watch(workspace: WorkspaceState): Watched | null {
  if (!isZone(workspace.interpretation.zone)) return null;
  const names = new Map(workspace.members.map((it) => [sameId(it.id), it.name]));
  const me = workspace.me === null ? null : sameId(workspace.me);
  const { teamIds, ...schedules } = compiled(workspace);
  return {
    workspace,
    ...schedules,
    teams: teamsOf(workspace, teamIds),
    nameOf: (id) => tidyName(names.get(sameId(id)) ?? id),
    isMe: (id) => sameId(id) === me,
  };
}

// Asking the runtime for a zone is slow, and its answer stays; for a known one it is the table.
const unknownZones = new Set<string>();

/** Whether this runtime knows a zone. */
export function isZone(name: string): boolean {
  if (unknownZones.has(name)) return false;
  try {
    zoneTable(name);
    return true;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    unknownZones.add(name);
    return false;
  }
}

function compiled({ entries, interpretation }: WorkspaceState): Compiled {
  return compiledOf(entries, interpretation) ?? inOneGo(compile(entries, interpretation, []));
}

function compiledOf(entries: readonly Entry[], interpretation: Interpretation): Compiled | null {
  return known.get(entries)?.get(JSON.stringify(interpretation)) ?? null;
}

/**
 * Makes a workspace ready for `watch` and for a first look at an instant, in steps for whoever must
 * not block. What stays of the entries that were there before is not made ready anew.
 */
export function* readyInSteps(
  { entries, interpretation }: Pick<WorkspaceState, 'entries' | 'interpretation'>,
  before: readonly Entry[],
  now: Instant,
): Steps<void> {
  if (!isZone(interpretation.zone)) return;
  const { schedule } =
    compiledOf(entries, interpretation) ?? (yield* compile(entries, interpretation, before));
  for (const duty of schedule.duties) {
    runAt(duty, now);
    yield;
  }
}

function* compile(
  entries: readonly Entry[],
  interpretation: Interpretation,
  before: readonly Entry[],
): Steps<Compiled> {
  const nameless = entries
    .filter((entry) => entry.memberId === null)
    .map((entry) => ({ ...entry, memberId: '?' }));
  const made = {
    schedule: yield* (
      changed(compiledOf(before, interpretation)?.schedule, before, entries) ??
      replaceInSteps(emptySchedule(interpretation), new Set(), entries)
    ),
    nameless: nameless.length === 0 ? null : compileSchedule(nameless, interpretation),
    teamIds: new Set(entries.map((entry) => entry.teamId)),
  };
  const readings = known.get(entries) ?? new Map<string, Compiled>();
  known.set(entries, readings.set(JSON.stringify(interpretation), made));
  return made;
}

/** The schedule of a list made from that of another one; null where too little is shared. */
function changed(
  schedule: Schedule | undefined,
  before: readonly Entry[],
  entries: readonly Entry[],
): Steps<Schedule> | null {
  if (schedule === undefined) return null;
  const old = new Set(before);
  const added = entries.filter((entry) => !old.has(entry));
  if (added.length * 2 > entries.length) return null;
  const kept = new Set(entries);
  const removed = before.filter((entry) => !kept.has(entry)).map(({ id }) => id);
  return replaceInSteps(schedule, new Set(removed), added);
}

/** The workspace's teams, those only its entries name, and one for entries without a team. */
function teamsOf(workspace: WorkspaceState, named: ReadonlySet<TeamId | null>): WatchedTeam[] {
  const { teams, contracts } = workspace;
  const listed = new Set(teams.map((team) => sameId(team.id)));
  const found: WatchedTeam[] = teams.map((team) => ({
    id: team.id,
    name: tidyName(team.name),
    contract: contracts[team.id] ?? noContract,
    memberIds: team.memberIds,
  }));
  for (const id of named) {
    if (id === null || listed.has(sameId(id))) continue;
    listed.add(sameId(id));
    found.push({ id, name: tidyName(id), contract: contracts[id] ?? noContract, memberIds: [] });
  }
  if (named.has(null) || found.length === 0)
    found.push({ id: null, name: tidyName(workspace.name), contract: noContract, memberIds: [] });
  return found;
}

/** A name from outside on one line, cut where it is too long for a menu. */
export function tidyName(name: string): string {
  return cut(oneLine(name), longestName);
}
