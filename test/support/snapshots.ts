import type {
  Preferences,
  ReadState,
  Snapshot,
  WorkspaceState,
} from '../../core/contract/snapshot.ts';
import type { Entry, Member, Rule, Team } from '../../core/schedule/model.ts';
import { anEntry, aRule, inZone } from './rules.ts';

/** The instant of an ISO text with its offset. */
export const at = (iso: string): number => Date.parse(iso);

/** An entry on call exactly from one instant to another. */
export function aDuty(
  memberId: string,
  from: string,
  to: string,
  parts: Partial<Entry> = {},
): Entry {
  const rule = aRule({ startDate: at(from), endDate: at(to) });
  return dutyBy(memberId, rule, parts);
}

let made = 0;

/** An entry of a member by a rule. */
export function dutyBy(memberId: string, rule: Rule, parts: Partial<Entry> = {}): Entry {
  made += 1;
  return anEntry({ memberId, rule, id: `entry-${made}`, teamId: 'platform', ...parts });
}

export const people: readonly Member[] = [
  { id: 'ana', name: 'Ana Pires', email: null },
  { id: 'jonas', name: 'Jonas Weber', email: null },
  { id: 'mira', name: 'Mira Kaur', email: null },
  { id: 'zoe', name: 'Zoe Adams', email: null },
  { id: 'li', name: 'Li Wei', email: null },
];

export const platform: Team = {
  id: 'platform',
  name: 'Platform',
  memberIds: ['ana', 'jonas', 'mira', 'zoe', 'li'],
};
export const payments: Team = { id: 'payments', name: 'Payments', memberIds: ['mira', 'zoe'] };

/** A good and whole read at an instant. */
export function aRead(goodAt: number | null, parts: Partial<ReadState> = {}): ReadState {
  return {
    goodAt,
    incomplete: [],
    failure: null,
    failingSince: null,
    reading: false,
    paused: false,
    pollEveryMs: 60_000,
    nextAt: null,
    ...parts,
  };
}

/** A connected workspace of one team in UTC, read at the instant of `readAt`. */
export function aWorkspace(
  entries: readonly Entry[],
  readAt: string,
  parts: Partial<WorkspaceState> = {},
): WorkspaceState {
  return {
    id: 'w1',
    name: 'Acme',
    kind: 'pinghome',
    sample: false,
    addresses: { read: 'https://r', write: 'https://w', roster: '', signIn: '' },
    customerIds: ['c1'],
    interpretation: inZone('UTC'),
    me: null,
    teams: [platform],
    members: people,
    entries,
    contracts: {},
    leave: [],
    names: {},
    read: aRead(at(readAt)),
    token: 'keychain',
    pending: [],
    ...parts,
  };
}

export const somePreferences: Preferences = {
  theme: 'system',
  leadMinutes: [1_440, 15],
  teamLeadMinutes: {},
  quietHours: null,
  mutedUntil: null,
  gapNotices: false,
  handoffNotices: false,
  startAtLogin: false,
  shortcut: null,
};

/** What main would publish about some workspaces to a viewer in UTC who reads British English. */
export function aSnapshot(
  workspaces: readonly WorkspaceState[],
  parts: Partial<Omit<Snapshot, 'preferences'>> & {
    readonly preferences?: Partial<Preferences>;
  } = {},
): Snapshot {
  return {
    revision: 1,
    workspaces,
    attention: [],
    viewer: { zone: 'UTC', locale: 'en-GB' },
    version: '0.1.0',
    ...parts,
    preferences: { ...somePreferences, ...parts.preferences },
  };
}
