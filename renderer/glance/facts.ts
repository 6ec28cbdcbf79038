import type { Snapshot } from '../../core/contract/snapshot.ts';
import { dayOf } from '../../core/tray/day.ts';
import { labelOf, mayLackShifts, myNextOf } from '../../core/tray/mine.ts';
import { statusOf, type MyShift, type WorkspaceStatus } from '../../core/tray/status.ts';
import { blocksOf, type Block } from '../../core/tray/summary.ts';
import type { PersonOnCall, TeamStatus } from '../../core/tray/team-status.ts';
import { watch, type Watched, type WatchedTeam } from '../../core/tray/workspace.ts';
import { whenFor } from '../../core/tray/words.ts';
import type { Instant } from '../../core/time/instant.ts';

/** One team of one account, named as the tray names it. */
export interface TeamFacts {
  readonly id: string;
  readonly label: string;
  readonly watched: Watched;
  readonly team: WatchedTeam;
  readonly status: TeamStatus;
  /** Whether its account was read lately and whole. */
  readonly fresh: boolean;
}

/** Where I stand in all accounts in which "me" is chosen. */
export interface MyFacts {
  readonly watched: Watched;
  readonly now: PersonOnCall | null;
  readonly next: MyShift | null;
  /** The team of the shift I am in, or of the next one. */
  readonly label: string;
  /** Whether it may be said that nothing is planned for me. */
  readonly known: boolean;
}

/** All accounts at an instant, as the tray sums them up. */
export interface GlanceFacts {
  readonly accounts: readonly WorkspaceStatus[];
  /** In the order of the tray's menu. */
  readonly teams: readonly TeamFacts[];
  readonly unread: readonly { readonly id: string; readonly text: string }[];
  /** Null while nobody said who they are. */
  readonly mine: MyFacts | null;
}

/** What the glance says of a snapshot at an instant: the tray's own sum, with what can be drawn of it. */
export function glanceFacts(snapshot: Snapshot, now: Instant): GlanceFacts {
  const { viewer, workspaces } = snapshot;
  const status = statusOf(snapshot, now);
  const blocks = blocksOf(status, whenFor(viewer, dayOf(viewer.zone, now)), now);
  const watchedOf = new Map(workspaces.map((it) => [it.id, watch(it)]));
  const accountOf = new Map(status.workspaces.map((it) => [it.id, it]));
  const teams = blocks.flatMap(({ id, workspaceId, label, team: found }): TeamFacts[] => {
    const watched = watchedOf.get(workspaceId) ?? null;
    const team = watched?.teams.find((it) => it.id === found?.teamId);
    if (watched === null || found === null || team === undefined) return [];
    const fresh = accountOf.get(workspaceId)?.freshness.state === 'fresh';
    return [{ id, label, watched, team, status: found, fresh }];
  });
  return {
    accounts: status.workspaces,
    teams,
    unread: blocks
      .filter(({ team }) => team === null)
      .map(({ id, headline, lines }) => ({ id, text: [headline, ...lines].join(' · ') })),
    mine: mineIn(status.workspaces, watchedOf, teams, blocks),
  };
}

function mineIn(
  accounts: readonly WorkspaceStatus[],
  watchedOf: ReadonlyMap<string, Watched | null>,
  teams: readonly TeamFacts[],
  blocks: readonly Block[],
): MyFacts | null {
  const on = teams.find(({ status }) => status.onCall.some(({ isMe }) => isMe));
  const next = myNextOf(accounts);
  const known = accounts.find(({ meKnown }) => meKnown);
  const id = on?.watched.workspace.id ?? next?.workspaceId ?? known?.id;
  const watched = id === undefined ? null : (watchedOf.get(id) ?? null);
  if (watched === null) return null;
  return {
    watched,
    now: on?.status.onCall.find(({ isMe }) => isMe) ?? null,
    next,
    label: on?.label ?? (next === null ? '' : labelOf(next, blocks)),
    known: mayLackShifts(accounts),
  };
}
