import fc from 'fast-check';
import type { Preferences, Snapshot } from '../../core/contract/snapshot.ts';
import type { Entry } from '../../core/schedule/model.ts';
import type { Notice } from '../../core/tray/notices.ts';
import { NoticeDesk } from './notice-desk.ts';
import { aRule, inZone } from './rules.ts';
import { aRead, aSnapshot, aWorkspace, at, dutyBy } from './snapshots.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

export const yearStart = at('2026-01-01T00:00Z');
export const yearEnd = yearStart + 365 * day;

/** How a person lives: which leads and quiet hours they want, in which teams they are, and where. */
export interface Habits {
  readonly leadMinutes: readonly number[];
  readonly teamLeadMinutes: Preferences['teamLeadMinutes'];
  readonly quietHours: { readonly from: string; readonly to: string };
  /** Their shifts go round these teams. */
  readonly teams: readonly string[];
  /** Where they are from each instant on; the first from the beginning. */
  readonly stays: readonly { readonly from: number; readonly zone: string }[];
}

/** The viewer's zone at an instant. */
export function zoneAt({ stays }: Habits, now: number): string {
  const begun = stays.filter(({ from }) => from <= now);
  return (begun.at(-1) ?? stays[0])?.zone ?? 'UTC';
}

/** The leads before a shift of a team. */
export function leadsOf({ leadMinutes, teamLeadMinutes }: Habits, team: string): readonly number[] {
  return teamLeadMinutes[team] ?? leadMinutes;
}

/** One shift of mine, in the rules from one instant to another. */
export interface Lived {
  readonly team: string;
  readonly start: number;
  readonly end: number;
  readonly addedAt: number;
  removedAt: number;
}

type Happening =
  | {
      readonly kind: 'edit';
      readonly at: number;
      readonly pick: number;
      readonly how: 'move' | 'remove' | 'add';
    }
  | { readonly kind: 'sleep' | 'mute'; readonly at: number; readonly ms: number }
  | { readonly kind: 'jump'; readonly at: number; readonly ms: number }
  | { readonly kind: 'restart'; readonly at: number };

const moments = fc.integer({ min: 0, max: 365 * 24 * 60 - 1 }).map((it) => yearStart + it * minute);

/** What happens in a year: sleeps, clock jumps, restarts, mutes and edits, in order. */
export const happenings: fc.Arbitrary<readonly Happening[]> = fc
  .array(
    fc.oneof(
      {
        weight: 3,
        arbitrary: fc.record({
          kind: fc.constant('edit' as const),
          at: moments,
          pick: fc.nat(),
          how: fc.constantFrom('move' as const, 'remove' as const, 'add' as const),
        }),
      },
      {
        weight: 6,
        arbitrary: fc.record({
          kind: fc.constant('sleep' as const),
          at: moments,
          ms: fc.integer({ min: 1, max: 30 * 60 }).map((it) => it * minute),
        }),
      },
      {
        weight: 1,
        arbitrary: fc.record({
          kind: fc.constant('mute' as const),
          at: moments,
          ms: fc.integer({ min: 1, max: 24 * 60 }).map((it) => it * minute),
        }),
      },
      {
        weight: 1,
        arbitrary: fc.record({
          kind: fc.constant('jump' as const),
          at: moments,
          ms: fc.integer({ min: -90, max: 90 }).map((it) => it * minute),
        }),
      },
      { weight: 2, arbitrary: fc.record({ kind: fc.constant('restart' as const), at: moments }) },
    ),
    { minLength: 200, maxLength: 300, size: 'max' },
  )
  .map((all) => [...all].sort((a, b) => a.at - b.at));

/** The shifts of a year, apart from each other, at any hour. */
export const shiftPlan: fc.Arbitrary<readonly { readonly start: number; readonly end: number }[]> =
  fc
    .array(
      fc.record({ gap: fc.integer({ min: 3, max: 200 }), length: fc.integer({ min: 1, max: 60 }) }),
      { minLength: 50, maxLength: 90, size: 'max' },
    )
    .map((all) => {
      let when = yearStart + 2 * day;
      return all.map(({ gap, length }) => {
        const start = when + gap * hour;
        when = start + length * hour;
        return { start, end: when };
      });
    });

/** What an awake app did at one instant. */
export interface Look {
  readonly at: number;
  readonly shown: readonly Notice[];
  readonly muted: boolean;
  /** My shifts as the rules were then. */
  readonly shifts: readonly Lived[];
}

/** A year as it was lived. */
export interface Year {
  readonly habits: Habits;
  readonly looks: readonly Look[];
  readonly lived: readonly Lived[];
  /** When the app was awake on its own clock, which may run over the same time twice. */
  readonly awake: readonly { readonly from: number; readonly to: number }[];
  readonly mutes: readonly { readonly from: number; readonly to: number }[];
}

