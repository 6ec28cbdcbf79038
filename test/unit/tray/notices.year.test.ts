import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  happenings,
  leadsOf,
  liveYear,
  shiftPlan,
  yearEnd,
  yearStart,
  zoneAt,
  type Habits,
  type Lived,
  type Look,
  type Year,
} from '../../support/notice-year.ts';

const runs = process.env['WATCHBILL_DEEP'] === '1' ? 60 : 3;
const minute = 60_000;
const day = 24 * 60 * minute;

/** Someone who stays where they are, in one team. */
const settled: Habits = {
  leadMinutes: [1_440, 15],
  teamLeadMinutes: {},
  quietHours: { from: '22:00', to: '07:00' },
  teams: ['platform'],
  stays: [{ from: yearStart, zone: 'Europe/Berlin' }],
};

/**
 * Someone in three teams with leads of their own, one of them longer than most time between two
 * shifts, who sleeps late and spends the year in four zones, two of them with half an hour more.
 */
const traveller: Habits = {
  leadMinutes: [4_320, 60, 5],
  teamLeadMinutes: { payments: [30], search: [2_880, 720] },
  quietHours: { from: '23:30', to: '08:15' },
  teams: ['platform', 'payments', 'search'],
  stays: [
    { from: yearStart, zone: 'America/New_York' },
    { from: yearStart + 80 * day, zone: 'Asia/Tokyo' },
    { from: yearStart + 150 * day + 7 * 60 * minute, zone: 'Australia/Lord_Howe' },
    { from: yearStart + 290 * day, zone: 'Asia/Kathmandu' },
  ],
};

const clocks = new Map<string, Intl.DateTimeFormat>();

function clockIn(timeZone: string): Intl.DateTimeFormat {
  const made =
    clocks.get(timeZone) ??
    new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' });
  clocks.set(timeZone, made);
  return made;
}

/** Whether a wall clock where the person is at a moment shows a time in their quiet hours. */
function isQuiet(habits: Habits, when: number, seenAt = when): boolean {
  const time = clockIn(zoneAt(habits, seenAt)).format(when);
  const { from, to } = habits.quietHours;
  return time >= from || time < to;
}

/** The lead's own time, or the last minute before the quiet hours it falls into; walked. */
function placeOf(habits: Habits, start: number, lead: number): number {
  const at = start - lead * minute;
  let when = at;
  if (!isQuiet(habits, when, at)) return when;
  while (isQuiet(habits, when, at)) when -= minute;
  return when;
}

/** Away from every journey: before and after one, a day's quiet hours are two. */
function isAtRest({ stays }: Habits, when: number): boolean {
  return stays.every(({ from }) => from === yearStart || Math.abs(from - when) > 2 * day);
}

function quietEndAfter(habits: Habits, when: number): number {
  let end = when - (when % minute);
  while (isQuiet(habits, end, when)) end += minute;
  return end;
}

/** Awake at and around an instant, unmuted. */
function attentive({ awake, mutes }: Year, when: number): boolean {
  return (
    awake.some(({ from, to }) => from < when && when < to) &&
    !mutes.some(({ from, to }) => from <= when && when < to)
  );
}

/**
 * The looks that showed what has this identity: by itself, in a catch-up, or with the news that
 * the shift exists, where quiet hours or a mute held that to the very moment of the lead.
 */
function tellings(year: Year, id: string): Look[] {
  return year.looks.filter(({ shown }) => shown.some((notice) => notice.settles.told.includes(id)));
}

function expectOnce(year: Year, id: string, when: number): void {
  const told = tellings(year, id).map((look) => look.at);
  expect(told, `${id} due ${new Date(when).toISOString()}`).toEqual([when]);
}

function expectEveryDueOnce(year: Year): void {
  const { habits } = year;
  for (const { team, start, end, addedAt, removedAt } of year.lived) {
    if (end > yearEnd) continue;
    for (const lead of leadsOf(habits, team)) {
      const place = placeOf(habits, start, lead);
      if (!isAtRest(habits, place)) continue;
      // A lead that was past when the shift came is told with the change.
      if (addedAt < place && place < removedAt && attentive(year, place))
        expectOnce(year, `ahead:w1:${team}:${start}:${lead}`, place);
    }
    if (addedAt < start && removedAt > start && attentive(year, start))
      expectOnce(year, `starts:w1:${team}:${start}`, start);
    if (addedAt < start && removedAt > end && attentive(year, end))
      expectOnce(year, `ends:w1:${team}:${end}`, end);
  }
}

