import { coverage, doubleDuty } from '../../../core/schedule/coverage.ts';
import { leaveClashes } from '../../../core/schedule/leave.ts';
import type { Entry, MemberId, TeamId } from '../../../core/schedule/model.ts';
import { clockRadar } from '../../../core/schedule/radar.ts';
import { explainRule } from '../../../core/schedule/explain.ts';
import { failureWord } from '../../../core/text/freshness.ts';
import { counted, hours, listed } from '../../../core/text/time.ts';
import { noteText, readOnlyText } from '../../../core/text/problem.ts';
import { zoneCity, type Clock } from '../../../core/time/format.ts';
import { dayMs, type Instant, type Interval } from '../../../core/time/instant.ts';
import type { Watched } from '../../../core/tray/workspace.ts';

/** What pressing a problem's button leads to. */
export type Fix =
  | { readonly kind: 'fill'; readonly teamId: TeamId | null; readonly during: Interval }
  /** The shift itself is opened, where there is one. */
  | {
      readonly kind: 'look';
      readonly teamId: TeamId | null;
      readonly at: Instant;
      readonly memberId?: MemberId;
      readonly open?: boolean;
    }
  | { readonly kind: 'entry'; readonly entry: Entry }
  /** Nothing here mends it: only another read can. */
  | { readonly kind: 'read' }
  | {
      readonly kind: 'cover';
      readonly teamId: TeamId;
      readonly memberId: MemberId;
      readonly during: Interval;
    };

/** Something in the schedule that may be wrong, or worth a look. */
export interface Found {
  readonly key: string;
  readonly tone: 'danger' | 'warning' | 'info';
  readonly title: string;
  readonly detail: string;
  readonly fix: Fix;
  readonly fixLabel: string;
}

/** How far ahead gaps, overlaps and double duty are looked for. */
export const lookAheadDays = 14;
/** How far ahead clock changes are. */
export const radarDays = 90;
const mostOfAKind = 50;

interface Words {
  readonly now: Instant;
  readonly clock: Clock;
  readonly viewerZone: string;
  /** Only a complete read may say that time is uncovered. */
  readonly complete: boolean;
}

/** Everything worth a look, the pressing first. */
export function foundIn(watched: Watched, words: Words): Found[] {
  return [
    ...unreadOf(watched),
    ...(words.complete ? gapsOf(watched, words) : []),
    ...doublesOf(watched, words),
    ...overlapsOf(watched, words),
    ...leaveOf(watched, words),
    ...entriesOf(watched),
    ...clockChangesOf(watched, words),
  ];
}

/** What PingHome did not let us read: while it is missing, nothing is called a gap. */
function unreadOf({ workspace, nameOf }: Watched): Found[] {
  const found = workspace.read.incomplete.map((it): readonly [string, string] => {
    switch (it.kind) {
      case 'entries-skipped':
        return [
          `${counted(it.count, 'entry', 'entries')} could not be read`,
          'PingHome sent something that is no rule.',
        ];
      case 'member-refused':
        return [
          `Reading ${nameOf(it.memberId)} was refused`,
          `PingHome: ${failureWord(it.failure)}.`,
        ];
      case 'team-refused':
        return [`Who is in ${it.name} could not be read`, `PingHome: ${failureWord(it.failure)}.`];
      case 'more-pages':
        return ['PingHome sent only a part', 'The rest of the schedule is not known here.'];
      case 'roster-skipped':
        return [
          `${counted(it.count, 'team or member', 'teams or members')} could not be read`,
          'PingHome sent something without a name or an id.',
        ];
      case 'roster-pages':
        return ['PingHome sent only a part of the teams', 'The rest is not known here.'];
      case 'people-left-out':
        return [
          `${counted(it.count, 'person', 'people')} too many to read`,
          'Watch the organisation, or fewer teams in one workspace.',
        ];
    }
  });
  return found.map(([title, why], n) => ({
    key: `unread ${n}`,
    tone: 'danger' as const,
    title,
    detail: `${why} Gaps are not looked for until everything is read.`,
    fix: { kind: 'read' as const },
    fixLabel: 'Read again',
  }));
}

const ahead = (now: Instant): Interval => ({ start: now, end: now + lookAheadDays * dayMs });

function gapsOf({ schedule, teams }: Watched, { now, clock }: Words): Found[] {
  return teams.flatMap((team) =>
    coverage(schedule, team.id, ahead(now), team.contract)
      .gaps.slice(0, mostOfAKind)
      .map((gap) => ({
        key: `gap ${team.id ?? ''} ${gap.start}`,
        tone: 'danger' as const,
        title: `Gap in ${team.name}, ${hours(gap.end - gap.start)}`,
        detail: clock.range(gap.start, gap.end),
        fix: { kind: 'fill' as const, teamId: team.id, during: gap },
        fixLabel: 'Fill…',
      })),
  );
}