/** Lives a year with an app that is awake, looks at every time its plan asks for, and at each event. */
export function liveYear(
  habits: Habits,
  plan: readonly { readonly start: number; readonly end: number }[],
  events: readonly Happening[],
): Year {
  const teamOf = (pick: number) => habits.teams[pick % habits.teams.length] ?? '';
  const lived: Lived[] = plan.map((it, i) => ({
    ...it,
    team: teamOf(i),
    addedAt: yearStart,
    removedAt: Infinity,
  }));
  const desk = new NoticeDesk();
  const looks: Look[] = [];
  const awake: { from: number; to: number }[] = [];
  const mutes: { from: number; to: number }[] = [];
  const travels = habits.stays.map(({ from }) => ({ kind: 'travel' as const, at: from }));
  const queue = [...events, ...travels.filter((it) => it.at > yearStart)].sort(
    (a, b) => a.at - b.at,
  );
  let now = yearStart;
  let from = now;
  const mutedUntil = () => mutes.at(-1)?.to ?? null;
  const present = () => lived.filter((it) => it.removedAt === Infinity);
  const look = () => {
    const snapshot = snapshotOf(habits, present(), now, mutedUntil());
    const shown = desk.look(snapshot, now);
    looks.push({ at: now, shown, muted: (mutedUntil() ?? 0) > now, shifts: present() });
    return desk.nextAt(snapshot, now);
  };
  const leap = (to: number) => {
    awake.push({ from, to: now });
    // What others edit meanwhile is in the rules when the app wakes up.
    for (let next = queue[0]; next !== undefined && next.at <= to; next = queue[0]) {
      queue.shift();
      if (next.kind === 'edit') edit(lived, teamOf, next, next.at);
    }
    now = to;
    from = to;
    desk.sleep();
  };
  let nextAt = look();
  while (now < yearEnd) {
    const event = queue[0];
    if (event === undefined || nextAt < event.at) {
      now = nextAt;
      nextAt = look();
      continue;
    }
    queue.shift();
    now = Math.max(now, event.at);
    if (event.kind === 'edit') edit(lived, teamOf, event, now);
    if (event.kind === 'mute') mutes.push({ from: now, to: now + event.ms });
    if (event.kind === 'restart') desk.restart();
    if (event.kind === 'sleep' || event.kind === 'jump') leap(now + event.ms);
    nextAt = look();
  }
  awake.push({ from, to: now });
  return { habits, looks, lived, awake, mutes };
}

/** Moves, removes or adds a shift, apart from all others; what has begun stays. */
function edit(
  lived: Lived[],
  teamOf: (pick: number) => string,
  { pick, how }: Extract<Happening, { readonly kind: 'edit' }>,
  now: number,
): void {
  const future = lived.filter((it) => it.removedAt === Infinity && it.start > now + 5 * minute);
  const chosen = future[pick % Math.max(1, Math.min(future.length, 8))];
  if (chosen !== undefined && how !== 'add') chosen.removedAt = now;
  if (how === 'remove') return;
  const start =
    how === 'move' && chosen !== undefined
      ? chosen.start + ((pick % 40) + 1) * hour
      : now + ((pick % 900) + 1) * 20 * minute;
  const end = start + ((pick % 30) + 1) * hour;
  const apart = (it: Lived) =>
    it.removedAt !== Infinity || it.end + 2 * hour <= start || end + 2 * hour <= it.start;
  if (start > now + 5 * minute && lived.every(apart))
    lived.push({ team: teamOf(pick), start, end, addedAt: now, removedAt: Infinity });
}

function snapshotOf(
  { leadMinutes, teamLeadMinutes, quietHours, ...habits }: Habits,
  shifts: readonly Lived[],
  now: number,
  mutedUntil: number | null,
): Snapshot {
  const entries: Entry[] = shifts.map(({ team, start, end }) =>
    dutyBy('ana', aRule({ startDate: start, endDate: end }), { teamId: team }),
  );
  const workspace = aWorkspace(entries, '2026-01-01', {
    me: 'ana',
    teams: habits.teams.map((id) => ({ id, name: id, memberIds: ['ana'] })),
    read: aRead(now),
    interpretation: inZone('UTC'),
  });
  const zone = zoneAt({ leadMinutes, teamLeadMinutes, quietHours, ...habits }, now);
  return aSnapshot([workspace], {
    viewer: { zone, locale: 'en-GB' },
    preferences: { leadMinutes, teamLeadMinutes, quietHours, mutedUntil },
  });
}
