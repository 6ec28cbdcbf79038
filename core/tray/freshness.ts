import type { Failure } from '../contract/failure.ts';
import type { Incompleteness, WorkspaceState } from '../contract/snapshot.ts';
import type { MemberId } from '../schedule/model.ts';
import { sameId } from '../schedule/schedule.ts';
import { failureWord, incompletenessText } from '../text/freshness.ts';
import { minuteMs, type Instant } from '../time/instant.ts';
import { isZone, tidyName } from './workspace.ts';

/** How far a workspace's entries may be believed. */
export interface Freshness {
  /** Only `fresh` allows to say that nobody is on call, that there is a gap, or "Up to date". */
  readonly state: 'fresh' | 'partial' | 'stale' | 'never';
  readonly goodAt: Instant | null;
  /** Why not fresh, in a few words each. */
  readonly reasons: readonly string[];
  readonly badge: 'sign-in' | 'stale' | null;
  /** The first instant after now at which this changes by itself. */
  readonly changesAt: Instant | null;
}

/** A read older than so many polls is no longer fresh. */
export const toleratedPolls = 3;
const staleAfterMs = 15 * minuteMs;

/** Judges the newest reads of a workspace at an instant. */
export function freshness(workspace: WorkspaceState, now: Instant): Freshness {
  const zoneKnown = isZone(workspace.interpretation.zone);
  const { goodAt, pollEveryMs, failure, incomplete } = workspace.read;
  const oldAt = goodAt === null ? null : goodAt + toleratedPolls * pollEveryMs;
  const staleAt =
    goodAt === null ? null : goodAt + Math.max(toleratedPolls * pollEveryMs, staleAfterMs);
  const old = oldAt === null || now >= oldAt;
  const stale = staleAt === null ? failure !== null : now >= staleAt;
  const signIn = needsSignIn(workspace);
  return {
    state:
      goodAt === null || !zoneKnown
        ? 'never'
        : old || signIn || (failure !== null && marksAtOnce(failure))
          ? 'stale'
          : incomplete.length > 0
            ? 'partial'
            : 'fresh',
    goodAt,
    reasons: [
      ...(zoneKnown ? [] : [`time zone ${workspace.interpretation.zone} is not known here`]),
      ...reasonsOf(workspace, signIn),
    ],
    badge: signIn ? 'sign-in' : stale ? 'stale' : null,
    changesAt: firstAfter(now, oldAt, staleAt),
  };
}

/** The earliest of some instants that is still to come. */
export function firstAfter(now: Instant, ...instants: readonly (Instant | null)[]): Instant | null {
  let first: Instant | null = null;
  for (const at of instants)
    if (at !== null && at > now && (first === null || at < first)) first = at;
  return first;
}

function needsSignIn({ kind: account, token, read }: WorkspaceState): boolean {
  if (account === 'pinghome' && (token === 'missing' || token === 'locked')) return true;
  const kind = read.failure?.kind;
  return kind === 'unauthorized' || kind === 'no-token' || kind === 'keychain-locked';
}

/** True for a clear answer that the data can't be had; a lost connection may be a passing one. */
function marksAtOnce(failure: Failure): boolean {
  switch (failure.kind) {
    case 'offline':
    case 'timeout':
    case 'server-error':
    case 'rate-limited':
    case 'service-down':
      return false;
    case 'unauthorized':
    case 'no-token':
    case 'forbidden':
    case 'not-found':
    case 'conflict':
    case 'rejected':
    case 'redirected':
    case 'too-large':
    case 'unreadable':
    case 'keychain-locked':
    case 'keychain-missing':
    case 'not-allowed':
    case 'notice-refused':
    case 'bug':
      return true;
  }
}

function reasonsOf(workspace: WorkspaceState, signIn: boolean): string[] {
  const { failure } = workspace.read;
  const cause = signIn ? [signInReason(workspace)] : failure === null ? [] : [failureWord(failure)];
  return [...cause, ...summed(workspace)];
}

/** A token that was never stored is not behind a keychain, whatever that one says. */
function signInReason({ token, read }: WorkspaceState): string {
  const kind = token === 'missing' ? null : read.failure?.kind;
  if (kind === 'keychain-missing') return 'no keychain';
  return token === 'locked' || kind === 'keychain-locked' ? 'keychain locked' : 'sign in again';
}

/** Many refused members are one reason, and so are many teams. */
function summed(workspace: WorkspaceState): string[] {
  const { incomplete } = workspace.read;
  const refused = (kind: Incompleteness['kind']) =>
    incomplete.filter((it) => it.kind === kind).length;
  const [people, teams] = [refused('member-refused'), refused('team-refused')];
  const nameOf = (id: MemberId) =>
    tidyName(workspace.members.find((it) => sameId(it.id) === sameId(id))?.name ?? id);
  const texts = incomplete
    .filter((it) => people < 2 || it.kind !== 'member-refused')
    .filter((it) => teams < 2 || it.kind !== 'team-refused')
    .map((it) => incompletenessText(it, nameOf));
  if (people > 1) texts.push(`${people} of ${countWatched(workspace)} people could not be read`);
  if (teams > 1) texts.push(`who is in ${teams} teams could not be read`);
  return texts;
}

/** Who is asked for, and everybody in a team with one of them. */
function countWatched({ customerIds, teams }: WorkspaceState): number {
  const asked = new Set(customerIds.map(sameId));
  const near = teams
    .map(({ memberIds }) => memberIds.map(sameId))
    .filter((ids) => ids.some((id) => asked.has(id)));
  return new Set([...asked, ...near.flat()]).size;
}