function overlapsOf({ schedule, teams, nameOf }: Watched, { now, clock }: Words): Found[] {
  return teams.flatMap((team) =>
    coverage(schedule, team.id, ahead(now), team.contract)
      .overlaps.slice(0, mostOfAKind)
      .map((it) => ({
        key: `overlap ${team.id ?? ''} ${it.start}`,
        tone: 'info' as const,
        title: `${counted(it.memberIds.length, 'person', 'people')} at once in ${team.name}`,
        detail: `${listed(it.memberIds.slice(0, 3).map(nameOf))} · ${clock.range(it.start, it.end)}`,
        fix: { kind: 'look' as const, teamId: team.id, at: it.start, open: true },
        fixLabel: 'Show',
      })),
  );
}

function doublesOf({ schedule, teams, nameOf }: Watched, { now, clock }: Words): Found[] {
  const teamName = (id: TeamId | null) => teams.find((team) => team.id === id)?.name ?? 'no team';
  return doubleDuty(schedule, ahead(now))
    .slice(0, mostOfAKind)
    .map((it) => ({
      key: `double ${it.memberId} ${it.start}`,
      tone: 'warning' as const,
      title: `${nameOf(it.memberId)} is on call in two teams`,
      detail: `${listed(it.teamIds.map(teamName))} · ${clock.range(it.start, it.end)}`,
      fix: {
        kind: 'look' as const,
        teamId: it.teamIds[0] ?? null,
        memberId: it.memberId,
        at: it.start,
        open: true,
      },
      fixLabel: 'Show',
    }));
}

function leaveOf({ schedule, workspace, teams, nameOf }: Watched, { now, clock }: Words): Found[] {
  return leaveClashes(schedule, workspace.leave, now).map(({ leave, teamId, memberId, time }) => {
    const [first] = time;
    const during = { start: first?.start ?? now, end: time.at(-1)?.end ?? now };
    const team = teams.find((it) => it.id === teamId)?.name ?? 'no team';
    const more = time.length > 1 ? ` and ${counted(time.length - 1, 'more time')}` : '';
    return {
      key: `leave ${teamId ?? ''} ${memberId} ${leave.from} ${leave.to}`,
      tone: 'warning' as const,
      title: `${nameOf(memberId)} is on call while on leave`,
      detail: `${team} · ${clock.range(during.start, first?.end ?? now)}${more}`,
      fix:
        teamId === null
          ? { kind: 'look' as const, teamId, at: during.start }
          : { kind: 'cover' as const, teamId, memberId, during },
      fixLabel: teamId === null ? 'Show' : 'Cover…',
    };
  });
}

function entriesOf({ workspace, nameOf }: Watched): Found[] {
  const whose = (id: MemberId | null) => (id === null ? 'Nobody' : nameOf(id));
  return workspace.entries.flatMap((entry) => {
    const words = [
      ...entry.notes.map(noteText),
      ...(entry.readOnly === null ? [] : [readOnlyText(entry.readOnly)]),
    ];
    if (words.length === 0) return [];
    return [
      {
        key: `entry ${entry.id}`,
        tone: 'warning' as const,
        title: `${whose(entry.memberId)}: ${explainRule(entry.rule, workspace.interpretation)}`,
        detail: words.join(' '),
        fix: { kind: 'entry' as const, entry },
        fixLabel: 'Open',
      },
    ];
  });
}

function clockChangesOf({ schedule, teams }: Watched, { now, clock, viewerZone }: Words): Found[] {
  const { changes, touched } = clockRadar(
    schedule,
    { start: now, end: now + radarDays * dayMs },
    viewerZone,
  );
  return changes.map((change) => {
    const shifts = touched.filter((it) => it.change === change);
    const by = hours(Math.abs(change.offsetAfter - change.offsetBefore));
    const way = change.offsetAfter > change.offsetBefore ? 'forward' : 'back';
    return {
      key: `clock ${change.side} ${change.at}`,
      tone: 'info' as const,
      title: `Clocks in ${zoneCity(change.zone)} go ${way} ${by}`,
      detail: `${clock.dateTime(change.at)} · ${counted(shifts.length, 'shift')} touched`,
      fix: {
        kind: 'look' as const,
        teamId: shifts[0]?.shift.teamId ?? teams[0]?.id ?? null,
        at: change.at,
      },
      fixLabel: 'Show',
    };
  });
}
