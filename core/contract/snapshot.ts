import type { Instant } from '../time/instant.ts';
import type {
  CoverageContract,
  CustomerId,
  Entry,
  EntryKey,
  Interpretation,
  Leave,
  Member,
  MemberId,
  Rule,
  Team,
  TeamId,
  WorkspaceId,
} from '../schedule/model.ts';
import type { Failure } from './failure.ts';

/** The four addresses of a PingHome account, each with its version path; blank = feature off. */
export interface Addresses {
  readonly read: string;
  readonly write: string;
  readonly roster: string;
  readonly signIn: string;
}

/** Where the token of a workspace is; the embedded service has one of its own, made at each start. */
export type TokenPlace = 'keychain' | 'memory' | 'missing' | 'locked' | 'embedded';

/** Why a read is not the whole truth; while any holds, nothing may be claimed to be uncovered. */
export type Incompleteness =
  | { readonly kind: 'entries-skipped'; readonly count: number }
  | { readonly kind: 'member-refused'; readonly memberId: string; readonly failure: Failure }
  | { readonly kind: 'more-pages' }
  /** Who is in that team is not known, so neither are all of its schedules. */
  | { readonly kind: 'team-refused'; readonly name: string; readonly failure: Failure }
  | { readonly kind: 'roster-skipped'; readonly count: number }
  | { readonly kind: 'roster-pages' }
  /** More people than are read from one account. */
  | { readonly kind: 'people-left-out'; readonly count: number };

/** How fresh and how whole the entries of a workspace are. */
export interface ReadState {
  /** When the last good read ended; null before the first ever. */
  readonly goodAt: Instant | null;
  readonly incomplete: readonly Incompleteness[];
  /** What the newest read ran into; null after a good one. */
  readonly failure: Failure | null;
  readonly failingSince: Instant | null;
  readonly reading: boolean;
  /** Paused polling waits for a new token. */
  readonly paused: boolean;
  readonly pollEveryMs: number;
  readonly nextAt: Instant | null;
}

/**
 * A write that is not settled: PingHome does not show it yet, or perhaps never will (`unknown`),
 * or shows two entries that might be it (`twice`).
 */
export interface PendingWrite {
  readonly id: string;
  /** The step it is part of: dismissed, resumed and rolled back as one. */
  readonly stepId: string;
  readonly kind: 'create' | 'update' | 'delete';
  readonly teamId: TeamId;
  readonly key: EntryKey | null;
  readonly memberId: MemberId;
  readonly rule: Rule | null;
  readonly state: 'sending' | 'waiting' | 'not-visible-yet' | 'unknown' | 'twice';
  readonly since: Instant;
}

/** One account, or the embedded local one, with everything a window or the tray may know. */
export interface WorkspaceState {
  readonly id: WorkspaceId;
  readonly name: string;
  readonly kind: 'local' | 'pinghome';
  /** True while the local workspace still holds the sample. */
  readonly sample: boolean;
  readonly addresses: Addresses;
  readonly customerIds: readonly CustomerId[];
  readonly interpretation: Interpretation;
  readonly me: MemberId | null;
  readonly teams: readonly Team[];
  readonly members: readonly Member[];
  readonly entries: readonly Entry[];
  readonly contracts: Readonly<Record<TeamId, CoverageContract>>;
  readonly leave: readonly Leave[];
  /** Given by hand or imported, by member or team id; they stand in `teams` and `members` too. */
  readonly names: Readonly<Record<string, string>>;
  readonly read: ReadState;
  readonly token: TokenPlace;
  readonly pending: readonly PendingWrite[];
}

/** Something the person should be told once, in a banner and in the menu. */
export type Attention =
  | { readonly kind: 'settings-reset'; readonly setAsideAs: string }
  | { readonly kind: 'cache-reset'; readonly setAsideAs: string }
  | { readonly kind: 'delivered-reset'; readonly setAsideAs: string }
  | { readonly kind: 'journal-reset'; readonly setAsideAs: string }
  /** `inMemory`: a token lives in memory until quit, because the keychain did not take it. */
  | { readonly kind: 'keychain'; readonly failure: Failure; readonly inMemory?: boolean }
  | { readonly kind: 'service'; readonly failure: Failure }
  | { readonly kind: 'notices'; readonly failure: Failure }
  | { readonly kind: 'no-tray' }
  /** What was read could not be written down: a start would show an older schedule. */
  | { readonly kind: 'cache-unsaved'; readonly detail: string }
  /** What was told could not be written down. */
  | { readonly kind: 'notices-unsaved'; readonly detail: string }
  /** The start at login could not be set or taken away. */
  | { readonly kind: 'autostart'; readonly detail: string }
  /** The key combination could not be had, and is no longer wanted. */
  | { readonly kind: 'shortcut'; readonly shortcut: string };

export type Theme = 'system' | 'light' | 'dark';

/** What windows may know of the settings that belong to no workspace. */
export interface Preferences {
  readonly theme: Theme;
  /** Minutes before a shift, each > 0 and at most 30 days. */
  readonly leadMinutes: readonly number[];
  /** By team id, instead of `leadMinutes`. */
  readonly teamLeadMinutes: Readonly<Record<TeamId, readonly number[]>>;
  /** `HH:mm` in the viewer's zone, or null for none. */
  readonly quietHours: { readonly from: string; readonly to: string } | null;
  readonly mutedUntil: Instant | null;
  readonly gapNotices: boolean;
  readonly handoffNotices: boolean;
  readonly startAtLogin: boolean;
  /** A key combination as Electron names it, `CommandOrControl+Alt+W`; null for none. */
  readonly shortcut: string | null;
}

/** The one state object main publishes to every window. */
export interface Snapshot {
  /** Grows by one with each change; a window drops what is older than what it has. */
  readonly revision: number;
  readonly workspaces: readonly WorkspaceState[];
  readonly preferences: Preferences;
  readonly attention: readonly Attention[];
  /** The viewer's zone and locale as main sees them. */
  readonly viewer: { readonly zone: string; readonly locale: string };
  readonly version: string;
}