/** Each identity at most once, on a clock that may run over the same time twice. */
function expectNothingTwice(year: Year): void {
  const all = year.looks.flatMap(({ shown }) =>
    shown.flatMap((notice) =>
      notice.kind === 'changed' || notice.kind === 'catch-up' ? [] : notice.settles.told,
    ),
  );
  expect(new Set(all).size).toBe(all.length);
}

function expectTrue(look: Look): void {
  for (const { kind, settles } of look.shown) {
    if (kind === 'changed') continue;
    for (const id of settles.told) {
      const [what, , , text] = id.split(':');
      const instant = Number(text);
      const shift = look.shifts.find((it) => (what === 'ends' ? it.end : it.start) === instant);
      expect(shift, id).toBeDefined();
      if (what === 'ahead') expect(instant).toBeGreaterThan(look.at);
      if (what === 'starts') expect(instant <= look.at && look.at < (shift?.end ?? 0)).toBe(true);
      if (what === 'ends') expect(instant).toBeLessThanOrEqual(look.at);
    }
  }
}

/** In quiet hours: no sound, no "ahead" that had its chance, nothing held that can wait. */
function expectQuietKept(year: Year, look: Look): void {
  const { habits } = year;
  const quiet = isQuiet(habits, look.at);
  for (const notice of look.shown) {
    expect(notice.silent).toBe(quiet);
    if (!quiet || notice.kind !== 'ahead' || !isAtRest(habits, look.at)) continue;
    for (const id of notice.settles.told) {
      const [start = 0, lead = 0] = id.split(':').slice(-2).map(Number);
      const place = placeOf(habits, start, lead);
      expect(attentive(year, place) && existed(year, start, place), id).toBe(false);
    }
  }
}

function existed(year: Year, start: number, when: number): boolean {
  return year.lived.some((it) => it.start === start && it.addedAt < when && when < it.removedAt);
}

/** My shifts of the next 30 days, cut to them, as a set to compare. */
function near(shifts: readonly Lived[], now: number): Map<string, number> {
  const cut = shifts
    .filter((it) => it.end > now && it.start < now + 30 * day)
    .map((it) => [it.team, Math.max(it.start, now), Math.min(it.end, now + 30 * day)] as const);
  return new Map(cut.map(([team, start, end]) => [`${team} ${start} ${end}`, start]));
}

/** Every change of mine is told at the first look that may, held to the end of quiet hours. */
function expectChangesTold(year: Year): void {
  let known: readonly Lived[] | null = null;
  for (const look of year.looks) {
    const before: Map<string, number> = near(known ?? look.shifts, look.at);
    const after = near(look.shifts, look.at);
    const starts = [
      ...[...before].filter(([key]) => !after.has(key)),
      ...[...after].filter(([key]) => !before.has(key)),
    ].map(([, start]) => start);
    const told = look.shown.some((notice) => notice.settles.baselines.length > 0);
    const quiet = isQuiet(year.habits, look.at);
    const waits =
      look.muted || (quiet && Math.min(...starts) >= quietEndAfter(year.habits, look.at));
    expect(told, new Date(look.at).toISOString()).toBe(starts.length > 0 && !waits);
    if (starts.length === 0 || told) known = look.shifts;
  }
}

test.each([
  ['one team', settled],
  ['three teams and four zones', traveller],
])(
  'in a year of sleeps, clock jumps, restarts, mutes and edits every notice comes once, in time and true: %s',
  (_, habits) => {
    fc.assert(
      fc.property(shiftPlan, happenings, (plan, events) => {
        const year = liveYear(habits, plan, events);
        expectEveryDueOnce(year);
        expectNothingTwice(year);
        for (const look of year.looks) {
          expectTrue(look);
          expectQuietKept(year, look);
        }
        expectChangesTold(year);
      }),
      { numRuns: runs, endOnFailure: true },
    );
  },
);
