import { versionOf, toRow, type EntryFields, type StoredEntry } from './db/repo.ts';
import type { Database } from './db/tables.ts';
import { dateText, weekdayOf } from '../core/time/civil.ts';
import { dayMs, secondMs, type Instant } from '../core/time/instant.ts';
import { isoOf } from '../core/time/iso.ts';

const organisationId = '5a3f0c1e-7b1d-4c57-9a57-3f6d2b8c0001';
const platform = '5a3f0c1e-7b1d-4c57-9a57-3f6d2b8c0101';
const payments = '5a3f0c1e-7b1d-4c57-9a57-3f6d2b8c0102';

/** The ids of the sample; they are the same on every machine. */
export const sampleIds = {
  organisation: organisationId,
  platform,
  payments,
  ana: '5a3f0c1e-7b1d-4c57-9a57-3f6d2b8c0201',
  jonas: '5a3f0c1e-7b1d-4c57-9a57-3f6d2b8c0202',
  mira: '5a3f0c1e-7b1d-4c57-9a57-3f6d2b8c0203',
  tomas: '5a3f0c1e-7b1d-4c57-9a57-3f6d2b8c0204',
  sofia: '5a3f0c1e-7b1d-4c57-9a57-3f6d2b8c0205',
  arjun: '5a3f0c1e-7b1d-4c57-9a57-3f6d2b8c0206',
  lena: '5a3f0c1e-7b1d-4c57-9a57-3f6d2b8c0207',
} as const;

const people = [
  { id: sampleIds.ana, name: 'Ana Pires', team: platform, role: 'manager' },
  { id: sampleIds.jonas, name: 'Jonas Weber', team: platform, role: 'user' },
  { id: sampleIds.mira, name: 'Mira Kaur', team: platform, role: 'user' },
  { id: sampleIds.tomas, name: 'Tomás Novák', team: platform, role: 'user' },
  { id: sampleIds.sofia, name: 'Sofia Almeida', team: payments, role: 'manager' },
  { id: sampleIds.arjun, name: 'Arjun Rao', team: payments, role: 'user' },
  { id: sampleIds.lena, name: 'Lena Fischer', team: payments, role: 'user' },
] as const;

/** Platform changes hands at 09:00 UTC; by the week day (0 = Sunday) on which the shift starts. */
const platformDays = [
  { memberId: sampleIds.ana, weekDays: [1, 4] },
  { memberId: sampleIds.jonas, weekDays: [2, 3] },
  { memberId: sampleIds.mira, weekDays: [5, 6] },
  { memberId: sampleIds.tomas, weekDays: [0] },
] as const;

const paymentsShifts = [
  {
    memberId: sampleIds.sofia,
    weekDays: [1, 2, 3, 4, 5],
    startTime: '08:00:00',
    endTime: '20:00:00',
  },
  {
    memberId: sampleIds.arjun,
    weekDays: [1, 2, 3, 4, 5],
    startTime: '20:00:00',
    endTime: '08:00:00',
  },
  { memberId: sampleIds.lena, weekDays: [0, 6], startTime: '08:00:00', endTime: '08:00:00' },
] as const;

interface Plan extends Partial<EntryFields> {
  readonly memberId: string;
  readonly weekDays: readonly number[];
}

/**
 * The entries of the sample around an instant. Both teams are covered round the clock, so someone is
 * on call whenever it is first started, with two exceptions, both of Platform and ahead: a shift the
 * day after tomorrow ends at 18:00 instead of 09:00 the next morning, and three days from now a
 * second person helps out from 14:00 to 18:00. Read with the zone UTC and Sunday = 0.
 */
export function sampleEntries(now: Instant): readonly StoredEntry[] {
  const today = Math.floor(now / dayMs);
  const shortDay = today + 2;
  const plans: Plan[] = platformDays.flatMap((turn) => {
    const whole = { ...turn, startTime: '09:00:00', endTime: '09:00:00' };
    return turn.weekDays.some((day) => day === weekdayOf(shortDay))
      ? cutShort(whole, shortDay)
      : [whole];
  });
  plans.push(helpOut(today + 3));
  const since = (today - 60) * dayMs + 9 * 3_600 * secondMs;
  return [
    ...plans.map((plan) => ({ plan, teamId: platform })),
    ...paymentsShifts.map((plan) => ({ plan, teamId: payments })),
  ].map(({ plan, teamId }, index) => entryOf(plan, teamId, since + index * 60 * secondMs));
}

/** Fills a database that holds no organisation yet; anything already there is left alone. */
export async function fillSample(db: Database, now: Instant): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const first = await transaction.selectFrom('organisations').select('id').limit(1).execute();
    if (first.length > 0) return;
    const at = (second: number): string =>
      new Date(now - 60 * dayMs + second * secondMs).toISOString();
    await transaction
      .insertInto('organisations')
      .values({ id: organisationId, name: 'Sample Ltd', created_at: at(0) })
      .execute();
    const team = (id: string, name: string, second: number) => ({
      id,
      name,
      organisation_id: organisationId,
      created_at: at(second),
    });
    await transaction
      .insertInto('teams')
      .values([team(platform, 'Platform', 1), team(payments, 'Payments', 2)])
      .execute();
    await transaction
      .insertInto('members')
      .values(
        people.map(({ id, name }) => ({
          id,
          name,
          organisation_id: organisationId,
          email: emailOf(name),
        })),
      )
      .execute();
    await transaction
      .insertInto('memberships')
      .values(people.map(({ id, team: team_id, role }) => ({ team_id, member_id: id, role })))
      .execute();
    await transaction.insertInto('entries').values(sampleEntries(now).map(toRow)).execute();
  });
}

/** A weekly turn that on one date ends at 18:00: the turn until then, that day, the turn after it. */
function cutShort(turn: Plan, date: number): readonly Plan[] {
  return [
    { ...turn, endDate: isoOf(date * dayMs + 9 * 3_600 * secondMs) },
    { ...turn, ...onlyOn(date), endTime: '18:00:00' },
    { ...turn, startDate: isoOf((date + 1) * dayMs + 9 * 3_600 * secondMs) },
  ];
}

/** Someone with no shift that day or the day before comes in beside the person on call. */
function helpOut(date: number): Plan {
  const busy = [date - 1, date, date + 1].map(weekdayOf);
  const helper = platformDays.find((turn) => !turn.weekDays.some((day) => busy.includes(day)));
  return {
    memberId: helper?.memberId ?? sampleIds.tomas,
    ...onlyOn(date),
    startTime: '14:00:00',
    endTime: '18:00:00',
  };
}

function onlyOn(date: number): Pick<StoredEntry, 'weekDays' | 'startDate' | 'endDate'> {
  return {
    weekDays: [weekdayOf(date)],
    startDate: `${dateText(date)}T00:00:00Z`,
    endDate: `${dateText(date)}T23:59:59Z`,
  };
}

function entryOf(plan: Plan, teamId: string, createdAt: Instant): StoredEntry {
  const fields: EntryFields = {
    startDate: plan.startDate ?? null,
    endDate: plan.endDate ?? null,
    monthsOfYear: [],
    weeksOfMonth: [],
    weekDays: plan.weekDays,
    startTime: plan.startTime ?? null,
    endTime: plan.endTime ?? null,
  };
  return {
    ...fields,
    teamId,
    memberId: plan.memberId,
    createdAt: new Date(createdAt).toISOString(),
    version: versionOf(fields),
  };
}

function emailOf(name: string): string {
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '');
  return `${plain.toLowerCase().replace(' ', '.')}@sample.example`;
}
