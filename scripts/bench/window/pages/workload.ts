import type { Snapshot } from '../../../../core/contract/snapshot.ts';
import type { Entry } from '../../../../core/schedule/model.ts';
import { compileSchedule } from '../../../../core/schedule/schedule.ts';
import { shiftsOf } from '../../../../core/schedule/shifts.ts';
import type { Interval } from '../../../../core/time/instant.ts';
import { dayMs, hourMs } from '../../../../core/time/instant.ts';
import { ruleFor } from '../../../../renderer/editor/inspector/new-rule.ts';
import {
  entryWith,
  snapshotWith,
  teams,
  workspaceWith,
} from '../../../../test/support/sample-snapshot.ts';

/** February 2027: four whole weeks, Monday to Sunday, and what the month view shows. */
export const month: Interval = { start: Date.UTC(2027, 1, 1), end: Date.UTC(2027, 2, 1) };
/** Wednesday of its second week. */
export const now = month.start + 9 * dayMs + 10.5 * hourMs;
/** The member whose single shift is moved; on screen at rest. */
export const moved = 3;

const reading = { zone: 'Europe/Lisbon', weekdayZero: 'sunday', weekOfMonth: 'block' } as const;
const two = (value: number): string => String(value).padStart(2, '0');
const idOf = (i: number): string => `m-${String(i).padStart(4, '0')}`;
const nameOf = (i: number): string => `Member ${String(i + 1).padStart(4, '0')}`;

/** A weekly rule of five days: twenty shifts in the month. */
function weekly(i: number): Entry {
  const weekDays = [0, 1, 2, 3, 4, 5, 6].filter((day) => (day + i) % 7 < 5);
  const from = (i * 5) % 16;
  const hours = { startTime: `${two(from)}:00:00`, endTime: `${two(from + 7)}:30:00` };
  return entryWith(idOf(i), { weekDays, ...hours }, { createdAt: '2026-01-05T08:00:00.000Z' });
}

/** One shift with a date, on a day the weekly rule leaves free. */
function single(i: number): Entry {
  const weekday = (13 - (i % 7)) % 7;
  const day = month.start + (7 + ((weekday + 6) % 7)) * dayMs;
  const rule = ruleFor({ start: day + 10 * hourMs, end: day + 14 * hourMs }, reading);
  return entryWith(idOf(i), rule, { createdAt: '2026-01-06T08:00:00.000Z' });
}

function entriesOf(people: number): Entry[] {
  return Array.from({ length: people }, (_, i) => [weekly(i), single(i)]).flat();
}

/** What main would publish: one team of that many people, two entries each. */
export function snapshotOf(people: number): Snapshot {
  const members = Array.from({ length: people }, (_, i) => ({
    id: idOf(i),
    name: nameOf(i),
    email: null,
  }));
  const team = { id: teams.platform, name: 'Platform', memberIds: members.map(({ id }) => id) };
  const workspace = workspaceWith(
    { teams: [team], members, entries: entriesOf(people), me: null, interpretation: reading },
    now,
  );
  return snapshotWith([workspace], { viewer: { zone: reading.zone, locale: 'en-GB' } });
}

/** A member with all shifts of the month worked out. */
export interface PlainRow {
  readonly name: string;
  readonly shifts: Interval[];
}

/** The same schedule for who knows no rules. */
export function plainRows(people: number): PlainRow[] {
  const { duties } = compileSchedule(entriesOf(people), reading);
  return duties.map((duty, i) => ({
    name: nameOf(i),
    shifts: shiftsOf(duty, month).map(({ start, end }) => ({ start, end })),
  }));
}
