import type { Snapshot, WorkspaceState } from '../../core/contract/snapshot.ts';
import type { Entry, Rule } from '../../core/schedule/model.ts';
import type { Instant } from '../../core/time/instant.ts';
import { minuteMs } from '../../core/time/instant.ts';

/** Monday 23 November 2026, 17:48 in Lisbon (and UTC). */
export const sampleNow: Instant = Date.UTC(2026, 10, 23, 17, 48);

export const people = {
  ana: { id: 'a-ana', name: 'Ana Pires', email: 'ana@example.org' },
  jonas: { id: 'a-jonas', name: 'Jonas Weber', email: null },
  mira: { id: 'a-mira', name: 'Mira Kaur', email: null },
  sam: { id: 'a-sam', name: 'Sam Okafor', email: null },
  lea: { id: 'a-lea', name: 'Léa Martin', email: null },
  tomas: { id: 'a-tomas', name: 'Tomás Silva', email: null },
  noor: { id: 'a-noor', name: 'Noor Haddad', email: null },
} as const;

export const teams = { platform: 't-platform', payments: 't-payments' } as const;

/** A rule of every day and all day, with what is given on top. */
export function ruleWith(part: Partial<Rule>): Rule {
  return {
    monthsOfYear: [],
    weeksOfMonth: [],
    weekDays: [],
    startTime: null,
    endTime: null,
    startDate: null,
    endDate: null,
    ...part,
  };
}

export function entryWith(memberId: string, rule: Partial<Rule>, part: Partial<Entry> = {}): Entry {
  const createdAt = part.createdAt ?? `2026-01-05T08:00:00.${memberId.length}00Z`;
  const teamId = part.teamId ?? teams.platform;
  return {
    id: `${teamId}|${memberId}|${createdAt}|${JSON.stringify(rule)}`,
    teamId,
    memberId,
    createdAt,
    rule: ruleWith(rule),
    readOnly: null,
    notes: [],
    extra: {},
    etag: null,
    ...part,
  };
}

const day = { startTime: '09:00:00', endTime: '09:00:00' } as const;
const office = { startTime: '09:00:00', endTime: '17:00:00' } as const;
const evening = { startTime: '17:00:00', endTime: '23:00:00' } as const;
const payments = { teamId: teams.payments };

/** Two teams, seven people, a gap on Saturday and on Sunday, an overlap on Friday evening. */
export const sampleEntries: readonly Entry[] = [
  entryWith(people.ana.id, { weekDays: [1, 4], ...day }),
  entryWith(people.jonas.id, { weekDays: [2, 3], ...day }),
  entryWith(people.mira.id, { weekDays: [5], startTime: '09:00:00', endTime: '23:59:59' }),
  entryWith(people.mira.id, { weekDays: [6], startTime: '15:00:00', endTime: '07:00:00' }),
  entryWith(people.sam.id, { weekDays: [5], startTime: '18:00:00', endTime: '23:59:59' }),
  entryWith(people.lea.id, { weekDays: [1, 2, 3], ...office }, payments),
  entryWith(people.tomas.id, { weekDays: [4, 5], ...office }, payments),
  entryWith(people.noor.id, { weekDays: [1, 2, 3, 4, 5], ...evening }, payments),
];

export function workspaceWith(part: Partial<WorkspaceState> = {}, now = sampleNow): WorkspaceState {
  return {
    id: 'w-1',
    name: 'Acme',
    kind: 'pinghome',
    sample: false,
    addresses: { read: 'https://r', write: 'https://w', roster: 'https://o', signIn: '' },
    customerIds: ['c-1'],
    interpretation: { zone: 'Europe/Lisbon', weekdayZero: 'sunday', weekOfMonth: 'block' },
    me: people.sam.id,
    teams: [
      {
        id: teams.platform,
        name: 'Platform',
        memberIds: [people.ana.id, people.jonas.id, people.mira.id, people.sam.id],
      },
      {
        id: teams.payments,
        name: 'Payments',
        memberIds: [people.lea.id, people.tomas.id, people.noor.id],
      },
    ],
    members: Object.values(people),
    entries: sampleEntries,
    contracts: { [teams.platform]: { kind: 'always', people: 1 } },
    leave: [],
    names: {},
    read: {
      goodAt: now - minuteMs / 2,
      incomplete: [],
      failure: null,
      failingSince: null,
      reading: false,
      paused: false,
      pollEveryMs: minuteMs,
      nextAt: now + minuteMs / 2,
    },
    token: 'keychain',
    pending: [],
    ...part,
  };
}

export function snapshotWith(
  workspaces: readonly WorkspaceState[] = [workspaceWith()],
  part: Partial<Snapshot> = {},
): Snapshot {
  return {
    revision: 1,
    workspaces,
    preferences: {
      theme: 'light',
      leadMinutes: [1_440, 15],
      teamLeadMinutes: {},
      quietHours: null,
      mutedUntil: null,
      gapNotices: true,
      handoffNotices: false,
      startAtLogin: false,
      shortcut: null,
    },
    attention: [],
    viewer: { zone: 'Europe/Berlin', locale: 'en-GB' },
    version: '0.1.0',
    ...part,
  };
}

/** Many people in one team, each with shifts on most days, for the large timeline. */
export function largeWorkspace(memberCount: number, now = sampleNow): WorkspaceState {
  const members = Array.from({ length: memberCount }, (_, i) => ({
    id: `m-${String(i).padStart(4, '0')}`,
    name: `Member ${String(i + 1).padStart(4, '0')}`,
    email: null,
  }));
  const entries = members.flatMap(({ id }, i) => {
    const weekDays = [0, 1, 2, 3, 4, 5, 6].filter((weekday) => (weekday + i) % 7 < 5);
    const hour = String((i * 5) % 16).padStart(2, '0');
    const end = String(((i * 5) % 16) + 8).padStart(2, '0');
    return [
      entryWith(
        id,
        {
          weekDays,
          startTime: `${hour}:00:00`,
          endTime: `${end === '24' ? '23:59:59' : `${end}:00:00`}`,
        },
        { teamId: teams.platform },
      ),
    ];
  });
  const team = { id: teams.platform, name: 'Platform', memberIds: members.map(({ id }) => id) };
  return workspaceWith({ teams: [team], members, entries, me: null }, now);
}
