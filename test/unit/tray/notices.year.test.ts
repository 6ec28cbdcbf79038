import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  happenings,
  leadMinutes,
  liveYear,
  shiftPlan,
  viewerZone,
  yearEnd,
  type Lived,
  type Look,
  type Year,
} from '../../support/notice-year.ts';

const runs = process.env['WATCHBILL_DEEP'] === '1' ? 60 : 3;
const minute = 60_000;
const day = 24 * 60 * minute;

const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: viewerZone,
  hour: '2-digit',
  minute: '2-digit',
});

/** Whether a wall clock shows a time from 22:00 to before 07:00. */
function isQuiet(when: number): boolean {
  const time = clock.format(when);
  return time >= '22:00' || time < '07:00';
}

/** The lead's own time, or the last minute before the quiet hours it falls into; walked. */
function placeOf(start: number, lead: number): number {
  let when = start - lead * minute;
  if (!isQuiet(when)) return when;
  while (isQuiet(when)) when -= minute;
  return when;
}

function quietEndAfter(when: number): number {
  let end = when - (when % minute);
  while (isQuiet(end)) end += minute;
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
  for (const { start, end, addedAt, removedAt } of year.lived) {
    if (end > yearEnd) continue;
    for (const lead of leadMinutes) {
      const place = placeOf(start, lead);
      // A lead that was past when the shift came is told with the change.
      if (addedAt < place && place < removedAt && attentive(year, place))
        expectOnce(year, `ahead:w1:platform:${start}:${lead}`, place);
    }
    if (addedAt < start && removedAt > start && attentive(year, start))
      expectOnce(year, `starts:w1:platform:${start}`, start);
    if (addedAt < start && removedAt > end && attentive(year, end))
      expectOnce(year, `ends:w1:platform:${end}`, end);
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
  for (const notice of look.shown) {
    expect(notice.silent).toBe(isQuiet(look.at));
    if (!isQuiet(look.at) || notice.kind !== 'ahead') continue;
    for (const id of notice.settles.told) {
      const [start = 0, lead = 0] = id.split(':').slice(-2).map(Number);
      const place = placeOf(start, lead);
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
    .map((it) => [Math.max(it.start, now), Math.min(it.end, now + 30 * day)] as const);
  return new Map(cut.map(([start, end]) => [`${start} ${end}`, start]));
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
    const quiet = isQuiet(look.at);
    const waits = look.muted || (quiet && Math.min(...starts) >= quietEndAfter(look.at));
    expect(told, new Date(look.at).toISOString()).toBe(starts.length > 0 && !waits);
    if (starts.length === 0 || told) known = look.shifts;
  }
}

test('in a year of sleeps, clock jumps, restarts, mutes and edits every notice comes once, in time and true', () => {
  fc.assert(
    fc.property(shiftPlan, happenings, (plan, events) => {
      const year = liveYear(plan, events);
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
});
